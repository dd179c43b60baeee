import Glibc

/// Theorems about (epsilon, delta) alone: composition and groups.
///
/// **Guarantee**: each result is an upper bound for any mechanisms with the costs given, adaptively
/// chosen ones included, rounded up.
/// **Cost**: constant, but for `optimalDelta` one step a release.
public enum ClassicComposition {
  /// Epsilons and deltas add up, rounded up at each addition.
  ///
  /// **Source**: Dwork and Roth 2014 (doi:10.1561/0400000042), theorem 3.16.
  public static func basicRoundedUp(_ costs: [(epsilon: Double, delta: Double)]) -> (
    epsilon: Double, delta: Double
  ) {
    costs.reduce((epsilon: 0.0, delta: 0.0)) { sum, cost in
      (DirectedSum.up(sum.epsilon, cost.epsilon), DirectedSum.up(sum.delta, cost.delta))
    }
  }

  /// k releases of (epsilon, delta)-DP at a slack: epsilon sqrt(2k log(1/slack)) +
  /// k epsilon (e^epsilon - 1)/(e^epsilon + 1), delta k + slack.
  ///
  /// **Source**: Dwork, Rothblum and Vadhan 2010, with the mean loss of Kairouz, Oh and Viswanath
  /// 2015 (arXiv:1311.0776, theorem 3.4).
  public static func advancedRoundedUp(
    epsilon: Double, delta: Double, count: Int, slack: Double
  ) throws(PrivacyError) -> (epsilon: Double, delta: Double) {
    try Parameter.notNegative(epsilon, "epsilon")
    try Parameter.deltaOrZero(delta)
    try Parameter.count(count, "count")
    try Parameter.delta(slack)
    let (one, wide, k) = (WideDouble.one, WideDouble(epsilon), WideDouble(Double(count)))
    let root = (k.scaled(exponent: 1) * -WideDouble(slack).naturalLogarithm).squareRoot
    let shrunk = (-wide).exponential
    let mean = k * wide * (one - shrunk) / (one + shrunk)
    let total = (wide * root + mean).roundedUp(relativeError: 0x1p-60)
    let basic = DirectedSum.up(epsilon, times: count)
    let failure = DirectedSum.up(DirectedSum.up(delta, times: count), slack)
    return (min(total, basic), min(1, failure))
  }

  /// The least delta at `total` of k releases of (epsilon, delta)-DP: no bound can be better.
  ///
  /// 1 - (1 - delta)^k (1 - sum of C(k,l) (e^((k-l) epsilon) - e^(total + l epsilon))+ /
  /// (1 + e^epsilon)^k).
  /// **Source**: Kairouz, Oh and Viswanath 2015, theorem 3.3 (its pair, at any epsilon).
  public static func optimalDeltaRoundedUp(
    epsilon: Double, delta: Double, count: Int, total: Double
  ) throws(PrivacyError) -> Double {
    try Parameter.notNegative(epsilon, "epsilon")
    try Parameter.deltaOrZero(delta)
    try Parameter.count(count, "count")
    try Parameter.notNegative(total, "total")
    guard count <= 1 << 20 else { throw .tooLarge(name: "count", limit: "2^20") }
    guard epsilon <= 500 else { throw .parameter(name: "epsilon", rule: "must be at most 500") }
    let spread = spread(epsilon: epsilon, count: count, total: total)
    // (1 - delta)^k through its logarithm: 1 - (1 - d)^k (1 - s) = s + (1 - s)(1 - (1 - d)^k).
    let stays = (WideDouble(Double(count)) * (WideDouble.one - WideDouble(delta)).naturalLogarithm)
      .exponential
    let missed = WideDouble.one - stays
    let value = spread + (WideDouble.one - spread) * missed
    let slack = delta > 0 ? WideDouble(0x1p-80 * Double(count)) : WideDouble(0)
    return min(1, max(0, (value + slack).roundedUp(relativeError: 0x1p-60)))
  }

  /// The least epsilon for this delta of k releases, rounded up; infinite where none will do.
  public static func optimalEpsilonRoundedUp(
    epsilon: Double, delta: Double, count: Int, target: Double
  ) throws(PrivacyError) -> Double {
    try Parameter.delta(target)
    _ = try optimalDeltaRoundedUp(epsilon: epsilon, delta: delta, count: count, total: 0)
    func holds(_ total: Double) -> Bool {
      let reached = try? optimalDeltaRoundedUp(
        epsilon: epsilon, delta: delta, count: count, total: total)
      return (reached ?? 1) <= target
    }
    let most = DirectedSum.up(epsilon, times: count)
    guard holds(most) else { return .infinity }
    return holds(0) ? 0 : SafeSearch.least(above: 0, upTo: most, holds)
  }

  /// sum of C(k,l) e^-(l epsilon) (1 - e^(total - (k - 2l) epsilon))+ over its value without the
  /// last factor, (1 + e^-epsilon)^k; terms are followed as ratios, rescaled before they overflow.
  private static func spread(epsilon: Double, count: Int, total: Double) -> WideDouble {
    let shrunk = (-WideDouble(epsilon)).exponential
    var (term, all, part) = (WideDouble.one, WideDouble(0), WideDouble(0))
    for index in 0...count {
      all = all + term
      let margin = WideDouble(Double(count - 2 * index)) * WideDouble(epsilon) - WideDouble(total)
      if margin.high > 0 {
        part = part + term * (WideDouble.one - (-margin).exponential)
      }
      term =
        term * shrunk * WideDouble(Double(count - index)) / WideDouble(Double(index + 1))
      if all.high > 0x1p400 {
        (term, all, part) = (
          term.scaled(exponent: -400), all.scaled(exponent: -400), part.scaled(exponent: -400)
        )
      }
    }
    return part / all
  }

  /// The privacy of groups of `size` data subjects under (epsilon, delta)-DP for one.
  ///
  /// k epsilon and delta (e^(k epsilon) - 1)/(e^epsilon - 1), rounded up.
  /// **Source**: Vadhan 2017 (doi:10.1007/978-3-319-57048-8_7), lemma 2.2, with the geometric sum
  /// kept.
  public static func groupRoundedUp(epsilon: Double, delta: Double, size: Int) throws(PrivacyError)
    -> (epsilon: Double, delta: Double)
  {
    try Parameter.notNegative(epsilon, "epsilon")
    try Parameter.deltaOrZero(delta)
    try Parameter.count(size, "size")
    let total = DirectedSum.up(epsilon, times: size)
    guard delta > 0 else { return (total, 0) }
    guard total < 700 else { return (total, 1) }
    guard epsilon > 0x1p-60 else {
      let sum = WideDouble(Double(size)) * WideDouble(delta) * WideDouble(total).exponential
      return (total, min(1, sum.roundedUp(relativeError: 0x1p-50)))
    }
    let grown = (WideDouble(Double(size)) * WideDouble(epsilon)).exponential - .one
    let sum = WideDouble(delta) * grown / (WideDouble(epsilon).exponential - .one)
    // The differences from 1 lose log2(1/epsilon) bits, at most 60 of 100... the rest is slack.
    let slack = 0x1p-84 / min(1, epsilon)
    return (total, min(1, sum.roundedUp(relativeError: slack + 0x1p-60)))
  }

  /// The zCDP of groups: size^2 rho, rounded up (Bun and Steinke 2016, proposition 1.9).
  public static func groupRhoRoundedUp(rho: Double, size: Int) throws(PrivacyError) -> Double {
    try Parameter.notNegative(rho, "rho")
    try Parameter.count(size, "size")
    return DirectedSum.up(DirectedSum.up(rho, times: size), times: size)
  }
}

/// Sums of doubles that never lose anything.
enum DirectedSum {
  /// The least double that is not below a + b: exact sums stay, a subnormal is not lost.
  static func up(_ first: Double, _ second: Double) -> Double {
    let sum = WideDouble.exactSum(first, second)
    guard sum.high.isFinite else { return .infinity }
    return sum.low > 0 ? sum.high.nextUp : sum.high
  }

  /// The least double that is not below a * count.
  static func up(_ value: Double, times count: Int) -> Double { product(value, Double(count)) }

  /// The least double that is not below a * b, of numbers that are not negative.
  static func product(_ first: Double, _ second: Double) -> Double {
    guard first > 0, second > 0 else { return 0 }
    let product = WideDouble.exactProduct(first, second)
    guard product.high.isFinite else { return .infinity }
    // Below 2^-900 the product's error may underflow: one unit more is safe.
    return product.low > 0 || product.high < 0x1p-900 ? product.high.nextUp : product.high
  }
}
