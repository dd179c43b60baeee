import BigInt

/// The exact samplers that the mechanisms draw from, in one place.
enum Draws {
  /// A uniform integer below `bound`, without modulo bias.
  static func uniform<Source: RandomSource & ~Copyable>(
    below bound: UInt64, from source: inout Source
  ) -> UInt64 {
    guard bound > 1 else { return 0 }
    let mask = UInt64.max >> UInt64((bound - 1).leadingZeroBitCount)
    while true {
      let candidate = source.next() & mask
      if candidate < bound { return candidate }
    }
  }

  /// `count` uniform bits as a natural number.
  static func bits<Source: RandomSource & ~Copyable>(
    _ count: Int, from source: inout Source
  ) -> BigUInt {
    var words: [UInt] = []
    for _ in 0..<((count + 63) / 64) { words.append(UInt(source.next())) }
    return BigUInt(words: words) & ((BigUInt(1) << count) - 1)
  }

  /// A uniform natural number below `bound`, without modulo bias.
  static func uniform<Source: RandomSource & ~Copyable>(
    below bound: BigUInt, from source: inout Source
  ) -> BigUInt {
    guard bound > 1 else { return 0 }
    let count = (bound - 1).bitWidth
    while true {
      let candidate = bits(count, from: &source)
      if candidate < bound { return candidate }
    }
  }

  /// True with probability exp(-numerator / denominator), exactly.
  static func bernoulliExp<Source: RandomSource & ~Copyable>(
    minus numerator: BigUInt, _ denominator: BigUInt, from source: inout Source
  ) -> Bool {
    var rest = numerator
    while rest > denominator {
      guard bernoulliExpUnit(denominator, denominator, from: &source) else { return false }
      rest -= denominator
    }
    return bernoulliExpUnit(rest, denominator, from: &source)
  }

  private static func bernoulliExpUnit<Source: RandomSource & ~Copyable>(
    _ numerator: BigUInt, _ denominator: BigUInt, from source: inout Source
  ) -> Bool {
    var round: UInt64 = 1
    while uniform(below: denominator * BigUInt(round), from: &source) < numerator { round += 1 }
    return round % 2 == 1
  }

  /// Discrete Laplace noise: P(k) is proportional to exp(-|k| / scale).
  static func laplace<Source: RandomSource & ~Copyable>(
    scale: ExactRatio, from source: inout Source
  ) -> Int64 {
    while true {
      let low = uniform(below: scale.numerator, from: &source)
      guard
        bernoulliExp(minus: BigUInt(low), BigUInt(scale.numerator), from: &source)
      else { continue }
      var whole: UInt64 = 0
      while bernoulliExpUnit(1, 1, from: &source) { whole += 1 }
      let total = UInt128(low) + UInt128(scale.numerator) * UInt128(whole)
      let size = Int64(clamping: total / UInt128(scale.denominator))
      let negative = source.next() >> 63 == 1
      if negative && size == 0 { continue }
      return negative ? -size : size
    }
  }

  /// Discrete Gaussian noise: P(k) is proportional to exp(-k^2 / (2 variance)).
  static func gaussian<Source: RandomSource & ~Copyable>(
    variance: ExactRatio, from source: inout Source
  ) -> Int64 {
    let step = UInt64(variance.approximate.squareRoot()) + 1
    let (above, below) = (BigInt(variance.numerator), BigInt(variance.denominator))
    let denominator = BigUInt(2 * above * below * BigInt(step) * BigInt(step))
    while true {
      let candidate = laplace(scale: ExactRatio(step, 1), from: &source)
      let distance = BigInt(candidate.magnitude) * BigInt(step) * below - above
      let numerator = (distance * distance).magnitude
      if bernoulliExp(minus: numerator, denominator, from: &source) { return candidate }
    }
  }
}

extension Draws {
  /// True with probability exp(-rate), exactly.
  static func bernoulliExp<Source: RandomSource & ~Copyable>(
    _ rate: ExactRatio, from source: inout Source
  ) -> Bool {
    bernoulliExp(minus: BigUInt(rate.numerator), BigUInt(rate.denominator), from: &source)
  }
}
