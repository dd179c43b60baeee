import Deidentification
import Numerics
import Tables
import Testing

@Suite("Local suppression")
struct LocalSuppressionTests {
  /// Whether only cells were suppressed, and the record says how many.
  private func expectHonestRecord(_ before: CodeColumns, _ after: SuppressedColumns) {
    var rows = Set<Int>()
    for (column, codes) in after.columns.columns.enumerated() {
      let changed = codes.indices.filter { codes[$0] != before.columns[column][$0] }
      #expect(changed.allSatisfy { codes[$0] == 0 })
      #expect(after.suppressedCells[column] == changed.count)
      rows.formUnion(changed)
    }
    #expect(after.changedRows.map(Int.init) == rows.sorted())
  }

  @Test(
    "each row matches k rows, pair by pair, and k originals under the stricter rule",
    arguments: 0..<40 as Range<UInt64>)
  func matches(seed: UInt64) throws {
    let table = RandomCodes(
      seed: seed, rows: 12 + Int(seed % 30), cardinalities: [2, 3, 4, Int(2 + seed % 9)],
      missing: seed % 2 == 0 ? 0 : 0.15)
    let columns = try table.codeColumns
    let all = Array(0..<columns.rowCount)
    for k in [1, 2, 3, 5] {
      for rule in WildcardRule.allCases {
        let result = try LocalSuppression(k: k, columnCount: 4, rule: rule).apply(to: columns)
        expectHonestRecord(columns, result)
        let codes = result.columns.columns
        let mutual = bruteForceMatches(codes, among: codes, rows: all)
        let own = bruteForceMatches(codes, among: table.columns, rows: all)
        #expect(mutual.allSatisfy { $0 >= k })
        #expect(result.smallestGroups == [(rule == .own ? own : mutual).min() ?? .max])
        #expect(result.rowsRelyingOnOthers == own.count { $0 < k })
        if rule == .own { #expect(own.allSatisfy { $0 >= k }) }
        // Nobody who was unsafe is hidden by others' cells alone.
        let before = bruteForceMatches(table.columns, among: table.columns, rows: all)
        #expect(
          all.allSatisfy { before[$0] >= k || result.changedRows.contains(UInt32($0)) })
      }
    }
  }

  @Test(
    "the stricter rule costs the least there is, found by trying all",
    arguments: 0..<20 as Range<UInt64>)
  func leastCost(seed: UInt64) throws {
    let table = RandomCodes(seed: seed, rows: 25, cardinalities: [2, 3, 5, 4])
    let costs = [4, 1, 2.5, 1.25]
    let (columns, rows) = (try table.codeColumns, Array(0..<25))
    let result = try LocalSuppression(k: 3, columnCount: 4, cellCosts: costs, rule: .own)
      .apply(to: columns)
    var least = 0.0
    // All sets of cells of one row; rows don't depend on each other.
    for row in rows { least += cheapestSet(table.columns, row, costs) }
    let cost = zip(costs, result.suppressedCells).reduce(0.0) { $0 + $1.0 * Double($1.1) }
    #expect(abs(cost - least) < 1e-9)
  }

  private func cheapestSet(_ columns: [[UInt32]], _ row: Int, _ costs: [Double]) -> Double {
    var cheapest = Double.infinity
    for mask in 0..<16 {
      let hidden = (0..<4).filter { mask >> $0 & 1 == 1 }
      let shown = (0..<4).filter { mask >> $0 & 1 == 0 }
      let alike = columns[0].indices.count { other in
        shown.allSatisfy { columns[$0][row] == columns[$0][other] }
      }
      if alike >= 3 { cheapest = min(cheapest, hidden.reduce(0.0) { $0 + costs[$1] }) }
    }
    return cheapest
  }

  @Test("no single cell can be shown again", arguments: 0..<10 as Range<UInt64>)
  func cleanedUp(seed: UInt64) throws {
    let table = RandomCodes(seed: 50 + seed, rows: 30, cardinalities: [3, 3, 4, 5], missing: 0.1)
    let (columns, all) = (try table.codeColumns, Array(0..<30))
    let result = try LocalSuppression(k: 3, columnCount: 4).apply(to: columns)
    let before = bruteForceMatches(table.columns, among: table.columns, rows: all)
    for column in 0..<4 {
      for row in all where result.columns.columns[column][row] != table.columns[column][row] {
        var shown = result.columns.columns
        shown[column][row] = table.columns[column][row]
        let isWhole = (0..<4).allSatisfy { shown[$0][row] == table.columns[$0][row] }
        let least = bruteForceMatches(shown, among: shown, rows: all).min() ?? 0
        #expect(least < 3 || (isWhole && before[row] < 3))
      }
    }
  }

  // sdcMicro#352: `combs = 2` left combinations with fewer than k rows.
  @Test(
    "every combination holds afterwards, not only the last one treated",
    arguments: 0..<12 as Range<UInt64>)
  func combinations(seed: UInt64) throws {
    let table = RandomCodes(seed: 90 + seed, rows: 40, cardinalities: [3, 4, 5, 6, 3])
    var requirements: [SuppressionRequirement] = []
    for (size, k) in [(4, 2), (3, 3), (2, 5)] {
      requirements += try SuppressionRequirement.combinations(ofSize: size, columnCount: 5, k: k)
    }
    #expect(requirements.count == 5 + 10 + 10)
    for rule in WildcardRule.allCases {
      let result = try LocalSuppression(requirements: requirements, rule: rule)
        .apply(to: table.codeColumns)
      for requirement in requirements {
        let part = requirement.columns.map { result.columns.columns[$0] }
        let originals = requirement.columns.map { table.columns[$0] }
        let counts = bruteForceMatches(
          part, among: rule == .own ? originals : part, rows: Array(0..<40))
        #expect(counts.allSatisfy { $0 >= requirement.k })
      }
    }
  }

  @Test(
    "k holds within each stratum, and counts different people", arguments: 0..<12 as Range<UInt64>)
  func strataAndPeople(seed: UInt64) throws {
    let table = RandomCodes(seed: 200 + seed, rows: 60, cardinalities: [3, 4, 5])
    var generator = SeededGenerator(seed: seed, stream: "people")
    let strata = (0..<60).map { UInt32($0 % 3) }
    let people = (0..<60).map { _ in UInt32(generator.index(below: 25)) }
    for rule in WildcardRule.allCases {
      let result = try LocalSuppression(k: 4, columnCount: 3, rule: rule)
        .apply(to: table.codeColumns, strata: strata, subjects: people)
      let codes = result.columns.columns
      for stratum in 0..<3 as Range<UInt32> {
        let rows = strata.indices.filter { strata[$0] == stratum }
        let counts = bruteForceMatches(
          codes, among: rule == .own ? table.columns : codes, rows: rows, subjects: people)
        #expect(counts.allSatisfy { $0 >= 4 })
      }
    }
  }

  @Test("excluded columns keep their cells, dear ones are suppressed less")
  func columnsThatMatter() throws {
    let table = RandomCodes(seed: 7, rows: 200, cardinalities: [2, 6, 6, 6])
    let even = try LocalSuppression(k: 3, columnCount: 4).apply(to: table.codeColumns)
    let excluded = try LocalSuppression(k: 3, columnCount: 4, excludedColumns: [0])
      .apply(to: table.codeColumns)
    #expect(excluded.suppressedCells[0] == 0)
    #expect(excluded.smallestGroups[0] >= 3)
    let dear = try LocalSuppression(k: 3, columnCount: 4, cellCosts: [1, 50, 1, 1])
      .apply(to: table.codeColumns)
    #expect(even.suppressedCells[1] > 4 * dear.suppressedCells[1])
  }

  @Test(
    "suppressed cells as a category make classes of k equal rows",
    arguments: 0..<30 as Range<UInt64>)
  func category(seed: UInt64) throws {
    let table = RandomCodes(
      seed: 300 + seed, rows: 9 + Int(seed), cardinalities: [2, 3, 4], missing: 0.1)
    let columns = try table.codeColumns
    for excluded in [Set<Int>(), [0]] {
      let method = LocalSuppression(
        k: 3, columnCount: 3, excludedColumns: excluded, missing: .category)
      guard let result = try? method.apply(to: columns) else {
        // Only if the excluded column alone has a value of one or two rows.
        #expect(excluded == [0])
        let counts = Dictionary(grouping: table.columns[0]) { $0 }.mapValues(\.count)
        #expect(counts.values.contains { $0 < 3 })
        continue
      }
      expectHonestRecord(columns, result)
      let rows = (0..<columns.rowCount).map { row in result.columns.columns.map { $0[row] } }
      let sizes = Dictionary(grouping: rows) { $0 }.mapValues(\.count)
      #expect(sizes.values.allSatisfy { $0 >= 3 })
      #expect(excluded.isEmpty || result.suppressedCells[0] == 0)
    }
  }

  @Test("where missing cells hide nobody, rows are whole in a class of k, or blank")
  func conservative() throws {
    let table = RandomCodes(seed: 4, rows: 80, cardinalities: [3, 3, 3], missing: 0.05)
    let columns = try table.codeColumns
    let result = try LocalSuppression(k: 3, columnCount: 3, missing: .conservative)
      .apply(to: columns)
    let rows = (0..<80).map { row in result.columns.columns.map { $0[row] } }
    let sizes = Dictionary(grouping: rows) { $0 }.mapValues(\.count)
    #expect(rows.allSatisfy { $0 == [0, 0, 0] || (!$0.contains(0) && (sizes[$0] ?? 0) >= 3) })
    #expect(rows.contains { !$0.contains(0) })
  }

  @Test("what can't be done is refused: k out of range, too few rows, telling excluded columns")
  func refused() throws {
    let table = RandomCodes(seed: 1, rows: 5, cardinalities: [9, 9])
    let columns = try table.codeColumns
    for k in [0, -1, 6, Int.max] {
      for meaning in [.wildcard, .category] as [MissingMeaning] {
        #expect(throws: DeidentificationError.self) {
          try LocalSuppression(k: k, columnCount: 2, missing: meaning).apply(to: columns)
        }
      }
    }
    #expect(throws: DeidentificationError.self) {
      try LocalSuppression(k: 2, columnCount: 3).apply(to: columns)
    }
    #expect(throws: DeidentificationError.self) {
      try LocalSuppression(k: 2, columnCount: 2, cellCosts: [1, -1]).apply(to: columns)
    }
    #expect(throws: DeidentificationError.self) {
      try LocalSuppression(k: 2, columnCount: 2).apply(to: columns, strata: [1])
    }
    let telling = try CodeColumns(
      columns: [[1, 2, 3], [1, 1, 1]], cardinalities: [4, 2], rowCount: 3)
    #expect(throws: DeidentificationError.self) {
      try LocalSuppression(k: 2, columnCount: 2, excludedColumns: [0]).apply(to: telling)
    }
  }

  @Test("small and odd tables: no row, one row, no column, all missing, 64 columns")
  func oddTables() throws {
    let none = try CodeColumns(columns: [[], []], cardinalities: [1, 1], rowCount: 0)
    #expect(try LocalSuppression(k: 2, columnCount: 2).apply(to: none).suppressedCellCount == 0)
    let one = try CodeColumns(columns: [[1]], cardinalities: [2], rowCount: 1)
    #expect(try LocalSuppression(k: 1, columnCount: 1).apply(to: one).suppressedCellCount == 0)
    let empty = try CodeColumns(columns: [], cardinalities: [], rowCount: 4)
    #expect(try LocalSuppression(k: 4, columnCount: 0).apply(to: empty).smallestGroups == [4])
    let blank = try CodeColumns(
      columns: [[0, 0, 0], [0, 0, 0]], cardinalities: [1, 1], rowCount: 3)
    #expect(try LocalSuppression(k: 3, columnCount: 2).apply(to: blank).suppressedCellCount == 0)
    let wide = RandomCodes(
      seed: 3, rows: 40, cardinalities: [Int](repeating: 1, count: 60) + [3, 3, 3, 3])
    let result = try LocalSuppression(k: 3, columnCount: 64).apply(to: wide.codeColumns)
    let codes = result.columns.columns
    #expect(bruteForceMatches(codes, among: codes, rows: Array(0..<40)).allSatisfy { $0 >= 3 })
    let wider = RandomCodes(seed: 3, rows: 4, cardinalities: [Int](repeating: 2, count: 65))
    #expect(throws: DeidentificationError.self) {
      try LocalSuppression(k: 2, columnCount: 65).apply(to: wider.codeColumns)
    }
  }

  @Test("one thread or eight: the same cells")
  func threads() throws {
    let table = RandomCodes(seed: 12, rows: 3_000, cardinalities: [2, 9, 7, 30], missing: 0.02)
    let method = LocalSuppression(k: 4, columnCount: 4)
    #expect(
      try method.apply(to: table.codeColumns, workers: .single)
        == method.apply(to: table.codeColumns, workers: Workers(count: 8)))
  }
}
