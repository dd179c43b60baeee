import BigInt

/// The few exact draws of the mechanisms that are not noise.
enum Draws {
  /// `count` uniform bits as a natural number.
  static func bits<Source: RandomSource & ~Copyable>(
    _ count: Int, from source: inout Source
  ) -> BigUInt {
    var words: [UInt] = []
    for _ in 0..<((count + 63) / 64) { words.append(UInt(source.next())) }
    return BigUInt(words: words) & ((BigUInt(1) << count) - 1)
  }

  /// True with probability exp(-rate), exactly.
  static func bernoulliExp<Source: RandomSource & ~Copyable>(
    _ rate: ExactRatio, from source: inout Source
  ) -> Bool {
    source.uncheckedBernoulliExponential(
      whole: UInt128(rate.numerator / rate.denominator), minus: rate.numerator % rate.denominator,
      over: rate.denominator)
  }

  /// True with probability exp(-numerator / denominator), exactly, for integers of any size.
  ///
  /// **Source**: Canonne, Kamath, Steinke 2020, Algorithm 1.
  static func bernoulliExp<Source: RandomSource & ~Copyable>(
    minus numerator: BigUInt, _ denominator: BigUInt, from source: inout Source
  ) -> Bool {
    let (whole, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
    var unit = BigUInt(0)
    while unit < whole {
      if !source.uncheckedBernoulliExponential(whole: 0, minus: 1, over: 1) { return false }
      unit += 1
    }
    var round: UInt64 = 1
    while uniform(below: denominator * BigUInt(round), from: &source) < rest { round += 1 }
    return round % 2 == 1
  }

  private static func uniform<Source: RandomSource & ~Copyable>(
    below bound: BigUInt, from source: inout Source
  ) -> BigUInt {
    let count = (bound - 1).bitWidth
    while true {
      let candidate = bits(count, from: &source)
      if candidate < bound { return candidate }
    }
  }
}
