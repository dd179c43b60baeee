import Attacks
import Tables
import Testing

/// The two toy sets and the expected values of scikit-mobility 1.3.1, `skmob/privacy/tests/`
/// `test_privacy.py` (BSD-3-Clause, the scikit-mobility authors): places are numbered by latitude.
@Suite("scikit-mobility's own test cases")
struct ScikitMobilityTests {
  // 43.54427 N, 43.70853 N, 43.77925 N, 43.8430139 N.
  private static let (livorno, pisa, florence, lucca): (UInt32, UInt32, UInt32, UInt32) = (
    1, 2, 3, 4
  )

  /// Hours since 2011-02-03 00:00; all visits are 34 minutes and 4 seconds past.
  private static func visit(_ place: UInt32, _ hour: Int64) -> (place: UInt32, time: Int64) {
    (place, (1_296_691_200 + hour * 3600 + 34 * 60 + 4) * 1_000_000)
  }

  static let six = VisitOracle(people: [
    [visit(lucca, 8), visit(livorno, 9), visit(pisa, 10), visit(florence, 34)],
    [visit(lucca, 8), visit(pisa, 9), visit(lucca, 34), visit(livorno, 35)],
    [visit(livorno, 8), visit(pisa, 9), visit(lucca, 34), visit(florence, 35)],
    [visit(pisa, 34), visit(livorno, 35), visit(florence, 36)],
    [visit(pisa, 34), visit(florence, 35), visit(lucca, 60)],
    [visit(lucca, 34), visit(livorno, 35)],
  ])

  /// Four people, all visits at one time: how often each was at Lucca, Livorno, Pisa, Florence.
  static let four = VisitOracle(
    people: [(5, 4, 2, 0), (2, 0, 0, 2), (5, 4, 0, 0), (6, 3, 3, 0)].map {
      Array(repeating: visit(lucca, 8), count: $0.0)
        + Array(repeating: visit(livorno, 8), count: $0.1)
        + Array(repeating: visit(pisa, 8), count: $0.2)
        + Array(repeating: visit(florence, 8), count: $0.3)
    })

  @Test("the twelve published values of single instances")
  func publishedInstances() {
    // Exact fractions: what an instance of two known records leaves of six, or four, people.
    func six(_ knowledge: VisitKnowledge, _ records: [Int]) -> Double {
      let own = Self.six.records(of: 0, knowledge)
      return 1 / Double(Self.six.matching(records.map { own[$0] }, knowledge))
    }
    #expect(six(.location, [0, 1]) == 1.0 / 4)
    #expect(six(.location, [0, 3]) == 1.0 / 3)
    #expect(six(.sequence, [0, 1]) == 1.0 / 3)
    #expect(six(.sequence, [0, 3]) == 1.0 / 2)
    #expect(six(.locationAndTime(.day), [0, 1]) == 1)
    #expect(six(.locationAndTime(.month), [0, 1]) == 1.0 / 4)
    // Their vectors rise with the count, so records 1 and 2 of the first person are Livorno, Lucca.
    func four(_ knowledge: VisitKnowledge) -> Double {
      let own = Self.four.records(of: 0, knowledge)
      let known = own.filter { $0.place == Self.livorno || $0.place == Self.lucca }
      return 1 / Double(Self.four.matching(known, knowledge))
    }
    #expect(four(.frequency(tolerance: 0)) == 1.0 / 2)
    #expect(four(.frequency(tolerance: 0.5)) == 1.0 / 3)
    #expect(four(.probability(tolerance: 0)) == 1)
    #expect(four(.probability(tolerance: 1)) == 1.0 / 3)
    #expect(four(.proportion(tolerance: 0)) == 1.0 / 2)
    #expect(four(.proportion(tolerance: 1)) == 1.0 / 3)
  }

  @Test("the same values from the search: someone who did no more than the instance tells")
  func publishedInstancesFromSearch() throws {
    // One more person whose whole record is the instance matches it, and is taken off again.
    func matching(
      _ oracle: VisitOracle, _ instance: [(place: UInt32, time: Int64)], _ knowledge: VisitKnowledge
    ) throws -> Double {
      let trace = VisitOracle(people: oracle.people + [instance]).trace
      let risks = try KnownVisits(
        try VisitHistories(places: trace), knowing: knowledge, known: instance.count
      ).subjectRisks()
      return 1 / ((1 / (risks.last ?? 0)).rounded() - 1)
    }
    let first = Self.six.people[0]
    let cases: [(knowledge: VisitKnowledge, second: Int, people: Double)] = [
      (.location, 1, 4), (.location, 3, 3), (.sequence, 1, 3), (.sequence, 3, 2),
      (.locationAndTime(.day), 1, 1), (.locationAndTime(.month), 1, 4),
    ]
    for (knowledge, second, people) in cases {
      #expect(try matching(Self.six, [first[0], first[second]], knowledge) == 1 / people)
    }
    let known = Self.four.people[0].filter { $0.place != Self.pisa }
    #expect(try matching(Self.four, known, .frequency(tolerance: 0)) == 1.0 / 2)
    #expect(try matching(Self.four, known, .frequency(tolerance: 0.5)) == 1.0 / 3)
    #expect(try matching(Self.four, known, .proportion(tolerance: 0)) == 1.0 / 2)
    #expect(try matching(Self.four, known, .proportion(tolerance: 1)) == 1.0 / 3)
  }

  @Test("the worst cases of both toy sets", arguments: VisitKnowledge.all)
  func worstCases(knowledge: VisitKnowledge) throws {
    for (oracle, deepest) in [(Self.six, 4), (Self.four, 2)] {
      let histories = try VisitHistories(places: oracle.trace)
      for known in 1...deepest {
        #expect(
          try KnownVisits(histories, knowing: knowledge, known: known).subjectRisks()
            == oracle.people.indices.map {
              1 / Double(oracle.fewest(of: $0, knowledge, known: known))
            })
      }
    }
  }
}
