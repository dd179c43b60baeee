import Evaluation
import Numerics
import TestSupport
import Testing

@testable import Attacks

@Suite("What interactions leave behind")
struct InteractionPeriodTests {
  static func events(
    people: Int, count: Int, spanSeconds: Int, seed: UInt64, withSelf: Bool = false
  ) -> InteractionEvents {
    var source = SeededGenerator(seed: seed, stream: "edges")
    let sources = (0..<count).map { _ in source.index(below: people) }
    let targets = sources.map {
      withSelf
        ? source.index(below: people) : ($0 + 1 + source.index(below: people - 1)) % people
    }
    return InteractionEvents(
      subjectCount: people, sources: sources.map(UInt32.init), targets: targets.map(UInt32.init),
      seconds: (0..<count).map { _ in Int64(source.index(below: spanSeconds)) })
  }

  // The oracle looks back through all events for each one. Few seconds: many at one instant.
  @Test("latencies and recencies are those found by looking back", arguments: UInt64(0)..<12)
  func lookingBack(seed: UInt64) {
    let events = Self.events(people: 5, count: 80, spanSeconds: 60 << Int(seed), seed: seed)
    let period = InteractionPeriod(events)
    var latencies = [[Int]](repeating: [Int](repeating: 0, count: 24), count: 5)
    var recencies = latencies
    for index in 0..<events.count {
      let (source, target) = (events.sources[index], events.targets[index])
      let answered = (0..<index).last {
        events.sources[$0] == source && events.targets[$0] == target
      }
      let asked = ((answered ?? -1) + 1..<max(index, (answered ?? -1) + 1)).first {
        events.sources[$0] == target && events.targets[$0] == source
      }
      if let asked {
        let waited = events.seconds[index] - events.seconds[asked]
        let bin = (0..<24).last { (1 << $0) - 1 <= Int(waited) } ?? 0
        latencies[Int(source)][bin] += 1
      }
      let own = (0..<index).filter { events.sources[$0] == source }
      if let last = own.last(where: { events.targets[$0] == target }) {
        let between = Set(own.filter { $0 > last }.map { events.targets[$0] }).count
        let bin = between == 0 ? 0 : 1 + ((0..<24).last { 1 << $0 <= between } ?? 0)
        recencies[Int(source)][bin] += 1
      } else {
        recencies[Int(source)][23] += 1
      }
    }
    for subject in 0..<5 {
      #expect(Self.row(period.recencies, subject) == recencies[subject])
      #expect(Self.row(period.replyLatencies, subject) == latencies[subject])
    }
  }

  static func row(_ counts: SparseCounts, _ row: Int) -> [Int] {
    var values = [Int](repeating: 0, count: counts.columnCount)
    for entry in counts.entries(ofRow: row) {
      values[Int(counts.columns[entry])] = Int(counts.counts[entry])
    }
    return values
  }

  @Test("a person's ties without ids are the sorted counts of its contacts")
  func ties() {
    let events = Self.events(people: 9, count: 300, spanSeconds: 9_000, seed: 4)
    let period = InteractionPeriod(events)
    let ties = InteractionStructure(period).ties(period.sent)
    for subject in 0..<9 {
      var counts = [Int](repeating: 0, count: 9)
      for index in 0..<events.count where Int(events.sources[index]) == subject {
        counts[Int(events.targets[index])] += 1
      }
      let sorted = counts.filter { $0 > 0 }.sorted(by: >)
      #expect(Array(Self.row(ties, subject).prefix(sorted.count)) == sorted)
      #expect(period.eventCount(of: subject) == Self.eventCount(events, subject))
    }
  }

  static func eventCount(_ events: InteractionEvents, _ subject: Int) -> Int {
    events.sources.count { Int($0) == subject } + events.targets.count { Int($0) == subject }
  }

  @Test("the hidden experiment does not change when everybody gets a new number")
  func relabelling() throws {
    // Would catch an id that leaks into what is compared without ids.
    let events = Self.events(people: 12, count: 1_500, spanSeconds: 900_000, seed: 8)
    var source = SeededGenerator(seed: 2, stream: "relabel")
    let permutation = source.permutation(count: 12)
    let renamed = InteractionEvents(
      subjectCount: 12, sources: events.sources.map { UInt32(permutation[Int($0)]) },
      targets: events.targets.map { UInt32(permutation[Int($0)]) }, seconds: events.seconds)
    let (first, second) = (InteractionPeriod(events), InteractionPeriod(renamed))
    let (before, after) = (InteractionStructure(first), InteractionStructure(second))
    for subject in 0..<12 {
      let other = permutation[subject]
      #expect(
        Self.row(before.ties(first.sent), subject) == Self.row(after.ties(second.sent), other))
      #expect(Self.row(before.mutualTies(), subject) == Self.row(after.mutualTies(), other))
      #expect(Self.row(before.contactDegrees(), subject) == Self.row(after.contactDegrees(), other))
      #expect(Self.row(first.recencies, subject) == Self.row(second.recencies, other))
      #expect(before.magnitudes()[subject] == after.magnitudes()[other])
    }
  }

  // 200 runs of events between people drawn anew for each event, oneself included (who never deals
  // with oneself is told by that gap): nobody has ties of its own. 28 or
  // more alarms of 200 at 5 % have a probability below 1e-6 (binomial tail).
  @Test(
    "people without ties of their own are not found",
    arguments: InteractionPeriods.Contacts.allCases)
  func nullControl(contacts: InteractionPeriods.Contacts) throws {
    var alarms = 0
    for seed in UInt64(0)..<UInt64(NullControl.runs) {
      let result = try InteractionPeriods.result(
        for: CadencePeriodsTests.setting(8, seed: seed),
        earlier: InteractionPeriod(
          Self.events(people: 8, count: 120, spanSeconds: 9_000, seed: 2 * seed, withSelf: true)),
        later: InteractionPeriod(
          Self.events(people: 8, count: 120, spanSeconds: 9_000, seed: 2 * seed + 1, withSelf: true)
        ),
        contacts: contacts, minimumEvents: 1)
      if result.excess.lower > 0 { alarms += 1 }
    }
    #expect(alarms <= NullControl.mostAlarms, "\(alarms)")
  }

  @Test("periods are parted at the median event, and a gap is left out")
  func periods() {
    let events = Self.events(people: 4, count: 101, spanSeconds: 1_000, seed: 1)
    let (earlier, later) = events.periods()
    #expect(earlier.count + later.count == 101)
    #expect(later.seconds.first == events.seconds[50])
    #expect(earlier.seconds.allSatisfy { $0 < events.seconds[50] })
    let (_, afterGap) = events.periods(gapSeconds: 100)
    #expect(afterGap.seconds.allSatisfy { $0 >= events.seconds[50] + 100 })
    #expect(events.periods(at: .max, gapSeconds: .max).later.count == 0)
  }

  @Test("nobody, one person with herself, and times at the ends of what fits are no trap")
  func degenerate() throws {
    let nothing = InteractionEvents(subjectCount: 0, sources: [], targets: [], seconds: [])
    let (before, after) = nothing.periods()
    #expect(throws: EvaluationError.noTargets(table: "events")) {
      try InteractionPeriods.result(
        for: CadencePeriodsTests.setting(0), earlier: InteractionPeriod(before),
        later: InteractionPeriod(after), contacts: .kept)
    }
    let extremes = InteractionEvents(
      subjectCount: 2, sources: [0, 1, 0, 0], targets: [1, 0, 0, 1],
      seconds: [.min, .max, 0, 0])
    let period = InteractionPeriod(extremes)
    for contacts in InteractionPeriods.Contacts.allCases {
      let result = try InteractionPeriods.result(
        for: CadencePeriodsTests.setting(2), earlier: period, later: period, contacts: contacts,
        minimumEvents: 1)
      // Where contacts are kept one of the two keeps the name.
      #expect(result.setting.candidates == (contacts == .kept ? 1 : 2))
    }
  }
}
