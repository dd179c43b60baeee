import Numerics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How often to sample and how large classes must be for (epsilon, delta)-differential privacy.
///
/// With beta = 1 - exp(-epsilon) and gamma = (exp(epsilon) - 1 + beta) / exp(epsilon), sampling
/// each row with beta and publishing classes of k rows or more under a recoding that does not
/// depend on the data is differentially private with
///
///     delta(k) = max over n >= k / gamma - 1 of P(Binomial(n, beta) > gamma n).
///
/// **Guarantee**: beta is rounded down, delta(k) is computed as an upper bound (gamma, the number
/// of rows and the sum each on the side that makes it larger), so that rounding only costs utility.
///
/// **Source**: Li, Qardaji and Su, "On sampling, anonymization, and differential privacy", ASIACCS
/// 2012, theorem 4; Bild, Kuhn and Prasser, "SafePub", PoPETs 2018(1), section 4. ARX 3.9.2
/// (`ParameterCalculation`) takes one more than the least such k; so do we.
///
/// **Cost**: O(k) binomial tails of some hundred terms, for each of about 2 log2(k) tries.
public struct SamplingParameters: Sendable, Equatable {
  /// The epsilon asked for.
  public let epsilon: Double
  /// The delta asked for.
  public let delta: Double
  /// The probability with which each row is kept; a multiple of 2^-62.
  public let beta: Double
  /// The least size of a class.
  public let k: Int

  /// The largest epsilon: above it nearly every row is kept, and doubles no longer tell beta from
  /// 1.
  static let largestEpsilon = 30.0
  /// The smallest epsilon: below it k is in the millions.
  static let smallestEpsilon = 1e-5

  /// The parameters for a privacy loss.
  ///
  /// - Throws: `DeidentificationError.parameter` for epsilon outside [0.00001, 30], or delta
  /// outside [1e-100, 1).
  public init(epsilon: Double, delta: Double) throws(DeidentificationError) {
    guard epsilon >= Self.smallestEpsilon, epsilon <= Self.largestEpsilon else {
      throw .parameter(name: "epsilon", rule: "must be between 0.00001 and 30")
    }
    guard delta >= 1e-100, delta < 1 else {
      throw .parameter(name: "delta", rule: "must be at least 1e-100 and below 1")
    }
    let bounds = SamplingBounds(epsilon: epsilon)
    self.epsilon = epsilon
    self.delta = delta
    beta = (bounds.beta.lowerBound * 0x1p62).rounded(.down) * 0x1p-62
    k = bounds.leastK(delta: delta) + 1
  }
}

/// Enclosures of beta and gamma, and upper bounds of the tails.
struct SamplingBounds {
  let beta: ClosedRange<Double>
  let gamma: ClosedRange<Double>

  /// Far above the relative error of glibc's functions, of Loader's form and of the sums.
  private static let slack = 1e-9

  init(epsilon: Double) {
    let best = -expm1(-epsilon)
    beta = best * (1 - 0x1p-48)...min(best * (1 + 0x1p-48), 1)
    // gamma = 1 - exp(-epsilon) (1 - beta) = 1 - exp(-2 epsilon).
    let middle = -expm1(-2 * epsilon)
    gamma = middle * (1 - 0x1p-47)...min(middle * (1 + 0x1p-47), 1)
  }

  /// The least k with delta(k) < `delta`.
  func leastK(delta: Double) -> Int {
    var (below, reached) = (0, 1)
    while !isBelow(delta, k: reached) { (below, reached) = (reached, reached * 2) }
    while reached - below > 1 {
      let middle = (below + reached) / 2
      if isBelow(delta, k: middle) { reached = middle } else { below = middle }
    }
    return reached
  }

  /// Whether no tail at or after k reaches `delta`.
  ///
  /// Among the n with the same floor(gamma n) = m the tail is largest for the last, the n before
  /// (m + 1) / gamma. Tails further on lie below Chernoff's bound, which falls with n.
  private func isBelow(_ delta: Double, k: Int) -> Bool {
    var m = k
    while true {
      let n = Int((Double(m) / gamma.lowerBound - 1).rounded(.up))
      if tail(from: m, of: max(n, m)) >= delta { return false }
      if chernoff(n) < delta { return true }
      m += 1
    }
  }

  /// exp(-n (gamma ln(gamma / beta) - (gamma - beta))), rounded up.
  func chernoff(_ n: Int) -> Double {
    let (g, b) = (gamma.lowerBound, beta.upperBound)
    let rate = g * log(g / b) - (g - b)
    return exp(-Double(n) * rate * (1 - Self.slack)) * (1 + Self.slack)
  }

  /// P(Binomial(`count`, beta) >= `least`), rounded up.
  func tail(from least: Int, of count: Int) -> Double {
    let b = beta.upperBound
    var term = exp(
      BinomialDistribution.logProbability(successes: least, trials: count, probability: b))
    var sum = 0.0
    for successes in least...count {
      sum += term
      let ratio =
        b < 1 ? Double(count - successes) / Double(successes + 1) * (b / (1 - b)) : Double.infinity
      guard ratio.isFinite else { return 1 }
      term *= ratio
      // The ratios fall, so that what is left is below a geometric series.
      if ratio < 1, term / (1 - ratio) < sum * 1e-12 { break }
    }
    return min(1, sum * (1 + Self.slack))
  }
}
