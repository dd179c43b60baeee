import Testing

@testable import Numerics

@Suite("SubsetScan")
struct SubsetScanTests {
  private func check(
    _ table: CodeColumns, _ scan: SubsetScan, _ note: String = "",
    location: SourceLocation = #_sourceLocation
  ) {
    for mask in 0..<(1 << table.columns.count) {
      let chosen = SubsetScan.columns(of: UInt32(mask)).map { table.columns[$0] }
      let sizes = GroupingOracle(chosen, rowCount: table.rowCount).classes.map(\.count)
      let expected = SubsetStatistics(
        rowCount: table.rowCount, classCount: sizes.count,
        uniqueCount: sizes.filter { $0 == 1 }.count,
        samePairs: UInt64(sizes.reduce(0) { $0 + $1 * ($1 - 1) / 2 }),
        smallestClass: sizes.min() ?? 0, largestClass: sizes.max() ?? 0)
      #expect(scan[UInt32(mask)] == expected, "mask \(mask) \(note)", sourceLocation: location)
    }
  }

  @Test("every set of every small table has the statistics that counting by hand gives")
  func everySmallTable() throws {
    // Would catch a set that is attributed to another mask, or made from the wrong superset.
    var seen = 0
    for table in SampleTables.small where table.columns.count < 3 || seen % 5 == 0 {
      check(table, try SubsetScan(table, workers: .single))
      seen += 1
    }
    for table in SampleTables.all(columns: 3, rows: 3, codes: 2) {
      check(table, try SubsetScan(table, workers: .single))
    }
  }

  @Test(
    "keys of 32 bits, of 64 bits and wider give the same as counting by hand",
    arguments: [
      [2, 3, 1, 5, 2, 4], [70, 2, 300, 5, 16, 41], [300, 300, 300, 300, 300, 300],
      [1 << 30, 1 << 30, 3, 1 << 32, 1 << 30],
    ])
  func widths(cardinalities: [Int]) throws {
    // Would catch a cut of a key's top bits, and a table of slots that is not cleared.
    for (seed, rows) in [(UInt64(1), 1), (2, 2), (3, 40), (4, 600)] {
      let table = SampleTables.random(seed: seed, rows: rows, cardinalities: cardinalities)
      check(table, try SubsetScan(table, workers: Workers(count: 2)), "seed \(seed) rows \(rows)")
    }
  }

  @Test("keys of exactly 64 bits, and just above, are scanned right")
  func widthLimit() throws {
    // Would catch a shift by 64. Columns of n distinct codes take ceil(log2 n) bits.
    let rows = 512
    for columnCount in [7, 8] {  // 63 + 1 bits, 72 bits
      var columns: [[UInt32]] = []
      for column in 0..<columnCount {
        var generator = SeededGenerator(seed: UInt64(column))
        columns.append(generator.permutation(count: rows).map { UInt32($0) })
      }
      columns.append((0..<rows).map { UInt32($0 % 2) })
      let table = try CodeColumns(
        columns: columns, cardinalities: columns.map { _ in rows }, rowCount: rows)
      check(table, try SubsetScan(table))
    }
  }

  @Test("the scan of wide sets agrees with the roll-up")
  func wideAgreesWithRollUp() throws {
    // Would catch the short cut for supersets of complete sets being taken too early.
    for seed in 0..<30 as Range<UInt64> {
      let table = SampleTables.random(seed: seed, rows: 25, cardinalities: [3, 4, 9, 2, 5])
      let scan = try SubsetScan(table)
      #expect(
        scanWideSubsets(UniqueTuples(table), workers: .single) == scan.statistics, "seed \(seed)")
    }
  }

  @Test("the number of threads does not change the result")
  func threads() throws {
    // Would catch subtrees that share a buffer.
    let table = SampleTables.random(seed: 5, rows: 400, cardinalities: [9, 9, 9, 9, 9, 9, 9])
    let single = try SubsetScan(table, workers: .single)
    for threads in [2, 5] {
      #expect(try SubsetScan(table, workers: Workers(count: threads)) == single)
    }
  }

  @Test("the shares of no row, one row and two rows are defined")
  func definedShares() throws {
    // Would catch 0/0.
    let none = try SubsetScan(CodeColumns(columns: [[]], cardinalities: [0], rowCount: 0))
    #expect(none[1].distinction == 0 && none[1].separation == 1 && none[1].uniqueness == 0)
    let one = try SubsetScan(CodeColumns(columns: [[0]], cardinalities: [1], rowCount: 1))
    #expect(one[1].distinction == 1 && one[1].separation == 1 && one[0].uniqueness == 1)
    let two = try SubsetScan(CodeColumns(columns: [[0, 0]], cardinalities: [1], rowCount: 2))
    #expect(two[1].distinction == 0.5 && two[1].separation == 0 && two[1].uniqueness == 0)
    let noColumns = try SubsetScan(CodeColumns(columns: [], cardinalities: [], rowCount: 3))
    #expect(noColumns.statistics.count == 1 && noColumns[0].largestClass == 3)
  }

  @Test("too many columns are refused before any memory is taken")
  func columnLimit() throws {
    // Would catch 2^40 entries.
    let columns = [[UInt32]](repeating: [0], count: 40)
    let table = try CodeColumns(
      columns: columns, cardinalities: [Int](repeating: 1, count: 40), rowCount: 1)
    #expect(throws: NumericsError.tooManyColumns(count: 40, limit: 20)) {
      try SubsetScan(table)
    }
  }
}
