public import Tables

/// Policies to start from, each with the sources of its thresholds.
public enum PolicyTemplate: String, Sendable, CaseIterable {
  case publicRelease = "public-release"
  case trustedResearchEnvironment = "trusted-research-environment"
  case internalAnalytics = "internal-analytics"
  case modelRelease = "model-release"
  case vendorSharing = "vendor-sharing"
  case hipaaExpertDetermination = "hipaa-expert-determination"
  case europeanMedicines = "ema-policy-0070"
  case cellSizeEleven = "cms-cell-size-11"
  case threeCriteria = "wp216"
  case motivatedIntruder = "ico-motivated-intruder"
  case identifiabilityFramework = "iso-27559"

  /// What it is for, and what it stands on, in a sentence.
  public var summary: String {
    switch self {
    case .publicRelease:
      "For everyone: at most 1 in 11 found or guessed beyond chance, after two approvals."
    case .trustedResearchEnvironment:
      "For approved people in a supervised room: at most 1 in 3 found, outputs checked."
    case .internalAnalytics:
      "For colleagues: at most 1 in 5 found, columns held against purposes."
    case .modelRelease:
      "For a trained model: attacks on it beat people outside the training data by little."
    case .vendorSharing:
      "For another organisation under contract: its own records link to at most 1 in 11."
    case .hipaaExpertDetermination:
      "HIPAA, 45 CFR 164.514(b)(1): very small risk, by an expert who signs, limited in time."
    case .europeanMedicines:
      "EMA Policy 0070 and Health Canada's public release: at most 0.09 (1 in 11)."
    case .cellSizeEleven: "CMS cell-size policy: nobody among fewer than 11."
    case .threeCriteria:
      "WP216, Opinion 05/2014: singling out, linkability and inference, one rule each."
    case .motivatedIntruder:
      "ICO's motivated intruder: who searches and asks around finds nobody for sure."
    case .identifiabilityFramework:
      "ISO/IEC 27559:2022: maximum and average risk, adversarial testing, review."
    }
  }

  /// The policy.
  public var policy: ReleasePolicy {
    ReleasePolicy(
      name: rawValue, description: summary, releaseKinds: releaseKinds, evidence: evidence,
      rules: rules, approvals: approvals, outputs: outputs)
  }

  private var releaseKinds: [ReleaseKind] {
    switch self {
    case .publicRelease, .europeanMedicines, .cellSizeEleven, .threeCriteria, .motivatedIntruder:
      [.isPublic]
    case .trustedResearchEnvironment: [.researchEnvironment]
    case .internalAnalytics: [.internalAnalytics]
    case .modelRelease: [.model]
    case .vendorSharing: [.vendor]
    case .hipaaExpertDetermination: [.isPublic, .vendor]
    case .identifiabilityFramework: [.isPublic, .researchEnvironment, .internalAnalytics, .vendor]
    }
  }

  private var evidence: EvidenceTerms {
    switch self {
    case .internalAnalytics:
      EvidenceTerms(maximumAgeDays: 90, reauditDays: 365, expiresDays: 365)
    // Determinations are limited in time: HHS guidance on 164.514 names no number of years.
    case .hipaaExpertDetermination:
      EvidenceTerms(maximumAgeDays: 30, reauditDays: 365, expiresDays: 548)
    default: EvidenceTerms(maximumAgeDays: 30, reauditDays: 180, expiresDays: 365)
    }
  }

  private var approvals: ApprovalTerms? {
    func terms(_ roles: [(String, Int)]) -> ApprovalTerms {
      ApprovalTerms(roles: roles.map { .init(role: $0.0, count: $0.1) })
    }
    switch self {
    case .publicRelease, .modelRelease, .vendorSharing, .identifiabilityFramework:
      return terms([("data-steward", 1), ("privacy-officer", 1)])
    case .trustedResearchEnvironment: return terms([("output-checker", 2)])
    case .hipaaExpertDetermination: return terms([("statistical-expert", 1)])
    case .internalAnalytics, .europeanMedicines, .cellSizeEleven, .threeCriteria,
      .motivatedIntruder:
      return nil
    }
  }

  private var outputs: OutputTerms {
    switch self {
    case .cellSizeEleven, .publicRelease: OutputTerms(minimumCell: 11, minimumCategory: 11)
    default: OutputTerms()
    }
  }
}
