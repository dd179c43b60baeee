public import BigInt

/// A fraction of two integers, exact at any size: the parameters of the exact samplers.
///
/// Always in lowest terms with a positive denominator.
public struct ExactRational: Sendable, Hashable {
  /// The numerator; carries the sign.
  public let numerator: BigInt
  /// The denominator, positive.
  public let denominator: BigInt

  /// The fraction of two integers of any size.
  ///
  /// - Throws: `PrivacyError.parameter` where the denominator is zero.
  public init(_ numerator: BigInt, over denominator: BigInt) throws(PrivacyError) {
    guard !denominator.isZero else {
      throw .parameter(name: "denominator", rule: "must not be zero")
    }
    self.init(reducing: numerator, denominator)
  }

  /// The fraction of two machine integers.
  ///
  /// - Throws: `PrivacyError.parameter` where the denominator is zero.
  public init(_ numerator: Int, over denominator: Int) throws(PrivacyError) {
    try self.init(BigInt(numerator), over: BigInt(denominator))
  }

  /// A whole number.
  public init(_ whole: Int) {
    numerator = BigInt(whole)
    denominator = 1
  }

  /// The value of a Double, exactly: every finite Double is an integer times a power of two.
  ///
  /// 0.1 gives 3602879701896397/2^55, not 1/10: for that, see `init(decimal:)`.
  /// - Throws: `PrivacyError.parameter` for an infinity or a NaN.
  public init(_ value: Double) throws(PrivacyError) {
    guard value.isFinite else { throw .parameter(name: "value", rule: "must be finite") }
    guard value != 0 else {
      self.init(0)
      return
    }
    let significand = BigInt(value.significandBitPattern)
    let hidden = BigInt(value.isSubnormal ? 0 : 1) << 52
    let magnitude = significand + hidden
    let exponent = value.isSubnormal ? -1074 : Int(value.exponent) - 52
    let signed = value < 0 ? -magnitude : magnitude
    self.init(
      reducing: exponent >= 0 ? signed << exponent : signed,
      exponent >= 0 ? 1 : BigInt(1) << -exponent)
  }

  /// The value of a decimal as "0.1" or "1e-6", or of a fraction as "1171/500"; nil for others.
  ///
  /// Exponents beyond ±9999 are refused, so that a short text can't ask for gigabytes.
  public init?(decimal text: String) {
    let halves = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = halves.first, let top = Self.parse(first) else { return nil }
    guard halves.count == 2 else {
      self.init(reducing: top.numerator, top.denominator)
      return
    }
    guard let bottom = Self.parse(halves[1]), !bottom.numerator.isZero else { return nil }
    self.init(
      reducing: top.numerator * bottom.denominator, top.denominator * bottom.numerator)
  }

  /// Reduces a fraction whose denominator is known not to be zero.
  init(reducing numerator: BigInt, _ denominator: BigInt) {
    let divisor = numerator.greatestCommonDivisor(with: denominator)
    let sign: BigInt = denominator.sign == .minus ? -1 : 1
    self.numerator = sign * numerator / divisor
    self.denominator = sign * denominator / divisor
  }

  private static func parse(
    _ text: Substring
  ) -> (numerator: BigInt, denominator: BigInt)? {
    let parts = text.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 == "e" || $0 == "E" })
    guard let mantissa = parts.first else { return nil }
    var exponent = 0
    if parts.count == 2 {
      guard let written = Int(parts[1]), abs(written) <= 9999 else { return nil }
      exponent = written
    }
    let point = mantissa.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let digits = point.joined()
    let unsigned = digits.drop { $0 == "-" || $0 == "+" }
    guard !unsigned.isEmpty, digits.count - unsigned.count <= 1,
      unsigned.allSatisfy({ $0.isASCII && $0.isNumber }), let value = BigInt(digits)
    else { return nil }
    if point.count == 2 { exponent -= point[1].count }
    let power = BigInt(10).power(abs(exponent))
    return exponent >= 0 ? (value * power, 1) : (value, power)
  }
}

extension ExactRational: Comparable {
  /// Whether one fraction is smaller, exactly.
  public static func < (left: ExactRational, right: ExactRational) -> Bool {
    left.numerator * right.denominator < right.numerator * left.denominator
  }
}

extension ExactRational: CustomStringConvertible {
  /// The fraction as text, "3/2", or a whole number.
  public var description: String {
    denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)"
  }
}
