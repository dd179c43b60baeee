import Glibc

/// Zero-concentrated differential privacy (zCDP) to and from (epsilon, delta).
///
/// **Guarantee**: a rho-zCDP mechanism is (epsilon, delta)-DP for what these return; each name
/// says the direction of rounding.
/// **Source**: Bun and Steinke 2016 (arXiv:1605.02065, proposition 1.3 and its inverse) for
/// `bunSteinke`; Canonne, Kamath and Steinke 2020 (arXiv:2004.00010, proposition 7, corollary 13)
/// for the others, optimal over the order of the Renyi divergence.
/// **Cost**: up to a millisecond, where a search is needed.
public enum ConcentratedConversion {
  /// rho + 2 sqrt(rho log(1/delta)), rounded up.
  public static func bunSteinkeEpsilonRoundedUp(rho: Double, delta: Double) throws(PrivacyError)
    -> Double
  {
    try Parameter.notNegative(rho, "rho")
    try Parameter.delta(delta)
    let root = (WideDouble(rho) * -WideDouble(delta).naturalLogarithm).squareRoot
    return (WideDouble(rho) + root.scaled(exponent: 1)).roundedUp()
  }

  /// The greatest rho that `bunSteinkeEpsilonRoundedUp` allows, rounded down:
  /// (sqrt(log(1/delta) + epsilon) - sqrt(log(1/delta)))^2 = (epsilon / (sum of the roots))^2.
  public static func bunSteinkeRhoRoundedDown(epsilon: Double, delta: Double) throws(PrivacyError)
    -> Double
  {
    try Parameter.notNegative(epsilon, "epsilon")
    try Parameter.delta(delta)
    let logarithm = -WideDouble(delta).naturalLogarithm
    let sum = (logarithm + WideDouble(epsilon)).squareRoot + logarithm.squareRoot
    let root = WideDouble(epsilon) / sum
    return max(0, (root * root).roundedDown())
  }

  /// The least epsilon over all orders, rounded up.
  public static func epsilonRoundedUp(rho: Double, delta: Double) throws(PrivacyError) -> Double {
    try Parameter.notNegative(rho, "rho")
    try Parameter.delta(delta)
    guard rho > 0 else { return 0 }
    let logarithm = WideDouble(delta).naturalLogarithm
    let order = bestOrder(rho: rho) { excess in
      let order = excess + 1
      return rho * order + log(excess / order) - (logarithm.high + log(order)) / excess
    }
    let epsilon = RenyiConversion.epsilon(
      divergence: WideDouble(rho) * (WideDouble(order) + .one), excess: order, logarithm: logarithm)
    return max(0, epsilon.roundedUp(relativeError: 0x1p-70))
  }

  /// The least delta over all orders, rounded up.
  public static func deltaRoundedUp(rho: Double, epsilon: Double) throws(PrivacyError) -> Double {
    try Parameter.notNegative(rho, "rho")
    try Parameter.notNegative(epsilon, "epsilon")
    guard rho > 0 else { return 0 }
    let logarithm = logarithmOfDelta(rho: rho, epsilon: epsilon)
    let slack = WideDouble(abs(logarithm.high) * 0x1p-70 + 0x1p-70)
    return min(1, max(.leastNonzeroMagnitude, (logarithm + slack).exponential.roundedUp()))
  }

  /// The greatest rho that gives (epsilon, delta)-DP, rounded down.
  public static func rhoRoundedDown(epsilon: Double, delta: Double) throws(PrivacyError) -> Double {
    try Parameter.notNegative(epsilon, "epsilon")
    try Parameter.delta(delta)
    let target = WideDouble(delta).naturalLogarithm
    // rho-zCDP can't give less than the weaker bound's inverse, nor more than epsilon +
    // log(1/delta).
    let start = try bunSteinkeRhoRoundedDown(epsilon: epsilon, delta: delta)
    guard start > 0 else { return 0 }
    return SafeSearch.greatest(from: start * (1 - 1e-9), below: epsilon - target.high + 1) { rho in
      let logarithm = logarithmOfDelta(rho: rho, epsilon: epsilon)
      let slack = WideDouble((abs(logarithm.high) + abs(target.high) + 1) * 0x1p-70)
      return logarithm + slack <= target
    }
  }

  /// (a - 1)(a rho - epsilon) + a log(1 - 1/a) - log(a - 1) at the best order a, some 2^-72 (1 +
  /// |.|) exact; any order gives a bound, so only the last evaluation needs care.
  private static func logarithmOfDelta(rho: Double, epsilon: Double) -> WideDouble {
    let excess = bestOrder(rho: rho) { excess in
      excess * ((excess + 1) * rho - epsilon) - (excess + 1) * log1p(1 / excess) - log(excess)
    }
    let (minusOne, order) = (WideDouble(excess), WideDouble(excess) + .one)
    let ratio = (minusOne / order).naturalLogarithm
    let exponent = minusOne * (order * WideDouble(rho) - WideDouble(epsilon))
    return exponent + order * ratio - minusOne.naturalLogarithm
  }

  /// Order less one where a convex-looking objective is least, searched on its logarithm.
  private static func bestOrder(rho: Double, _ objective: (Double) -> Double) -> Double {
    exp(SafeSearch.valley(from: -30, to: 40 + max(0, -log(rho))) { objective(exp($0)) })
  }
}

/// A bound on the Renyi divergence at one order to (epsilon, delta).
///
/// **Source**: Canonne, Kamath and Steinke 2020, proposition 12 (also Balle et al. 2020,
/// arXiv:1905.09982, theorem 21).
public enum RenyiConversion {
  /// divergence + log((a - 1)/a) - (log delta + log a)/(a - 1) for order a = 1 + excess.
  static func epsilon(divergence: WideDouble, excess: Double, logarithm: WideDouble) -> WideDouble {
    let (minusOne, order) = (WideDouble(excess), WideDouble(excess) + .one)
    return divergence + (minusOne / order).naturalLogarithm
      - (logarithm + order.naturalLogarithm) / minusOne
  }

  /// The epsilon for this delta, rounded up.
  public static func epsilonRoundedUp(order: Double, divergence: Double, delta: Double)
    throws(PrivacyError) -> Double
  {
    try Parameter.order(order)
    try Parameter.delta(delta)
    guard divergence.isFinite else { return .infinity }
    let logarithm = WideDouble(delta).naturalLogarithm
    // order - 1 is exact for orders up to 2; above, rounding it down only enlarges the last term
    // and the exact excess is order - 1 in any case below 2^53.
    let value = epsilon(divergence: WideDouble(divergence), excess: order - 1, logarithm: logarithm)
    let scale = abs(divergence) + 1 + (abs(logarithm.high) + order) / (order - 1)
    return max(0, (value + WideDouble(scale * 0x1p-70)).roundedUp())
  }

  /// The delta for this epsilon, rounded up.
  public static func deltaRoundedUp(order: Double, divergence: Double, epsilon: Double)
    throws(PrivacyError) -> Double
  {
    try Parameter.order(order)
    try Parameter.notNegative(epsilon, "epsilon")
    guard divergence.isFinite else { return 1 }
    let (minusOne, wide) = (WideDouble(order - 1), WideDouble(order))
    let exponent = minusOne * (WideDouble(divergence) - WideDouble(epsilon))
    let logarithm = exponent + wide * (minusOne / wide).naturalLogarithm - minusOne.naturalLogarithm
    let slack = (abs(logarithm.high) + abs(exponent.high) + 1) * 0x1p-70
    let bound = (logarithm + WideDouble(slack)).exponential.roundedUp()
    return min(1, max(.leastNonzeroMagnitude, bound))
  }
}
