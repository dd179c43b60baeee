/// A root of a continuous function between two points of opposite sign.
enum BracketedRoot {
  /// Brent's method: inverse quadratic interpolation and secant steps, with bisection whenever they
  /// do not shrink the bracket fast enough; ends at neighbouring doubles or an exact zero.
  ///
  /// - Parameters:
  ///   - lower: one end; `function(lower)` and `function(upper)` differ in sign, or one is 0.
  ///   - tolerance: the width at which to stop, beyond what a double resolves.
  /// - Returns: the root, or `nil` where the signs agree, a value is NaN, or 400 steps didn't do.
  /// - Source: R. P. Brent, "Algorithms for Minimization without Derivatives", 1973, ch. 4.
  static func find(
    lower: Double, upper: Double, tolerance: Double = 0, _ function: (Double) -> Double
  ) -> Double? {
    var previous = lower
    var best = upper
    var valueAtPrevious = function(previous)
    var valueAtBest = function(best)
    if valueAtPrevious == 0 { return previous }
    if valueAtBest == 0 { return best }
    guard (valueAtPrevious < 0) != (valueAtBest < 0) else { return nil }
    guard !valueAtPrevious.isNaN, !valueAtBest.isNaN else { return nil }
    var counter = previous
    var valueAtCounter = valueAtPrevious
    var step = best - previous
    var stepBefore = step
    for _ in 0..<400 {
      if (valueAtBest < 0) == (valueAtCounter < 0) {
        counter = previous
        valueAtCounter = valueAtPrevious
        step = best - previous
        stepBefore = step
      }
      if abs(valueAtCounter) < abs(valueAtBest) {
        previous = best
        best = counter
        counter = previous
        valueAtPrevious = valueAtBest
        valueAtBest = valueAtCounter
        valueAtCounter = valueAtPrevious
      }
      let resolution = best.ulp + tolerance / 2
      let half = (counter - best) / 2
      if abs(half) <= resolution || valueAtBest == 0 { return best }
      (step, stepBefore) = nextStep(
        half: half, resolution: resolution, step: step, stepBefore: stepBefore,
        points: (previous, best, counter),
        values: (valueAtPrevious, valueAtBest, valueAtCounter))
      previous = best
      valueAtPrevious = valueAtBest
      best += abs(step) > resolution ? step : (half > 0 ? resolution : -resolution)
      valueAtBest = function(best)
      if valueAtBest.isNaN { return nil }
    }
    return nil
  }

  private static func nextStep(
    half: Double, resolution: Double, step: Double, stepBefore: Double,
    points: (Double, Double, Double), values: (Double, Double, Double)
  ) -> (step: Double, stepBefore: Double) {
    guard abs(stepBefore) >= resolution, abs(values.0) > abs(values.1) else { return (half, half) }
    var p: Double
    var q: Double
    let s = values.1 / values.0
    if points.0 == points.2 {
      p = 2 * half * s
      q = 1 - s
    } else {
      let a = values.0 / values.2
      let r = values.1 / values.2
      p = s * (2 * half * a * (a - r) - (points.1 - points.0) * (r - 1))
      q = (a - 1) * (r - 1) * (s - 1)
    }
    if p > 0 { q = -q } else { p = -p }
    let inside = 2 * p < min(3 * half * q - abs(resolution * q), abs(stepBefore * q))
    return inside ? (p / q, step) : (half, half)
  }
}
