/// Minimum-weight matching of rows with columns.
public enum Assignment {
  /// The column of each row in a matching whose costs have the least sum.
  ///
  /// Each row gets a column of its own; where there are more rows than columns, each column gets a
  /// row, and rows without a column get -1. The same costs give the same answer on every machine,
  /// whichever of several optimal matchings it is.
  ///
  /// **Guarantee**: row prices u and column prices v exist with u + v at most the cost of each
  /// pair, equal to it for each matched pair, and v at most 0 and equal to 0 for unmatched columns
  /// (more columns than rows): no matching costs less. Prices are `Double`: the sums hold within
  /// some 2^-52 of the largest cost for each step of an augmenting path.
  ///
  /// - Parameters:
  ///   - costs: row-major, `rowCount` x `columnCount`; any finite numbers.
  ///   - rowCount: the number of rows.
  ///   - columnCount: the number of columns.
  /// - Throws: `NumericsError.costCountMismatch`, `costNotFinite`.
  /// - Complexity: O(short side squared x long side) time at worst, in practice little above the
  ///   reading of the costs; 1 KiB for each row beside them, and a copy of the costs where there
  ///   are more rows than columns. Costs of low rank stay hard where the sides differ: O(rows
  ///   squared x columns), 1 ns a step.
  /// - Source: Jonker and Volgenant, A shortest augmenting path algorithm for dense and sparse
  ///   linear assignment problems, Computing 38 (1987), doi:10.1007/BF02278710.
  public static func optimal(
    costs: [Float], rowCount: Int, columnCount: Int
  ) throws(NumericsError) -> [Int] {
    try check(costs, rowCount, columnCount)
    if rowCount <= columnCount {
      return solved(costs, rowCount, columnCount).columnOfRow
    }
    var columns = [Int](repeating: -1, count: rowCount)
    let transposed = transpose(costs, rowCount, columnCount)
    for (column, row) in solved(transposed, columnCount, rowCount).columnOfRow.enumerated() {
      columns[row] = column
    }
    return columns
  }

  /// The matching and the columns' prices, for at most as many rows as columns.
  static func solved(
    _ costs: [Float], _ rowCount: Int, _ columnCount: Int
  ) -> (columnOfRow: [Int], prices: [Double]) {
    var solver = AssignmentSolver(rowCount: rowCount, columnCount: columnCount)
    solver.solve(costs)
    return (solver.columnOfRow.map { Int($0) }, solver.prices)
  }

  private static func check(
    _ costs: [Float], _ rowCount: Int, _ columnCount: Int
  ) throws(NumericsError) {
    let (count, overflow) = rowCount.multipliedReportingOverflow(by: columnCount)
    let small = max(rowCount, columnCount) < Int(Int32.max)
    guard rowCount >= 0, columnCount >= 0, small, !overflow, costs.count == count else {
      throw .costCountMismatch(rows: rowCount, columns: columnCount, found: costs.count)
    }
    let faults = concurrentChunks(count: count, minimumChunk: 1 << 16) { range -> Bool in
      // No early exit: the loop without one vectorises.
      let costs = costs.span.extracting(range)
      var largest: UInt32 = 0
      for place in costs.indices { largest = max(largest, costs[place].bitPattern & 0x7FFF_FFFF) }
      return largest >= Float.infinity.bitPattern
    }
    guard faults.contains(true), let place = costs.firstIndex(where: { !$0.isFinite }) else {
      return
    }
    throw .costNotFinite(row: place / columnCount, column: place % columnCount)
  }

  /// In tiles, so that reads and writes stay within a few cache lines.
  private static func transpose(
    _ costs: [Float], _ rowCount: Int, _ columnCount: Int
  ) -> [Float] {
    let tile = 32
    var transposed = [Float](repeating: 0, count: costs.count)
    for firstRow in stride(from: 0, to: rowCount, by: tile) {
      for firstColumn in stride(from: 0, to: columnCount, by: tile) {
        for column in firstColumn..<min(firstColumn + tile, columnCount) {
          for row in firstRow..<min(firstRow + tile, rowCount) {
            transposed[column * rowCount + row] = costs[row * columnCount + column]
          }
        }
      }
    }
    return transposed
  }
}
