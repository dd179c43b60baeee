import Evaluation
import Findings
import Tables

/// What all attacks on two periods of places found, and how it is told.
struct PlacePeriodsOutcome {
  let setting: EventSetting
  let periods: TracePeriods
  let cohort: PeriodCohort
  /// How many pairs of an attack and a decoding there were to choose the best from.
  let tried: Int
  /// Attacks on cells of 800 m or on named places.
  let attacks: [PeriodGrades]
  /// Heat maps by the size of their cells, the finest first.
  let coarsening: [(meters: Double, grades: PeriodGrades)]

  /// The attack with the highest success, the first of several.
  private var best: PeriodGrades {
    let all = attacks + coarsening.map(\.grades)
    return all.dropFirst().reduce(all[0]) { best, next in
      next.best.success.value > best.best.success.value ? next : best
    }
  }

  /// The result.
  func result() throws -> AttackResult {
    let best = best
    let grade = best.best
    return AttackResult(
      id: setting.resultID(PlacePeriods.description), attack: PlacePeriods.description,
      setting: setting.reportSetting(
        scenario: .timeSplit,
        knowledge: "knows where people went in an earlier period, and meets them in a later one "
          + "under new pseudonyms",
        targets: cohort.targets.count, controls: cohort.controls.count,
        candidates: cohort.candidates.count,
        exhaustive: cohort.targets.count == cohort.candidates.count),
      success: grade.success.simultaneous(at: setting.evaluator.level),
      baseline: grade.baseline, control: nil,
      excess: grade.excess.simultaneous(at: setting.evaluator.level),
      topRates: grade.topRates.filter { setting.evaluator.depths.contains($0.k) },
      anonymitySets: AnonymitySetBin.histogram(ofTargets: grade.firstGroupSizes),
      subjectRisk: RiskDistribution(risks: grade.targetRisks),
      measures: measures(best), charts: try charts(best), grids: grids,
      sentence: sentence(best), remedy: grade.excess.lower > 0 ? remedy : "")
  }

  private func measures(_ best: PeriodGrades) -> [Measure] {
    best.best.measures + [
      Measure(
        id: "attacks-tried", label: "Attacks and decodings that the best is chosen from",
        estimate: .exact(Double(tried)), unit: "score",
        note: "the interval of the headline holds for all of them at once (Bonferroni)"),
      Measure(
        id: "linkable", label: "Data subjects with enough events in both periods",
        estimate: .exact(Double(periods.eligible.count)), unit: "people"),
    ] + (best.joint == nil ? [notDecoded] : [])
  }

  private var notDecoded: Measure {
    Measure(
      id: "all-at-once", label: "Success of decoding all pseudonyms at once", unit: "probability",
      missing: .notApplicable,
      because: "there are too many people to decode all at once; one by one is a lower bound")
  }

  private func charts(_ best: PeriodGrades) throws -> [Chart] {
    let linkage = best.linkage
    let eventCounts = (0..<periods.later.subjectCount).map {
      periods.later.events(ofSubject: $0).count
    }
    return [
      best.rankChart,
      PeriodGrades.candidateChart(try linkage.candidateCurve(setting: setting)),
      PeriodGrades.eventChart(
        try linkage.eventCurve(eventCounts: eventCounts, setting: setting)),
    ] + (coarsening.isEmpty ? [] : [coarseningChart])
  }

  private var grids: [Grid] {
    var grids = [
      Grid(
        id: "attacks", title: "What each attack finds, of the same people",
        header: PeriodGrades.header, rows: attacks.map(\.row))
    ]
    if !coarsening.isEmpty {
      grids.append(
        Grid(
          id: "coarsening", title: "What coarser cells leave",
          header: PeriodGrades.header, rows: coarsening.map(\.grades.row)))
    }
    return grids
  }

  private var coarseningChart: Chart {
    let points = coarsening.map { step in
      Chart.Point(
        x: step.meters / 1_000, y: step.grades.best.success.value,
        lower: step.grades.best.success.lower, upper: step.grades.best.success.upper)
    }
    return Chart(
      id: "by-cell-size", title: "Found with coarser cells", kind: .line,
      xLabel: "cell size in km", yLabel: "share of people found", xIsLogarithmic: true,
      series: [Chart.Series(name: "found", points: points)],
      alternativeText: "Found: "
        + coarsening.map {
          "\(Phrase.perCent($0.grades.best.success.value)) with cells of "
            + PlacePeriods.length($0.meters)
        }.joined(separator: ", ") + ".")
  }

  private func sentence(_ best: PeriodGrades) -> String {
    let grade = best.best
    let decoding = best.bestIsJoint ? "all at once" : "one by one"
    return "Whoever knows where people went in an earlier period ties "
      + "\(Phrase.ofHundred(grade.success.value)) of 100 of them to their new pseudonyms by the "
      + "places they visit (\(best.title), \(decoding), "
      + "the best of \(attacks.count + coarsening.count) attacks); a guess at random finds "
      + "\(Phrase.ofHundred(grade.baseline.value))."
  }

  /// What coarser cells leave, and what else there is.
  private var remedy: String {
    let other = "Give new pseudonyms more often, or release counts of places instead of people"
    guard let coarsest = coarsening.last else { return other + "." }
    let left = coarsest.grades.best.success.value
    let size = PlacePeriods.length(coarsest.meters)
    if let enough = coarsening.first(where: { $0.grades.best.excess.lower <= 0 }) {
      return "Cells of \(PlacePeriods.length(enough.meters)) bring it down to "
        + "\(Phrase.perCent(enough.grades.best.success.value)), no more than chance can give. "
        + "\(other) where places must stay finer."
    }
    if left < 0.09 {
      return "Release places to \(size): \(Phrase.perCent(left)) are then still tied. \(other) "
        + "where that is too many."
    }
    return "Coarser places are not enough: with cells of \(size) \(Phrase.perCent(left)) are still "
      + "tied. \(other)."
  }
}
