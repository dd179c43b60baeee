import BigInt

/// The words in which a fraction in fixed point is kept: `UInt128` for tables, `BigUInt` for the
/// exact fall-back.
protocol FractionWord: Comparable, Sendable {
  /// A whole number that is known to fit.
  init(fitting value: BigUInt)
  /// A word that is known to fit.
  init(fitting value: UInt64)
  /// The sum, which is known to fit.
  static func + (left: Self, right: Self) -> Self
  /// floor(self * other / 2^precision).
  func product(_ other: Self, precision: Int) -> Self
  /// 2^bits.
  static func power(_ bits: Int) -> Self
}

extension UInt128: FractionWord {
  init(fitting value: BigUInt) { self = UInt128(truncatingIfNeeded: value) }
  init(fitting value: UInt64) { self = UInt128(value) }
  static func power(_ bits: Int) -> UInt128 { 1 << UInt128(bits) }

  func product(_ other: UInt128, precision: Int) -> UInt128 {
    let full = multipliedFullWidth(by: other)
    return (full.high << UInt128(128 - precision)) | (full.low >> UInt128(precision))
  }
}

extension BigUInt: FractionWord {
  init(fitting value: BigUInt) { self = value }
  init(fitting value: UInt64) { self = BigUInt(value) }
  static func power(_ bits: Int) -> BigUInt { BigUInt(1) << bits }

  func product(_ other: BigUInt, precision: Int) -> BigUInt { (self * other) >> precision }
}

/// A real number in fixed point, known to lie in [lower, lower + error] * 2^-precision.
///
/// Every operation rounds the lower end down and counts in `error` all that may have been lost, so
/// the interval always holds the true value: no claim rests on a floating-point function.
struct Enclosure<Word: FractionWord>: Sendable {
  /// The lower end, in units of 2^-precision.
  var lower: Word
  /// The interval's width in the same units.
  var error: UInt64

  /// The upper end.
  var upper: Word { lower + Word(fitting: error) }

  /// The product of two numbers that are at most one.
  ///
  /// With a, b <= 2^P and errors e, f < 2^(P/2): (a + e)(b + f)/2^P <= ab/2^P + f + e + 1, and the
  /// floor takes less than 1.
  func product(_ other: Enclosure, precision: Int) -> Enclosure {
    Enclosure(
      lower: lower.product(other.lower, precision: precision), error: error + other.error + 2)
  }

  /// The sum.
  func sum(_ other: Enclosure) -> Enclosure {
    Enclosure(lower: lower + other.lower, error: error + other.error)
  }
}

extension Enclosure where Word == BigUInt {
  /// exp(-exponent) to about `precision` bits, for an exponent that is not negative.
  ///
  /// The exponent is halved j times until it is below 1/2, the alternating series is summed in fixed
  /// point at a higher precision W, and the result squared j times. Errors in units of 2^-W: 1 for
  /// the argument's floor; at most 2 a term (the floor, and half of the term before's); 2 for the
  /// series' rest, which is below the first term that is left out.
  /// **Cost**: precision/6 products of `precision` bits.
  static func exponential(minus exponent: ExactRational, precision: Int) -> Enclosure {
    let whole = exponent.floor
    // exp(-x) < 2^-P where x >= P.
    if whole >= BigInt(precision) { return Enclosure(lower: 0, error: 1) }
    let halvings = whole.magnitude.bitWidth + 1
    let working = precision + 2 * halvings + 16
    let argument = exponent.scaled(bits: working - halvings)
    var positive = BigUInt.power(working)
    var negative = BigUInt(0)
    var term = positive
    var count: UInt64 = 0
    while !term.isZero {
      count += 1
      term = ((term * argument) >> working) / BigUInt(count)
      if count & 1 == 1 { negative += term } else { positive += term }
    }
    let slack = 2 * count + 3
    let sum = positive > negative ? positive - negative : 0
    let low = sum > BigUInt(slack) ? sum - BigUInt(slack) : 0
    var value = Enclosure(lower: low, error: 2 * slack)
    for _ in 0..<halvings { value = value.product(value, precision: working) }
    let dropped = working - precision
    return Enclosure(lower: value.lower >> dropped, error: (value.error >> UInt64(dropped)) + 2)
  }
}
