import Evaluation
import Findings
import Tables

extension FusedExperiment {
  /// What the attack is, by the channel that tells most.
  ///
  /// Attributes, ties and records are what a receiver already has; the rest is a pattern of life.
  static func description(strongest channel: Channel) -> AttackDescription {
    let isContext = channel == .attributes || channel == .graph
    return AttackDescription(
      id: "fused/posterior", title: "All channels together", channel: .fused, risk: .linkability,
      failureMode: isContext ? .contextualAggregation : .semanticInference,
      source: "conditional logit over cohort-normalised scores (McFadden 1974; Auckenthaler et al. "
        + "2000), cross-fitted by person",
      doesNotCover:
        "evidence that the release carries and no channel reads, adversaries who know otherwise or "
        + "more than the profiles tried, and people in whom other than these channels tell")
  }

  /// The result in the report.
  ///
  /// - Parameters:
  ///   - name: the dataset's name.
  ///   - strongest: the channel that tells most.
  ///   - remedy: what would mend it.
  func result(
    name: String, strongest: Channel, remedy: String, calibration: CalibrationSummary,
    reproduce: String
  ) -> AttackResult {
    let description = Self.description(strongest: strongest)
    let success = success
    let baseline = Estimate.exact(baseline)
    let risks = answers.map(\.confidence)
    return AttackResult(
      id: description.id, attack: description,
      setting: AttackSetting(
        scenario: scenario.rawValue, table: tables.joined(separator: ", "), knownColumns: columns,
        knowledge: profile.knowledgeInWords, targets: cohort.targets.count, controls: 0,
        candidates: cohort.candidates.count,
        exhaustive: cohort.targets.count == cohort.candidates.count, reproduce: reproduce),
      success: success, baseline: baseline, control: nil,
      excess: ExcessRisk.estimate(success: success, over: baseline),
      topRates: [1, 5, 10, 100].map(topRate), subjectRisk: RiskDistribution(risks: risks),
      measures: measures(calibration), charts: [],
      sentence: sentence(name), remedy: remedy)
  }

  /// How the adversary came to its knowledge, for the most part.
  private var scenario: Scenario {
    let isEarlier = profile.knowledge.contains {
      switch $0 {
      case .earlierTexts, .earlierTimes, .earlierPlaces, .earlierFiles, .earlierChoices,
        .earlierContacts, .device:
        true
      default: false
      }
    }
    if isEarlier { return .timeSplit }
    return profile.knowledge.contains(.declaredRecords) ? .auxiliaryTable : .knownPoints
  }

  private var tables: [String] {
    var tables: [String] = []
    for one in evidence.evidence where !tables.contains(one.feature.table) {
      tables.append(one.feature.table)
    }
    return tables
  }

  private var columns: [String] {
    var columns: [String] = []
    for one in evidence.evidence {
      for column in one.feature.columns where !columns.contains("\(one.feature.table).\(column)") {
        columns.append("\(one.feature.table).\(column)")
      }
    }
    return columns
  }

  private func measures(_ calibration: CalibrationSummary) -> [Measure] {
    let sure = answers.filter { $0.confidence >= 0.5 }
    var measures = [
      Measure(
        id: "calibration-error", label: "Stated probability against share found, mean distance",
        estimate: calibration.error, unit: "probability",
        note: "with so few people chance alone gives "
          + Phrase.perCent(calibration.errorByChance)),
      Measure(
        id: "likelier-than-not",
        label: "People whom the adversary names with a probability of .5 "
          + "or more",
        estimate: .proportion(Double(sure.count), of: answers.count), unit: "probability"),
      Measure(
        id: "list-recall", label: "People whose right candidate was looked at in all channels",
        estimate: .exact(problem.listRecall), unit: "probability",
        note: "whoever is not looked at counts as not found"),
    ]
    if !sure.isEmpty {
      measures.append(
        Measure(
          id: "precision/half", label: "Of those names, right",
          estimate: .proportion(sure.reduce(0) { $0 + $1.isFound }, of: sure.count),
          unit: "probability"))
    }
    return measures
  }

  private func sentence(_ name: String) -> String {
    let channels = Phrase.list(evidence.channels.map(\.rawValue))
    return "An adversary who \(profile.knowledgeInWords) finds a person of \(name) among "
      + "\(Phrase.count(cohort.candidates.count)) in \(Phrase.ofHundred(success.value)) of 100 "
      + "cases by \(channels) together; a guess finds \(Phrase.ofHundred(baseline))."
  }
}
