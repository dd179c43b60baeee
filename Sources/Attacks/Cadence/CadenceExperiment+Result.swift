import Evaluation
import Findings
import Numerics

extension CadenceExperiment {
  /// Runs and reports the experiment.
  func result() throws -> AttackResult {
    let contest = try PeriodContest(
      comparisons(), cohort: cohort, description: CadencePeriods.description,
      evaluator: setting.evaluator)
    let best = contest.best
    let remaining = try CadenceCoarsening.allCases.map { step in
      (step, try found(after: step, evaluator: contest.evaluator))
    }
    return contest.result(
      for: setting,
      .init(
        knowledge: "knows when each person was active in an earlier period, by name, and holds the "
          + "later period under pseudonyms",
        gridTitle: "What of a person's cadence gives it away",
        measures: remaining.map { Self.measure(remaining: $1, after: $0) },
        charts: try charts(best, setting: setting.graded(by: contest.evaluator)),
        sentence: sentence(best), remedy: Self.remedy(best.best.success, remaining)))
  }

  /// What the summed attack still reaches on coarser times; `nil` where no feature is left.
  private func found(
    after step: CadenceCoarsening, evaluator: Evaluator
  ) throws -> Estimate? {
    let left = step.applied(to: features)
    guard !left.isEmpty else { return nil }
    let sum = CohortSum.strongest(of: left, cohort: cohort)
    return try PeriodGrades(
      sum, cohort: cohort, description: CadencePeriods.description, evaluator: evaluator,
      jointLimit: PeriodContest.jointLimit
    ).best.success
  }

  private static func measure(remaining: Estimate?, after step: CadenceCoarsening) -> Measure {
    let id = "remaining/\(step.rawValue)"
    let label = "Found still when times are rounded to \(step.words)"
    guard let remaining else {
      return Measure(
        id: id, label: label, unit: "probability", missing: .notApplicable,
        because: "nothing that was counted is left at that step")
    }
    return Measure(id: id, label: label, estimate: remaining, unit: "probability")
  }

  private func sentence(_ best: PeriodGrades) -> String {
    let grade = best.best
    let ten = grade.topRates.last { $0.k <= 10 }?.rate.value ?? grade.success.value
    return "Whoever knows when people were active in the earlier period finds the right one of "
      + "\(Phrase.count(cohort.candidates.count, "person", "people")) behind "
      + "\(Phrase.ofHundred(grade.success.value)) of 100 new pseudonyms, and has it among the "
      + "first ten for \(Phrase.ofHundred(ten)) (by \(best.comparison.title)"
      + (best.bestIsJoint ? ", all pseudonyms placed at once)." : ").")
  }

  private static func remedy(
    _ success: Estimate, _ remaining: [(CadenceCoarsening, Estimate?)]
  ) -> String {
    let parts = remaining.compactMap { step, estimate in
      estimate.map { "rounded to \(step.words), \(Phrase.ofHundred($0.value))" }
    }
    guard !parts.isEmpty else { return "" }
    return "Round the times: of 100 people this attack finds "
      + "\(Phrase.ofHundred(success.value)) as it stands; " + parts.joined(separator: "; ") + "."
  }

  private func charts(_ best: PeriodGrades, setting: EventSetting) throws -> [Chart] {
    let linkage = PeriodLinkage(
      description: CadencePeriods.description, cohort: cohort, comparison: best.comparison)
    let candidates = try linkage.candidateCurve(setting: setting)
    let events = try linkage.eventCurve(eventCounts: laterEvents, setting: setting)
    return [
      best.rankChart, PeriodGrades.candidateChart(candidates), PeriodGrades.eventChart(events),
    ] + [weekClock()].compactMap(\.self)
  }
}

extension CadenceExperiment {
  /// How many people a clock shows at least: it must never be one person's.
  static let clockPeople = 10

  /// The population's week: the mean over people of the share of their events in each hour, so that
  /// nobody counts for more than another; `nil` for fewer than `clockPeople`.
  func weekClock() -> Chart? {
    let hours = features.filter { $0.kind == .hoursOfWeek && $0.counts.earlier.columnCount == 168 }
    var shares = [Double](repeating: 0, count: 168)
    var people = 0
    for subject in 0..<setting.subjectCount {
      let sides = hours.flatMap { [$0.counts.earlier, $0.counts.later] }
      let total = sides.reduce(0) { $0 + $1.total(ofRow: subject) }
      guard total > 0 else { continue }
      people += 1
      for side in sides {
        for entry in side.entries(ofRow: subject) {
          shares[Int(side.columns[entry])] += Double(side.counts[entry]) / Double(total)
        }
      }
    }
    guard people >= Self.clockPeople else { return nil }
    let busiest = shares.indices.max { shares[$0] < shares[$1] } ?? 0
    return Chart(
      id: "week-clock", title: "The week of all people together", kind: .clock,
      xLabel: "hour of the week", yLabel: "share of a person's events",
      series: [
        Chart.Series(
          name: "all people",
          points: shares.enumerated().map { Chart.Point(x: Double($0), y: $1 / Double(people)) })
      ],
      alternativeText: "The mean share of people's events in each hour of the week; the busiest is "
        + "hour \(busiest % 24) of day \(busiest / 24 + 1), Monday being day 1.")
  }
}
