/// Adds up what the searches of all blocks found.
struct SearchTally {
  private let ranking: ColumnSetRanking
  private var minimalCounts: [Int]
  private var ambiguousCounts: [Int]
  private var targetCount = 0
  private(set) var sizeCounts: [UInt32] = []

  init(ranking: ColumnSetRanking) {
    self.ranking = ranking
    let setCount = ranking.count(upTo: ranking.maximalSize)
    minimalCounts = [Int](repeating: 0, count: setCount)
    ambiguousCounts = minimalCounts
  }

  mutating func add(_ search: MinimalUniqueSearch, targetCount: Int) {
    self.targetCount += targetCount
    for rank in minimalCounts.indices {
      minimalCounts[rank] += Int(search.minimalCounts[rank])
      ambiguousCounts[rank] += Int(search.ambiguousCounts[rank])
    }
    sizeCounts += search.sizeCounts
  }

  /// The sets that are minimal for some row, named by the table's own columns.
  ///
  /// - Complexity: O(sets log sets).
  func sets(originalColumn: [Int]) -> [MinimalUniques.SinglingSet] {
    var found: [MinimalUniques.SinglingSet] = []
    var descending: [Int] = []
    collect(below: ranking.columnCount, &descending) { set, rank in
      guard minimalCounts[rank] > 0 else { return }
      found.append(
        .init(
          columns: ColumnSet(set.map { originalColumn[$0] }),
          minimalRowCount: minimalCounts[rank],
          uniqueRowCount: targetCount - ambiguousCounts[rank]))
    }
    return found.sorted { first, second in
      if first.columns.count != second.columns.count {
        return first.columns.count < second.columns.count
      }
      if first.minimalRowCount != second.minimalRowCount {
        return first.minimalRowCount > second.minimalRowCount
      }
      return first.columns.bits < second.columns.bits
    }
  }

  /// Calls `body` for each set that adds columns below `limit`, with its rank.
  private func collect(
    below limit: Int, _ descending: inout [Int], _ body: ([Int], Int) -> Void
  ) {
    guard descending.count < ranking.maximalSize else { return }
    for column in 0..<limit {
      descending.append(column)
      body(descending, ranking.rank(descending: descending))
      collect(below: column, &descending, body)
      descending.removeLast()
    }
  }
}
