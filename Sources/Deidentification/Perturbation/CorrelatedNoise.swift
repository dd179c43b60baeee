public import DifferentialPrivacy
import Numerics

/// Adds normal noise whose covariances are those of the data, times alpha.
///
/// **Guarantee**: correlations are kept, in expectation. Corrected in expectation, means and
/// covariances too; corrected exactly, the sample's own means and covariances to rounding.
/// **Source**: Kim, A method for limiting disclosure in microdata based on random noise and
/// transformation, ASA Survey Research Methods (1986); Tendick and Matloff, A modified random
/// perturbation method for database security, ACM TODS 19 (1994). The exact form makes the noise's
/// sample mean zero, its sample covariance exact and its sample correlation with the data zero, as
/// Burridge, Information preserving statistical obfuscation, Statistics and Computing 13 (2003).
/// **Cost**: O(rows x columns²).
/// **Does not protect against**: filtering: with m columns that are correlated the noise has their
/// correlations, yet an adversary who knows alpha has a best guess with error alpha / (1 + alpha) of
/// the variance; outliers, which stay outliers where noise is small beside them; repeated releases,
/// whose mean is the data. It is not differential privacy.
public struct CorrelatedNoise: Sendable {
  /// What is put right after the noise was added.
  public enum Correction: String, Sendable, CaseIterable {
    /// Nothing: covariances grow by the factor 1 + alpha.
    case none
    /// Values are drawn to the mean by 1 / sqrt(1 + alpha): covariances are kept in expectation.
    case expected
    /// The sample's means and covariances are kept.
    case exact
  }

  /// The variance of the noise as a share of the data's.
  public let alpha: Double
  /// What is put right afterwards.
  public let correction: Correction

  /// Noise of a size.
  ///
  /// - Throws: `DeidentificationError.parameter` unless alpha is positive and at most 1,000.
  public init(
    alpha: Double, correction: Correction = .expected
  ) throws(DeidentificationError) {
    guard alpha > 0, alpha <= 1_000 else {
      throw .parameter(name: "alpha", rule: "must be above 0 and at most 1,000")
    }
    self.alpha = alpha
    self.correction = correction
  }

  /// The columns with noise, from the system's secure random bits.
  public func apply(
    to columns: [[Double]], names: [String] = []
  ) throws(DeidentificationError) -> [[Double]] {
    var source = SystemRandomSource()
    return try apply(to: columns, names: names, from: &source)
  }

  /// The columns with noise.
  ///
  /// - Throws: `DeidentificationError` where a cell is not finite, or there are not more rows than
  ///   the correction needs (twice the columns, and one, where exact).
  public func apply<Source: DifferentialPrivacy.RandomSource & ~Copyable>(
    to columns: [[Double]], names: [String] = [], from source: inout Source
  ) throws(DeidentificationError) -> [[Double]] {
    try PerturbationInput.check(columns, names: names)
    let rowCount = columns[0].count
    let needed = correction == .exact ? 2 * columns.count + 2 : 2
    guard rowCount >= needed else {
      throw .noSolution(
        reason: "There are too few rows for the noise's covariances",
        remedy: "Use fewer columns or another method")
    }
    // Standardised first: columns of any scale, no overflow of squares.
    let scales = columns.map { ColumnScale($0) }
    let data = zip(scales, columns).map { $0.standardized($1) }
    guard let root = SymmetricMatrix(covariancesOfCentred: data).cholesky() else {
      throw .parameter(name: "columns", rule: "must have covariances that can be computed")
    }
    var white = columns.map { _ in [Double](repeating: 0, count: rowCount) }
    for row in 0..<rowCount {
      for column in columns.indices { white[column][row] = source.standardNormal() }
    }
    if correction == .exact { white = Orthogonal.whitened(white, against: data) }
    return combine(data, white: white, root: root, scales: scales)
  }

  private func combine(
    _ data: [[Double]], white: [[Double]], root: SymmetricMatrix, scales: [ColumnScale]
  ) -> [[Double]] {
    let (size, shrink) = (
      alpha.squareRoot(), correction == .none ? 1 : 1 / (1 + alpha).squareRoot()
    )
    return data.indices.map { column in
      data[column].indices.map { row in
        var noise = 0.0
        for inner in 0...column { noise += root[column, inner] * white[inner][row] }
        let value = (data[column][row] + size * noise) * shrink
        return scales[column].mean + scales[column].deviation * value
      }
    }
  }
}

/// Columns made orthogonal to others, and to each other.
enum Orthogonal {
  /// Columns of sample mean 0, variance 1, uncorrelated with each other and with `data`.
  ///
  /// Modified Gram-Schmidt, twice: the second pass takes out what rounding left.
  static func whitened(_ columns: [[Double]], against data: [[Double]]) -> [[Double]] {
    let basis = orthonormal(data, after: [])
    return orthonormal(columns, after: basis).map { column in
      let factor = Double(max(column.count - 1, 1)).squareRoot()
      return column.map { $0 * factor }
    }
  }

  /// Unit columns that are orthogonal to `basis` and to those before; dependent ones are zero.
  private static func orthonormal(_ columns: [[Double]], after basis: [[Double]]) -> [[Double]] {
    var done: [[Double]] = []
    for column in columns {
      var rest = PerturbationInput.centred(column)
      let size = length(rest)
      for _ in 0..<2 {
        for other in basis + done {
          let share = product(rest, other)
          for row in rest.indices { rest[row] -= share * other[row] }
        }
        rest = PerturbationInput.centred(rest)
      }
      let left = length(rest)
      done.append(left > 1e-9 * size ? rest.map { $0 / left } : rest.map { _ in 0 })
    }
    return done
  }

  private static func product(_ left: [Double], _ right: [Double]) -> Double {
    var sum = CompensatedSum()
    for (first, second) in zip(left, right) { sum.add(first * second) }
    return sum.value
  }

  private static func length(_ column: [Double]) -> Double {
    product(column, column).squareRoot()
  }
}
