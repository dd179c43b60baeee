import Foundation

/// The law of 2013 for the unicity that is left at a resolution: eps = alpha - x^beta, x = v * h.
///
/// v counts space and h counts time, both 1 or more at the finest resolution. The paper counts v in
/// antennas whose areas were merged, and h in hours. Here v is the area of a cell in areas of the
/// finest cell measured, and h the length of a slot in lengths of the finest slot measured, which
/// is the paper's count wherever the finest slot is an hour and antennas cover equal areas. As beta
/// depends on where v and h are 1, only exponents that were counted alike can be compared.
///
/// **Source** de Montjoye et al. 2013, Sci Rep 3:1376: "the uniqueness of mobility traces decays
/// approximately as the 1/10 power of their resolution".
struct PowerLaw: Sendable, Equatable {
  /// The unicity plus one at v * h = 1.
  let alpha: Double
  /// The exponent.
  let beta: Double
  /// The share of the variance that it explains, at most 1; 1 where there is no variance and no
  /// error.
  let determination: Double
  /// The root of the mean squared error.
  let error: Double

  /// The exponent that the paper's abstract states, about.
  static let publishedExponent = 0.1

  /// Fits the law by least squares.
  ///
  /// For a given beta the best alpha is the mean of eps + x^beta; what is left is a function of
  /// beta alone, looked through from -1 to 2 in steps of 0.001 and refined by golden section.
  ///
  /// - Parameters:
  ///   - coarseness: v * h of each resolution, positive.
  ///   - unicity: the unicity at each of them.
  /// - Returns: `nil` where fewer than three resolutions of different coarseness were measured.
  /// - Complexity: O(3,000 * resolutions).
  init?(coarseness: [Double], unicity: [Double]) {
    guard coarseness.count == unicity.count, Set(coarseness).count >= 3,
      coarseness.allSatisfy({ $0 > 0 && $0.isFinite })
    else { return nil }
    func fit(_ beta: Double) -> (alpha: Double, squares: Double) {
      let sums = zip(coarseness, unicity).map { $1 + Foundation.pow($0, beta) }
      let alpha = sums.reduce(0, +) / Double(sums.count)
      return (alpha, sums.reduce(0) { $0 + ($1 - alpha) * ($1 - alpha) })
    }
    var best = (beta: 0.0, squares: fit(0).squares)
    for step in -1_000...2_000 {
      let beta = Double(step) / 1_000
      let squares = fit(beta).squares
      if squares < best.squares { best = (beta, squares) }
    }
    var (low, high) = (best.beta - 0.001, best.beta + 0.001)
    let ratio = 0.6180339887498949
    for _ in 0..<40 {
      let (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
      if fit(left).squares < fit(right).squares { high = right } else { low = left }
    }
    self.beta = (low + high) / 2
    let solution = fit(beta)
    self.alpha = solution.alpha
    let mean = unicity.reduce(0, +) / Double(unicity.count)
    let variance = unicity.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.error = (solution.squares / Double(unicity.count)).squareRoot()
    self.determination =
      variance > 0 ? 1 - solution.squares / variance : (solution.squares < 1e-12 ? 1 : 0)
  }

  /// `base` to the power of `exponent`.
  static func power(_ base: Double, _ exponent: Double) -> Double { Foundation.pow(base, exponent) }
}

/// A straight line through points, by least squares.
struct StraightLine: Sendable, Equatable {
  /// The value at 0.
  let intercept: Double
  /// The rise for each unit.
  let slope: Double

  /// Fits a line; `nil` where all x are the same.
  init?(x: [Double], y: [Double]) {
    let count = Double(x.count)
    guard x.count == y.count, count > 1 else { return nil }
    let (meanX, meanY) = (x.reduce(0, +) / count, y.reduce(0, +) / count)
    let spread = x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
    guard spread > 0 else { return nil }
    slope = zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) } / spread
    intercept = meanY - slope * meanX
  }
}
