public import Findings
import Numerics

extension Estimate {
  /// A share with Wilson's score interval.
  ///
  /// - Parameters:
  ///   - successes: the number of successes; a fraction where ties were credited with their chance,
  ///     which makes the interval conservative (the variance of a chance is below a coin's).
  ///   - trials: the number of trials, at least 1.
  ///   - level: the confidence level in (0, 1).
  /// - Precondition: 0 <= `successes` <= `trials`, `trials` > 0.
  public static func proportion(
    _ successes: Double, of trials: Int, level: Double = 0.95
  ) -> Estimate {
    // Sums of chances may exceed the number of trials by a rounding error.
    let successes = min(max(successes, 0), Double(trials))
    let interval = ConfidenceInterval.wilson(
      successes: successes, trials: Double(trials), level: level)
    let value = min(max(successes / Double(trials), 0), 1)
    return Estimate(
      value: value, lower: min(max(0, interval.lower), value),
      upper: max(min(1, interval.upper), value), level: level, method: .wilson)
  }
}
