/// A number as the unevaluated sum of two doubles: some 106 bits, 31 decimal digits.
///
/// The conversions of budgets subtract nearly equal numbers and must round to the safe side. With
/// twice the digits the subtraction still leaves far more than a double holds, so the final
/// rounding is the only one that counts, and its direction can be chosen.
///
/// **Guarantee**: sum, difference, product, quotient and root have a relative error below 2^-100
/// (Joldes, Muller and Popescu 2017, doi:10.1145/3121432, algorithms 6, 12 and 18: 3u^2, 5u^2,
/// 10u^2, u = 2^-53) as long as nothing under- or overflows; `exponential` below 2^-88 and
/// `naturalLogarithm` below 2^-88 (1 + |log|). `trusted` = 2^-80 leaves room for
/// hundreds of such steps.
struct WideDouble: Sendable, Equatable {
  /// The nearest double.
  var high: Double
  /// What is left, at most half an ulp of `high`.
  var low: Double

  /// Results of the functions built on this type are trusted to a relative 2^-80.
  static let trusted = 0x1p-80

  init(_ value: Double) { (high, low) = (value, 0) }

  init(high: Double, low: Double) { (self.high, self.low) = (high, low) }

  /// The sum of two doubles without error (Knuth).
  static func exactSum(_ first: Double, _ second: Double) -> WideDouble {
    let sum = first + second
    let part = sum - first
    return WideDouble(high: sum, low: (first - (sum - part)) + (second - part))
  }

  /// The same where |first| >= |second| (Dekker).
  private static func orderedSum(_ first: Double, _ second: Double) -> WideDouble {
    let sum = first + second
    return WideDouble(high: sum, low: second - (sum - first))
  }

  /// The product of two doubles without error.
  static func exactProduct(_ first: Double, _ second: Double) -> WideDouble {
    let product = first * second
    return WideDouble(high: product, low: (-product).addingProduct(first, second))
  }

  static func + (left: WideDouble, right: WideDouble) -> WideDouble {
    let high = exactSum(left.high, right.high)
    let low = exactSum(left.low, right.low)
    let once = orderedSum(high.high, high.low + low.high)
    return orderedSum(once.high, once.low + low.low)
  }

  static prefix func - (value: WideDouble) -> WideDouble {
    WideDouble(high: -value.high, low: -value.low)
  }

  static func - (left: WideDouble, right: WideDouble) -> WideDouble { left + -right }

  static func * (left: WideDouble, right: WideDouble) -> WideDouble {
    let product = exactProduct(left.high, right.high)
    let cross = left.high * right.low + left.low * right.high
    return orderedSum(product.high, product.low + cross)
  }

  static func / (left: WideDouble, right: WideDouble) -> WideDouble {
    let first = left.high / right.high
    var rest = left - right * WideDouble(first)
    let second = rest.high / right.high
    rest = rest - right * WideDouble(second)
    let third = rest.high / right.high
    let pair = orderedSum(first, second)
    return orderedSum(pair.high, pair.low + third)
  }

  /// This times a power of two, exactly.
  func scaled(exponent: Int) -> WideDouble {
    let half = exponent / 2
    let first = Double(sign: .plus, exponent: half, significand: 1)
    let second = Double(sign: .plus, exponent: exponent - half, significand: 1)
    return WideDouble(high: high * first * second, low: low * first * second)
  }
}

extension WideDouble {
  /// The least double that is not below the true value, whose error is `relativeError` or less.
  func roundedUp(relativeError: Double = trusted) -> Double {
    guard high.isFinite else { return high }
    return low + abs(high) * relativeError > 0 ? high.nextUp : high
  }

  /// The greatest double that is not above the true value.
  func roundedDown(relativeError: Double = trusted) -> Double {
    -(-self).roundedUp(relativeError: relativeError)
  }

  static func < (left: WideDouble, right: WideDouble) -> Bool {
    left.high < right.high || (left.high == right.high && left.low < right.low)
  }

  static func <= (left: WideDouble, right: WideDouble) -> Bool { !(right < left) }
}
