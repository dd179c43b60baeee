/// A cost for each pair of a row (a target) and a column (a candidate), row after row.
public struct PairCosts: Sendable, Equatable {
  /// The number of targets.
  public let rowCount: Int
  /// The number of candidates.
  public let columnCount: Int
  /// The costs, row-major.
  public private(set) var values: [Float]

  /// Takes the costs as they are.
  ///
  /// - Precondition: `values` holds `rowCount` x `columnCount` costs.
  public init(rowCount: Int, columnCount: Int, values: [Float]) {
    precondition(rowCount >= 0 && columnCount >= 0, "no side is negative")
    precondition(values.count == rowCount * columnCount, "a cost for each pair")
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.values = values
  }

  /// The costs of a target's candidates; its indices are those of `values`.
  public func row(_ row: Int) -> ArraySlice<Float> {
    values[(row * columnCount)..<((row + 1) * columnCount)]
  }

  /// The same costs, infinite in some rows and columns.
  ///
  /// - Complexity: O(what is filled) where nobody else holds these costs.
  public consuming func blanked(rows: [Int], columns: [Int]) -> PairCosts {
    var costs = self
    for row in rows {
      let start = row * costs.columnCount
      for column in 0..<costs.columnCount { costs.values[start + column] = .infinity }
    }
    guard !columns.isEmpty else { return costs }
    for row in 0..<costs.rowCount {
      let start = row * costs.columnCount
      for column in columns { costs.values[start + column] = .infinity }
    }
    return costs
  }

  /// Computes the rows in parallel, each into its own part of one allocation.
  ///
  /// - Parameter fill: writes all costs of a row; it runs on several threads at once.
  init(
    rowCount: Int, columnCount: Int, workers: Workers,
    fill: @Sendable (_ rows: Range<Int>, _ costs: inout MutableSpan<Float>) -> Void
  ) {
    let count = rowCount * columnCount
    // Unsafe because chunks write side by side into memory that nobody else sees yet: their ranges
    // are disjoint and cover it, and every fill writes its whole range. Arrays joined afterwards
    // would need the memory twice.
    let values = unsafe [Float](unsafeUninitializedCapacity: count) { buffer, written in
      unsafe buffer.initialize(repeating: 0)
      nonisolated(unsafe) let whole = unsafe buffer
      _ = concurrentChunks(count: rowCount, maximumChunks: 256, workers: workers) { rows in
        let part = unsafe UnsafeMutableBufferPointer(
          rebasing: whole[(rows.lowerBound * columnCount)..<(rows.upperBound * columnCount)])
        var costs = unsafe part.mutableSpan
        fill(rows, &costs)
      }
      written = count
    }
    self.init(rowCount: rowCount, columnCount: columnCount, values: values)
  }
}
