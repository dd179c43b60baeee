/// Minimum-weight matching of rows with columns.
public enum Assignment {
  /// The column of each row in a matching whose costs have the least sum.
  ///
  /// Each row gets a column of its own; where there are more rows than columns, each column gets a
  /// row, and rows without a column get -1. The same costs give the same answer on every machine,
  /// whichever of several optimal matchings it is.
  ///
  /// - Parameters:
  ///   - costs: row-major, `rowCount` x `columnCount`; any finite numbers.
  ///   - rowCount: the number of rows.
  ///   - columnCount: the number of columns.
  /// - Throws: `NumericsError.costCountMismatch`, `costNotFinite`.
  /// - Complexity: O(short side squared x long side) time at worst.
  public static func optimal(
    costs: [Float], rowCount: Int, columnCount: Int
  ) throws(NumericsError) -> [Int] {
    let (count, overflow) = rowCount.multipliedReportingOverflow(by: columnCount)
    guard rowCount >= 0, columnCount >= 0, !overflow, costs.count == count else {
      throw .costCountMismatch(rows: rowCount, columns: columnCount, found: costs.count)
    }
    if let place = costs.firstIndex(where: { !$0.isFinite }) {
      throw .costNotFinite(row: place / columnCount, column: place % columnCount)
    }
    if rowCount <= columnCount {
      return rowMatches(costs, rowCount, columnCount)
    }
    var transposed = [Float](repeating: 0, count: count)
    for row in 0..<rowCount {
      for column in 0..<columnCount {
        transposed[column * rowCount + row] = costs[row * columnCount + column]
      }
    }
    var columnOfRow = [Int](repeating: -1, count: rowCount)
    for (column, row) in rowMatches(transposed, columnCount, rowCount).enumerated() {
      columnOfRow[row] = column
    }
    return columnOfRow
  }

  /// Shortest augmenting paths, one row after the other.
  private static func rowMatches(_ costs: [Float], _ rowCount: Int, _ columnCount: Int) -> [Int] {
    var rowPrices = [Double](repeating: 0, count: rowCount + 1)
    var columnPrices = [Double](repeating: 0, count: columnCount + 1)
    var rowOfColumn = [Int](repeating: 0, count: columnCount + 1)
    for row in stride(from: 1, through: rowCount, by: 1) {
      rowOfColumn[0] = row
      var column = 0
      var slack = [Double](repeating: .infinity, count: columnCount + 1)
      var before = [Int](repeating: 0, count: columnCount + 1)
      var done = [Bool](repeating: false, count: columnCount + 1)
      repeat {
        done[column] = true
        let current = rowOfColumn[column]
        var least = Double.infinity
        var next = 0
        for other in 1...columnCount where !done[other] {
          let reduced =
            Double(costs[(current - 1) * columnCount + other - 1]) - rowPrices[current]
            - columnPrices[other]
          if reduced < slack[other] { (slack[other], before[other]) = (reduced, column) }
          if slack[other] < least { (least, next) = (slack[other], other) }
        }
        for other in 0...columnCount {
          if done[other] {
            rowPrices[rowOfColumn[other]] += least
            columnPrices[other] -= least
          } else {
            slack[other] -= least
          }
        }
        column = next
      } while rowOfColumn[column] != 0
      repeat {
        rowOfColumn[column] = rowOfColumn[before[column]]
        column = before[column]
      } while column != 0
    }
    var columnOfRow = [Int](repeating: -1, count: rowCount)
    for column in stride(from: 1, through: columnCount, by: 1) where rowOfColumn[column] > 0 {
      columnOfRow[rowOfColumn[column] - 1] = column - 1
    }
    return columnOfRow
  }
}
