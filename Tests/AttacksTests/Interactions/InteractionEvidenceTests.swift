import Evaluation
import Findings
import Numerics
import Testing

@testable import Attacks

@Suite("Evidence of interactions")
struct InteractionEvidenceTests {
  /// Everybody writes to three people of their own, in both periods.
  static func friends(people: Int, events: Int = 60, seed: UInt64) -> (
    earlier: InteractionEvents, later: InteractionEvents
  ) {
    var source = SeededGenerator(seed: seed, stream: "friends")
    let circle = (0..<people).map { person in
      (0..<3).map { _ in (person + 1 + source.index(below: people - 1)) % people }
    }
    func period() -> InteractionEvents {
      let senders = (0..<people).flatMap { [Int](repeating: $0, count: events) }
      return InteractionEvents(
        subjectCount: people, sources: senders.map(UInt32.init),
        targets: senders.map { UInt32(circle[$0][source.index(below: 3)]) },
        seconds: senders.map { _ in Int64(source.index(below: 900_000)) })
    }
    return (period(), period())
  }

  static func evidence(
    _ earlier: InteractionEvents, _ later: InteractionEvents,
    _ contacts: InteractionPeriods.Contacts,
    _ names: ContactNames
  ) -> PeriodEvidence {
    InteractionPeriods.evidence(
      earlier: InteractionPeriod(earlier), later: InteractionPeriod(later), contacts: contacts,
      names: names, table: "mail", timeColumn: "at", contactColumn: "to")
  }

  /// The same events after everybody who is attacked got a new pseudonym, wherever they stand.
  static func renamed(_ events: InteractionEvents, _ name: [Int]) -> InteractionEvents {
    InteractionEvents(
      subjectCount: events.subjectCount, sources: events.sources.map { UInt32(name[Int($0)]) },
      targets: events.targets.map { UInt32(name[Int($0)]) }, seconds: events.seconds)
  }

  // The fault: people who are attacked were recognised as each other's contacts by their numbers,
  // though in a release their pseudonyms have changed wherever they stand.
  @Test("renaming those who are attacked in the release changes no cost", arguments: UInt64(0)..<4)
  func renaming(seed: UInt64) throws {
    let (earlier, later) = Self.friends(people: 24, seed: seed)
    let names = ContactNames.everySecond(of: 24, seed: seed, table: "mail")
    let isNamed = try #require(names.isNamed)
    let attacked = (0..<24).filter { !isNamed[$0] }
    // Rotated among themselves: nobody keeps the number.
    var name = Array(0..<24)
    for (place, person) in attacked.enumerated() {
      name[person] = attacked[(place + 1) % attacked.count]
    }
    let people = attacked.map(UInt32.init)
    let pseudonyms = attacked.map { UInt32(name[$0]) }
    func costs(_ names: ContactNames) -> [(id: String, same: Bool)] {
      let plain = Self.evidence(earlier, later, .kept, names).evidence
      let released = Self.evidence(earlier, Self.renamed(later, name), .kept, names).evidence
      return zip(plain, released).filter { $0.0.feature.id.hasPrefix("graph/contact") }.map {
        (
          $0.feature.id,
          $0.comparison.costs(targets: people, candidates: people)
            == $1.comparison.costs(targets: pseudonyms, candidates: people)
        )
      }
    }
    for (id, same) in costs(names) { #expect(same, "\(id)") }
    // Where everyone stands by name among others' contacts it does change them.
    let overstated = costs(.everyone).filter { !$0.same }.map(\.id)
    #expect(overstated.contains("graph/contacts") && overstated.contains("graph/contacts-sent"))
  }

  @Test("people who deal with nobody but each other are found by nobody's name")
  func closedCircle() throws {
    let (earlier, later) = Self.friends(people: 12, seed: 5)
    let wide = InteractionEvents(
      subjectCount: 24, sources: earlier.sources, targets: earlier.targets,
      seconds: earlier.seconds)
    let after = InteractionEvents(
      subjectCount: 24, sources: later.sources, targets: later.targets, seconds: later.seconds)
    let names = ContactNames.kept(by: (0..<24).map { $0 >= 12 })
    let found = Self.evidence(wide, after, .kept, names)
    #expect(found.eligible == Array(0..<12))
    for feature in found.evidence where feature.feature.id.hasPrefix("graph/contacts") {
      for person in found.eligible {
        #expect(EvidenceChecks.isIncomparable(feature, person, found.eligible))
      }
    }
    // The attack itself says as much, and found all of them before.
    let setting = CadencePeriodsTests.setting(24)
    func success(_ names: ContactNames) throws -> Double {
      let result = try InteractionPeriods.result(
        for: setting, earlier: InteractionPeriod(wide), later: InteractionPeriod(after),
        contacts: .kept, names: names)
      return result.grids[0].shares(column: 1)["contacts, either way"] ?? -1
    }
    #expect(try success(names) == 0)
    #expect(try success(.everyone) > 0.9)
  }

  @Test("people with friends of their own are found by those who keep their names")
  func planted() {
    let (earlier, later) = Self.friends(people: 40, seed: 2)
    let names = ContactNames.everySecond(of: 40, seed: 1, table: "mail")
    let found = Self.evidence(earlier, later, .kept, names)
    #expect(found.eligible.count == 20)
    let contacts = found.evidence.first { $0.feature.id == "graph/contacts" }
    #expect(contacts.map { EvidenceChecks.found($0, found.eligible) } ?? 0 > 0.8)
    EvidenceChecks.sameInBatches(found.evidence, Array(0..<40))
    for feature in found.evidence {
      let (excess, tolerance) = EvidenceChecks.shuffledExcess(
        feature, found.eligible, runs: 200, seed: 1)
      #expect(abs(excess) < tolerance, "\(feature.feature.id)")
    }
  }

  @Test("each feature needs the contact column, and those of order and speed the time")
  func columns() {
    let (earlier, later) = Self.friends(people: 12, seed: 1)
    let hidden = Self.evidence(earlier, later, .hidden, .everyone)
    let kept = Self.evidence(earlier, later, .kept, .everyone)
    #expect(hidden.eligible == Array(0..<12))
    #expect(kept.evidence.map(\.feature.id).starts(with: hidden.evidence.map(\.feature.id)))
    let timed = kept.evidence.filter { $0.feature.columns.contains("at") }.map(\.feature.id)
    #expect(Set(timed) == ["graph/reply-latencies", "graph/recencies", "graph/contact-order"])
    #expect(kept.evidence.allSatisfy { $0.feature.columns.contains("to") })
  }

  @Test("costs are those of the attack, and who never dealt with anybody is compared with nobody")
  func sameAsAttack() throws {
    let (earlier, later) = Self.friends(people: 12, seed: 3)
    let wide = InteractionEvents(
      subjectCount: 13, sources: earlier.sources, targets: earlier.targets,
      seconds: earlier.seconds)
    let after = InteractionEvents(
      subjectCount: 13, sources: later.sources, targets: later.targets, seconds: later.seconds)
    let experiment = try InteractionExperiment(
      setting: CadencePeriodsTests.setting(13), earlier: InteractionPeriod(wide),
      later: InteractionPeriod(after), contacts: .kept, names: .everyone, minimumEvents: 50)
    let found = Self.evidence(wide, after, .kept, .everyone)
    #expect(found.eligible == Array(0..<12))
    let attack = experiment.hiddenComparisons() + experiment.keptComparisons()
    for feature in found.evidence {
      let same = try #require(attack.first { "graph/\($0.id)" == feature.feature.id })
      if feature.feature.id != "graph/reply-latencies" {
        #expect(
          feature.comparison.costs(targets: [3, 1], candidates: found.eligible)
            == same.costs(targets: [3, 1], candidates: found.eligible), "\(feature.feature.id)")
      }
      #expect(EvidenceChecks.isIncomparable(feature, 12, Array(0..<13)), "\(feature.feature.id)")
    }
  }

  // The slow definition: means and deviations in two passes.
  @Test("magnitudes are compared in units of their spread")
  func magnitudes() {
    var source = SeededGenerator(seed: 9)
    let tables = (0..<2).map { _ in
      (0..<9).map { _ in (0..<7).map { _ in source.unit() * 5 } }
    }
    let people = Array(UInt32(0)..<9)
    let comparison = MagnitudeComparison(
      id: "m", title: "m", source: "", earlier: tables[0], later: tables[1], known: people,
      pseudonyms: people)
    let costs = comparison.costs(targets: people, candidates: people)
    func standard(_ table: [[Double]], _ person: Int, _ column: Int) -> Double {
      CadencePeriodsTests.standard(table[person][column], of: table.map { $0[column] })
    }
    for target in 0..<9 {
      for candidate in 0..<9 {
        let expected = (0..<7).reduce(0.0) {
          $0 + abs(standard(tables[1], target, $1) - standard(tables[0], candidate, $1)) / 7
        }
        #expect(abs(Double(costs.values[target * 9 + candidate]) - expected) < 1e-5)
      }
    }
  }
}
