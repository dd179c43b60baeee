import Evaluation
import Numerics
import Tables
import Testing

@testable import Attacks

@Suite("Evidence of cadence")
struct CadenceEvidenceTests {
  /// People who are active in an hour of their own, 60 events in each period; the last of them has
  /// none in the later period.
  static func features(people: Int, stream: String = "", seed: UInt64 = 1) -> [CadenceFeature] {
    var source = SeededGenerator(seed: seed, stream: "evidence")
    let counts = CadencePeriodsTests.counts(people: people, bins: 168, events: 60) { person in
      24 * source.index(below: 7) + (4 * person + person / 6) % 24
    }
    let offset = counts.later.offsets[people - 1]
    let later = SparseCounts(
      columnCount: 168, offsets: Array(counts.later.offsets.dropLast()) + [offset],
      columns: Array(counts.later.columns[..<offset]),
      counts: Array(counts.later.counts[..<offset]))
    return [
      CadenceFeature(
        .hoursOfWeek, stream: stream,
        counts: PeriodHistograms(earlier: counts.earlier, later: later))
    ]
  }

  @Test("people with hours of their own are found, and who has no events is compared with nobody")
  func planted() {
    let found = CadencePeriods.evidence(
      features: Self.features(people: 7), table: "log", timeColumn: "at")
    #expect(found.eligible == Array(0..<6))
    #expect(found.evidence.map(\.feature.id) == ["cadence/hours-of-day", "cadence/steps-of-week"])
    for feature in found.evidence {
      #expect(EvidenceChecks.found(feature, found.eligible) == 1)
      let costs = feature.comparison.costs(targets: [6], candidates: Array(0..<7))
      #expect(costs.values.allSatisfy { $0 == .infinity })
      #expect(feature.comparison.costs(targets: [0], candidates: [6]).values[0].isFinite)
    }
    EvidenceChecks.sameInBatches(found.evidence, Array(0..<7))
  }

  @Test("costs are those of the attack on cadence")
  func sameAsAttack() {
    let features = Self.features(people: 7)
    let found = CadencePeriods.evidence(
      features: features, table: "log", timeColumn: "at", kinds: [.hoursOfWeek])
    let people = found.eligible
    let expected = CadenceExperiment.comparison(features[0])
      .costs(targets: people, candidates: people)
    #expect(found.evidence[0].comparison.costs(targets: people, candidates: people) == expected)
  }

  @Test("a person's events as a contact need the contact column, the person's own only the time")
  func columns() {
    let features =
      Self.features(people: 5, stream: "sent")
      + Self.features(people: 5, stream: "received")
    let found = CadencePeriods.evidence(
      features: features, table: "log", timeColumn: "at", contactColumn: "to")
    let columns = Dictionary(
      uniqueKeysWithValues: found.evidence.map { ($0.feature.id, $0.feature.columns) })
    #expect(columns["cadence/steps-of-week-sent"] == ["at"])
    #expect(columns["cadence/hours-of-day-received"] == ["at", "to"])
    #expect(columns.count == 4)
    // 60 events of each stream: both count.
    #expect(
      CadencePeriods.evidence(
        features: features, table: "log", timeColumn: "at", minimumEvents: 120
      ).eligible == Array(0..<4))
  }

  @Test("with shuffled labels as many are found as by chance")
  func nullControl() {
    let found = CadencePeriods.evidence(
      features: Self.features(people: 12), table: "log", timeColumn: "at")
    for feature in found.evidence {
      let (excess, tolerance) = EvidenceChecks.shuffledExcess(
        feature, found.eligible, runs: 400, seed: 3)
      #expect(abs(excess) < tolerance, "\(feature.feature.id)")
    }
  }

  // The oracle looks at each event's neighbours by itself, on the seconds as they are.
  @Test("days begin and end at silences of six hours or more", arguments: UInt64(0)..<8)
  func days(seed: UInt64) {
    var source = SeededGenerator(seed: seed, stream: "days")
    let times = (0..<2).map { _ in
      (0..<40).map { _ in Int64(source.index(below: 12 * 86_400)) - 3 * 86_400 }.sorted()
    }
    let trace = EventTrace(
      offsets: [0, 40, 40, 80], times: (times[0] + times[1]).map { $0 * 1_000_000 })
    let features = CadenceFeature.days(earlier: trace, later: trace)
    #expect(features.map(\.kind) == [.beginnings, .endings])
    for (person, own) in [(0, times[0]), (1, []), (2, times[1])] {
      var (begins, ends) = ([Int](repeating: 0, count: 48), [Int](repeating: 0, count: 48))
      for (index, second) in own.enumerated() {
        let half = Int((second + 30 * 86_400) % 86_400) / 1_800
        if index == 0 || second - own[index - 1] >= 21_600 { begins[half] += 1 }
        if index == own.count - 1 || own[index + 1] - second >= 21_600 { ends[half] += 1 }
      }
      #expect(InteractionPeriodTests.row(features[0].counts.earlier, person) == begins)
      #expect(InteractionPeriodTests.row(features[1].counts.later, person) == ends)
    }
    let never = EventTrace(offsets: [0, 0])
    #expect(CadenceFeature.days(earlier: never, later: never)[0].counts.earlier.counts.isEmpty)
    let ends = EventTrace(offsets: [0, 2], times: [.min, .max])
    #expect(CadenceFeature.days(earlier: ends, later: ends)[0].counts.earlier.total(ofRow: 0) == 2)
  }
}
