import Tables

extension PolicyTemplate {
  /// The rules, with the sources of their thresholds.
  ///
  /// Cell sizes as probabilities: 1/3, 1/5, 1/11 (which policies write 0.09), 1/20.
  /// **Source**: El Emam, Guide to the De-Identification of Personal Health Information, 2013,
  /// chapter 16, for the precedents of cell sizes.
  var rules: [PolicyRule] {
    switch self {
    case .publicRelease:
      [worst(1 / 11, Self.elEmam), cell(11, Self.elEmam), excess(0.09, Self.wp216)]
    case .trustedResearchEnvironment:
      [worst(1 / 3, Self.elEmam), cell(3, Self.elEmam), average(1 / 5, Self.iso("7.3"))]
    case .internalAnalytics:
      [worst(1 / 5, Self.elEmam), cell(5, Self.elEmam), average(1 / 11, Self.iso("7.3"), .warn)]
    case .modelRelease:
      [
        rule(
          "membership", "Who was trained on can't be told from who was not",
          "attacks[attack.channel=model-outputs].excess", 0.05, "NIST SP 800-226, privacy hazards"),
        rule(
          "model-success", "No attack on the model succeeds on more than 1 in 11",
          "attacks[attack.failureMode=algorithmic-reversal].success", 1 / 11, Self.elEmam),
      ]
    case .vendorSharing:
      [
        worst(1 / 11, Self.elEmam), cell(11, Self.elEmam),
        rule(
          "linkability", "The receiver's own records link to at most 1 in 11",
          "attacks[attack.risk=linkability].success", 1 / 11, Self.wp216),
      ]
    case .hipaaExpertDetermination: hipaa
    case .europeanMedicines:
      [
        rule(
          "maximum-risk", "The risk of any one participant is at most 0.09, a group of 11",
          Self.group("risk/highest"), 1 / 11,
          "EMA Policy 0070, external guidance 5.4; Health Canada, Public Release of Clinical "
            + "Information"),
        worst(1 / 11, "EMA Policy 0070: adversary with a motive and skills"),
      ]
    case .cellSizeEleven:
      [cell(11, "CMS Cell Size Suppression Policy: no cell of 1 to 10 people")]
    case .threeCriteria: threeCriteriaRules
    case .motivatedIntruder: intruder
    case .identifiabilityFramework: framework
    }
  }

  private var hipaa: [PolicyRule] {
    let section = "45 CFR 164.514(b)(1); HHS guidance 2012"
    return [
      rule(
        "distinguishability", "Nobody's combination of values is rarer than 1 in 11",
        Self.group("risk/highest"), 1 / 11, section + ": distinguishability"),
      worst(0.09, section + ": the risk is very small that the recipient identifies anyone"),
      average(0.05, section + ": replicability and availability of data sources"),
    ]
  }

  private var threeCriteriaRules: [PolicyRule] {
    [
      rule(
        "singling-out", "It is no longer possible to single out an individual",
        "attacks[attack.risk=singling-out].success", 0.09, Self.wp216 + ", singling out"),
      rule(
        "linkability", "It is no longer possible to link records of an individual",
        "attacks[attack.risk=linkability].success", 0.09, Self.wp216 + ", linkability"),
      rule(
        "inference", "Information about an individual can't be inferred beyond chance",
        "attacks[attack.risk=inference].excess", 0.09, Self.wp216 + ", inference"),
    ]
  }

  private var intruder: [PolicyRule] {
    let guidance = "ICO, Anonymisation guidance (2025): motivated intruder test"
    return [
      worst(0.09, guidance),
      excess(0.05, guidance + ": beyond what can be found without the release"),
      rule(
        "released-attributes", "Known attributes single out nobody for sure",
        Self.group("risk/highest"), 0.5, guidance),
    ]
  }

  private var framework: [PolicyRule] {
    [
      rule(
        "maximum-risk", "The maximum risk of a data principal is tolerable",
        Self.group("risk/highest"), 1 / 5, Self.iso("7.3, attack modelling: maximum risk")),
      average(1 / 11, Self.iso("7.3, attack modelling: average risk")),
      worst(1 / 11, Self.iso("8.2.3, adversarial testing")),
    ]
  }

  // MARK: Rules that several share

  private static let wp216 = "EU Article 29 Working Party, Opinion 05/2014 (WP216), section 2.2"
  private static let elEmam =
    "cell-size precedents: El Emam, Guide to the De-Identification of Personal Health "
    + "Information, 2013, chapter 16"

  private static func iso(_ clause: String) -> String { "ISO/IEC 27559:2022, clause \(clause)" }

  private static func group(_ measure: String) -> String {
    "attacks[attack.id=attributes/group-sizes].measures[\(measure)].estimate"
  }

  private func worst(_ threshold: Double, _ source: String) -> PolicyRule {
    rule(
      "worst-attack", "The best attack finds few enough", "verdict.risk", threshold, source)
  }

  private func average(
    _ threshold: Double, _ source: String, _ severity: RuleSeverity = .deny
  ) -> PolicyRule {
    rule(
      "average-risk", "The risk is low enough on average", Self.group("risk/average"), threshold,
      source, severity: severity)
  }

  private func excess(_ threshold: Double, _ source: String) -> PolicyRule {
    rule(
      "beyond-chance", "No attack does much better than without the release",
      "attacks[*].excess", threshold, source)
  }

  private func cell(_ size: Int, _ source: String) -> PolicyRule {
    rule(
      "smallest-group", "Nobody stands among fewer than \(size) who look alike",
      Self.group("k"), Double(size), source, .atLeast)
  }

  private func rule(
    _ id: String, _ title: String, _ metric: String, _ threshold: Double, _ source: String,
    _ comparison: RuleComparison = .atMost, severity: RuleSeverity = .deny
  ) -> PolicyRule {
    PolicyRule(
      id: id, title: title, metric: MetricPath(known: metric), comparison: comparison,
      threshold: threshold, severity: severity, source: source)
  }
}
