import Glibc

/// The smallest noise, or the most releases, that a target allows.
///
/// **Guarantee**: what is returned meets the target by the accountant's upper bounds; the true
/// optimum is at most the accountant's slack away (stated at each function).
/// **Source**: bisection on the certified accountants of this target.
/// **Cost**: some 30 accountings.
public enum NoiseCalibration {
  /// What the noise must achieve.
  public struct Target: Sendable, Equatable {
    /// The greatest epsilon allowed.
    public let epsilon: Double
    /// The delta at which it is meant.
    public let delta: Double

    /// An (epsilon, delta) target with delta above 0.
    public init(epsilon: Double, delta: Double) throws(PrivacyError) {
      try Parameter.positive(epsilon, "epsilon")
      try Parameter.delta(delta)
      (self.epsilon, self.delta) = (epsilon, delta)
    }
  }

  /// The smallest multiple of the sensitivity for `steps` rounds of (sampled) Gaussian noise,
  /// rounded up: by loss distributions, within 1e-7 of the least that their upper bound allows.
  ///
  /// With an `interval` of 1e-4 it is what dp-accounting's default discretisation allows, which is
  /// up to 1e-4 more noise; without one the grid is chosen so that this does not matter.
  public static func subsampledGaussianDeviationRoundedUp(
    target: Target, rate: Double, steps: Int, neighbours: Neighbours = .addRemove,
    interval: Double? = nil
  ) throws(PrivacyError) -> Double {
    try Parameter.rate(rate)
    try Parameter.count(steps, "steps")
    if rate == 1 {
      // k rounds are one of sqrt(k) times the sensitivity, which is twice the norm's bound where
      // one is replaced by another.
      let reach = neighbours == .substitute ? 2.0 : 1.0
      let sensitivity = reach * WideDouble(Double(steps)).squareRoot.roundedUp()
      return try GaussianTradeOff.smallestStandardDeviationRoundedUp(
        epsilon: target.epsilon, delta: target.delta, sensitivity: sensitivity)
    }
    return try smallest(from: 0.05) { deviation throws(PrivacyError) in
      var accountant =
        if let interval { try PrivacyLossAccountant(interval: interval) } else {
          PrivacyLossAccountant()
        }
      try accountant.add(
        .subsampledGaussian(deviation: deviation, rate: rate, neighbours: neighbours), count: steps)
      return try accountant.epsilonRoundedUp(delta: target.delta) / target.epsilon
    }
  }

  /// The same by Renyi divergences: larger, faster; within 1e-12 of the least they allow.
  public static func subsampledGaussianDeviationByRenyiRoundedUp(
    target: Target, rate: Double, steps: Int
  ) throws(PrivacyError) -> Double {
    try Parameter.rate(rate)
    try Parameter.count(steps, "steps")
    return try smallest(from: 0.05, tolerance: 1e-12) { deviation throws(PrivacyError) in
      var accountant = RenyiAccountant()
      try accountant.add(.subsampledGaussian(deviation: deviation, rate: rate), count: steps)
      return try accountant.epsilonRoundedUp(delta: target.delta).epsilon / target.epsilon
    }
  }

  /// The smallest scale of Laplace noise for `count` pure releases: count * sensitivity / epsilon,
  /// rounded up.
  public static func laplaceScaleRoundedUp(epsilon: Double, sensitivity: Double = 1, count: Int = 1)
    throws(PrivacyError) -> Double
  {
    try Parameter.positive(epsilon, "epsilon")
    try Parameter.positive(sensitivity, "sensitivity")
    try Parameter.count(count, "count")
    let scale = WideDouble(sensitivity) * WideDouble(Double(count)) / WideDouble(epsilon)
    guard scale.high < 0x1p900, scale.high > 0x1p-900 else {
      throw .parameter(name: "epsilon", rule: "must not be that far from the sensitivity")
    }
    return scale.roundedUp()
  }

  /// How many rounds a budget allows, rounded down; 0 if not one.
  public static func stepsRoundedDown(
    target: Target, deviation: Double, rate: Double, neighbours: Neighbours = .addRemove
  ) throws(PrivacyError) -> Int {
    func fits(_ steps: Int) throws(PrivacyError) -> Bool {
      var accountant = PrivacyLossAccountant()
      try accountant.add(
        .subsampledGaussian(deviation: deviation, rate: rate, neighbours: neighbours), count: steps)
      return try accountant.epsilonRoundedUp(delta: target.delta) <= target.epsilon
    }
    guard try fits(1) else { return 0 }
    var (passing, failing) = (1, 2)
    while try fits(failing) {
      (passing, failing) = (failing, failing * 2)
      guard failing < 1 << 30 else { return passing }
    }
    while failing - passing > 1 {
      let middle = passing + (failing - passing) / 2
      if try fits(middle) { passing = middle } else { failing = middle }
    }
    return passing
  }

  /// The least argument at which `ratio`, which falls, is at most 1: false position on logarithms
  /// inside a bracket, ending at a point that passes.
  static func smallest(
    from least: Double, tolerance: Double = 1e-8,
    _ ratio: (Double) throws(PrivacyError) -> Double
  ) throws(PrivacyError) -> Double {
    var upper = max(1, least * 2)
    var atUpper = log(try ratio(upper))
    while atUpper > 0 {
      upper *= 2
      guard upper < 0x1p30 else {
        throw .unreachable(reason: "no noise of up to 2^30 sensitivities")
      }
      atUpper = log(try ratio(upper))
    }
    var lower = upper
    var atLower = atUpper
    while atLower <= 0, lower > least {
      (upper, atUpper) = (lower, atLower)
      lower = max(least, lower * 0.7)
      atLower = log(try ratio(lower))
    }
    if atLower <= 0 { return lower }
    for round in 0..<80 where upper - lower > tolerance * upper {
      // Every third step halves; the others aim just above the chord's root, so both ends move.
      let slope = atLower.isFinite && atUpper.isFinite ? atLower / (atLower - atUpper) : 0.5
      let share = round % 3 == 2 ? 0.5 : min(max(slope, 0.001), 0.999)
      let nudge = round % 3 == 1 ? tolerance * upper * 0.4 : -tolerance * upper * 0.4
      var middle = lower + (upper - lower) * share + nudge
      if middle <= lower || middle >= upper { middle = lower + (upper - lower) / 2 }
      let value = log(try ratio(middle))
      if value <= 0 {
        (upper, atUpper) = (middle, value)
      } else {
        (lower, atLower) = (middle, value)
      }
    }
    return upper
  }
}
