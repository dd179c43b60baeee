import Evaluation
public import Findings
import Tables

/// An adversary who does not know whether a target is in the release: whoever is unique in the
/// population is found with certainty, the others hide among people outside as well.
///
/// **Guarantee** an estimate: its error bar is what the estimator showed on samples of this table.
/// **Source** Dankar, El Emam, Neisa, Roffey, *Estimating the re-identification risk of clinical
/// data sets*, BMC Med Inform Decis Mak 12:66, 2012.
/// **Cost** that of the validation: O(people * repetitions).
/// **Does not protect against** a sample that is no random one.
public enum PopulationLinkage {
  static let description = AttackDescription(
    id: "attributes/population", title: "Unique in the population", channel: .attributes,
    risk: .singlingOut, failureMode: .contextualAggregation,
    source: "Dankar et al. 2012, BMC Med Inform Decis Mak 12:66",
    doesNotCover: "samples that were not drawn at random, and adversaries who know who is in them")

  /// What the estimators say of the table of `setting`, sampled from a population of
  /// `populationSize` people.
  ///
  /// - Throws: `PopulationError` where the population is smaller than the table.
  public static func result(
    for setting: AttributeSetting, groups: GroupSizes, populationSize: Int
  ) throws -> AttackResult? {
    let histogram = try groups.classSizeHistogram()
    guard populationSize > histogram.rowCount else { return nil }
    let fraction = Double(histogram.rowCount) / Double(populationSize)
    let estimates = try SampleEstimates(
      histogram, declared: fraction, seed: setting.seed, table: setting.records.table)
    let chosen = try PopulationUniqueness(histogram, populationSize: populationSize).dankar()
    guard let share = chosen.estimate.share else { return nil }
    let success = estimates.estimate(share, .dankar, fraction)
    let baseline = Estimate.exact(1 / Double(populationSize))
    let names = setting.records.columnNames
    return AttackResult(
      id: setting.resultID(description), attack: description,
      setting: setting.reportSetting(
        scenario: .groupSizes, knowing: names,
        knowledge: "knows \(Phrase.list(names)) of the target, one of "
          + "\(Phrase.count(populationSize)) people, and not whether it is in the release",
        targets: setting.subjectCount, candidates: populationSize, exhaustive: true),
      success: success, baseline: baseline, control: nil,
      excess: ExcessRisk.estimate(success: success, over: baseline),
      measures: try UniquenessEstimator.shown.map {
        try estimates.measure($0, fraction: fraction)
      },
      grids: [try estimates.grid()],
      sentence:
        "About \(Phrase.perCent(success.value)) of the \(Phrase.count(populationSize)) people that "
        + "these were drawn from are unique among them (\(chosen.estimator.words)): whoever knows "
        + "\(Phrase.list(names)) finds them without knowing who is in the release.")
  }

  /// Estimates for several sampling fractions, for a table whose population is not declared; `nil`
  /// where there are too few people to say anything.
  ///
  /// - Throws: `PopulationError`.
  public static func estimates(
    for setting: AttributeSetting, groups: GroupSizes
  ) throws -> Grid? {
    guard let histogram = try? groups.classSizeHistogram(), histogram.rowCount >= 2 else {
      return nil
    }
    return try SampleEstimates(
      histogram, declared: nil, seed: setting.seed, table: setting.records.table
    ).grid()
  }
}

extension GroupSizes {
  /// The groups' sizes as the estimators take them.
  func classSizeHistogram() throws(PopulationError) -> ClassSizeHistogram {
    let histogram = sizeHistogram()
    return try ClassSizeHistogram(
      sizes: histogram.map(\.size), counts: histogram.map(\.sets))
  }
}
