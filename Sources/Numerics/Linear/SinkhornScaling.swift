/// Factors of rows and columns that make a positive matrix doubly stochastic.
///
/// With as many rows as columns all sums become 1. Otherwise those of the shorter side become 1
/// and those of the longer side at most 1: a part of it stays unmatched.
///
/// **Guarantee** after enough passes diag(rows) K diag(columns) is the matrix nearest to K in
/// relative entropy among those with such sums; with few passes the columns' sums are off, and the
/// rows' exact (at most 1 where rows are the longer side).
/// **Source** Sinkhorn 1967 (Amer. Math. Monthly 74); Cuturi, NIPS 2013; sums bounded from above:
/// Chizat, Peyré, Schmitzer and Vialard, Scaling algorithms for unbalanced optimal transport
/// problems, Math. Comp. 87 (2018), section 5.
/// **Cost** one reading of the matrix a pass: rows' factors and columns' sums in one.
public struct SinkhornScaling: Sendable, Equatable {
  /// What each row is multiplied with.
  public private(set) var rows: [Float]
  /// What each column is multiplied with.
  public private(set) var columns: [Float]

  /// Factors stay between this and its inverse: a row of which nothing fits has a sum below 1.
  static let least: Float = 1e-15

  /// The scaling of a kernel of numbers in (0, 1].
  ///
  /// - Parameters:
  ///   - kernel: the matrix.
  ///   - passes: how often rows and columns are scaled.
  ///   - workers: how many threads; the result doesn't depend on it.
  public init(_ kernel: DenseMatrix, passes: Int, workers: Workers = .automatic) {
    rows = [Float](repeating: 1, count: kernel.rowCount)
    columns = [Float](repeating: 1, count: kernel.columnCount)
    for _ in 0..<passes { pass(kernel, workers) }
  }

  private mutating func pass(_ kernel: DenseMatrix, _ workers: Workers) {
    let (height, width) = (kernel.rowCount, kernel.columnCount)
    guard height > 0, width > 0 else { return }
    let (before, rowsAreBounded) = (columns, height > width)
    let parts = kernel.mapRows(minimumRows: 32, workers: workers) { range, band in
      var factors = [Float](repeating: 0, count: range.count)
      var sums = [Float](repeating: 0, count: width)
      var target = sums.mutableSpan
      for row in 0..<range.count {
        let numbers = band.extracting((row * width)..<((row + 1) * width))
        let factor = Self.factor(
          VectorRows.product(numbers, before.span), isBounded: rowsAreBounded)
        factors[row] = factor
        VectorRows.add(factor, times: numbers, to: &target)
      }
      return (factors, sums)
    }
    rows = parts.flatMap { $0.0 }
    var sums = parts[0].1
    for part in parts.dropFirst() {
      var target = sums.mutableSpan
      VectorRows.add(1, times: part.1.span, to: &target)
    }
    columns = sums.map { Self.factor($0, isBounded: width > height) }
  }

  private static func factor(_ sum: Float, isBounded: Bool) -> Float {
    let inverse = 1 / max(sum, least)
    return isBounded ? min(inverse, 1) : max(inverse, least)
  }
}
