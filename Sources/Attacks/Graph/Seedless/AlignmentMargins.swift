import Numerics

/// By how many common ties the pairs of an alignment stand out.
///
/// Similarities are shares of a node's ties, and those of people with few ties differ much by
/// chance; what they differ by is multiplied with the root of both degrees.
enum AlignmentMargins {
  /// What each row's pair exceeds all other pairs of its row and of its column by.
  ///
  /// - Parameters:
  ///   - matrix: the similarities.
  ///   - columns: the column of each row, -1 for none.
  ///   - left: the graph of the rows.
  ///   - right: the graph of the columns.
  /// - Returns: -infinity for rows without a column; 0 where a node has no tie; +infinity for a
  ///   pair with ties that is alone in row and column.
  /// - Complexity: one reading of the matrix.
  static func margins(
    of matrix: DenseMatrix, at columns: [Int], _ left: SparseGraph, _ right: SparseGraph
  ) -> [Float] {
    var margins = [Float](repeating: -.infinity, count: columns.count)
    var columnBest = [Float](repeating: -.infinity, count: matrix.columnCount)
    for (row, own) in columns.enumerated() {
      var rowBest = -Float.infinity
      for (column, value) in matrix.row(row).enumerated() where column != own {
        rowBest = max(rowBest, value)
        columnBest[column] = max(columnBest[column], value)
      }
      margins[row] = rowBest
    }
    for (row, own) in columns.enumerated() {
      guard own >= 0 else {
        margins[row] = -.infinity
        continue
      }
      let value = matrix.values[row * matrix.columnCount + own]
      let degrees = Float(left.degree(of: row)) * Float(right.degree(of: own))
      let excess = value - max(margins[row], columnBest[own])
      margins[row] = degrees > 0 ? excess * degrees.squareRoot() : 0
    }
    return margins
  }
}
