import BigInt

extension InversionTable {
  /// Decides a draw that 63 bits leave open, with as many more as it takes.
  ///
  /// U lies in [v, v + 1)/2^bits. Outcome k is certain where U >= F(k - 1), decided a step before,
  /// and (v + 1)/2^bits <= S(k)/T' <= F(k). Where v/2^bits >= S'(k)/T, it lies above k. Else, or where
  /// the sums of this precision end, 64 more bits are drawn and all is computed anew.
  /// **Cost**: some milliseconds, with probability below 2^-49 a draw.
  func resolve<Source: RandomSource & ~Copyable>(
    _ first: UInt64, from source: inout Source
  ) -> Int {
    var bits = Self.bits
    var value = BigUInt(first)
    while true {
      bits += 64
      value = (value << 64) + BigUInt(source.next())
      if let outcome = outcome(of: value, bits: bits) { return outcome }
    }
  }

  /// The outcome of every real number in [value, value + 1)/2^bits; nil where there are several, or
  /// where enclosures of this precision can't tell.
  func outcome(of value: BigUInt, bits: Int) -> Int? {
    // 64 bits beyond those compared: errors grow with the cube of the number of weights.
    let precision = bits + 64
    var walk = WeightWalk<BigUInt>(
      law, shift: shift, multiplicity: multiplicity, precision: precision)
    var sums = [walk.sum]
    while !walk.rest(isBelow: 62) {
      walk.advance()
      sums.append(walk.sum)
    }
    let lowest = walk.sum.lower
    let highest = walk.sum.upper + BigUInt.power(62)
    for (entry, sum) in sums.enumerated() {
      if (value + 1) * highest <= sum.lower << bits { return entry }
      if value * lowest < sum.upper << bits { return nil }
    }
    return nil
  }
}
