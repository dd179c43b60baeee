import Evaluation
import Findings
import Testing

@testable import Attacks

@Suite("GeoLife, the first against the second half of each one's days")
struct GeoLifePeriodsTests {
  @Test("measure", .enabled(if: RealTraces.isReady))
  func measure() throws {
    for hours in [Int64(0), 8] {
      let periods = try RealTraces.geoLife(hours: hours)
      print("hours", hours, "eligible", periods.eligible.count)
      let attack = PlacePeriods(periods)
      let cohort = PeriodCohort(everyone: periods.eligible, table: "geolife")
      let evaluator = Evaluator(seed: 1)
      for comparison in attack.comparisons(pairs: 14_400)
        + [500.0, 2000, 5000, 10000].map({ attack.heatMaps(cellMeters: $0) })
      {
        let grades = try PeriodGrades(
          comparison, cohort: cohort, description: PlacePeriods.description, evaluator: evaluator)
        print(
          comparison.id, grades.oneByOne.success.value, grades.oneByOne.topRates[2].rate.value,
          grades.joint?.success.value ?? -1)
      }
    }
  }
}
