/// One kind of evidence that a release carries about its data subjects.
public enum Channel: String, Codable, Sendable, CaseIterable {
  case attributes
  case device
  case places
  case cadence
  case graph
  /// What somebody rated, liked, visited or bought: choices among many items.
  case histories
  case writingStyle = "writing-style"
  case fileMetadata = "file-metadata"
  case modelOutputs = "model-outputs"
  /// All channels together.
  case fused
}

/// The three risks of the EU's Article 29 Working Party, Opinion 05/2014 (WP216), section 2.2.
public enum IdentificationRisk: String, Codable, Sendable, CaseIterable {
  case singlingOut = "singling-out"
  case linkability
  case inference
}

/// The three ways in which de-identification fails that checklists miss.
public enum FailureMode: String, Codable, Sendable, CaseIterable {
  /// A pattern of life is a fingerprint.
  case semanticInference = "semantic-inference"
  /// What a receiver already has undoes the anonymization.
  case contextualAggregation = "contextual-aggregation"
  /// A model or a synthetic copy leaks its training data.
  case algorithmicReversal = "algorithmic-reversal"
}

/// How much a finding matters.
public enum Severity: String, Codable, Sendable, CaseIterable, Comparable {
  case information
  case low
  case medium
  case high
  case critical

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Orders severities from `information` to `critical`.
  public static func < (lhs: Severity, rhs: Severity) -> Bool { lhs.rank < rhs.rank }
}
