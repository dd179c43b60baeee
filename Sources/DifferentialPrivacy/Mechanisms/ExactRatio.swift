import BigInt

/// A ratio of two integers in machine words, kept in lowest terms: the only numbers noise is made
/// of.
struct ExactRatio: Sendable, Hashable {
  let numerator: UInt64
  let denominator: UInt64

  /// The ratio in lowest terms; a denominator of 0 counts as 1, which no caller passes.
  init(_ numerator: UInt64, _ denominator: UInt64) {
    var (high, low) = (numerator, max(denominator, 1))
    while low != 0 { (high, low) = (low, high % low) }
    self.numerator = numerator / high
    self.denominator = max(denominator, 1) / high
  }

  /// The largest ratio with 24 significant bits that is not above `value`.
  ///
  /// **Guarantee**: never above `value`, and at most 1.2e-7 of it below: a mechanism that spends
  /// the ratio spends no more than was asked for.
  ///
  /// - Throws: `PrivacyError.parameter` outside of 2^-30 ... 2^20.
  init(roundedDown value: Double, name: String) throws(PrivacyError) {
    guard value >= 0x1p-30, value <= 0x1p20 else {
      throw .parameter(name: name, rule: "must be between 2^-30 and 2^20")
    }
    let exponent = Int(value.exponent) - 23
    let digits = UInt64(value * Double(sign: .plus, exponent: -exponent, significand: 1))
    self =
      exponent >= 0
      ? ExactRatio(digits << UInt64(exponent), 1)
      : ExactRatio(digits, 1 << UInt64(-exponent))
  }

  /// The same ratio for the samplers.
  var rational: ExactRational { ExactRational(reducing: BigInt(numerator), BigInt(denominator)) }

  /// The nearest double: for display and for accuracy, never for a cost.
  var approximate: Double { Double(numerator) / Double(denominator) }
}

/// Arithmetic on doubles that never comes out below the true value.
enum RoundedUp {
  /// The least double that is not below numerator / denominator, exactly.
  static func quotient(_ numerator: BigUInt, _ denominator: BigUInt) -> Double {
    guard numerator > 0 else { return 0 }
    // 60 bits of quotient, then a sticky bit: Double's own conversion rounds to nearest, so that
    // the comparison below is exact and the loop takes at most one or two steps.
    let shift = 60 - (numerator.bitWidth - denominator.bitWidth)
    let (quotient, rest) =
      shift >= 0
      ? (numerator << shift).quotientAndRemainder(dividingBy: denominator)
      : numerator.quotientAndRemainder(dividingBy: denominator << (-shift))
    let digits = UInt64(quotient)
    var rounded = Double(digits)
    if UInt64(rounded) < digits || (UInt64(rounded) == digits && rest > 0) {
      rounded = rounded.nextUp
    }
    return rounded * Double(sign: .plus, exponent: -shift, significand: 1)
  }

  /// The sum, or the next double where rounding took something away (Knuth's two-sum).
  static func sum(_ left: Double, _ right: Double) -> Double {
    let total = left + right
    let virtual = total - left
    let error = (left - (total - virtual)) + (right - virtual)
    return error > 0 ? total.nextUp : total
  }

  /// The product, or the next double where rounding took something away.
  static func product(_ left: Double, _ right: Double) -> Double {
    let product = left * right
    return (-product).addingProduct(left, right) > 0 ? product.nextUp : product
  }

  /// The cost of making both releases, each analysed in the same notion.
  static func cost(_ left: PrivacyCost, _ right: PrivacyCost) -> PrivacyCost {
    switch (left, right) {
    case (.zeroConcentrated(let one), .zeroConcentrated(let other)):
      return .zeroConcentrated(rho: sum(one, other))
    case (.pure(let one), .pure(let other)):
      return .pure(epsilon: sum(one, other))
    default:
      // No mechanism here mixes notions: it chooses one noise for all of its parts.
      return .approximate(epsilon: .infinity, delta: 1)
    }
  }
}
