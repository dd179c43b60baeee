/// A grid of step 2^exponent, on which real values become integers before anything is added up.
///
/// **Guarantee**: each value is rounded by itself, by its own bits alone, and the integers are
/// added exactly: no order, no partial sum and no rounding of a total depends on the other values.
/// **Source**: Casacuberta, Shoemate, Vadhan, Wagaman 2022; Balcer and Vadhan 2018.
public struct IntegerGrid: Sendable, Equatable, Codable {
  /// The binary logarithm of the step.
  public let exponent: Int

  /// The step, a power of two.
  public var step: Double { Double(sign: .plus, exponent: exponent, significand: 1) }

  /// A grid of step 2^exponent.
  ///
  /// - Throws: `PrivacyError.parameter` outside of -900 ... 900.
  public init(exponent: Int) throws(PrivacyError) {
    guard (-900...900).contains(exponent) else {
      throw .parameter(name: "exponent", rule: "must be between -900 and 900")
    }
    self.exponent = exponent
  }

  /// A grid on which `span` is some 2^20 steps: finer than any noise that hides `span`.
  public init(covering span: Double) throws(PrivacyError) {
    guard span > 0, span.isFinite else {
      throw .parameter(name: "bounds", rule: "must be finite, with a positive width")
    }
    try self.init(exponent: Int(span.exponent) - 20)
  }

  /// The integer nearest to value / step, clamped; ties go to the even one.
  ///
  /// Infinities clamp to their end of the range. What is no number counts as the integer of the
  /// range nearest to 0, so that it can't be told from a value.
  public func integer(of value: Double, clampedTo range: ClosedRange<Int64>) -> Int64 {
    guard !value.isNaN else { return min(max(0, range.lowerBound), range.upperBound) }
    // The product by a power of two is exact, but for overflow to infinity (clamped) and underflow
    // below the smallest number (rounded to 0 as it should be).
    let scaled = (value * Double(sign: .plus, exponent: -exponent, significand: 1))
      .rounded(.toNearestOrEven)
    if scaled <= Double(range.lowerBound) { return range.lowerBound }
    if scaled >= Double(range.upperBound) { return range.upperBound }
    return Int64(scaled)
  }

  /// The integers whose points lie within the bounds.
  ///
  /// - Throws: `PrivacyError.parameter` for bounds that are no range or hold no point of the grid;
  ///   `PrivacyError.tooLarge` beyond 2^52 steps, where doubles skip integers.
  public func range(within bounds: ClosedRange<Double>) throws(PrivacyError) -> ClosedRange<Int64> {
    guard bounds.lowerBound.isFinite, bounds.upperBound.isFinite else {
      throw .parameter(name: "bounds", rule: "must be finite")
    }
    let factor = Double(sign: .plus, exponent: -exponent, significand: 1)
    let lower = (bounds.lowerBound * factor).rounded(.up)
    let upper = (bounds.upperBound * factor).rounded(.down)
    guard abs(lower) <= 0x1p52, abs(upper) <= 0x1p52 else {
      throw .tooLarge(name: "bounds", limit: "2^52 steps of the grid")
    }
    guard lower <= upper else {
      throw .parameter(name: "bounds", rule: "must hold a point of the grid")
    }
    return Int64(lower)...Int64(upper)
  }

  /// The real value of a (noisy) integer: rounding it costs nothing, as it is released already.
  public func value(of integer: Int128) -> Double { Double(integer) * step }
}

/// What one data subject may contribute to a query, and which datasets are neighbours.
public struct SubjectLimits: Sendable, Equatable, Codable {
  /// The most rows of one data subject.
  public let rows: Int
  /// What the guarantee can't tell apart.
  public let neighbours: Neighbours

  /// - Throws: `PrivacyError.parameter` outside of 1 ... 2^20 rows.
  public init(rows: Int = 1, neighbours: Neighbours = .addRemove) throws(PrivacyError) {
    guard (1...1 << 20).contains(rows) else {
      throw .parameter(name: "rows", rule: "must be between 1 and 2^20")
    }
    self.rows = rows
    self.neighbours = neighbours
  }

  /// How far one subject moves a sum of integers from `range`, exactly.
  ///
  /// The sums of 1 to `rows` integers of lower...upper fill min(lower, rows lower) ...
  /// max(upper, rows upper). Added or taken away, a subject moves the total by one such sum;
  /// substituted, by the difference of two.
  func sensitivity(of range: ClosedRange<Int64>) throws(PrivacyError) -> GridSensitivity {
    let lowest = min(Int128(range.lowerBound), Int128(range.lowerBound) * Int128(rows))
    let highest = max(Int128(range.upperBound), Int128(range.upperBound) * Int128(rows))
    let step: Int128 =
      switch neighbours {
      case .addRemove: max(abs(lowest), abs(highest))
      case .substitute: highest - lowest
      }
    guard step <= 1 << 40 else {
      throw .tooLarge(name: "sensitivity", limit: "2^40 steps of the grid")
    }
    return GridSensitivity(step: UInt64(step))
  }
}
