import Testing

@testable import Numerics

@Suite("EquivalenceClasses")
struct EquivalenceClassesTests {
  private func check(_ table: CodeColumns, workers: Workers = .single, _ note: String = "") {
    let oracle = GroupingOracle(table.columns, rowCount: table.rowCount)
    let classes = EquivalenceClasses(table, workers: workers)
    #expect(classes.classOfRow == oracle.classOfRow, "\(note)")
    #expect(classes.sizes == oracle.sizes, "\(note)")
    #expect(classes.representatives == oracle.classes.map { UInt32($0[0]) }, "\(note)")
    let sizes = ClassSizes(table, workers: workers)
    #expect(sizes == classes.classSizes, "\(note)")
    #expect(sizes.samePairs == oracle.samePairs, "\(note)")
    #expect(sizes.classCount == oracle.classes.count && sizes.rowCount == table.rowCount, "\(note)")
  }

  @Test("every small table is grouped as the dictionary groups it")
  func everySmallTable() {
    // Would catch a wrong digit order, a lost first row, a class that is opened twice.
    for table in SampleTables.small { check(table) }
  }

  /// Cardinalities that lead to each way of grouping.
  static let shapes: [(name: String, cardinalities: [Int])] = [
    ("dense", [3, 4, 5]),
    ("32 bits", [1_000, 1_000, 1_000]),
    ("just 32 bits", [65_535, 65_537]),
    ("just above 32 bits", [65_536, 65_536]),
    ("64 bits", [1 << 20, 1 << 20, 1 << 20]),
    ("more than 64 bits", [1 << 20, 1 << 20, 1 << 20, 1 << 20, 7]),
    ("full columns", [1 << 32, 1 << 32, 1 << 32]),
    ("forty columns", [Int](repeating: 9, count: 40)),
    ("constant columns", [1, 1, 50_000, 1]),
  ]

  @Test("each way of grouping agrees with the dictionary", arguments: shapes.indices)
  func eachPath(shape: Int) {
    // Would catch a key that overflows its word, a partition that is skipped, a table that grows
    // wrongly.
    let (name, cardinalities) = Self.shapes[shape]
    for (seed, rows) in [(UInt64(1), 1), (2, 7), (3, 300), (4, 3_000)] {
      let table = SampleTables.random(seed: seed, rows: rows, cardinalities: cardinalities)
      check(table, "\(name), seed \(seed)")
    }
  }

  @Test("the number of threads does not change the result")
  func threads() {
    // Would catch chunks that are put together in the wrong order, here above the size where
    // threads take part (65,536 rows a chunk).
    let table = SampleTables.random(seed: 9, rows: 140_000, cardinalities: [3_000, 3_000])
    let single = EquivalenceClasses(table, workers: .single)
    #expect(EquivalenceClasses(table, workers: Workers(count: 3)) == single)
    #expect(ClassSizes(table, workers: Workers(count: 3)) == single.classSizes)
    #expect(single.classSizes.rowCount == 140_000)
    let oracle = GroupingOracle(table.columns, rowCount: table.rowCount)
    #expect(single.sizes == oracle.sizes)
  }

  @Test("one key held by nearly all rows, and keys that differ in one bit only")
  func skewedKeys() {
    // Would catch a partition that outgrows its table, and a hash that ignores high or low bits.
    let rows = 5_000
    for bit in [0, 7, 15, 16, 24, 31] {
      let codes = (0..<rows).map { UInt32($0 % 7 == 0 ? 0 : 1) << UInt32(bit) }
      let ascending = (0..<rows).map { UInt32($0) }
      for columns in [[codes], [codes, ascending], [ascending, codes, codes]] {
        let table = CodeColumns(
          unchecked: columns, cardinalities: columns.map { _ in 1 << 32 }, rowCount: rows)
        check(table, "bit \(bit)")
      }
    }
  }

  @Test("weights are summed in each class")
  func weights() throws {
    // Would catch weights that are added to the wrong class.
    for seed in 0..<20 as Range<UInt64> {
      let table = SampleTables.random(seed: seed, rows: 50, cardinalities: [2, 3])
      let weights = (0..<50).map { Double($0 * $0) / 8 }
      let expected = GroupingOracle(table.columns, rowCount: 50).classes
        .map { $0.reduce(0) { $0 + weights[$1] } }
      #expect(try EquivalenceClasses(table).weightSums(weights) == expected, "seed \(seed)")
    }
    let classes = EquivalenceClasses(SampleTables.random(seed: 1, rows: 5, cardinalities: [2]))
    #expect(throws: NumericsError.rowValueCountMismatch(expected: 5, found: 4)) {
      try classes.weightSums([1, 2, 3, 4])
    }
  }

  @Test("a class counts its data subjects, not their rows")
  func subjects() throws {
    // Would catch a person with two rows who hides behind herself.
    for seed in 0..<50 as Range<UInt64> {
      let table = SampleTables.random(seed: seed, rows: 40, cardinalities: [2, 3])
      let subjects = SampleTables.random(seed: seed + 100, rows: 40, cardinalities: [9]).columns[0]
      let expected = GroupingOracle(table.columns, rowCount: 40).classes
        .map { UInt32(Set($0.map { subjects[$0] }).count) }
      let found = try EquivalenceClasses(table).distinctSubjects(subjects, subjectCount: 9)
      #expect(found == expected, "seed \(seed)")
    }
    let classes = EquivalenceClasses(SampleTables.random(seed: 1, rows: 3, cardinalities: [2]))
    #expect(throws: NumericsError.codeNotBelowCardinality(column: 0, row: 1)) {
      try classes.distinctSubjects([0, 5, 1], subjectCount: 2)
    }
    #expect(throws: NumericsError.rowValueCountMismatch(expected: 3, found: 0)) {
      try classes.distinctSubjects([], subjectCount: 2)
    }
  }

  @Test("distinct tuples come in the order of first appearance, with their counts")
  func tuples() {
    // Would catch tuples that are not those of their representatives.
    for table in SampleTables.small {
      let oracle = GroupingOracle(table.columns, rowCount: table.rowCount)
      let unique = UniqueTuples(table)
      #expect(unique.counts == oracle.sizes && unique.rowCount == table.rowCount)
      for (column, codes) in table.columns.enumerated() {
        #expect(unique.tuples.columns[column] == oracle.classes.map { codes[$0[0]] })
      }
    }
  }

  @Test("the sizes of no rows and of no columns")
  func empty() throws {
    // Would catch a trap on an empty table, and rows that vanish without columns.
    let nothing = try CodeColumns(columns: [], cardinalities: [], rowCount: 0)
    #expect(ClassSizes(nothing).classCount == 0)
    #expect(ClassSizes(nothing).smallest == nil && ClassSizes(nothing).largest == nil)
    let rowsOnly = try CodeColumns(columns: [], cardinalities: [], rowCount: 5)
    #expect(ClassSizes(rowsOnly).sizes == [5])
    #expect(EquivalenceClasses(rowsOnly).classOfRow == [0, 0, 0, 0, 0])
    let emptyColumn = try CodeColumns(columns: [[]], cardinalities: [0], rowCount: 0)
    #expect(EquivalenceClasses(emptyColumn).count == 0)
  }
}
