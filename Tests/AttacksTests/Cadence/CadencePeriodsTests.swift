import Evaluation
import Findings
import Foundation
import Numerics
import TestSupport
import Testing

@testable import Attacks

@Suite("Cadence between periods")
struct CadencePeriodsTests {
  static func setting(_ subjectCount: Int, seed: UInt64 = 1) -> EventSetting {
    EventSetting(
      table: "events", subjectCount: subjectCount, columns: ["time"],
      evaluator: Evaluator(seed: seed), seed: seed, targetCount: 1_000, controlShare: 0,
      reproduce: "palimpsest audit")
  }

  /// Counts of `events` events a person and period; `bin` draws each one's bin.
  static func counts(
    people: Int, bins: Int, events: Int, _ bin: (_ person: Int) -> Int
  ) -> PeriodHistograms {
    func side() -> SparseCounts {
      SparseCounts(
        rowCount: people, columnCount: bins,
        pairs: (0..<people).flatMap { person in
          (0..<events).map { _ in (row: UInt32(person), column: UInt32(bin(person))) }
        })
    }
    return PeriodHistograms(earlier: side(), later: side())
  }

  // 200 runs with people who are all alike in distribution. At level .95 the interval leaves out
  // the baseline in at most 5 % of runs; 28 or more of 200 have a probability below 1e-6 then
  // (binomial tail).
  @Test("people without a cadence of their own are not found, whatever was tried")
  func nullControl() throws {
    var alarms = 0
    for seed in UInt64(0)..<UInt64(NullControl.runs) {
      var source = SeededGenerator(seed: seed, stream: "null")
      let features = [
        CadenceFeature(
          .hoursOfWeek,
          counts: Self.counts(people: 12, bins: 6, events: 50) { _ in source.index(below: 6) }),
        CadenceFeature(
          .gaps,
          counts: Self.counts(people: 12, bins: 5, events: 49) { _ in source.index(below: 5) }),
      ]
      let result = try CadencePeriods.result(
        for: Self.setting(12, seed: seed), features: features)
      if result.excess.lower > 0 { alarms += 1 }
    }
    #expect(alarms <= NullControl.mostAlarms, "\(alarms)")
  }

  @Test("people with hours of their own are found, and days hide them again")
  func regularPeople() throws {
    // Person p is active in hour 2p of each day: hours tell all apart, days nobody.
    var source = SeededGenerator(seed: 3, stream: "hours")
    let hours = Self.counts(people: 12, bins: 168, events: 60) { person in
      24 * source.index(below: 7) + 2 * person
    }
    let result = try CadencePeriods.result(
      for: Self.setting(12), features: [CadenceFeature(.hoursOfWeek, counts: hours)])
    #expect(result.success.value == 1)
    let left = try #require(result.measures.first { $0.id == "remaining/days" }?.estimate)
    #expect(left.value < 0.6)
    let clock = try #require(result.charts.first { $0.kind == .clock })
    #expect(clock.series[0].points.count == 168)
    #expect(abs(clock.series[0].points.reduce(0) { $0 + $1.y } - 1) < 1e-9)
  }

  @Test("no clock is drawn of fewer than ten people")
  func clockOfFew() throws {
    let hours = Self.counts(people: 9, bins: 168, events: 60) { $0 }
    let result = try CadencePeriods.result(
      for: Self.setting(9), features: [CadenceFeature(.hoursOfWeek, counts: hours)])
    #expect(!result.charts.contains { $0.kind == .clock })
  }

  @Test("one person, everybody alike, one event each and a million in a second are no trap")
  func degenerate() throws {
    let one = Self.counts(people: 1, bins: 168, events: 50) { _ in 7 }
    let alone = try CadencePeriods.result(
      for: Self.setting(1), features: [CadenceFeature(.hoursOfWeek, counts: one)])
    #expect(alone.success.value == 1)
    #expect(alone.excess.value == 0)
    let same = Self.counts(people: 8, bins: 168, events: 50) { _ in 7 }
    let alike = try CadencePeriods.result(
      for: Self.setting(8),
      features: [
        CadenceFeature(.hoursOfWeek, counts: same), CadenceFeature(.gaps, counts: same),
      ])
    #expect(alike.grids[0].shares(column: 1).values.allSatisfy { abs($0 - 0.125) < 1e-9 })
    let few = Self.counts(people: 8, bins: 168, events: 1) { $0 }
    #expect(throws: EvaluationError.noTargets(table: "events")) {
      try CadencePeriods.result(
        for: Self.setting(8), features: [CadenceFeature(.hoursOfWeek, counts: few)])
    }
    let crowded = SparseCounts(
      columnCount: 168, offsets: [0, 1, 2], columns: [3, 3], counts: [1_000_000, .max])
    let full = try CadencePeriods.result(
      for: Self.setting(2),
      features: [
        CadenceFeature(.hoursOfWeek, counts: PeriodHistograms(earlier: crowded, later: crowded))
      ])
    #expect(full.success.value >= 0)
  }

  @Test("a coarser clock keeps each person's events and merges the gaps below its step")
  func coarsening() {
    let counts = Self.counts(people: 3, bins: 24, events: 24) { _ in 5 }
    let gaps = CadenceCoarsening.fourHours.applied(to: [CadenceFeature(.gaps, counts: counts)])
    #expect(gaps.count == 1)
    #expect(Set(gaps[0].counts.earlier.columns) == [13])
    let sessions = CadenceCoarsening.days.applied(
      to: [CadenceFeature(.sessionSizes, counts: counts)])
    #expect(sessions.isEmpty)
  }

  @Test("the cohort's sum is the sum of four standard scores by their definition")
  func cohortSum() throws {
    // The oracle standardises whole matrices with means and deviations in two passes.
    for seed in UInt64(0)..<10 {
      let tables = (0..<2).map { part in
        PeriodLinkageTests.randomCosts(7, levels: 50, seed: seed * 2 + UInt64(part))
          .map { $0.map { $0 / 50 } }
      }
      let cohort = PeriodCohort(everyone: Array(0..<7), table: "events")
      let parts = tables.map { PeriodLinkageTests.Table(values: $0) }
      let sum = CohortSum(id: "sum", title: "sum", parts: parts, cohort: cohort)
      let costs = sum.costs(targets: [2, 5], candidates: cohort.candidates)
      for (row, target) in [2, 5].enumerated() {
        for candidate in 0..<7 {
          var expected = 0.0
          for table in tables {
            for reading in [Self.plain, Self.logarithm] {
              let scores = table.map { $0.map { reading(Double($0)) } }
              expected += Self.standard(scores[target][candidate], of: scores[target])
              expected += Self.standard(scores[target][candidate], of: scores.map { $0[candidate] })
            }
          }
          #expect(abs(Double(costs.row(row)[row * 7 + candidate]) + expected) < 1e-4)
        }
      }
    }
  }

  static let plain: @Sendable (Double) -> Double = { -$0 }
  static let logarithm: @Sendable (Double) -> Double = { cost in
    -log(max(cost, 0x1p-13))
  }

  static func standard(_ score: Double, of all: [Double]) -> Double {
    let mean = all.reduce(0, +) / Double(all.count)
    let variance = all.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(all.count)
    return variance > 1e-12 ? (score - mean) / variance.squareRoot() : 0
  }
}
