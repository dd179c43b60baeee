import Glibc

/// Which keys may be shown when the keys themselves are secret: thresholds and probabilities.
///
/// A key held by one data subject alone is a secret of that subject: it may come out with a
/// probability of delta at most. With `keys` keys a subject, each gets epsilon / keys and
/// 1 - (1 - delta)^(1 / keys), so that all together cost epsilon and delta.
public enum PartitionSelection {
  static func check(
    epsilon: Double, delta: Double, keys: Int
  ) throws(PrivacyError) {
    guard epsilon > 0, epsilon.isFinite else {
      throw .parameter(name: "epsilon", rule: "must be positive")
    }
    guard delta > 0, delta < 1 else {
      throw .parameter(name: "delta", rule: "must be between 0 and 1")
    }
    guard keys >= 1 else { throw .parameter(name: "keys", rule: "must be positive") }
  }

  /// The largest probability with which a key of `count` data subjects may be shown.
  ///
  /// **Guarantee**: the optimum of (epsilon, delta)-DP, to 1e-12 relative: to compare with; the
  /// mechanism that draws it exactly is `StableHistogram` with `.truncatedGeometric`.
  /// **Source**: Desfontaines, Voss, Gipson, Mandayam 2022, Theorem 1. **Cost**: constant.
  public static func bestKeepProbability(
    count: Int, epsilon: Double, delta: Double, keys: Int = 1
  ) throws(PrivacyError) -> Double {
    try check(epsilon: epsilon, delta: delta, keys: keys)
    guard count > 0 else { return 0 }
    let (rate, leak) = (epsilon / Double(keys), SafeMath.share(ofDelta: delta, keys: keys))
    let growth = expm1(rate)
    // pi(n + 1) = min(e^rate pi(n) + leak, 1 - e^-rate (1 - pi(n) - leak), 1), in closed form: the
    // first rule up to `crossing`, the second from there on.
    let crossing = 1 + floor(log((growth + 2 * leak) / ((growth + 2) * leak)) / rate)
    let rising = min(Double(count), max(crossing, 1))
    var probability = leak * expm1(rising * rate) / growth
    let rest = Double(count) - rising
    if rest > 0 {
      let decay = -expm1(-rest * rate)
      probability = decay * (1 + leak / growth) + (1 - decay) * probability
    }
    return min(probability, 1)
  }

  /// The threshold of Laplace noise on the count of data subjects: 1 - b log(2 delta'), where
  /// b = keys / epsilon (1 + b log(2 - 2 delta') above a half).
  ///
  /// **Source**: Korolova, Kenthapadi, Mishra, Ntoulas 2009; Desfontaines et al. 2022, section 5.
  /// The library draws discrete noise, whose integer threshold `StableHistogram` computes.
  public static func laplaceThreshold(
    epsilon: Double, delta: Double, keys: Int = 1
  ) throws(PrivacyError) -> Double {
    try check(epsilon: epsilon, delta: delta, keys: keys)
    let leak = SafeMath.share(ofDelta: delta, keys: keys)
    let scale = Double(keys) / epsilon
    return leak <= 0.5 ? 1 - scale * log(2 * leak) : 1 + scale * log(2 * (1 - leak))
  }

  /// The probability that a key of `count` data subjects passes `laplaceThreshold`.
  public static func laplaceKeepProbability(
    count: Int, epsilon: Double, delta: Double, keys: Int = 1
  ) throws(PrivacyError) -> Double {
    try check(epsilon: epsilon, delta: delta, keys: keys)
    guard count > 0 else { return 0 }
    let leak = SafeMath.share(ofDelta: delta, keys: keys)
    // (threshold - 1) / b: the gap in scales without the cancellation of threshold - count.
    let start = leak <= 0.5 ? -log(2 * leak) : log(2 * (1 - leak))
    let gap = start - Double(count - 1) * epsilon / Double(keys)
    if gap > 0 {
      return leak <= 0.5 ? leak * exp(Double(count - 1) * epsilon / Double(keys)) : 0.5 * exp(-gap)
    }
    return 1 - 0.5 * exp(gap)
  }

  /// The threshold of Gaussian noise of standard deviation `sigma`: 1 + sigma z(delta'), where a
  /// standard normal variable exceeds z(p) with probability p.
  ///
  /// **Source**: Desfontaines et al. 2022, section 5; `delta` is the threshold's own share.
  public static func gaussianThreshold(
    sigma: Double, delta: Double, keys: Int = 1
  ) throws(PrivacyError) -> Double {
    try check(epsilon: 1, delta: delta, keys: keys)
    guard sigma > 0, sigma.isFinite else {
      throw .parameter(name: "sigma", rule: "must be positive")
    }
    return 1 - sigma * normalQuantile(SafeMath.share(ofDelta: delta, keys: keys))
  }

  /// The normal distribution's quantile, by bisection of erfc: slow, simple, to the last digits.
  static func normalQuantile(_ probability: Double) -> Double {
    var (low, high) = (-40.0, 40.0)
    for _ in 0..<80 {
      let middle = 0.5 * (low + high)
      if 0.5 * erfc(-middle / 2.0.squareRoot()) < probability {
        low = middle
      } else {
        high = middle
      }
    }
    return 0.5 * (low + high)
  }
}
