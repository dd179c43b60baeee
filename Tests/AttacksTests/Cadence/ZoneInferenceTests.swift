import Evaluation
import Foundation
import Numerics
import TestSupport
import Testing

@testable import Attacks

@Suite("Inferring the clock from the hours")
struct ZoneInferenceTests {
  static func setting(_ subjectCount: Int, seed: UInt64 = 1) -> EventSetting {
    EventSetting(
      table: "events", subjectCount: subjectCount, columns: ["time"],
      evaluator: Evaluator(seed: seed), seed: seed, targetCount: 1_000, controlShare: 0,
      reproduce: "palimpsest audit")
  }

  /// People with a night from 23 to 7 by their own clock, `events` each over `days` days.
  static func people(
    offsets: [Int], rules: [DaylightRule], events: Int, days: Range<Int>, seed: UInt64
  ) -> ActivityHours {
    var source = SeededGenerator(seed: seed, stream: "people")
    let hours = days.flatMap { day in (0..<24).map { Int64(day * 24 + $0) } }
    let first = Int64(days.lowerBound * 24)
    var pairs: [(row: UInt32, column: UInt32)] = []
    for (subject, offset) in offsets.enumerated() {
      for _ in 0..<events {
        let day = days.lowerBound + source.index(below: days.count)
        // Busy in the morning and, twice as much, in the evening.
        let local = [8, 9, 9, 10, 12, 18, 19, 20, 20, 21, 21, 22][source.index(below: 12)]
        let standard = Int64(day * 24 + local - offset)
        let summer = rules[subject].isSummer(hour: standard, standardOffset: offset) ? 1 : 0
        let utc = standard - Int64(summer) - first
        guard utc >= 0, utc < hours.count else { continue }
        pairs.append((UInt32(subject), UInt32(utc)))
      }
    }
    return ActivityHours(
      counts: SparseCounts(rowCount: offsets.count, columnCount: hours.count, pairs: pairs),
      hours: hours)
  }

  /// A year: 2023-01-01 to 2023-12-31.
  static let year = 19_358..<19_723

  @Test("people who keep the same hours are placed to the hour, and their summer time is told")
  func regularPeople() throws {
    // Known by construction: everybody's local day is the same.
    var source = SeededGenerator(seed: 4, stream: "places")
    let places: [(Int, DaylightRule)] = [
      (1, .european), (0, .european), (-5, .northAmerican), (-8, .northAmerican), (9, .never),
      (10, .australian), (5, .never), (-3, .brazilian),
    ]
    let drawn = (0..<80).map { _ in places[source.index(below: places.count)] }
    let activity = Self.people(
      offsets: drawn.map(\.0), rules: drawn.map(\.1), events: 400, days: Self.year, seed: 9)
    let clocks = KnownClocks(
      offsetHours: drawn.map { Double($0.0) }, rules: drawn.map(\.1))
    let zones = try ZoneInference.result(
      for: Self.setting(80), activity: activity, clocks: clocks)
    let within = try #require(zones.measures.first { $0.id == "within-1h" }?.estimate)
    #expect(within.value > 0.98)
    let summer = try ZoneInference.daylightResult(
      for: Self.setting(80), activity: activity, clocks: clocks)
    #expect(summer.success.value > 0.9)
    #expect(summer.excess.lower > 0.5)
  }

  @Test("people active at all hours alike are placed no better than by guessing the commonest")
  func noRhythm() throws {
    // Uniform hours, clocks uniform over 24: chance is 1 in 24. More than 40 right of 400, or 15 of
    // 60, have a probability below 1e-6 (binomial tails at 0.0417).
    let people = Build.isOptimised ? 400 : 60
    var source = SeededGenerator(seed: 8, stream: "uniform")
    let pairs = (0..<people).flatMap { row in
      (0..<60).map { _ in (row: UInt32(row), column: UInt32(source.index(below: 24))) }
    }
    let activity = ActivityHours(
      counts: SparseCounts(rowCount: people, columnCount: 24, pairs: pairs),
      hours: Array(0..<24))
    let offsets = (0..<people).map { _ in Double(ZoneGuess.offsets[source.index(below: 24)]) }
    let result = try ZoneInference.result(
      for: Self.setting(people), activity: activity, clocks: KnownClocks(offsetHours: offsets))
    #expect(result.success.value * Double(people) <= (people == 400 ? 40 : 15))
  }

  @Test("the clock of a target never helps to infer it")
  func leaveOneOut() throws {
    // Would catch a reference that holds the target's own local profile: its true offset would
    // then have the least divergence, 0.
    let activity = Self.people(
      offsets: Array(repeating: 0, count: 8), rules: Array(repeating: .never, count: 8), events: 80,
      days: Self.year, seed: 2)
    for comparison in ZoneGuess.Comparison.allCases {
      for shift in [0.0, 5, -7] {
        var own = [Double?](repeating: 0, count: 8)
        own[3] = shift
        var source = SeededGenerator(seed: 1)
        let references = ZoneReferences(
          activity: activity, offsetHours: own, minimumEvents: 1, using: &source)
        let costs = ZoneGuess(
          activity: activity, references: references, comparison: comparison
        ).costs(of: [3])[0]
        var others = own
        others[3] = nil
        let without = ZoneReferences(
          activity: activity, offsetHours: others, minimumEvents: 1, using: &source)
        let expected = ZoneGuess(
          activity: activity, references: without, comparison: comparison
        ).costs(of: [3])[0]
        for (left, right) in zip(costs, expected) { #expect(abs(left - right) < 1e-6) }
      }
    }
  }

  @Test("one person, nobody, no events and a change of clocks in the middle are no trap")
  func degenerate() throws {
    let empty = ActivityHours(
      counts: SparseCounts(rowCount: 2, columnCount: 1, pairs: []), hours: [Int64.min])
    #expect(throws: EvaluationError.noTargets(table: "events")) {
      try ZoneInference.result(
        for: Self.setting(2), activity: empty, clocks: KnownClocks(offsetHours: [1, nil]))
    }
    let one = ActivityHours(
      counts: SparseCounts(columnCount: 1, offsets: [0, 1], columns: [0], counts: [.max]),
      hours: [475_226])
    let result = try ZoneInference.result(
      for: Self.setting(1), activity: one,
      clocks: KnownClocks(offsetHours: [.greatestFiniteMagnitude], rules: [.european]))
    #expect(result.setting.targets == 1)
    let summer = try ZoneInference.daylightResult(
      for: Self.setting(1), activity: one, clocks: KnownClocks(offsetHours: [-3.5], rules: [.never])
    )
    #expect(summer.success.value >= 0)
    #expect(throws: EvaluationError.noTargets(table: "events")) {
      try ZoneInference.daylightResult(
        for: Self.setting(1), activity: one, clocks: KnownClocks(offsetHours: [1]))
    }
  }
}
