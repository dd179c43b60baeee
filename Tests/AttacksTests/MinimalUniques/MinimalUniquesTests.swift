import Testing

@testable import Attacks

@Suite struct MinimalUniquesTests {
  /// All minimal uniques by looking at every set of columns and every pair of rows.
  private struct Oracle {
    var sizeCounts: [[UInt32]] = []
    var minimal: [Set<Int>: Int] = [:]
    var unique: [Set<Int>: Int] = [:]

    init(_ columns: [[UInt32]], maximalSize: Int, missing: MinimalUniques.MissingCells) {
      let rows = columns[0].count
      sizeCounts = [[UInt32]](
        repeating: [UInt32](repeating: 0, count: maximalSize), count: rows)
      for row in 0..<rows {
        let uniques = (1..<(1 << columns.count)).map { mask in
          Oracle.isUnique(row, mask, columns, missing)
        }
        for mask in 1..<(1 << columns.count) where mask.nonzeroBitCount <= maximalSize {
          let below = (1..<mask).filter { $0 & ~mask == 0 }
          let inSubset = below.contains { uniques[$0 - 1] }
          let set = Set(columns.indices.filter { mask >> $0 & 1 == 1 })
          if uniques[mask - 1] || inSubset { unique[set, default: 0] += 1 }
          if uniques[mask - 1], !inSubset {
            minimal[set, default: 0] += 1
            sizeCounts[row][set.count - 1] += 1
          }
        }
      }
    }

    private static func isUnique(
      _ row: Int, _ mask: Int, _ columns: [[UInt32]], _ missing: MinimalUniques.MissingCells
    ) -> Bool {
      let set = columns.indices.filter { mask >> $0 & 1 == 1 }
      if missing == .noValue, set.contains(where: { columns[$0][row] == 0 }) { return false }
      return columns[0].indices.allSatisfy { other in
        other == row || set.contains { columns[$0][other] != columns[$0][row] }
      }
    }
  }

  private func compare(
    _ columns: [[UInt32]], maximalSize: Int, missing: MinimalUniques.MissingCells,
    memoryLimit: Int, _ note: String
  ) throws {
    let oracle = Oracle(columns, maximalSize: maximalSize, missing: missing)
    let found = try MinimalUniques(
      columns: columns, maximalSize: maximalSize, missingCells: missing,
      memoryLimit: memoryLimit)
    var sizeCounts = [[UInt32]](
      repeating: [UInt32](repeating: 0, count: maximalSize), count: columns[0].count)
    for (index, row) in found.uniqueRows.enumerated() {
      let start = index * maximalSize
      sizeCounts[Int(row)] = Array(found.sizeCountsOfUniqueRows[start..<start + maximalSize])
    }
    #expect(sizeCounts == oracle.sizeCounts, "\(note)")
    let minimal = Dictionary(
      uniqueKeysWithValues: found.sets.map { (Set($0.columns.columns), $0.minimalRowCount) })
    #expect(minimal == oracle.minimal, "\(note)")
    for set in found.sets {
      #expect(set.uniqueRowCount == oracle.unique[Set(set.columns.columns)], "\(note)")
    }
    #expect(found.countsBySize.reduce(0, +) == oracle.minimal.values.reduce(0, +), "\(note)")
  }

  @Test("Every minimal unique of small random tables is found, and nothing else")
  func agreesWithBruteForce() throws {
    // Catches: a wrong visiting order, a pruned set that matters, missing cells taken for values.
    for seed in 0..<400 as Range<UInt64> {
      var numbers = SeededNumbers(seed: seed)
      let rows = Int.random(in: 1...14, using: &numbers)
      let width = Int.random(in: 1...6, using: &numbers)
      let columns = (0..<width).map { _ in
        let values = UInt32.random(in: 1...5, using: &numbers)
        return (0..<rows).map { _ in UInt32.random(in: 0...values, using: &numbers) }
      }
      let size = Int.random(in: 1...width, using: &numbers)
      for missing in [MinimalUniques.MissingCells.category, .noValue] {
        try compare(
          columns, maximalSize: size, missing: missing, memoryLimit: 1 << 20, "seed \(seed)")
      }
    }
  }

  @Test("Searching block by block finds what one search finds")
  func blocksAgree() throws {
    // Catches: targets of other blocks taken for repeated rows, or counted twice.
    for seed in 1000..<1006 as Range<UInt64> {
      var numbers = SeededNumbers(seed: seed)
      let columns = (0..<4).map { _ in
        (0..<180).map { _ in UInt32.random(in: 0...9, using: &numbers) }
      }
      for missing in [MinimalUniques.MissingCells.category, .noValue] {
        try compare(columns, maximalSize: 4, missing: missing, memoryLimit: 1, "seed \(seed)")
      }
    }
  }

  @Test("Sparse codes give the same sets as dense ones")
  func sparseCodes() throws {
    // Catches: a table of counts as long as the largest code, or codes confused by renumbering.
    let dense: [[UInt32]] = [[1, 2, 3, 1, 0], [1, 1, 2, 2, 2]]
    let sparse = dense.map { $0.map { $0 == 0 ? 0 : $0 * 1_000_000_000 } }
    let first = try MinimalUniques(columns: dense)
    let second = try MinimalUniques(columns: sparse)
    #expect(first.sets == second.sets)
    #expect(first.sizeCountsOfUniqueRows == second.sizeCountsOfUniqueRows)
  }

  @Test("A key column is the only minimal unique of every row, and the search stops there")
  func keyColumn() throws {
    // Catches: supersets of a key reported, and a search that walks a million supersets.
    let rows = 300
    var columns = [(0..<rows).map { UInt32($0 + 1) }]
    columns += (1..<20).map { column in (0..<rows).map { UInt32($0 % (column + 1) + 1) } }
    let found = try MinimalUniques(columns: columns, maximalSize: 2)
    #expect(found.rowCountsBySmallestSize == [rows, 0])
    let key = try #require(found.sets.first)
    #expect(key.columns.columns == [0])
    #expect(key.minimalRowCount == rows)
    #expect(found.sets.allSatisfy { $0.columns.count == 1 || !$0.columns.contains(0) })
  }

  @Test("Tables of no row, one row and equal rows have the uniques they should")
  func degenerateTables() throws {
    // Catches: a trap on empty arrays, and the single row of a table forgotten.
    let empty = try MinimalUniques(columns: [[], []])
    #expect(empty.sets.isEmpty && empty.uniqueRows.isEmpty)
    #expect(empty.shareByColumn == [0, 0])
    let one = try MinimalUniques(columns: [[4], [0]], missingCells: .noValue)
    #expect(one.countsBySize == [1, 0])
    let equal = try MinimalUniques(columns: [[1, 1, 1], [2, 2, 2]])
    #expect(equal.sets.isEmpty && equal.pairedRowCount == 0)
    let missing = try MinimalUniques(columns: [[0, 0, 0], [0, 0, 0]], missingCells: .noValue)
    #expect(missing.sets.isEmpty)
  }

  @Test("Input that can't be searched is refused with its place or bound")
  func refusals() {
    // Catches: a trap, or hours of search, where a clear error belongs.
    #expect(throws: DisclosureError.noColumns) { try MinimalUniques(columns: []) }
    #expect(throws: DisclosureError.unequalLengths(column: 1, rowCount: 1, expected: 2)) {
      try MinimalUniques(columns: [[1, 2], [1]])
    }
    #expect(throws: DisclosureError.sizeOutOfRange(3, columnCount: 2)) {
      try MinimalUniques(columns: [[1], [2]], maximalSize: 3)
    }
    let wide = [[UInt32]](repeating: [1, 2], count: 128)
    #expect(throws: DisclosureError.tooManyColumnSets(limit: 1 << 22)) {
      try MinimalUniques(columns: wide)
    }
    #expect(throws: DisclosureError.tooManyColumns(129, limit: 128)) {
      try MinimalUniques(columns: wide + [[1, 2]])
    }
  }

  @Test("Column sets are numbered without holes, subsets of a visit before it")
  func ranking() throws {
    // Catches: two sets that share a bit vector, the worst silent error of the search.
    for columnCount in 1...9 {
      for maximalSize in 1...columnCount {
        let ranking = try ColumnSetRanking(
          columnCount: columnCount, maximalSize: maximalSize, limit: 1 << 20)
        var seen = Set<Int>()
        for mask in 1..<(1 << columnCount) where mask.nonzeroBitCount <= maximalSize {
          let set = (0..<columnCount).reversed().filter { mask >> $0 & 1 == 1 }
          seen.insert(ranking.rank(descending: set))
          guard set.count > 1 else { continue }
          for omitted in set.indices {
            var rest = set
            rest.remove(at: omitted)
            #expect(
              ranking.rank(descending: set, omitting: omitted) == ranking.rank(descending: rest))
          }
        }
        #expect(seen == Set(0..<ranking.count(upTo: maximalSize)))
      }
    }
  }
}
