import Deidentification
import Foundation
import Numerics
import Testing

@Suite("Limits of the lattice search")
struct LatticeLimitsTests {
  /// Columns of two values, each with a level above that merges them.
  private func table(_ columns: [[UInt32]]) throws -> SearchTable {
    let hierarchies = try columns.indices.map { index in
      try Hierarchy(
        column: "q\(index)", valueCount: 2,
        levels: [
          .init(groupOfCode: [0, 1, 2], labels: ["a", "b"]),
          .init(groupOfCode: [0, 1, 1], labels: ["*"]),
        ])
    }
    let unique = UniqueTuples(
      try CodeColumns(
        columns: columns, cardinalities: columns.map { _ in 3 }, rowCount: columns[0].count))
    return try SearchTable(
      quasiIdentifiers: hierarchies, tuples: unique.tuples, counts: unique.counts)
  }

  private func search(
    _ table: SearchTable, k: Int = 2, share: Double = 0,
    _ change: (inout LatticeSearch.Options) -> Void = { _ in }
  ) throws -> LatticeSearch {
    var options = LatticeSearch.Options()
    change(&options)
    return try LatticeSearch(
      table: table, models: [KAnonymity(k: k)], loss: MeanShareLoss(mean: .arithmetic),
      suppressionLimit: share, options: options)
  }

  // Seventy columns; rows differ in one of the first three only. With those three generalised all
  // rows are equal, with fewer some row is unique: the optimum generalises three columns.
  @Test("a lattice of 2^70 nodes is searched without being made, and the gap is true")
  func large() throws {
    var columns = [[UInt32]](repeating: [1, 1, 1, 1], count: 70)
    for index in 0..<3 { columns[index][index] = 2 }
    let outcome = try search(try table(columns)) { $0.checkLimit = 400 }.run()
    let optimum = try search(try table(columns)).evaluate(
      GeneralizationNode([1, 1, 1] + [Int](repeating: 0, count: 67)))
    #expect(optimum.isFeasible)
    #expect(outcome.statistics.latticeSize == 1 << 70)
    #expect(outcome.statistics.checkedNodes <= 400)
    #expect(outcome.lowerBound <= optimum.loss && optimum.loss <= outcome.loss)
    #expect(outcome.best.isFeasible)
    #expect(outcome.node.levels == optimum.node.levels)
  }

  @Test("a lattice of 2^200 nodes does not overflow the counts")
  func saturated() throws {
    let columns = [[UInt32]](repeating: [1, 2, 1, 1, 2], count: 200)
    let outcome = try search(try table(columns), k: 3) { $0.checkLimit = 50 }.run()
    #expect(outcome.statistics.latticeSize == .max)
    #expect(outcome.lowerBound <= outcome.loss)
  }

  @Test("missing cells are a value of their own, at every level")
  func missing() throws {
    let table = try table([[0, 0, 1, 2]])
    let outcome = try search(table).run()
    #expect(outcome.node.levels == [1])
    #expect(outcome.best.classes.sizes == [2, 2])
    #expect(outcome.best.classes.codes == [[0, 1]])
  }

  @Test("one row can be released where k is 1, and where it may be suppressed")
  func oneRow() throws {
    let table = try table([[1], [2]])
    #expect(try search(table, k: 1).run().node.levels == [0, 0])
    #expect(throws: DeidentificationError.self) { try search(table).run() }
    let outcome = try search(table, share: 1).run()
    #expect(outcome.best.suppressedRows == 1 && outcome.best.classCount == 0)
    #expect(outcome.best.smallestClass == 0 && outcome.best.largestClass == 0)
    #expect(outcome.best.averageClass == 0)
  }

  @Test("hierarchies of one level leave one node")
  func flat() throws {
    let hierarchy = try Hierarchy(
      column: "q", valueCount: 2, levels: [.init(groupOfCode: [0, 1, 2], labels: ["a", "b"])])
    let table = try SearchTable(
      quasiIdentifiers: [hierarchy],
      tuples: CodeColumns(columns: [[1, 2]], cardinalities: [3], rowCount: 2), counts: [5, 4])
    #expect(try search(table, k: 4).run().statistics.latticeSize == 1)
    let outcome = try search(table, k: 5, share: 0.5).run()
    #expect(outcome.best.suppressedRows == 4 && outcome.best.averageClass == 5)
    #expect(throws: DeidentificationError.self) { try search(table, k: 5, share: 0.4).run() }
  }

  @Test("without quasi-identifiers all rows are one class")
  func none() throws {
    let table = try SearchTable(
      quasiIdentifiers: [],
      tuples: CodeColumns(columns: [], cardinalities: [], rowCount: 1), counts: [7])
    let found = try LatticeSearch(
      table: table, models: [KAnonymity(k: 7)], loss: SquaredSizes(), suppressionLimit: 0
    ).run()
    #expect(found.node.levels.isEmpty && found.best.largestClass == 7)
  }

  @Test("a share of rows is rounded down to whole rows, as people write it in decimals")
  func rounding() throws {
    let table = try table([[UInt32](repeating: 1, count: 100)])
    #expect(try search(table, share: 0.29).rowLimit == 29)
    #expect(try search(table, share: 0.299).rowLimit == 29)
    #expect(try search(table, share: 1).rowLimit == 100)
  }

  @Test("what can't be asked for is refused", arguments: [-0.1, 1.1, .nan, .infinity])
  func share(_ share: Double) throws {
    let table = try table([[1, 2]])
    #expect(throws: DeidentificationError.self) { try search(table, share: share) }
  }

  @Test("limits below one, k below one, an empty table and foreign nodes are refused")
  func refused() throws {
    let table = try table([[1, 2]])
    #expect(throws: DeidentificationError.self) { try search(table) { $0.checkLimit = 0 } }
    #expect(throws: DeidentificationError.self) { try search(table) { $0.partLimit = 0 } }
    #expect(throws: DeidentificationError.self) { try search(table) { $0.bounds = [0...2] } }
    #expect(throws: DeidentificationError.self) { try search(table, k: 0) }
    #expect(throws: DeidentificationError.self) {
      try search(table).evaluate(GeneralizationNode([2]))
    }
    let empty = try SearchTable(
      quasiIdentifiers: table.quasiIdentifiers,
      tuples: CodeColumns(columns: [[]], cardinalities: [3], rowCount: 0), counts: [])
    #expect(throws: DeidentificationError.self) { try search(empty) }
  }
}
