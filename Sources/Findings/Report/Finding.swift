/// One thing found, with where it shows and what would mend it.
public struct Finding: Codable, Sendable, Equatable {
  /// A stable name within the report.
  public let id: String
  /// A title of a few words.
  public let title: String
  /// How much it matters.
  public let severity: Severity
  /// The risk of WP216 that it is an instance of.
  public let risk: IdentificationRisk
  /// The failure mode that it is an instance of.
  public let failureMode: FailureMode
  /// What was found.
  public let sentence: String
  /// What would mend it; may be empty.
  public let remedy: String
  /// The ids of the attack results that it rests on.
  public let evidence: [String]
  /// The columns it is about, as `table.column`.
  public let columns: [String]
  /// A finding.
  public init(
    id: String, title: String, severity: Severity, risk: IdentificationRisk,
    failureMode: FailureMode, sentence: String, remedy: String, evidence: [String],
    columns: [String]
  ) {
    self.id = id
    self.title = title
    self.severity = severity
    self.risk = risk
    self.failureMode = failureMode
    self.sentence = sentence
    self.remedy = remedy
    self.evidence = evidence
    self.columns = columns
  }
}
