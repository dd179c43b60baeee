/// The exact privacy of Gaussian noise: mu-GDP, mu = sensitivity / standard deviation.
///
/// **Guarantee**: (epsilon, delta)-DP holds exactly when
/// delta >= Phi(mu/2 - epsilon/mu) - e^epsilon Phi(-mu/2 - epsilon/mu), for the neighbours over
/// which the sensitivity is taken; each method's name says to which side it rounds, and the true
/// value is at most one unit in the last place away.
/// **Source**: Balle and Wang 2018 (arXiv:1805.06530, theorem 8); Dong, Roth and Su 2022
/// (doi:10.1111/rssb.12454, corollary 1).
/// **Cost**: one evaluation some 10 us; a search some 70 of them.
public struct GaussianTradeOff: Sendable {
  let mu: WideDouble

  /// Gaussian noise of this standard deviation on a query of this sensitivity (2-norm).
  public init(standardDeviation: Double, sensitivity: Double = 1) throws(PrivacyError) {
    try Parameter.positive(standardDeviation, "standardDeviation")
    try Parameter.positive(sensitivity, "sensitivity")
    try self.init(wide: WideDouble(sensitivity) / WideDouble(standardDeviation))
  }

  /// mu-GDP.
  public init(mu: Double) throws(PrivacyError) {
    try Parameter.positive(mu, "mu")
    try self.init(wide: WideDouble(mu))
  }

  /// The Gaussian mechanism that has exactly this zCDP: mu = sqrt(2 rho).
  public init(rho: Double) throws(PrivacyError) {
    try Parameter.positive(rho, "rho")
    try self.init(wide: WideDouble(rho).scaled(exponent: 1).squareRoot)
  }

  init(wide: WideDouble) throws(PrivacyError) {
    guard wide.high >= 0x1p-300, wide.high <= 0x1p300 else {
      throw .parameter(name: "mu", rule: "must be from 2^-300 to 2^300")
    }
    mu = wide
  }

  /// The least delta, rounded up; 0x1p-1074 where the true value is below all doubles.
  public func deltaRoundedUp(epsilon: Double) -> Double {
    let (value, error) = logarithmOfDelta(epsilon: epsilon)
    let bound = (value + WideDouble(error)).exponential
    return min(1, max(.leastNonzeroMagnitude, bound.roundedUp()))
  }

  /// A delta that the mechanism can't go below, rounded down.
  public func deltaRoundedDown(epsilon: Double) -> Double {
    let (value, error) = logarithmOfDelta(epsilon: epsilon)
    return max(0, (value - WideDouble(error)).exponential.roundedDown())
  }

  /// log(delta), rounded up: for deltas below the doubles' range.
  public func logarithmOfDeltaRoundedUp(epsilon: Double) -> Double {
    let (value, error) = logarithmOfDelta(epsilon: epsilon)
    return min(0, (value + WideDouble(error)).roundedUp())
  }

  /// The least epsilon for which (epsilon, delta)-DP is certain, rounded up.
  public func epsilonRoundedUp(delta: Double) throws(PrivacyError) -> Double {
    try Parameter.delta(delta)
    let target = WideDouble(delta).naturalLogarithm
    func holds(_ epsilon: Double) -> Bool { isCertain(epsilon: epsilon, logarithm: target) }
    if holds(0) { return 0 }
    var upper = 1.0
    while !holds(upper) { upper *= 2 }
    return SafeSearch.least(above: 0, upTo: upper, holds)
  }

  /// Whether log(delta) is certainly at most `logarithm`, itself known to 2^-80.
  func isCertain(epsilon: Double, logarithm: WideDouble) -> Bool {
    let (value, error) = logarithmOfDelta(epsilon: epsilon)
    let slack = error + abs(logarithm.high) * WideDouble.trusted
    return value + WideDouble(slack) <= logarithm
  }

  /// log(delta) and a bound on its error.
  ///
  /// With x = epsilon/mu - mu/2, y = x + mu and R Mills' ratio, density(y) e^epsilon = density(x),
  /// so delta = density(x) (R(x) - R(y)) where x >= 0, and 1 - density(x) (R(-x) + R(y)) else.
  /// The difference of the ratios keeps an absolute error of 2^-80 (R(x) + R(y)).
  func logarithmOfDelta(epsilon: Double) -> (value: WideDouble, error: Double) {
    let half = mu.scaled(exponent: -1)
    let x = WideDouble(epsilon) / mu - half
    let y = x + mu
    let logDensity = -(x * x).scaled(exponent: -1) - WideDouble.halfLogarithmOf2Pi
    let exponentError = abs(logDensity.high) * WideDouble.trusted
    let upper = y.millsRatio
    if x.high >= 0 {
      let first = x.millsRatio
      let difference = first - upper
      let unsafe = (first.high + upper.high) * WideDouble.trusted
      // Where mu is so small that nothing is left, density(x) R'(x) mu <= density(x) mu is a bound.
      guard difference.high > unsafe * 2 else {
        return (logDensity + mu.naturalLogarithm, 800)
      }
      let error = 2 * unsafe / difference.high + exponentError + WideDouble.trusted
      return (logDensity + difference.naturalLogarithm, error)
    }
    let missing = logDensity.exponential * ((-x).millsRatio + upper)
    let value = WideDouble.one - missing
    let error = (exponentError + 4 * WideDouble.trusted) / max(value.high, WideDouble.trusted)
    guard value.high > 8 * WideDouble.trusted else { return (mu.naturalLogarithm, 800) }
    return (value.naturalLogarithm, 2 * error + WideDouble.trusted)
  }
}

extension GaussianTradeOff {
  /// The smallest standard deviation that gives (epsilon, delta)-DP, rounded up (the analytic
  /// Gaussian mechanism).
  ///
  /// **Guarantee**: noise of the returned deviation is (epsilon, delta)-DP; of the double below it
  /// is not, but for the last place.
  /// **Source**: Balle and Wang 2018, algorithm 1, by bisection on the certified delta.
  public static func smallestStandardDeviationRoundedUp(
    epsilon: Double, delta: Double, sensitivity: Double = 1
  ) throws(PrivacyError) -> Double {
    try Parameter.notNegative(epsilon, "epsilon")
    try Parameter.delta(delta)
    try Parameter.positive(sensitivity, "sensitivity")
    let target = WideDouble(delta).naturalLogarithm
    func holds(_ deviation: Double) -> Bool {
      guard
        let privacy = try? GaussianTradeOff(
          standardDeviation: deviation, sensitivity: sensitivity)
      else { return false }
      return privacy.isCertain(epsilon: epsilon, logarithm: target)
    }
    var upper = sensitivity
    while !holds(upper) {
      upper *= 2
      guard upper < sensitivity * 0x1p70 else {
        throw .unreachable(reason: "delta is too small for this epsilon")
      }
    }
    return SafeSearch.least(above: sensitivity * 0x1p-200, upTo: upper, holds)
  }
}
