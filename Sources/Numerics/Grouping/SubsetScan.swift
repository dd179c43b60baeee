/// The statistics of every set of columns of a table: which columns, together, tell rows apart.
///
/// Sets are bit masks: bit i stands for column i.
public struct SubsetScan: Sendable, Equatable {
  /// The most columns that are scanned in full; above, use `SubsetSearch`.
  public static let columnLimit = 20

  /// The number of columns.
  public let columnCount: Int
  /// The number of rows.
  public let rowCount: Int
  /// The statistics at each mask, from the empty set (all rows in one class) to all columns.
  public let statistics: [SubsetStatistics]

  /// Scans all sets of columns.
  ///
  /// The rows are first reduced to distinct tuples with counts. Each set's tuples are then made
  /// from
  /// those of a superset with one column more (roll-up), so that the cost follows the number of
  /// classes, not of rows.
  ///
  /// - Throws: `NumericsError.tooManyColumns` above `columnLimit`.
  /// - Complexity: O(rows x columns) once, then O(classes of a superset) for each of the 2^columns
  ///   sets. Memory: a few copies of the distinct tuples, and 48 bytes a
  ///   set.
  public init(_ columns: CodeColumns, workers: Workers = .automatic) throws(NumericsError) {
    try self.init(UniqueTuples(columns, workers: workers), workers: workers)
  }

  /// Scans all sets of columns of a table that is already reduced to distinct tuples.
  ///
  /// - Throws: `NumericsError.tooManyColumns` above `columnLimit`.
  public init(_ unique: UniqueTuples, workers: Workers = .automatic) throws(NumericsError) {
    columnCount = unique.tuples.columns.count
    rowCount = unique.rowCount
    guard columnCount <= Self.columnLimit else {
      throw .tooManyColumns(count: columnCount, limit: Self.columnLimit)
    }
    let layout = RollUpLayout(unique.tuples, workers: workers)
    if layout.width <= 32 {
      statistics = RollUp<UInt32>(layout, counts: unique.counts).scan(workers: workers)
    } else if layout.width <= 64 {
      statistics = RollUp<UInt64>(layout, counts: unique.counts).scan(workers: workers)
    } else {
      statistics = scanWideSubsets(unique, workers: workers)
    }
  }

  /// The statistics of the set of columns whose bits are 1 in `mask`.
  ///
  /// - Precondition: no bit at or above `columnCount` is set.
  public subscript(mask: UInt32) -> SubsetStatistics { statistics[Int(mask)] }

  /// The columns of a mask, ascending.
  public static func columns(of mask: UInt32) -> [Int] {
    (0..<UInt32.bitWidth).filter { mask >> UInt32($0) & 1 == 1 }
  }
}

/// Scans sets whose keys may exceed 64 bits: smaller sets first, each grouped by itself.
///
/// What separates all tuples needs no look at its supersets: they have the same statistics. Among
/// columns this wide, nearly all sets are such supersets.
func scanWideSubsets(_ unique: UniqueTuples, workers: Workers) -> [SubsetStatistics] {
  let columnCount = unique.tuples.columns.count
  let complete = SubsetStatistics(sizes: unique.counts.span)
  var found = [SubsetStatistics?](repeating: nil, count: 1 << columnCount)
  for size in 0...columnCount {
    var pending: [Int] = []
    for mask in found.indices where mask.nonzeroBitCount == size {
      let isComplete = (0..<columnCount).contains {
        mask >> $0 & 1 == 1 && found[mask ^ (1 << $0)]?.classCount == unique.count
      }
      if isComplete { found[mask] = complete } else { pending.append(mask) }
    }
    let masks = pending
    let parts = concurrentChunks(count: masks.count, workers: workers) { range in
      masks[range].map { statistics(of: $0, in: unique) }
    }
    for (mask, statistics) in zip(masks, parts.flatMap { $0 }) { found[mask] = statistics }
  }
  return found.map { $0 ?? complete }
}

private func statistics(of mask: Int, in unique: UniqueTuples) -> SubsetStatistics {
  let chosen = unique.tuples.columns.indices.filter { mask >> $0 & 1 == 1 }
  let classes = EquivalenceClasses(
    CodeColumns(
      unchecked: chosen.map { unique.tuples.columns[$0] },
      cardinalities: chosen.map { unique.tuples.cardinalities[$0] }, rowCount: unique.count),
    workers: .single)
  var sizes = [UInt32](repeating: 0, count: classes.count)
  for (tuple, number) in classes.classOfRow.enumerated() {
    sizes[Int(number)] += unique.counts[tuple]
  }
  return SubsetStatistics(sizes: sizes.span)
}
