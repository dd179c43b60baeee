import Glibc

extension NoiseCalibration {
  /// The noise multiple that dp-accounting's `calibrate_dp_mechanism` finds: Brent's method on
  /// epsilon between two deviations, and one `tolerance` more where it ends on the failing side.
  ///
  /// **Guarantee**: the value meets the target by this library's own upper bound on a grid of
  /// `interval`; it is up to `tolerance` above the least that does.
  /// **Source**: Brent 1973 (Algorithms for Minimization without Derivatives, chapter 4) as in
  /// SciPy's brentq; the defaults are those behind the reference values for DP-SGD.
  ///
  /// - Throws: `PrivacyError.unreachable` where the bracket's ends don't enclose the target.
  public static func subsampledGaussianDeviationByBrent(
    target: Target, rate: Double, steps: Int, interval: Double = 1e-4,
    bracket: ClosedRange<Double> = 0.3...30, tolerance: Double = 1e-5
  ) throws(PrivacyError) -> Double {
    try Parameter.rate(rate)
    try Parameter.positive(tolerance, "tolerance")
    func excess(_ deviation: Double) throws(PrivacyError) -> Double {
      var accountant = try PrivacyLossAccountant(interval: interval)
      try accountant.add(
        .subsampledGaussian(deviation: deviation, rate: rate, neighbours: .addRemove), count: steps)
      do {
        return try accountant.epsilonRoundedUp(delta: target.delta) - target.epsilon
      } catch .tooLarge {
        // Far too little noise: its exact excess does not matter to the search.
        return 1e4
      }
    }
    guard try excess(bracket.lowerBound) > 0, try excess(bracket.upperBound) <= 0 else {
      throw .unreachable(reason: "the bracket's ends do not enclose the target")
    }
    var search = BrentSearch(bracket, tolerance: tolerance)
    let root = try search.root(excess)
    if try excess(root) <= 0 { return root }
    if try excess(root + tolerance) <= 0 { return root + tolerance }
    return search.passing
  }
}

/// Brent's search for the root of a falling function in a bracket.
struct BrentSearch {
  private var (before, current, beyond): (Double, Double, Double)
  private var (atBefore, atCurrent, atBeyond) = (0.0, 0.0, 0.0)
  private var (lastStep, step) = (0.0, 0.0)
  private let tolerance: Double
  /// The least argument seen at which the function was not above 0.
  private(set) var passing: Double

  init(_ bracket: ClosedRange<Double>, tolerance: Double) {
    (before, current, beyond) = (bracket.lowerBound, bracket.upperBound, 0)
    (self.tolerance, passing) = (tolerance, bracket.upperBound)
  }

  /// A point within the tolerance of the root.
  mutating func root(_ function: (Double) throws(PrivacyError) -> Double) throws(PrivacyError)
    -> Double
  {
    (atBefore, atCurrent) = (try function(before), try function(current))
    for _ in 0..<100 {
      order()
      let least = (tolerance + 8.881784197001252e-16 * abs(current)) / 2
      let half = (beyond - current) / 2
      if atCurrent == 0 || abs(half) < least { return current }
      choose(half: half, least: least)
      (before, atBefore) = (current, atCurrent)
      current += abs(step) > least ? step : (half > 0 ? least : -least)
      atCurrent = try function(current)
      if atCurrent <= 0 { passing = min(passing, current) }
    }
    return current
  }

  /// Keeps the root between `current`, the better end, and `beyond`.
  private mutating func order() {
    if atBefore != 0, atCurrent != 0, (atBefore < 0) != (atCurrent < 0) {
      (beyond, atBeyond) = (before, atBefore)
      lastStep = current - before
      step = lastStep
    }
    if abs(atBeyond) < abs(atCurrent) {
      (before, current, beyond) = (current, beyond, current)
      (atBefore, atCurrent, atBeyond) = (atCurrent, atBeyond, atCurrent)
    }
  }

  /// The next step: a chord's or an inverse parabola's where it is short enough, else half.
  private mutating func choose(half: Double, least: Double) {
    var tried = Double.infinity
    if abs(lastStep) > least, abs(atCurrent) < abs(atBefore) {
      if before == beyond {
        tried = -atCurrent * (current - before) / (atCurrent - atBefore)
      } else {
        let near = (atBefore - atCurrent) / (before - current)
        let far = (atBeyond - atCurrent) / (beyond - current)
        tried =
          -atCurrent * (atBeyond * far - atBefore * near) / (far * near * (atBeyond - atBefore))
      }
    }
    if 2 * abs(tried) < min(abs(lastStep), 3 * abs(half) - least) {
      (lastStep, step) = (step, tried)
    } else {
      (lastStep, step) = (half, half)
    }
  }
}
