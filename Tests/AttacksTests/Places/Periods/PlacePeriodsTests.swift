import Evaluation
import Findings
import Numerics
import Tables
import Testing

@testable import Attacks

@Suite("Places between two periods")
struct PlacePeriodsTests {
  @Test("people with places of their own are tied, and outsiders are named all the same")
  func habits() throws {
    let trace = RandomTraces.trace(subjects: 24, events: 60, seed: 1)
    let periods = TracePeriods.halves(of: trace, minimumDays: 4)
    let setting = RandomTraces.setting(subjects: 24, controlShare: 0.25)
    let result = try PlacePeriods.result(for: setting, periods: periods)
    #expect(result.success.value == 1)
    #expect(result.setting.controls == 6 && result.setting.candidates == 18)
    #expect(result.measures.contains { $0.id == "outsider-claim-rate" })
    #expect(result.success.level == 0.95 && result.success.lower < 0.85)
    #expect(result.grids.map(\.rows.count) == [8, PlacePeriods.cellSizes.count])
    #expect(result.charts.map(\.id).contains("by-cell-size"))
    #expect(!result.remedy.isEmpty)
  }

  @Test("named places need no coordinates")
  func namedPlaces() throws {
    var source = SeededGenerator(seed: 4)
    let places = (0..<20).flatMap { subject in
      (0..<30).map { _ in UInt32(1 + subject * 3 + source.index(below: 5)) }
    }
    let trace = EventTrace(
      offsets: Array(stride(from: 0, through: 600, by: 30)),
      times: (0..<600).map { Int64($0 % 30) * 40_000_000_000 }, places: places)
    let periods = TracePeriods.halves(of: trace, minimumDays: 4)
    let result = try PlacePeriods.result(
      for: RandomTraces.setting(subjects: 20), periods: periods)
    #expect(result.success.value > 0.8)
    #expect(result.grids.map(\.id) == ["attacks"])
    #expect(result.sentence.contains("best of 6 attacks"))
  }

  @Test("extremes neither trap nor find: nobody, one person, one place, one event, no place at all")
  func extremes() throws {
    let setting = RandomTraces.setting(subjects: 3)
    let never = EventTrace(offsets: [0, 0, 0, 0])
    #expect(throws: EvaluationError.self) {
      try PlacePeriods.result(
        for: setting, periods: TracePeriods(earlier: never, later: never))
    }
    // Everyone at one place: all tied.
    let same = EventTrace(
      offsets: [0, 1, 2, 3], times: [Int64.min, 0, Int64.max],
      latitudes: [90, 90, 90], longitudes: [-180, 0, 179])
    let tied = try PlacePeriods.result(
      for: setting, periods: TracePeriods(earlier: same, later: same))
    #expect(abs(tied.topRates[0].rate.value - tied.success.value) < 1e-12)
    let one = EventTrace(offsets: [0, 1], times: [1], latitudes: [0], longitudes: [0])
    let alone = try PlacePeriods.result(
      for: RandomTraces.setting(subjects: 1), periods: TracePeriods(earlier: one, later: one))
    #expect(alone.success.value == 1 && alone.baseline.value == 1)
    let nowhere = EventTrace(
      offsets: [0, 1], times: [1], latitudes: [.nan], longitudes: [.infinity])
    let lost = try PlacePeriods.result(
      for: RandomTraces.setting(subjects: 1),
      periods: TracePeriods(earlier: nowhere, later: nowhere))
    #expect(lost.success.value == 0)
  }

  @Test(
    "a million events in one second at one place take no quadratic time", .timeLimit(.minutes(1)))
  func crowdedSecond() {
    let count = 5_000
    let trace = EventTrace(
      offsets: [0, count], times: [Int64](repeating: 7, count: count),
      latitudes: [Double](repeating: 1, count: count),
      longitudes: [Double](repeating: 2, count: count))
    #expect(StayPoints.stays(of: trace, subject: 0).isEmpty)
    let periods = TracePeriods(earlier: trace, later: trace)
    let places = CodedPlaces(cellsOf: periods, grid: CellGrid(sizeMeters: 800))
    #expect(places.visits(periods).earlier.counts == [UInt32(count)])
  }

  @Test("people whose periods have nothing to do with each other are tied by chance only: 200 runs")
  func nullControl() throws {
    // Both periods are drawn from the same distribution for all. The best of 28 grades may exclude
    // chance from above at the one-sided level of 0.025: over 200 runs more than 18 alarms have
    // probability < 1e-6 at that rate (binomial tail). Wilson's interval alone gave 28.
    var alarms = 0
    for run in UInt64(0)..<200 {
      let count = 10
      let setting = RandomTraces.setting(subjects: count, seed: run)
      let periods = Self.independent(subjects: count, seed: run)
      let result = try PlacePeriods.result(for: setting, periods: periods)
      if result.excess.lower > 0 { alarms += 1 }
    }
    #expect(alarms <= 18, "\(alarms) of 200 runs")
  }

  /// Everyone is seen at random ones of the same places in both periods.
  private static func independent(subjects: Int, seed: UInt64) -> TracePeriods {
    var source = SeededGenerator(seed: seed, stream: "independent")
    func period() -> EventTrace {
      let events = 6
      return EventTrace(
        offsets: (0...subjects).map { $0 * events },
        times: (0..<(subjects * events)).map { Int64($0 % events) * 7_200_000_000 },
        latitudes: (0..<(subjects * events)).map { _ in 48 + Double(source.index(below: 6)) / 20 },
        longitudes: (0..<(subjects * events)).map { _ in 11 + Double(source.index(below: 6)) / 20 })
    }
    return TracePeriods(earlier: period(), later: period())
  }
}
