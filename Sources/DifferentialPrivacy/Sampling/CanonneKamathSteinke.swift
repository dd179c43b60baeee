import BigInt

/// The samplers of Canonne, Kamath and Steinke on integers of any size: the exact fall-back.
///
/// **Guarantee**: exact for every rational parameter: each step is a comparison of a uniform whole
/// number with a whole number.
/// **Source**: The Discrete Gaussian for Differential Privacy, 2020 (arXiv 2004.00010), algorithms 1
/// to 3. Draws the same numbers in the same order as the authors' reference and libprio-rs do, so
/// that their published samples are ours (see the tests).
/// **Cost**: some 20 to 100 microseconds a draw. The time depends on the outcome.
enum CanonneKamathSteinke {
  /// A uniform whole number below a positive bound.
  typealias Uniform = (_ bound: BigUInt) -> BigUInt

  /// True with the given probability, which is at most one.
  static func bernoulli(_ probability: ExactRational, _ uniform: Uniform) -> Bool {
    uniform(probability.denominator.magnitude) < probability.numerator.magnitude
  }

  /// True with probability exp(-exponent), for 0 <= exponent <= 1.
  private static func unitTrial(_ exponent: ExactRational, _ uniform: Uniform) -> Bool {
    var count = 1
    while bernoulli(
      ExactRational(reducing: exponent.numerator, exponent.denominator * BigInt(count)), uniform)
    {
      count += 1
    }
    return count & 1 == 1
  }

  /// True with probability exp(-exponent), for an exponent that is not negative: algorithm 1.
  static func trial(minus exponent: ExactRational, _ uniform: Uniform) -> Bool {
    let whole = exponent.floor
    let one = ExactRational(1)
    var unit: BigInt = 0
    while unit < whole {
      if !unitTrial(one, uniform) { return false }
      unit += 1
    }
    return unitTrial(
      ExactRational(
        reducing: exponent.numerator - whole * exponent.denominator, exponent.denominator),
      uniform)
  }

  /// A whole number y >= 0 with probability proportional to exp(-y/scale), for a positive scale.
  static func geometric(scale: ExactRational, _ uniform: Uniform) -> BigInt {
    let (top, bottom) = (scale.numerator, scale.denominator)
    var low: BigInt
    repeat {
      low = BigInt(uniform(top.magnitude))
    } while !unitTrial(ExactRational(reducing: low, top), uniform)
    var high = 0
    while unitTrial(ExactRational(1), uniform) { high += 1 }
    return (low + top * BigInt(high)) / bottom
  }

  /// A whole number y with probability proportional to exp(-|y|/scale): algorithm 2.
  static func laplace(scale: ExactRational, _ uniform: Uniform) -> BigInt {
    while true {
      let isNegative = uniform(2) == 0
      let magnitude = geometric(scale: scale, uniform)
      if isNegative, magnitude.isZero { continue }
      return isNegative ? -magnitude : magnitude
    }
  }

  /// A whole number y with probability proportional to exp(-y^2/(2 variance)): algorithm 3.
  static func gaussian(variance: ExactRational, _ uniform: Uniform) -> BigInt {
    let scale = BigInt(variance.floor.magnitude.squareRoot()) + 1
    let centre = ExactRational(
      reducing: variance.numerator, variance.denominator * scale)
    while true {
      let proposal = laplace(scale: ExactRational(reducing: scale, 1), uniform)
      let distance = ExactRational(reducing: BigInt(proposal.magnitude), 1) - centre
      let squared = distance * distance
      let exponent = ExactRational(
        reducing: squared.numerator * variance.denominator,
        2 * squared.denominator * variance.numerator)
      if trial(minus: exponent, uniform) { return proposal }
    }
  }
}

extension RandomSource where Self: ~Copyable {
  /// A uniform whole number below a positive bound of any size: bits, rejected above it.
  mutating func bigUniform(below bound: BigUInt) -> BigUInt {
    let last = bound - 1
    let words = max(1, (last.bitWidth + 63) / 64)
    let excess = UInt64(64 * words - last.bitWidth)
    while true {
      var value = BigUInt(excess == 64 ? 0 : next() >> excess)
      for _ in 1..<words { value = (value << 64) + BigUInt(next()) }
      if value < bound { return value }
    }
  }

  /// True with probability exp(-exponent), exactly, for a rational exponent of any size.
  ///
  /// **Guarantee**: a uniform real number is compared with ever narrower enclosures of exp(-exponent)
  /// until it lies outside of them: no probability is rounded.
  /// **Cost**: 1 word but for 2^-16 of all draws, and some 20 microseconds.
  ///
  /// - Throws: `PrivacyError.parameter` where the exponent is negative.
  public mutating func bernoulliExponential(
    minus exponent: ExactRational
  ) throws(PrivacyError) -> Bool {
    guard exponent.numerator >= 0 else {
      throw .parameter(name: "exponent", rule: "must not be negative")
    }
    if exponent.numerator.isZero { return true }
    return ExponentialTrial(minus: exponent).decide(BigUInt(next()), bits: 64, from: &self)
  }
}
