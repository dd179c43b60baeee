import Evaluation
import Findings
import Testing

@testable import Attacks

@Suite("Real traces, the first half against the second")
struct RealTracesTests {
  static func grades(
    _ comparison: any PeriodComparison, _ periods: TracePeriods
  ) throws -> PeriodGrades {
    try PeriodGrades(
      comparison, cohort: PeriodCohort(everyone: periods.eligible, table: "events"),
      description: PlacePeriods.description, evaluator: Evaluator(seed: 1))
  }

  static func show(_ name: String, _ grades: PeriodGrades) {
    print(
      "FIGURE", name, grades.id, grades.oneByOne.success.value,
      grades.oneByOne.topRates[2].rate.value, grades.oneByOne.medianRank ?? -1,
      grades.joint?.success.value ?? -1)
  }

  @Test("measure", .enabled(if: RealTraces.isReady))
  func measure() throws {
    let trace = try RealTraces.geoLife()
    let periods = TracePeriods.halves(of: trace, minimumDays: 10)
    print("FIGURE eligible", periods.eligible.count)
    let attack = PlacePeriods(periods)
    for comparison in attack.comparisons(pairs: 1)
      + PlacePeriods.cellSizes.map({ attack.heatMaps(cellMeters: $0) })
    {
      Self.show("geolife", try Self.grades(comparison, periods))
    }
    let clock = ContinuousClock()
    let setting = RandomTraces.setting(subjects: trace.subjectCount)
    var start = clock.now
    let result = try PlacePeriods.result(for: setting, periods: periods)
    print("FIGURE", result.sentence, result.remedy, result.success, clock.now - start)
    for chart in result.charts { print("FIGURE", chart.alternativeText) }
    start = clock.now
    if let noisy = try NoisyTraces.result(for: setting, trace: trace) {
      print("FIGURE", noisy.sentence, noisy.remedy, noisy.success, clock.now - start)
      for row in noisy.grids[0].rows { print("FIGURE", row) }
    }
    for named in [false, true] {
      let periods = try RealTraces.foursquare(named: named)
      print("FIGURE eligible", periods.eligible.count)
      let attack = PlacePeriods(periods)
      for comparison in attack.comparisons(pairs: 1)
        + (named ? [] : PlacePeriods.cellSizes.map { attack.heatMaps(cellMeters: $0) })
      {
        Self.show("foursquare \(named)", try Self.grades(comparison, periods))
      }
    }
  }
}
