import Glibc

/// The lower triangular factor C of running totals A = B C whose mean squared error is least.
///
/// With unit columns of C, X = C^T C has a unit diagonal and the error is tr(A^T A X^-1) / n. At
/// the optimum X = D^-1/2 (D^1/2 A^T A D^1/2)^1/2 D^-1/2 where D = diag(v) and v is the fixed point
/// of v -> diag((D^1/2 A^T A D^1/2)^1/2).
///
/// **Source**: Denisov, McMahan, Rush, Smith and Thakurta 2022 (arXiv:2202.08312, theorem 3.2).
/// **Guarantee**: losses are those of the C returned (its longest column, its own B), however near
/// the fixed point the iteration came.
/// **Cost**: some 10 to 100 rounds of 3 n^3 operations: (A^T A)^-1 is tridiagonal.
public struct DenseFactor: Sendable {
  /// The most steps.
  public static let greatestSteps = 1024
  /// C, row by row; what lies above the diagonal is 0.
  public let factor: [[Double]]
  /// B = A C^-1, row by row, lower triangular.
  public let quotient: [[Double]]

  /// The factor for this many steps.
  public init(steps: Int) throws(PrivacyError) {
    guard (1...Self.greatestSteps).contains(steps) else {
      throw .parameter(name: "steps", rule: "must be from 1 to \(Self.greatestSteps)")
    }
    self.init(factor: Self.triangular(Self.optimum(steps)))
  }

  /// A lower triangular factor with a positive diagonal.
  init(factor: [[Double]]) {
    self.factor = factor
    quotient = factor.indices.map { Self.row($0, factor) }
  }

  /// The squared length of the longest column of C.
  public var squaredSensitivity: Double {
    var squares = [Double](repeating: 0, count: factor.count)
    for row in factor {
      for (column, value) in row.enumerated() { squares[column] += value * value }
    }
    return squares.max() ?? 0
  }

  /// The largest expected squared error of a running total, in units of the noise that sensitivity
  /// 1 needs.
  public var maxLoss: Double { squaredSensitivity * (lengths.max() ?? 0) }

  /// The mean expected squared error, in the same units.
  public var meanLoss: Double {
    squaredSensitivity * lengths.reduce(0, +) / Double(factor.count)
  }

  private var lengths: [Double] { quotient.map { $0.reduce(0) { $0 + $1 * $1 } } }

  /// Row i of A solved for b in b C = row, from the last column down.
  private static func row(_ index: Int, _ factor: [[Double]]) -> [Double] {
    var rest = [Double](repeating: 0, count: factor.count)
    for column in 0...index { rest[column] = 1 }
    for column in stride(from: index, through: 0, by: -1) {
      let value = rest[column] / factor[column][column]
      rest[column] = value
      for earlier in 0..<column { rest[earlier] -= value * factor[column][earlier] }
    }
    return rest
  }

  /// X at the fixed point.
  private static func optimum(_ steps: Int) -> [[Double]] {
    var weights = (0..<steps).map { Double(steps - $0).squareRoot() }
    var pairs = SymmetricTridiagonal(inverseOfTotals: weights).eigenpairs()
    for _ in 0..<200 {
      let next = diagonalOfRoot(pairs)
      let change = zip(next, weights).reduce(0) { max($0, abs($1.0 / $1.1 - 1)) }
      weights = next
      pairs = SymmetricTridiagonal(inverseOfTotals: weights).eigenpairs()
      if change < 1e-9 { break }
    }
    let roots = weights.map { $0.squareRoot() }
    var product = [[Double]](repeating: [Double](repeating: 0, count: steps), count: steps)
    for (value, vector) in pairs {
      let scale = 1 / max(value, .leastNormalMagnitude).squareRoot()
      for i in 0..<steps {
        let part = vector[i] * scale / roots[i]
        for j in 0...i { product[i][j] += part * vector[j] / roots[j] }
      }
    }
    return product
  }

  /// The diagonal of T^-1/2.
  private static func diagonalOfRoot(_ pairs: [(value: Double, vector: [Double])]) -> [Double] {
    var diagonal = [Double](repeating: 0, count: pairs.count)
    for (value, vector) in pairs {
      let scale = 1 / max(value, .leastNormalMagnitude).squareRoot()
      for (index, entry) in vector.enumerated() { diagonal[index] += entry * entry * scale }
    }
    return diagonal
  }

  /// Lower triangular C with C^T C = X (of which the lower half is read): Cholesky's method from
  /// the last row up.
  private static func triangular(_ product: [[Double]]) -> [[Double]] {
    let count = product.count
    var factor = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    for i in stride(from: count - 1, through: 0, by: -1) {
      var square = product[i][i]
      for later in i + 1..<max(count, i + 1) { square -= factor[later][i] * factor[later][i] }
      factor[i][i] = max(square, .leastNormalMagnitude).squareRoot()
      for j in 0..<i {
        var sum = product[i][j]
        for later in i + 1..<max(count, i + 1) { sum -= factor[later][i] * factor[later][j] }
        factor[i][j] = sum / factor[i][i]
      }
    }
    return factor
  }
}
