import Evaluation
import Findings

/// What each set of columns adds, and how it is told.
struct AggregationOutcome {
  let setting: AttributeSetting
  let aggregation: ContextualAggregation
  /// Who holds the columns, in words.
  let holder: String
  let scenario: Scenario
  /// The risk that a set must not pass.
  let statedRisk: Double

  /// How many intervals must hold together: one for each set graded, whether or not it is shown,
  /// and two for each column.
  var intervals: Int { aggregation.sets.count + 2 * aggregation.columns.count }

  /// The level of each interval (Bonferroni).
  private var single: Double {
    1 - (1 - setting.evaluator.level) / Double(max(intervals, 1))
  }

  /// A set's risk, its interval one of those that hold together.
  func risk(_ set: GradedColumnSet) -> Estimate {
    guard !set.columns.isEmpty else { return .exact(set.risk) }
    return share(set.successes)
  }

  /// The mean of chances, its interval one of those that hold together.
  func share(_ successes: [Double]) -> Estimate {
    Estimate.proportion(
      successes.reduce(0, +), of: successes.count, level: single, method: .clopperPearson
    ).simultaneous(at: setting.evaluator.level)
  }

  /// What a column adds: averaged over all orders, or at its place.
  func share(of column: Int) -> Estimate {
    PairedDifference.estimate(aggregation.shares[column], level: single)
      .simultaneous(at: setting.evaluator.level)
  }

  /// What is lost where a column alone is missing.
  func loss(without column: Int) -> Estimate {
    PairedDifference.estimate(
      zip(aggregation.everything.successes, aggregation.withoutColumn[column].successes)
        .map { $0 - $1 }, level: single
    ).simultaneous(at: setting.evaluator.level)
  }

  func result() -> AttackResult {
    let evaluator = setting.evaluator
    let all = aggregation.everything
    let success = Estimate.proportion(
      all.successes.reduce(0, +), of: aggregation.targetCount, level: evaluator.level,
      method: evaluator.interval)
    let baseline = Estimate.exact(aggregation.withoutRelease)
    return AttackResult(
      id: setting.resultID(ContextualAggregation.about, holder),
      attack: ContextualAggregation.about,
      setting: setting.reportSetting(
        scenario: scenario, knowing: aggregation.columns,
        knowledge: "holds \(holder), or any part of its \(aggregation.columns.count) columns "
          + "shared with the release",
        targets: aggregation.targetCount, exhaustive: false),
      success: success, baseline: baseline, control: nil,
      excess: ExcessRisk.estimate(success: success, over: baseline),
      subjectRisk: RiskDistribution(risks: all.successes), measures: measures,
      charts: [bySize, byColumn], grids: [setGrid, columnGrid], sentence: sentence,
      remedy: remedy)
  }

  private var measures: [Measure] {
    let together =
      "this and all others of its kind hold together at "
      + Phrase.perCent(setting.evaluator.level)
    let kind =
      aggregation.isExhaustive
      ? "mean over all orders of adding" : "what it added at its place, the best first"
    return aggregation.columns.indices.flatMap { column in
      [
        Measure(
          id: "share/\(aggregation.columns[column])",
          label: "Found more by \(aggregation.columns[column]), \(kind)",
          estimate: share(of: column), unit: "probability", note: together),
        Measure(
          id: "leave-one-out/\(aggregation.columns[column])",
          label: "Found less without \(aggregation.columns[column]) alone",
          estimate: loss(without: column), unit: "probability", note: together),
      ]
    } + [smallest]
  }

  private var smallest: Measure {
    let label =
      "Columns of the smallest set with a risk above \(Phrase.perCent(statedRisk))"
    guard let set = aggregation.smallestSet(above: statedRisk) else {
      return Measure(
        id: "smallest-set", label: label, unit: "columns", missing: .notApplicable,
        because: "no set graded passes it")
    }
    let certain =
      risk(set).lower > statedRisk ? "" : "; its interval reaches below the stated risk"
    return Measure(
      id: "smallest-set", label: label, estimate: .exact(Double(set.columns.count)),
      unit: "columns",
      note: "\(Phrase.list(aggregation.names(of: set))): \(Phrase.perCent(set.risk))\(certain)")
  }

  /// The column with the greatest share; of equals the first.
  var greatest: Int {
    let means = aggregation.columns.indices.map { share(of: $0).value }
    return means.indices.reduce(0) { means[$1] > means[$0] ? $1 : $0 }
  }

  private var sentence: String {
    let all = Phrase.ofHundred(aggregation.everything.risk)
    let chance = Phrase.ofHundred(aggregation.withoutRelease)
    let name = aggregation.columns[greatest]
    let added = share(of: greatest)
    guard added.lower > 0 else {
      return "A receiver with all of \(Phrase.list(aggregation.columns)) finds \(all) of 100 "
        + "people, without the release \(chance); no column is shown to add to it."
    }
    let average =
      aggregation.isExhaustive ? "on average over all sets of columns" : "added at its place"
    return "A receiver adds most with \(name): \(average) it finds "
      + "\(Phrase.ofHundred(added.value)) of 100 people more; with all of "
      + "\(Phrase.list(aggregation.columns)) \(all) of 100 are found, without the release "
      + "\(chance)."
  }

  /// The column whose absence helps most, and what is left without it.
  private var remedy: String {
    let losses = aggregation.columns.indices.map { loss(without: $0) }
    let best = losses.indices.reduce(0) { losses[$1].value > losses[$0].value ? $1 : $0 }
    let all = aggregation.everything.risk
    guard all > statedRisk, losses[best].lower > 0 else {
      guard all > statedRisk, let set = aggregation.smallestSet(above: statedRisk) else {
        return ""
      }
      return "No single column's absence is shown to lower the risk; already "
        + "\(Phrase.list(aggregation.names(of: set))) pass \(Phrase.perCent(statedRisk)): release "
        + "several of them coarser."
    }
    let left = aggregation.withoutColumn[best].risk
    let change = "from \(Phrase.ofHundred(all)) to \(Phrase.ofHundred(left)) of 100"
    let name = aggregation.columns[best]
    return left > statedRisk
      ? "Leaving out \(name) lowers the risk \(change), still above \(Phrase.perCent(statedRisk)): "
        + "release further columns coarser."
      : "Leaving out \(name) lowers the risk \(change)."
  }
}
