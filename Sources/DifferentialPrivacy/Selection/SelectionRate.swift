import BigInt
import Glibc

/// What selection mechanisms share: epsilon/(2 sensitivity), by which a score's lag is weighed.
///
/// Scores are whole numbers: real-valued utilities are put on a grid first, so that their
/// sensitivity in grid units is known exactly. A candidate's weight is exp(-rate * (best - score)).
struct SelectionRate: Sendable {
  let epsilon: ExactRational
  /// epsilon/(2 sensitivity), or epsilon/sensitivity for monotone scores.
  let rate: ExactRational
  private let words: (numerator: UInt64, denominator: UInt64)?

  /// The rate of a positive epsilon and a positive sensitivity.
  ///
  /// Monotone scores all rise, or all fall, when data subjects are added: their differences move by
  /// one sensitivity, not two.
  init(
    epsilon: ExactRational, sensitivity: Int64, isMonotone: Bool
  ) throws(PrivacyError) {
    try Parameter.positive(epsilon, "epsilon")
    guard sensitivity > 0 else {
      throw .parameter(name: "sensitivity", rule: "must be positive")
    }
    self.epsilon = epsilon
    let factor = BigInt(sensitivity) * (isMonotone ? 1 : 2)
    rate = ExactRational(reducing: epsilon.numerator, epsilon.denominator * factor)
    if let top = UInt64(exactly: rate.numerator), let bottom = UInt64(exactly: rate.denominator) {
      words = (top, bottom)
    } else {
      words = nil
    }
  }

  /// True with probability exp(-rate * lag), exactly.
  func trial<Source: RandomSource & ~Copyable>(
    lag: UInt64, from source: inout Source
  ) -> Bool {
    if lag == 0 { return true }
    guard let words else {
      let exponent = rate * ExactRational(reducing: BigInt(lag), 1)
      return ExponentialTrial(minus: exponent)
        .decide(BigUInt(source.next()), bits: 64, from: &source)
    }
    let product = lag.multipliedFullWidth(by: words.numerator)
    let wide = UInt128(product.high) << 64 | UInt128(product.low)
    let (whole, rest) = wide.quotientAndRemainder(dividingBy: UInt128(words.denominator))
    return source.uncheckedBernoulliExponential(
      whole: whole, minus: UInt64(rest), over: words.denominator)
  }

  /// The weight exp(-rate * lag) in floating point, for reports.
  func weight(lag: UInt64) -> Double {
    exp(-(rate.doubleRoundedDown * Double(lag)))
  }

  /// How far each score lies below the best.
  static func lags(_ scores: [Int64]) throws(PrivacyError) -> [UInt64] {
    guard let best = scores.max() else {
      throw .parameter(name: "scores", rule: "must not be empty")
    }
    // The difference of two Int64 always fits in UInt64.
    return scores.map { UInt64(bitPattern: best &- $0) }
  }

  /// One of the candidates with probability proportional to its weight, exactly.
  ///
  /// A uniform candidate is kept with probability exp(-rate * lag), else another is tried: no
  /// Gumbel noise, no sum of weights.
  func exponential<Source: RandomSource & ~Copyable>(
    _ lags: [UInt64], from source: inout Source
  ) -> Int {
    while true {
      let candidate = Int(source.uncheckedUniform(below: UInt64(lags.count)))
      if trial(lag: lags[candidate], from: &source) { return candidate }
    }
  }

  /// One of the candidates by permute-and-flip, exactly.
  func permuteAndFlip<Source: RandomSource & ~Copyable>(
    _ lags: [UInt64], from source: inout Source
  ) -> Int {
    var order = Array(lags.indices)
    for left in stride(from: order.count, to: 1, by: -1) {
      order.swapAt(left - 1, Int(source.uncheckedUniform(below: UInt64(left))))
      if trial(lag: lags[order[left - 1]], from: &source) { return order[left - 1] }
    }
    // The others, the best among them or not, have failed; a candidate with lag 0 never does.
    return order[0]
  }
}
