/// Where each column's code lies in a tuple's key, for the roll-up of `SubsetScan`.
///
/// Columns are taken in the order of falling numbers of distinct codes. A set is reached by
/// removing
/// columns in that order, so half of all sets are made from tuples without the column that
/// multiplies them most, and each set is made from the smallest of its supersets, or nearly so.
///
/// The first column lies in the top bits. When column j is removed, all columns after it are still
/// there: its bits always start at `offsets[j]`.
struct RollUpLayout: Sendable {
  /// The original index of each column, in the order of removal.
  let order: [Int]
  /// The tuples' codes in that order, renumbered so that no code below the largest is missing.
  let codes: [[UInt32]]
  /// The bits of each column; 0 for a constant column.
  let bits: [Int]
  /// The lowest bit of each column.
  let offsets: [Int]
  /// All bits together; may exceed 64.
  let width: Int

  /// - Complexity: O(tuples x columns).
  init(_ tuples: CodeColumns, workers: Workers) {
    let dense = concurrentChunks(
      count: tuples.columns.count, workers: tuples.rowCount < 16_384 ? .single : workers
    ) { range in
      range.map { column in
        EquivalenceClasses(
          CodeColumns(
            unchecked: [tuples.columns[column]], cardinalities: [tuples.cardinalities[column]],
            rowCount: tuples.rowCount), workers: .single)
      }
    }.flatMap { $0 }
    let order = dense.indices.sorted { (dense[$1].count, $0) < (dense[$0].count, $1) }
    let bits = order.map { column in
      Int.bitWidth - max(0, dense[column].count - 1).leadingZeroBitCount
    }
    var offsets = [Int](repeating: 0, count: order.count)
    var width = 0
    for column in order.indices.reversed() {
      offsets[column] = width
      width += bits[column]
    }
    self.order = order
    self.codes = order.map { dense[$0].classOfRow }
    self.bits = bits
    self.offsets = offsets
    self.width = width
  }

  /// The key of each tuple.
  ///
  /// - Precondition: `width` fits `Key`.
  func keys<Key: KeyWord>(as: Key.Type, count: Int) -> [Key] {
    var keys = [Key](repeating: 0, count: count)
    for (column, codes) in codes.enumerated() {
      let source = codes.span
      var target = keys.mutableSpan
      let offset = Key(offsets[column])
      for index in source.indices {
        target[index] |= Key(truncatingIfNeeded: source[index]) << offset
      }
    }
    return keys
  }
}
