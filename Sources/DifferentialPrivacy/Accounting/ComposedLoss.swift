import Glibc

/// The composed loss near one value: what one round of transforms yields.
///
/// Let p be the composed masses, K the log of E[e^(t loss)], g = p e^(t loss - K) the tilted
/// masses (they sum to 1) and h the interval, n the circle's length. With loss = e + x,
/// p = e^(K - t e) g e^(-t x), so delta(e) = e^(K - t e) sum g e^(-t x) (1 - e^-x) over x > 0,
/// whose weights are at most 1/(1 + t). Errors, all in units of the scale e^(K - t e):
/// - transforms: with c the factor of `RealTransform`, a coefficient of the tilted masses of a
///   part, at most 1 in size, is off by c, its power f^k by k |f|^(k-1) c + 4u k |f|^k, a product
///   likewise; the way back adds c times the mean size of coefficients to each value.
///   `transformError` bounds what these do to delta: see `weighted`.
/// - what lies below the window returns at its top, e^(-t n h) times as heavy as it was:
///   in all at most e^(-t n h) / (1 - e^(-t n h)), absolute (total mass is at most 1).
/// - what lies above it has a probability of at most e^(K(s) - s top), and returns inside with at
///   most e^(K(s) - K(t) - (s - t) top) of tilted mass, for any s > t.
/// Everything that returns adds to delta, which is harmless to a pessimistic value.
struct ComposedLoss {
  let interval: Double
  let estimate: LossEstimate
  let tilt: Double
  let cumulant: Double
  /// Grid index of the window's first value.
  let lowest: Int
  /// Tilted masses from there on.
  let masses: [Double]
  let transformError: Double
  /// Whether all sums lie in the window.
  let returnsNothing: Bool
  /// Log of the probability above the window, and of the tilted mass from there.
  let above: Double
  let tiltedAbove: Double
  let infinite: Double
  let massError: Double
  let lossError: Double

  /// A bound on sum |error of a value| w(x), with w(x) = e^(-t x) (1 - e^-x) over x > 0.
  ///
  /// `spectrum` is the length of the vector of errors of the n coefficients, so the values' is
  /// n^-1/2 times that (Parseval) and Cauchy-Schwarz multiplies it by w's. `values` is n times a
  /// bound on the error of each value, which sum w multiplies. w and its square have one peak, of
  /// at most 1/(1 + t) and its square, so their sums on the grid exceed 1/h times their integrals,
  /// 1/(t (1 + t)) and 1/(2t (2t + 1) (t + 1)), by at most that.
  static func weighted(
    spectrum: Double, values: Double, tilt: Double, interval: Double, count: Int
  ) -> Double {
    let (peak, number) = (1 / (1 + tilt), Double(count))
    let sum = peak / (interval * tilt) + peak
    let squares = peak / (interval * 2 * tilt * (2 * tilt + 1)) + peak * peak
    let length = min(peak, (squares / number).squareRoot())
    return (spectrum * length + values * min(peak, sum / number)) * (1 + 0x1p-20)
  }

  /// The window's middle.
  private var center: Double { Double(lowest + masses.count / 2) * interval }

  /// The part of delta that does not depend on the tilted masses.
  private var constant: Double {
    guard estimate == .pessimistic else { return infinite }
    return infinite + exp(above) * (1 + 0x1p-40)
  }

  /// Errors in units of the scale at `reference`, and the absolute one of what returns from below.
  private func slack(logScale: Double) -> Double {
    guard estimate == .optimistic else { return transformError }
    let circle = tilt * interval * Double(masses.count)
    let below = returnsNothing ? 0 : exp(-circle - logScale) / -expm1(-circle)
    return transformError + exp(tiltedAbove) + below
  }

  /// Walks down from the top.
  ///
  /// `body` has the grid index and the sums of masses above it:
  /// p and p e^-(loss - reference) in units of the scale at `reference`. False ends the walk.
  private func descend(reference: Double, _ body: (Int, Double, Double) -> Bool) {
    let table = (0..<64).map { exp(-tilt * interval * Double($0)) }
    let shrink = (0..<64).map { exp(-interval * Double($0)) }
    var (plain, shrunk) = (0.0, 0.0)
    let chunks = (masses.count + 63) / 64
    for chunk in stride(from: chunks - 1, through: 0, by: -1) {
      let start = chunk * 64
      let loss = Double(lowest + start) * interval - reference
      let (scale, factor) = (exp(-tilt * loss), exp(-loss))
      var (inner, innerShrunk) = (0.0, 0.0)
      for index in stride(from: min(64, masses.count - start) - 1, through: 0, by: -1) {
        if !body(lowest + start + index, plain + inner, shrunk + innerShrunk) { return }
        let mass = max(0, masses[start + index]) * table[index] * scale
        inner += mass
        innerShrunk += mass * shrink[index] * factor
      }
      plain += inner
      shrunk += innerShrunk
    }
    _ = body(lowest - 1, plain, shrunk)
  }

  /// Delta at an epsilon inside the window, on the estimate's side.
  func delta(epsilon: Double) -> Double {
    let pessimistic = estimate == .pessimistic
    let shifted = pessimistic ? epsilon - lossError : epsilon + lossError
    let logScale = cumulant - tilt * shifted
    var value = 0.0
    descend(reference: shifted) { index, plain, shrunk in
      guard Double(index) * interval <= shifted else { return true }
      value = plain - shrunk + (pessimistic ? 1 : -1) * noise * plain
      return false
    }
    let scale = exp(logScale)
    guard value.isFinite, scale.isFinite else { return pessimistic ? 1 : 0 }
    if pessimistic {
      let sum = (value + slack(logScale: logScale)) * scale * exp(massError)
      return min(1, (sum + constant) * (1 + 0x1p-38))
    }
    let sum = (value - slack(logScale: logScale)) * scale * exp(-massError)
    return (max(0, sum) * (1 - infinite) + constant) * (1 - 0x1p-38)
  }

  /// The accumulated sums' relative error.
  ///
  /// One rounding a value within 64 and one for each 64, and the exponentials', whose arguments
  /// are below 2000.
  private var noise: Double { 0x1p-52 * (64 + Double(masses.count) / 64) + 0x1p-41 }

  /// The least epsilon in the window whose delta is at most this; nil: outside the window.
  func epsilon(delta: Double) -> Double? {
    guard delta > constant else { return .infinity }
    let reference = center
    let logScale = cumulant - tilt * reference
    let sign = estimate == .pessimistic ? 1.0 : -1.0
    let target = (delta - constant) * (1 - sign * 0x1p-38) * exp(-sign * massError - logScale)
    var found: Double?
    descend(reference: reference) { index, plain, shrunk in
      let loss = Double(index) * interval - reference
      // The slack is stated at this point: a little more than at any epsilon above it.
      let slack = slack(logScale: logScale - tilt * loss) * exp(-tilt * loss) + noise * plain
      let allowed = target - sign * slack
      if plain - exp(loss) * shrunk <= allowed { return true }
      // Nothing is concluded from numbers that have overflowed.
      guard plain > 0, shrunk > 0, plain.isFinite, shrunk.isFinite else { return false }
      let solution = log(max((plain - allowed) / shrunk, exp(loss)))
      found = min(solution, loss + interval) + reference
      return false
    }
    guard let found else { return nil }
    // Half a dozen roundings of numbers no larger than the window's ends.
    let rounding = 0x1p-49 * (1 + abs(found) + abs(reference))
    return found + sign * (lossError + rounding)
  }
}
