import Deidentification
import Numerics
import Testing

@Suite("Local recoding")
struct LocalRecodingTests {
  private func table(_ seed: UInt64, subjects: Bool = false) throws -> SearchTable {
    let codes = RandomCodes(seed: seed, rows: 100, cardinalities: [8, 6, 4, 5])
    let columns = try codes.codeColumns
    let tuples = UniqueTuples(columns)
    let hierarchies = try [8, 6, 4].map { (values: Int) in
      let all = (0...UInt32(values)).map(\.self)
      return try Hierarchy(
        column: "x", valueCount: values,
        levels: [
          .init(groupOfCode: all, labels: all.dropFirst().map { "v\($0)" }),
          .init(groupOfCode: all.map { ($0 + 1) / 2 }, labels: (0..<(values / 2)).map { "p\($0)" }),
          .init(groupOfCode: all.map { min($0, 1) }, labels: ["*"]),
        ])
    }
    return try SearchTable(
      quasiIdentifiers: hierarchies,
      sensitive: [.init(name: "s", labels: (1...5).map { "s\($0)" })],
      tuples: subjects ? columns : tuples.tuples,
      counts: subjects ? [UInt32](repeating: 1, count: 100) : tuples.counts,
      subjectOfTuple: subjects ? (0..<100).map { UInt32($0 / 3) } : nil)
  }

  private func model(_ criterion: any ClassCriterion) -> TestModel {
    TestModel(name: "test", made: .classes(criterion))
  }

  /// What each tuple shows, `nil` where it is suppressed: the levels, and the groups.
  private func shown(_ result: LocallyRecoded, _ table: SearchTable) -> [[UInt32]?] {
    table.counts.indices.map { tuple in
      guard let number = result.classOfTuple[tuple] else { return nil }
      let levels = result.levels[Int(number)].levels
      return (0..<3).flatMap {
        [UInt32(levels[$0]), result.group(ofTuple: tuple, attribute: $0, in: table)]
      }
    }
  }

  @Test(
    "what is shown alike is k rows and diverse, from every start; the loss never rises",
    arguments: 0..<4 as Range<UInt64>)
  func holds(seed: UInt64) throws {
    let table = try table(seed)
    for levels in [[0, 0, 0], [1, 1, 1], [2, 1, 0], [2, 2, 2]] {
      let result = try LocalRecoding(
        models: [model(LeastSize(minimumSize: 4)), model(DistinctValues(least: 2))]
      ).apply(to: table, from: GeneralizationNode(levels))
      let shown = shown(result, table)
      var rows: [[UInt32]: Int] = [:]
      var values: [[UInt32]: Set<UInt32>] = [:]
      for (tuple, key) in shown.enumerated() {
        guard let key else { continue }
        rows[key, default: 0] += Int(table.counts[tuple])
        values[key, default: []].insert(table.tuples.columns[3][tuple])
      }
      #expect(rows.values.allSatisfy { $0 >= 4 } && values.values.allSatisfy { $0.count >= 2 })
      #expect(result.loss <= result.lossAtStart + 1e-12)
      // What is left over at the top is no class: too few rows, or of one value.
      let left = shown.indices.filter { shown[$0] == nil }
      #expect(
        result.suppressedRows < 4 || Set(left.map { table.tuples.columns[3][$0] }).count < 2)
      if levels == [2, 2, 2] { #expect(result.loss < result.lossAtStart) }
    }
  }

  @Test("k counts people where people have several rows")
  func people() throws {
    let table = try table(77, subjects: true)
    let result = try LocalRecoding(models: [model(LeastSize(minimumSize: 5))])
      .apply(to: table, from: GeneralizationNode([2, 1, 1]))
    var people: [[UInt32]: Set<UInt32>] = [:]
    for (tuple, key) in shown(result, table).enumerated() {
      if let key { people[key, default: []].insert(table.subjectOfTuple?[tuple] ?? 0) }
    }
    #expect(people.values.allSatisfy { $0.count >= 5 })
  }

  // arx#456: ARX recodes locally under models for which that proves nothing.
  @Test("models for which it is not sound are refused")
  func refused() throws {
    let table = try table(1)
    let start = GeneralizationNode([0, 0, 0])
    let unsound: [TestModel] = [
      TestModel(name: "average risk", made: .table(Whole())),
      model(LeastSize(minimumSize: 2, monotonicity: .none)),
      model(LeastSize(minimumSize: 2, monotonicity: .withoutSuppression)),
    ]
    for one in unsound {
      #expect(throws: DeidentificationError.self) {
        try LocalRecoding(models: [one]).apply(to: table, from: start)
      }
    }
    #expect(throws: DeidentificationError.self) {
      try LocalRecoding(models: []).apply(to: table, from: start)
    }
    for levels in [[0, 0], [0, 0, 3], [-1, 0, 0]] {
      #expect(throws: DeidentificationError.self) {
        try LocalRecoding(models: [model(LeastSize(minimumSize: 2))])
          .apply(to: table, from: GeneralizationNode(levels))
      }
    }
    let population = try SearchTable(
      quasiIdentifiers: table.quasiIdentifiers, sensitive: table.sensitive, tuples: table.tuples,
      counts: table.counts, populationCounts: table.counts)
    #expect(throws: DeidentificationError.self) {
      try LocalRecoding(models: [model(LeastSize(minimumSize: 2))])
        .apply(to: population, from: start)
    }
  }

  @Test("rows that can't be k are suppressed, and said to be")
  func tooFew() throws {
    let table = try table(3)
    let result = try LocalRecoding(models: [model(LeastSize(minimumSize: 500))])
      .apply(to: table, from: GeneralizationNode([0, 0, 0]))
    #expect(result.suppressedRows == 100 && result.loss == 1)
    #expect(result.classOfTuple.allSatisfy { $0 == nil })
  }

  @Test("one thread or eight: the same classes")
  func threads() throws {
    let table = try table(8)
    let method = LocalRecoding(models: [model(LeastSize(minimumSize: 3))])
    let start = GeneralizationNode([1, 2, 1])
    #expect(
      try method.apply(to: table, from: start, workers: .single)
        == method.apply(to: table, from: start, workers: Workers(count: 8)))
  }
}
