import BigInt

extension LatticeSampler {
  /// `InversionTable.resolve`, out of line.
  @usableFromInline
  func resolve<Source: RandomSource & ~Copyable>(
    _ bits: UInt64, from source: inout Source
  ) -> Int {
    table.resolve(bits, from: &source)
  }

  /// Whether U < exp(-x), where U lies in [value, value + 1)/2^(64 - shift).
  @usableFromInline
  func resolveKept<Source: RandomSource & ~Copyable>(
    _ entry: Int, _ low: UInt64, bits value: UInt64, from source: inout Source
  ) -> Bool {
    if low == 0 { return true }
    if let decision = decideKept(entry, low, bits: value) { return decision }
    let offset = BigInt(entry) << Int(shift)
    let high = table.law.exponent(offset)
    let exponent = table.law.exponent(offset + BigInt(low)) - high
    return ExponentialTrial(minus: exponent).decide(
      BigUInt(value), bits: 64 - Int(shift), from: &source)
  }

  /// The same from an enclosure of 112 bits; nil where that is not certain.
  func decideKept(_ entry: Int, _ low: UInt64, bits value: UInt64) -> Bool? {
    guard entry < 4096, let x = exponent(entry, low), let bound = exponential(minus: x) else {
      return nil
    }
    let scale = 112 - (64 - shift)
    if (UInt128(value) + 1) << UInt128(scale) <= bound.lower { return true }
    if UInt128(value) << UInt128(scale) >= bound.upper { return false }
    return nil
  }

  /// x in units of 2^-112: g n/2^s with n = b, or g n/2^2s with n = b (2k 2^s + b) < 2^110.
  private func exponent(_ entry: Int, _ low: UInt64) -> Enclosure<UInt128>? {
    let wide = UInt128(low)
    let count = isGaussian ? wide * ((UInt128(entry) << UInt128(shift + 1)) + wide) : wide
    let places = UInt128(isGaussian ? 2 * shift : shift)
    let full = fineSteepness.multipliedFullWidth(by: count)
    guard full.high >> places == 0 else { return nil }
    let value = (full.high << (128 - places)) | (full.low >> places)
    // g is less than 1 unit too low, so x less than n/2^2s + 1 <= 2k + 2.
    guard value < 1 << 112 else { return nil }
    return Enclosure(lower: value, error: UInt64(2 * entry + 2))
  }

  /// exp(-x) for x < 1 by the alternating series; errors as in `Enclosure.exponential`.
  private func exponential(minus x: Enclosure<UInt128>) -> Enclosure<UInt128>? {
    var positive: UInt128 = 1 << 112
    var negative: UInt128 = 0
    var term = positive
    var count: UInt64 = 0
    while term > 0 {
      count += 1
      term = term.product(x.lower, precision: 112) / UInt128(count)
      if count & 1 == 1 { negative += term } else { positive += term }
    }
    // For x < 1 an error of the term before is halved from the second term on: at most 2 a term.
    let slack = 2 * count + 3 + x.error
    guard positive > negative + UInt128(slack) else { return nil }
    return Enclosure(lower: positive - negative - UInt128(slack), error: 2 * slack)
  }
}

/// A trial that succeeds with probability exp(-x), for any positive rational x.
struct ExponentialTrial: Sendable {
  let exponent: ExactRational

  /// A trial for an exponent that is not negative.
  init(minus exponent: ExactRational) { self.exponent = exponent }

  /// Whether U < exp(-x), where U's first bits are given, with as many more as it takes.
  ///
  /// exp(-x) is irrational for a rational x > 0, so the loop ends with probability 1.
  func decide<Source: RandomSource & ~Copyable>(
    _ first: BigUInt, bits firstBits: Int, from source: inout Source
  ) -> Bool {
    if exponent.numerator.isZero { return true }
    var value = first
    var bits = firstBits
    while true {
      if let decision = decision(value, bits: bits) { return decision }
      value = (value << 64) + BigUInt(source.next())
      bits += 64
    }
  }

  /// Whether all real numbers of [value, value + 1)/2^bits are below exp(-x), or none; else nil.
  func decision(_ value: BigUInt, bits: Int) -> Bool? {
    let bound = Enclosure<BigUInt>.exponential(minus: exponent, precision: bits + 16)
    if (value + 1) << 16 <= bound.lower { return true }
    if value << 16 >= bound.upper { return false }
    return nil
  }
}
