import Findings

/// A question that only people can answer, without its facts.
struct OpenQuestion: Sendable {
  let id: String
  let section: String
  let text: String
  var asksForLevel = false
  var facts = AssessmentFacts.Kind.none
  var clauses: [String] = []
  var reference: [Int] = []
}

/// The questions of a draft: CNIL's, as far as no number answers them, and those of the clauses
/// that numbers don't answer.
///
/// **Source** CNIL's PIA software (LINCnil/pia), whose 36 questions have the numbers of
/// `reference`; ISO/IEC 27559, NIST SP 800-188 and 800-226, LINDDUN.
enum QuestionCatalogue {
  static let all: [OpenQuestion] = context + principles + rights + access + otherEvents + release

  private static let context = [
    OpenQuestion(
      id: "processing", section: "Context", text: "Which processing is assessed, and what for?",
      reference: [111]),
    OpenQuestion(
      id: "responsibilities", section: "Context",
      text: "Who is responsible for it: controller, processors, joint controllers?",
      reference: [112]),
    OpenQuestion(
      id: "standards", section: "Context",
      text: "Which codes of conduct, certifications and standards apply?", reference: [113]),
    OpenQuestion(
      id: "recipients", section: "Context",
      text: "Who receives the data, and who else may see them?", facts: .data,
      clauses: ["iso-27559/6.2"], reference: [121]),
    OpenQuestion(
      id: "life-cycle", section: "Context",
      text: "How do the data live, from collection to deletion?", reference: [122]),
    OpenQuestion(
      id: "supporting-assets", section: "Context",
      text: "On which systems, networks and media do they lie?", reference: [123]),
  ]

  private static let principles = [
    OpenQuestion(
      id: "purposes", section: "Principles",
      text: "Are the purposes specified, explicit and legitimate?",
      clauses: ["nist-800-188/goals"], reference: [211]),
    OpenQuestion(
      id: "legal-basis", section: "Principles", text: "What makes the processing lawful?",
      clauses: ["linddun/non-compliance"], reference: [212]),
    OpenQuestion(
      id: "minimisation", section: "Principles",
      text: "Is each column needed for the purposes? Look at those that people are found by.",
      facts: .blame, clauses: ["linddun/data-disclosure"], reference: [213]),
    OpenQuestion(
      id: "accuracy", section: "Principles", text: "Are the data accurate and kept up to date?",
      reference: [214]),
    OpenQuestion(
      id: "retention", section: "Principles", text: "How long are the data kept, and why?",
      clauses: ["iso-27559/9"], reference: [215]),
  ]

  private static let rights = [
    OpenQuestion(
      id: "information", section: "Rights",
      text: "How do data subjects learn of the processing?",
      clauses: ["iso-27559/6.3", "linddun/unawareness"], reference: [221]),
    OpenQuestion(
      id: "consent", section: "Rights", text: "How is consent obtained, where it is needed?",
      reference: [222]),
    OpenQuestion(
      id: "access-rights", section: "Rights",
      text: "How do data subjects get access to their data, and take them elsewhere?",
      reference: [223]),
    OpenQuestion(
      id: "erasure", section: "Rights",
      text: "How do data subjects have data corrected and erased, also in a release?",
      reference: [224]),
    OpenQuestion(
      id: "objection", section: "Rights",
      text: "How do data subjects restrict the processing, or object to it?",
      clauses: ["linddun/unawareness"], reference: [225]),
    OpenQuestion(
      id: "processors", section: "Rights", text: "What binds each processor?",
      reference: [226]),
    OpenQuestion(
      id: "transfers", section: "Rights",
      text: "What protects data that leave the European Union?", reference: [227]),
  ]

  private static let access = [
    OpenQuestion(
      id: "impacts-access", section: "Risk: illegitimate access",
      text: "What would it mean for people to be found in these data?", facts: .columns,
      clauses: ["iso-27559/6.3"], reference: [321]),
    OpenQuestion(
      id: "threats-access", section: "Risk: illegitimate access",
      text: "By which other ways than the attacks above could the data be reached?",
      facts: .threats, reference: [322]),
    OpenQuestion(
      id: "sources-access", section: "Risk: illegitimate access",
      text: "Who could want to find people in the data, and what could they do?",
      facts: .adversary, clauses: ["iso-27559/6.2"], reference: [323]),
    OpenQuestion(
      id: "severity-access", section: "Risk: illegitimate access",
      text: "How severe is it: negligible (1), limited (2), significant (3), maximum (4)?",
      asksForLevel: true, facts: .columns, reference: [325]),
  ]

  private static let otherEvents =
    feared("modification", "unwanted modification", 330)
    + feared("disappearance", "disappearance", 340)

  /// CNIL's other two feared events, about which no attack on a release says anything.
  private static func feared(_ id: String, _ event: String, _ base: Int) -> [OpenQuestion] {
    let section = "Risk: \(event)"
    return [
      OpenQuestion(
        id: "impacts-\(id)", section: section, text: "What would it mean for people?",
        reference: [base + 1]),
      OpenQuestion(
        id: "threats-\(id)", section: section, text: "Which threats could lead to it?",
        reference: [base + 2]),
      OpenQuestion(
        id: "sources-\(id)", section: section, text: "Who or what could be the source?",
        reference: [base + 3]),
      OpenQuestion(
        id: "measures-\(id)", section: section, text: "Which measures help against it?",
        reference: [base + 4]),
      OpenQuestion(
        id: "severity-\(id)", section: section, text: "How severe is it, from 1 to 4?",
        asksForLevel: true, reference: [base + 5]),
      OpenQuestion(
        id: "likelihood-\(id)", section: section, text: "How likely is it, from 1 to 4?",
        asksForLevel: true, reference: [base + 6]),
    ]
  }

  private static let release = [
    OpenQuestion(
      id: "sharing-model", section: "Release",
      text: "How are the data shared: published, on request, by queries, in an enclave?",
      clauses: ["nist-800-188/sharing-model"]),
    OpenQuestion(
      id: "review-board", section: "Release", text: "Who reviews the release, and who decides?",
      clauses: ["nist-800-188/review-board"]),
    OpenQuestion(
      id: "performance-levels", section: "Release",
      text: "Which risk is acceptable, and was that fixed before it was measured?",
      facts: .likelihood, clauses: ["nist-800-188/performance-levels"]),
    OpenQuestion(
      id: "after-release", section: "Release",
      text: "Who watches the release, when is it audited again, and how is it withdrawn?",
      clauses: ["iso-27559/9"]),
    OpenQuestion(
      id: "deniability", section: "Release",
      text: "Could the release prove something that a person would want to deny?",
      facts: .columns, clauses: ["linddun/non-repudiation"]),
  ]

  /// Asked only where no attack was run.
  static let unmeasured = [
    OpenQuestion(
      id: "likelihood-access", section: "Risk: illegitimate access",
      text: "How likely is it, from 1 to 4? No attack was run.", asksForLevel: true,
      reference: [326])
  ]

  /// Asked only where differential privacy is claimed.
  static let differentialPrivacy = [
    OpenQuestion(
      id: "dp-implementation", section: "Differential privacy",
      text: "Who checked the implementation: samplers, floating point, timing, bias?",
      clauses: ["nist-800-226/algorithms"]),
    OpenQuestion(
      id: "dp-trust-model", section: "Differential privacy",
      text: "Who sees the data before noise is added, and which steps depend on the data?",
      clauses: ["nist-800-226/data-collection"]),
  ]
}
