import Findings

/// Whether a risk report is about the data before protection, the release, or something else.
struct ReleaseBinding {
  let report: RiskReport
  let protection: ProtectionReport?

  private enum Subject {
    case release, source, unknown
  }

  private var subject: Subject? {
    guard let protection else { return nil }
    let digests = report.dataset.tables.compactMap(\.digest)
    if digests.contains(protection.release.digest) { return .release }
    return digests.contains(protection.source.digest) ? .source : .unknown
  }

  /// What a reader must know about it.
  var limits: [String] {
    switch subject {
    case nil, .release: []
    case .source:
      [
        "The risk report is about the data before protection (by their digest). Audit the release "
          + "and give that report: the likelihood here does not credit the protection."
      ]
    case .unknown:
      [
        "The risk report is about other data than the protection report: no table has the digest "
          + "of its source or of its release. Do not read them together."
      ]
    }
  }
}

extension ProtectionReport {
  /// Models of recodings that claim differential privacy.
  var differentialPrivacyClaims: [String] {
    steps.flatMap { $0.recoding?.models ?? [] }
      .filter { $0.lowercased().contains("differential") }
  }

  /// The steps as measures of an assessment.
  var assessedMeasures: [AssessedMeasure] {
    steps.enumerated().map { number, step in
      AssessedMeasure(
        title: "\(number + 1) \(step.kind)",
        sentence: step.summary, doesNotProtectAgainst: step.doesNotProtectAgainst)
    }
  }
}
