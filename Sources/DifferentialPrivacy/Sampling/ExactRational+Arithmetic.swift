import BigInt

extension ExactRational {
  /// The sum, exactly.
  public static func + (left: ExactRational, right: ExactRational) -> ExactRational {
    ExactRational(
      reducing: left.numerator * right.denominator + right.numerator * left.denominator,
      left.denominator * right.denominator)
  }

  /// The difference, exactly.
  public static func - (left: ExactRational, right: ExactRational) -> ExactRational {
    ExactRational(
      reducing: left.numerator * right.denominator - right.numerator * left.denominator,
      left.denominator * right.denominator)
  }

  /// The product, exactly.
  public static func * (left: ExactRational, right: ExactRational) -> ExactRational {
    ExactRational(
      reducing: left.numerator * right.numerator, left.denominator * right.denominator)
  }

  /// The quotient, exactly.
  ///
  /// - Throws: `PrivacyError.parameter` for a division by zero.
  public func divided(by other: ExactRational) throws(PrivacyError) -> ExactRational {
    try ExactRational(
      numerator * other.denominator, over: denominator * other.numerator)
  }

  /// Whether it is above zero.
  public var isPositive: Bool { numerator > 0 }

  /// The largest whole number not above it.
  var floor: BigInt {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    return remainder.sign == .minus && !remainder.isZero ? quotient - 1 : quotient
  }

  /// The whole number floor(self * 2^bits), for a value that is not negative.
  func scaled(bits: Int) -> BigUInt {
    (numerator.magnitude << bits) / denominator.magnitude
  }
}

extension ExactRational {
  /// The largest Double that is not above the value.
  public var doubleRoundedDown: Double {
    numerator.sign == .minus ? -magnitude(roundedUp: true) : magnitude(roundedUp: false)
  }

  /// The smallest Double that is not below the value: for a cost that is reported.
  public var doubleRoundedUp: Double {
    numerator.sign == .minus ? -magnitude(roundedUp: false) : magnitude(roundedUp: true)
  }

  private func magnitude(roundedUp: Bool) -> Double {
    let top = numerator.magnitude
    let bottom = denominator.magnitude
    guard !top.isZero else { return 0 }
    // A shift that leaves a quotient of 53 or 54 bits, or fewer where the result is subnormal.
    var shift = min(1074, 53 - (top.bitWidth - bottom.bitWidth))
    var (quotient, remainder) =
      shift >= 0
      ? (top << shift).quotientAndRemainder(dividingBy: bottom)
      : top.quotientAndRemainder(dividingBy: bottom << -shift)
    if quotient.bitWidth > 53 {
      let lost = quotient & 1
      quotient >>= 1
      shift -= 1
      remainder += lost
    }
    guard shift >= -971 else { return roundedUp ? .infinity : .greatestFiniteMagnitude }
    // At most 53 bits and an exponent in range: exact.
    let below = Double(sign: .plus, exponent: -shift, significand: Double(UInt64(quotient)))
    return roundedUp && !remainder.isZero ? below.nextUp : below
  }
}
