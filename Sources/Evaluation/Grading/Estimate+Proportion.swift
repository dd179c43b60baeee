public import Findings
import Numerics

extension Estimate {
  /// A share with Wilson's score interval, or Clopper and Pearson's.
  ///
  /// - Parameters:
  ///   - successes: the number of successes; a fraction where ties were credited with their chance,
  ///     which makes the interval conservative (the variance of a chance is below a coin's).
  ///   - trials: the number of trials, at least 1.
  ///   - level: the confidence level in (0, 1).
  ///   - method: Wilson's, or `clopperPearson` where a level close to 1 must be kept: Wilson's
  ///     misses few successes more often than it says there.
  /// - Precondition: 0 <= `successes` <= `trials`, `trials` > 0.
  public static func proportion(
    _ successes: Double, of trials: Int, level: Double = 0.95, method: IntervalMethod = .wilson
  ) -> Estimate {
    // Sums of chances may exceed the number of trials by a rounding error.
    let successes = min(max(successes, 0), Double(trials))
    let interval = interval(successes, of: trials, level: level, method: method)
    let value = min(max(successes / Double(trials), 0), 1)
    return Estimate(
      value: value, lower: min(max(0, interval.lower), value),
      upper: max(min(1, interval.upper), value), level: level, method: method)
  }

  /// - Precondition: `method` is `wilson` or `clopperPearson`.
  private static func interval(
    _ successes: Double, of trials: Int, level: Double, method: IntervalMethod
  ) -> (lower: Double, upper: Double) {
    guard method == .clopperPearson else {
      precondition(method == .wilson, "a proportion has an interval of its own")
      let wilson = ConfidenceInterval.wilson(
        successes: successes, trials: Double(trials), level: level)
      return (wilson.lower, wilson.upper)
    }
    // Whole successes on either side of a sum of chances: the interval holds for both.
    let fewer = ConfidenceInterval.clopperPearson(
      successes: Int(successes.rounded(.down)), trials: trials, level: level)
    let more = ConfidenceInterval.clopperPearson(
      successes: Int(successes.rounded(.up)), trials: trials, level: level)
    return (fewer.lower, more.upper)
  }
}
