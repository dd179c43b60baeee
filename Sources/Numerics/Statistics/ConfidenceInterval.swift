/// A confidence interval for a proportion, or for a difference of two.
public struct ConfidenceInterval: Sendable, Equatable {
  /// The lower end.
  public let lower: Double
  /// The upper end.
  public let upper: Double
  /// The confidence level, 0.95 for 95 %.
  public let level: Double

  /// The middle of the interval.
  public var centre: Double { 0.5 * (lower + upper) }

  /// Half of the interval's length.
  public var halfWidth: Double { 0.5 * (upper - lower) }

  /// Wilson's score interval for the proportion of `successes` among `trials`.
  ///
  /// It contains the proportion observed. Without trials it is [0, 1].
  ///
  /// - Precondition: 0 <= `successes` <= `trials`, and 0 < `level` < 1.
  /// - Source: Wilson, Probable inference, JASA 22 (1927); no continuity correction.
  public static func wilson(
    successes: Int, trials: Int, level: Double = 0.95
  ) -> ConfidenceInterval {
    check(successes, trials, level)
    guard trials > 0 else { return ConfidenceInterval(lower: 0, upper: 1, level: level) }
    return wilson(successes: Double(successes), trials: Double(trials), level: level)
  }

  /// Wilson's score interval where ties are credited with their chance, so that successes are a sum
  /// of probabilities: conservative then, as such a sum varies less than as many coins.
  ///
  /// - Precondition: 0 <= `successes` <= `trials`, 0 < `trials`, and 0 < `level` < 1.
  public static func wilson(
    successes: Double, trials: Double, level: Double = 0.95
  ) -> ConfidenceInterval {
    precondition(successes >= 0 && successes <= trials && trials > 0, "more successes than trials")
    let observed = successes / trials
    let z = -NormalDistribution.quantile(0.5 * (1 - level))
    let shrunk = 1 + z * z / trials
    let centre = (observed + z * z / (2 * trials)) / shrunk
    let spread = observed * (1 - observed) / trials + z * z / (4 * trials * trials)
    let half = z / shrunk * spread.squareRoot()
    return ConfidenceInterval(
      lower: successes == 0 ? 0 : min(max(centre - half, 0), observed),
      upper: successes == trials ? 1 : max(min(centre + half, 1), observed), level: level)
  }

  /// The interval of Clopper and Pearson for the proportion of `successes` among `trials`.
  ///
  /// Its coverage is at least `level` for every true proportion. Without trials it is [0, 1].
  ///
  /// - Precondition: 0 <= `successes` <= `trials`, and 0 < `level` < 1.
  /// - Source: Clopper and Pearson, Biometrika 26 (1934), by quantiles of the beta distribution.
  public static func clopperPearson(
    successes: Int, trials: Int, level: Double = 0.95
  ) -> ConfidenceInterval {
    check(successes, trials, level)
    let tail = 0.5 * (1 - level)
    let (k, rest) = (Double(successes), Double(trials - successes))
    let lower =
      successes == 0
      ? 0 : BetaDistribution.quantile(lower: tail, upper: 1 - tail, k, rest + 1)
    let upper =
      successes == trials
      ? 1 : BetaDistribution.quantile(lower: 1 - tail, upper: tail, k + 1, rest)
    return ConfidenceInterval(lower: lower, upper: upper, level: level)
  }

  /// Newcombe's hybrid score interval for the difference of two independent proportions, the first
  /// minus the second.
  ///
  /// Without trials on a side, that side's proportion is taken as 1/2 with the interval [0, 1].
  ///
  /// - Precondition: successes from 0 to the trials of their side, and 0 < `level` < 1.
  /// - Source: Newcombe, Interval estimation for the difference between independent proportions,
  ///   Statistics in Medicine 17 (1998) 873-890, method 10.
  public static func newcombeDifference(
    successes: Int, trials: Int, minus otherSuccesses: Int, _ otherTrials: Int,
    level: Double = 0.95
  ) -> ConfidenceInterval {
    let one = wilson(successes: successes, trials: trials, level: level)
    let other = wilson(successes: otherSuccesses, trials: otherTrials, level: level)
    let first = trials == 0 ? 0.5 : Double(successes) / Double(trials)
    let second = otherTrials == 0 ? 0.5 : Double(otherSuccesses) / Double(otherTrials)
    let below = hypotenuse(first - one.lower, other.upper - second)
    let above = hypotenuse(one.upper - first, second - other.lower)
    let difference = first - second
    return ConfidenceInterval(
      lower: max(-1, difference - below), upper: min(1, difference + above), level: level)
  }

  private static func check(_ successes: Int, _ trials: Int, _ level: Double) {
    precondition(
      successes >= 0 && successes <= trials, "successes lie between 0 and the number of trials")
    precondition(level > 0 && level < 1, "a confidence level lies between 0 and 1")
  }

  private static func hypotenuse(_ a: Double, _ b: Double) -> Double {
    (a * a + b * b).squareRoot()
  }
}
