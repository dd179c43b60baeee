/// Counts the classes of column sets, many at a time.
///
/// Sets that share all columns but the last are counted together: the rows are grouped once by what
/// they share, tuples that are alone are settled, and only the others are looked at for each last
/// column.
struct SubsetEvaluator: Sendable {
  let unique: UniqueTuples
  /// The number of distinct codes of each column.
  let codeCounts: [Int]

  /// The distinct tuples with each column's codes renumbered from 0 without gaps.
  init(_ unique: UniqueTuples) {
    let classes = unique.tuples.columns.indices.map { column in
      EquivalenceClasses(
        CodeColumns(
          unchecked: [unique.tuples.columns[column]],
          cardinalities: [unique.tuples.cardinalities[column]], rowCount: unique.count),
        workers: .single)
    }
    codeCounts = classes.map(\.count)
    self.unique = UniqueTuples(
      tuples: CodeColumns(
        unchecked: classes.map(\.classOfRow), cardinalities: codeCounts, rowCount: unique.count),
      counts: unique.counts, rowCount: unique.rowCount)
  }

  /// The statistics of each set, in the order given; the sets need not be sorted.
  ///
  /// - Complexity: O(rows x columns of the shared part) for each shared part, and O(rows that the
  ///   shared part leaves together) for each set.
  func statistics(of sets: [[Int]], workers: Workers) -> [SubsetStatistics] {
    let order = sets.indices.sorted { sets[$0].lexicographicallyPrecedes(sets[$1]) }
    var groups: [Range<Int>] = []
    for place in order.indices {
      if let last = groups.last,
        sets[order[last.lowerBound]].dropLast() == sets[order[place]].dropLast()
      {
        groups[groups.count - 1] = last.lowerBound..<(place + 1)
      } else {
        groups.append(place..<(place + 1))
      }
    }
    let ranges = groups
    let parts = concurrentChunks(count: ranges.count, maximumChunks: 4_096, workers: workers) {
      chunk in
      chunk.flatMap { group in statistics(ofSiblings: ranges[group].map { sets[order[$0]] }) }
    }
    var found = [SubsetStatistics](
      repeating: SubsetStatistics(sizes: Span()), count: sets.count)
    for (place, statistics) in zip(order, parts.joined()) { found[place] = statistics }
    return found
  }

  private func statistics(ofSiblings sets: [[Int]]) -> [SubsetStatistics] {
    guard let first = sets.first else { return [] }
    let shared = StrippedPartition(first.dropLast(), in: unique)
    var scratch = StrippedPartition.Scratch()
    return sets.map { set in
      guard let last = set.last else { return shared.settledStatistics(rowCount: unique.rowCount) }
      return shared.statistics(
        refinedBy: unique.tuples.columns[last], codeCount: codeCounts[last],
        rowCount: unique.rowCount, &scratch)
    }
  }
}

extension UniqueTuples {
  init(tuples: CodeColumns, counts: [UInt32], rowCount: Int) {
    self.tuples = tuples
    self.counts = counts
    self.rowCount = rowCount
  }
}
