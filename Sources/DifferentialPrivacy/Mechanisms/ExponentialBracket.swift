import BigInt

/// A number in [0, 1] between two natural numbers over 2^bits.
struct FixedBracket: Sendable {
  var low: BigUInt
  var high: BigUInt

  /// exp(-numerator / denominator), to some `bits` bits.
  ///
  /// **Guarantee**: the true value lies within. The argument is halved until it is below 1/2, where
  /// the alternating series brackets; each of its terms is rounded down, and is off by less than 3;
  /// the squarings round outwards.
  static func exponential(
    minus numerator: BigUInt, _ denominator: BigUInt, bits: Int
  ) -> FixedBracket {
    let halvings = max(0, numerator.bitWidth - denominator.bitWidth + 2)
    let one = BigUInt(1) << bits
    let argument = (numerator << bits) / (denominator << halvings)
    var (term, sum, terms) = (one, BigInt(one), BigUInt(1))
    while term > 0 {
      term = ((term * argument) >> bits) / terms
      sum += terms % 2 == 1 ? -BigInt(term) : BigInt(term)
      terms += 1
    }
    // Each term off by less than 3, the rest of the series by 1, the argument's rounding by 1.
    let slack = BigInt(terms) * 4 + 4
    var bracket = FixedBracket(
      low: (sum - slack).sign == .minus ? 0 : (sum - slack).magnitude,
      high: min((sum + slack).magnitude, one))
    for _ in 0..<halvings { bracket = bracket.multiplied(by: bracket, bits: bits) }
    return bracket
  }

  /// The product, rounded outwards.
  func multiplied(by other: FixedBracket, bits: Int) -> FixedBracket {
    FixedBracket(
      low: (low * other.low) >> bits,
      high: min(((high * other.high) >> bits) + 1, BigUInt(1) << bits))
  }
}
