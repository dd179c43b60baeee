import Findings

extension FailureMode {
  /// Its name in a heading.
  var title: String {
    switch self {
    case .semanticInference: "Semantic inference"
    case .contextualAggregation: "Contextual aggregation"
    case .algorithmicReversal: "Algorithmic reversal"
    }
  }

  /// What it means, in a few words.
  var meaning: String {
    switch self {
    case .semanticInference: "A pattern of life is a fingerprint."
    case .contextualAggregation: "What a receiver already has undoes the anonymization."
    case .algorithmicReversal: "A model or a synthetic copy leaks its training data."
    }
  }
}

extension IdentificationRisk {
  /// Its name in a heading.
  var title: String {
    switch self {
    case .singlingOut: "Singling out"
    case .linkability: "Linkability"
    case .inference: "Inference"
    }
  }

  /// What it means, in a few words.
  var meaning: String {
    switch self {
    case .singlingOut: "One person’s records stand apart."
    case .linkability: "Records about one person are joined."
    case .inference: "Something about a person is deduced."
    }
  }
}

extension Channel {
  /// Its name in a heading.
  var title: String {
    switch self {
    case .attributes: "Attributes"
    case .device: "Device"
    case .places: "Places"
    case .cadence: "Cadence"
    case .graph: "Graph"
    case .histories: "Histories"
    case .writingStyle: "Writing style"
    case .fileMetadata: "File metadata"
    case .modelOutputs: "Model outputs"
    case .fused: "All channels"
    }
  }
}

extension Severity {
  /// Its name.
  var title: String {
    switch self {
    case .information: "Information"
    case .low: "Low"
    case .medium: "Medium"
    case .high: "High"
    case .critical: "Critical"
    }
  }

  /// Its place on the scale, from 1 to 5.
  var step: Int { (Severity.allCases.firstIndex(of: self) ?? 0) + 1 }
}

extension IntervalMethod {
  /// What to say behind an interval.
  var title: String {
    switch self {
    case .exact: "exact"
    case .model: "model"
    case .wilson: "Wilson"
    case .clopperPearson: "Clopper-Pearson"
    case .newcombe: "Newcombe"
    case .bootstrap: "bootstrap"
    case .subsample: "subsamples"
    }
  }
}

extension MeasureStatus {
  /// What stands in place of a number that could not be had.
  var title: String {
    switch self {
    case .measured: "measured"
    case .notConverged: "did not converge"
    case .notApplicable: "not applicable"
    }
  }
}
