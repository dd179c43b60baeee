import Evaluation
import Findings
import Numerics
import Tables
import Testing

@testable import Attacks

@Suite("The visits that give most away")
struct KnownVisitsTests {
  @Test(
    "each kind of knowledge finds the worst case that trying all combinations finds",
    arguments: VisitKnowledge.all)
  func agreesWithOracle(knowledge: VisitKnowledge) throws {
    // Would catch a bound that cuts off the best branch, a multiplicity counted once, an order that
    // is not obeyed, a tolerance on the wrong side.
    for seed in UInt64(0)..<15 {
      let oracle = VisitOracle.random(
        people: 4 + Int(seed % 5), places: 2 + Int(seed % 4), mostVisits: 8, seed: seed)
      let histories = try VisitHistories(places: oracle.trace)
      for known in 1...4 {
        let risks = try KnownVisits(histories, knowing: knowledge, known: known).subjectRisks()
        let expected = oracle.people.indices.map {
          1 / Double(oracle.fewest(of: $0, knowledge, known: known))
        }
        #expect(risks == expected, "seed \(seed), \(known) known")
      }
    }
  }

  @Test("all people of up to three visits to two places", arguments: VisitKnowledge.all)
  func agreesOnAllSmallInputs(knowledge: VisitKnowledge) throws {
    // Every pair and some triples of the 14 histories of one to three visits to places 1 and 2.
    var histories: [[UInt32]] = []
    for length in 1...3 {
      for code in 0..<(1 << length) {
        histories.append((0..<length).map { 1 + UInt32(code >> $0 & 1) })
      }
    }
    for first in histories {
      for second in histories {
        let oracle = VisitOracle(
          people: [first, second, second.reversed()].map { places in
            places.enumerated().map { (place: $1, time: Int64($0) * 3_600_000_000) }
          })
        let visits = try VisitHistories(places: oracle.trace)
        for known in 1...3 {
          let risks = try KnownVisits(visits, knowing: knowledge, known: known).subjectRisks()
          #expect(
            risks == (0..<3).map { 1 / Double(oracle.fewest(of: $0, knowledge, known: known)) })
        }
      }
    }
  }

  @Test("people who all did the same are as safe as chance: the baseline")
  func nullControl() throws {
    // Nothing tells them apart, so nothing may be found, whatever is known.
    let visits: [(place: UInt32, time: Int64)] = [(1, 0), (2, 1), (1, 2), (3, 3)]
    let oracle = VisitOracle(people: Array(repeating: visits, count: 50))
    let histories = try VisitHistories(places: oracle.trace)
    for knowledge in VisitKnowledge.all {
      for known in [1, 3, 9] {
        let attack = try KnownVisits(histories, knowing: knowledge, known: known)
        let grade = try Evaluator(seed: 1).grade(attack, baseline: 1.0 / 50)
        #expect(abs(grade.excess.value) < 1e-12)
      }
    }
  }

  @Test("knowing more, or more precisely, never lowers the risk")
  func monotone() throws {
    // Frequency at tolerance 0 tells more than the place; order more than the places.
    let oracle = VisitOracle.random(people: 12, places: 5, mostVisits: 9, seed: 77)
    let histories = try VisitHistories(places: oracle.trace)
    func risks(_ knowledge: VisitKnowledge, _ known: Int) throws -> [Double] {
      try KnownVisits(histories, knowing: knowledge, known: known).subjectRisks()
    }
    for known in 1...4 {
      for (less, more) in [
        (VisitKnowledge.location, VisitKnowledge.sequence),
        (.location, .locationAndTime(.year)),
        (.locationAndTime(.day), .locationAndTime(.hour)),
        (.uniqueLocation, .frequency(tolerance: 0)),
        (.frequency(tolerance: 0.5), .frequency(tolerance: 0)),
        (.uniqueLocation, .location),
      ] {
        let pairs = zip(try risks(less, known), try risks(more, known))
        #expect(pairs.allSatisfy { $0 <= $1 })
      }
      for knowledge in [VisitKnowledge.location, .sequence, .uniqueLocation] {
        #expect(
          zip(try risks(knowledge, known), try risks(knowledge, known + 1))
            .allSatisfy { $0 <= $1 })
      }
    }
  }

  @Test("a search that is cut short gives a risk that is surely reached, and says so")
  func cutShort() throws {
    let oracle = VisitOracle.random(people: 40, places: 12, mostVisits: 12, seed: 5)
    let histories = try VisitHistories(places: oracle.trace)
    for knowledge in [VisitKnowledge.location, .sequence, .proportion(tolerance: 0.5)] {
      let exact = try KnownVisits(histories, knowing: knowledge, known: 3).outcomes()
      let cut = try KnownVisits(histories, knowing: knowledge, known: 3, stepLimit: 150).outcomes()
      #expect(cut.contains { $0.isCutShort })
      #expect(!exact.contains { $0.isCutShort })
      #expect(zip(cut, exact).allSatisfy { $0.matching >= $1.matching })
      #expect(zip(cut, exact).allSatisfy { $0.isCutShort || $0.matching == $1.matching })
    }
  }

  @Test("degenerate logs are taken as they are, or refused with a reason")
  func degenerateInput() throws {
    // Would catch a trap: nobody, one person, one event, no places, the ends of the calendar.
    #expect(throws: KnownVisitsError.noPlaces) {
      try VisitHistories(places: EventTrace(offsets: [0]))
    }
    #expect(throws: KnownVisitsError.noPlaces) {
      try VisitHistories(places: EventTrace(offsets: [0, 2], places: [0, 0]))
    }
    #expect(throws: KnownVisitsError.noPlaces) {
      try VisitHistories(
        cells: CellGrid(sizeMeters: 500),
        of: EventTrace(offsets: [0, 1], latitudes: [.nan], longitudes: [0]))
    }
    let ends: [Int64] = [.min, -62_135_596_800_000_000, 253_402_300_799_000_000, .max]
    let poles = try VisitHistories(
      cells: CellGrid(sizeMeters: 500),
      of: EventTrace(
        offsets: [0, 0, 4, 4], times: ends, latitudes: [90, -90, 0, 0],
        longitudes: [0, -180, 180, -180]))
    #expect(poles.subjects == [1])
    for knowledge in VisitKnowledge.all {
      #expect(try KnownVisits(poles, knowing: knowledge, known: 2).subjectRisks() == [1])
    }
    let untimed = try VisitHistories(places: EventTrace(offsets: [0, 1], places: [1]))
    #expect(throws: KnownVisitsError.noTimes) {
      try KnownVisits(untimed, knowing: .locationAndTime(.day))
    }
    #expect(throws: KnownVisitsError.knownVisits(0)) {
      try KnownVisits(untimed, knowing: .location, known: 0)
    }
    #expect(throws: KnownVisitsError.tolerance(1.5)) {
      try KnownVisits(untimed, knowing: .frequency(tolerance: 1.5))
    }
  }

  @Test("bins of time follow the calendar, found the slow way", arguments: TimePrecision.allCases)
  func bins(precision: TimePrecision) {
    // Would catch a leap day in the wrong month: every 11 hours from 1970 to 2106.
    var last: (ours: Int64, slow: Int64)?
    for time in stride(from: Int64(0), to: 4_300_000_000_000_000, by: 39_600_000_000 * 41) {
      let ours = precision.bin(of: time)
      let slow = VisitOracle.bin(time, precision)
      if let last { #expect((ours == last.ours) == (slow == last.slow)) }
      last = (ours, slow)
    }
    // The last microsecond of year 0 and the first of year 1; 1 B.C. was a leap year.
    #expect(TimePrecision.year.bin(of: -62_135_596_800_000_001) == 0)
    #expect(TimePrecision.year.bin(of: -62_135_596_800_000_000) == 1)
    #expect(TimePrecision.month.bin(of: 0) == 1970 * 12)
    #expect(TimePrecision.year.bin(of: 253_402_300_799_999_999) == 9999)
  }
}
