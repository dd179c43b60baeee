import Numerics
import TestSupport
import Testing

@testable import Deidentification

@Suite("Classes of a table as it is")
struct UngeneralizedClassesTests {
  private func random(_ trial: Int, _ random: inout SeededGenerator) throws -> SearchTable {
    let count = 1 + trial % 30
    func column(_ cardinality: UInt32) -> [UInt32] {
      (0..<count).map { _ in UInt32.random(in: 0..<cardinality, using: &random) }
    }
    func flat(_ name: String, _ count: Int) throws -> Hierarchy {
      try Hierarchy(
        column: name, valueCount: count,
        levels: [
          .init(groupOfCode: (0...count).map { UInt32($0) }, labels: (0..<count).map { "\($0)" })
        ])
    }
    let attributes = [3, 2, 4, 3].map { UInt32($0 + 1) }
    return try SearchTable(
      quasiIdentifiers: [try flat("a", 3), try flat("b", 2)],
      sensitive: [
        .init(name: "s", labels: ["0", "1", "2", "3"], ranks: [0, 4, 2, 2, 1]),
        .init(name: "t", labels: ["0", "1", "2"]),
      ],
      tuples: try CodeColumns(
        columns: attributes.map { column($0) }, cardinalities: attributes.map { Int($0) },
        rowCount: count),
      counts: column(3), populationCounts: column(5),
      subjectOfTuple: trial.isMultiple(of: 2) ? column(4) : nil,
      weights: column(7).map { Double($0) })
  }

  @Test("grouping by sorting gives what adding up tuple by tuple gives")
  func grouping() throws {
    var generator = SeededGenerator(seed: 11, stream: "classes")
    for trial in 0..<300 {
      let table = try random(trial, &generator)
      let ours = try ClassTable(ungeneralized: table)
      let expected = groupedClasses(of: table, at: [0, 0])
      #expect(ours.sizes == expected.sizes)
      #expect(ours.rows == expected.rows)
      #expect(ours.populationSizes == expected.populationSizes)
      #expect(ours.weights == expected.weights)
      #expect(ours.codes == expected.codes)
      for (own, theirs) in zip(ours.sensitive, expected.sensitive) {
        #expect(own.starts == theirs.starts)
        #expect(own.values == theirs.values)
        #expect(own.counts == theirs.counts)
      }
    }
  }

  // Where a person has several rows, k counts people and shares count rows.
  @Test("several rows of one data subject are one person")
  func subjects() throws {
    let rows = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1)].map { (group: $0.0, value: $0.1) }
    let table = try SmallTable(
      rows: rows, classCount: 2, valueCount: 3, subjects: [1, 1, 1, 2, 3])
    let measures = try ClassMeasures(of: table.table)
    #expect(measures.k == 1)
    #expect(measures.rowCount == 5)
    #expect(measures.sensitive[0].distinctL == 2)
    guard
      case .classes(let diversity) = try DistinctDiversity(attribute: "s", l: 2)
        .prepared(for: table.table),
      case .table(let risk) = try AverageRisk(threshold: 0.5).prepared(for: table.table)
    else { return }
    let classes = table.classes()
    #expect(classes.sizes == [1, 2])
    #expect(!diversity.holds(for: 0, in: classes))
    #expect(diversity.holds(for: 1, in: classes))
    #expect(risk.monotonicity == .none)
  }

  // Each figure from its definition, on tables with ties in rank and missing cells.
  @Test("the ordered distance by prefix sums is the sum of differences")
  func ordered() throws {
    var generator = SeededGenerator(seed: 12, stream: "ordered")
    for _ in 0..<300 {
      let table = try SmallTable.random(rows: 20, classes: 4, values: 6, using: &generator)
      let measures = try ClassMeasures(of: table.table)
      let all = table.rows.map(\.value)
      let expected = table.valuesOfClasses().map { ClassModelOracleTests.ordered($0, all) }.max()
      #expect(abs((measures.sensitive[0].orderedT ?? -1) - (expected ?? 0)) < 1e-12)
      let recursive = measures.sensitive[0].recursiveC
      guard
        case .classes(let above) = try RecursiveDiversity(
          attribute: "s", c: recursive * (1 + 1e-9), l: measures.sensitive[0].distinctL
        ).prepared(for: table.table),
        case .classes(let below) = try RecursiveDiversity(
          attribute: "s", c: recursive * (1 - 1e-9), l: measures.sensitive[0].distinctL
        ).prepared(for: table.table)
      else { return }
      let classes = table.classes()
      let indices = 0..<classes.count
      #expect(indices.allSatisfy { above.holds(for: $0, in: classes) })
      #expect(!indices.allSatisfy { below.holds(for: $0, in: classes) })
    }
  }
}
