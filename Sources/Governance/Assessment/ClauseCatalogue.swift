import Findings

/// A clause that an assessment answers.
struct Clause: Sendable {
  let id: String
  let standard: String
  let clause: String
  let asks: String
  /// Whether only people can answer it.
  var isForPeople = false
}

/// The clauses of the standards that a draft is mapped to, in their order.
///
/// Where a standard's sections are not numbered here, the topic stands in place of the number.
enum ClauseCatalogue {
  static let all: [Clause] =
    identifiability + deidentification + differentialPrivacy + workingParty + threats

  private static let iso = "ISO/IEC 27559:2022"
  private static let identifiability = [
    Clause(
      id: "iso-27559/6.2", standard: iso, clause: "6.2",
      asks: "Threat modelling: practices of the recipient, motives and capacity to attack",
      isForPeople: true),
    Clause(
      id: "iso-27559/6.3", standard: iso, clause: "6.3",
      asks: "Transparency towards data subjects and impact on them", isForPeople: true),
    Clause(
      id: "iso-27559/7.2", standard: iso, clause: "7.2",
      asks: "Data principals, types of data and attributes, properties of the dataset"),
    Clause(
      id: "iso-27559/7.3", standard: iso, clause: "7.3",
      asks: "Attack modelling: maximum and average risk, sample and population"),
    Clause(
      id: "iso-27559/8.2.2", standard: iso, clause: "8.2.2", asks: "Quantifying identifiability"),
    Clause(id: "iso-27559/8.2.3", standard: iso, clause: "8.2.3", asks: "Adversarial testing"),
    Clause(
      id: "iso-27559/8.3", standard: iso, clause: "8.3",
      asks: "Mitigation: transform the data or the environment, and evaluate again"),
    Clause(
      id: "iso-27559/9", standard: iso, clause: "9",
      asks: "Governance before the data are available, while they are, and after",
      isForPeople: true),
  ]

  private static let nist188 = "NIST SP 800-188"
  private static let deidentification = [
    Clause(
      id: "nist-800-188/goals", standard: nist188, clause: "Goals of de-identification",
      asks: "What the release is for, and which harm it must not do", isForPeople: true),
    Clause(
      id: "nist-800-188/sharing-model", standard: nist188, clause: "Data-sharing model",
      asks: "De-identified or synthetic data published, queries, or an enclave",
      isForPeople: true),
    Clause(
      id: "nist-800-188/review-board", standard: nist188, clause: "Disclosure Review Board",
      asks: "Who reviews the release and decides", isForPeople: true),
    Clause(
      id: "nist-800-188/performance-levels", standard: nist188,
      clause: "Measurable performance levels", asks: "Which numbers must be met for a release",
      isForPeople: true),
    Clause(
      id: "nist-800-188/re-identification-studies", standard: nist188,
      clause: "Re-identification studies", asks: "Attacks on the data, tried out and counted"),
  ]

  private static let nist226 = "NIST SP 800-226"
  static let differentialPrivacyIDs = [
    "nist-800-226/privacy-loss", "nist-800-226/algorithms", "nist-800-226/data-collection",
  ]
  private static let differentialPrivacy = [
    Clause(
      id: "nist-800-226/privacy-loss", standard: nist226, clause: "Top of the pyramid",
      asks: "Privacy loss (epsilon, delta) and the unit of privacy"),
    Clause(
      id: "nist-800-226/algorithms", standard: nist226, clause: "Middle of the pyramid",
      asks: "Algorithms and their correctness, bias, side channels, security",
      isForPeople: true),
    Clause(
      id: "nist-800-226/data-collection", standard: nist226, clause: "Bottom of the pyramid",
      asks: "Trust model, and what is exposed when data are collected", isForPeople: true),
  ]

  private static let wp216 = "WP216 (Opinion 05/2014)"
  private static let workingParty = IdentificationRisk.allCases.map { risk in
    Clause(
      id: workingPartyID(risk), standard: wp216, clause: workingPartyTitle(risk),
      asks: workingPartyQuestion(risk))
  }

  private static let linddun = "LINDDUN"
  private static let threats = [
    Clause(
      id: "linddun/linking", standard: linddun, clause: "Linking",
      asks: "Can records about one person be joined?"),
    Clause(
      id: "linddun/identifying", standard: linddun, clause: "Identifying",
      asks: "Can a person be told from the records?"),
    Clause(
      id: "linddun/non-repudiation", standard: linddun, clause: "Non-repudiation",
      asks: "Does the release prove what people would want to deny?", isForPeople: true),
    Clause(
      id: "linddun/detecting", standard: linddun, clause: "Detecting",
      asks: "Can it be told that a person is in the data at all?"),
    Clause(
      id: "linddun/data-disclosure", standard: linddun, clause: "Data disclosure",
      asks: "Is more about a person disclosed than is needed?"),
    Clause(
      id: "linddun/unawareness", standard: linddun, clause: "Unawareness",
      asks: "Do people know of the processing, and can they intervene?", isForPeople: true),
    Clause(
      id: "linddun/non-compliance", standard: linddun, clause: "Non-compliance",
      asks: "Is the processing lawful, and are rules and practice followed?", isForPeople: true),
  ]

  static func workingPartyID(_ risk: IdentificationRisk) -> String { "wp216/\(risk.rawValue)" }

  private static func workingPartyTitle(_ risk: IdentificationRisk) -> String {
    switch risk {
    case .singlingOut: "2.2, singling out"
    case .linkability: "2.2, linkability"
    case .inference: "2.2, inference"
    }
  }

  private static func workingPartyQuestion(_ risk: IdentificationRisk) -> String {
    switch risk {
    case .singlingOut: "Is it still possible to single out an individual?"
    case .linkability: "Is it still possible to link records relating to an individual?"
    case .inference: "Can information be inferred concerning an individual?"
    }
  }
}
