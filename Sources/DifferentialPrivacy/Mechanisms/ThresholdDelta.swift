import Glibc

/// Integer thresholds for exact noise: the smallest that a count of `most` passes with probability
/// `delta` at most.
enum ThresholdDelta {
  /// A threshold and the probability, rounded up, that it leaks a key.
  struct Choice: Sendable, Equatable {
    let threshold: Int64
    let delta: Double
  }

  /// P(X >= m) = p^m / (1 + p) for discrete Laplace noise, with p = exp(-1 / scale) and m >= 1.
  static func laplaceTail(_ distance: Int64, scale: ExactRatio) -> Double {
    let rate = 1 / scale.approximate
    return exp(-Double(distance) * rate) / (1 + exp(-rate)) * tolerance(Double(distance) * rate)
  }

  /// P(X = k) for discrete Laplace noise truncated to -k...k: p^k (1 - p) / (1 + p - 2 p^(k + 1)).
  static func truncatedTail(_ end: Int64, scale: ExactRatio) -> Double {
    let rate = 1 / scale.approximate
    // 1 + p - 2 p^(k + 1) = (1 - p) + 2 p (1 - p^k): no cancellation.
    let lost = -expm1(-rate)
    let rest = lost + 2 * exp(-rate) * -expm1(-Double(end) * rate)
    return exp(-Double(end) * rate) * lost / rest * tolerance(Double(end) * rate)
  }

  /// P(X >= m) for discrete Gaussian noise of parameter sigma^2 = `variance`, m >= 1.
  ///
  /// Sums of exp(-k^2 / 2 sigma^2): each is at most the first plus the integral of what follows,
  /// sigma sqrt(pi / 2) erfc(m / (sigma sqrt 2)); the normaliser is at least sigma sqrt(2 pi)
  /// (Poisson summation: every term of the dual sum is positive) and at least 1.
  static func gaussianTail(_ distance: Int64, variance: ExactRatio) -> Double {
    let sigma = variance.approximate.squareRoot()
    let place = Double(distance) / sigma
    let first = exp(-place * place / 2)
    let rest = sigma * (Double.pi / 2).squareRoot() * erfc(place / 2.0.squareRoot())
    let normaliser = max(1, sigma * (2 * Double.pi).squareRoot())
    return min(1, (first + rest) / normaliser * tolerance(place * place))
  }

  /// The smallest distance from 1 on whose `tail` is within `delta`.
  ///
  /// - Throws: `PrivacyError.unreachable` where 2^61 is not enough.
  static func smallest(
    within delta: Double, tail: (Int64) -> Double
  ) throws(PrivacyError) -> Int64 {
    var high: Int64 = 1
    while tail(high) > delta {
      guard high < 1 << 61 else { throw .unreachable(reason: "the threshold leaves 64 bits") }
      high *= 2
    }
    var low: Int64 = high / 2
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if tail(middle) <= delta { high = middle } else { low = middle }
    }
    return high
  }

  /// One and what an exponent of this size and a few functions of libm lose: an exponent of x, off
  /// by 2^-51 relatively, moves exp(x) by x 2^-51.
  private static func tolerance(_ exponent: Double) -> Double { 1 + (64 + 4 * exponent) * 0x1p-51 }
}
