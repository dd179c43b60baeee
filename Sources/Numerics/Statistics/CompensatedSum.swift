/// A sum of floating-point numbers that carries along what rounding cuts off.
///
/// - Source: Neumaier, ZAMM 54 (1974), an improvement of Kahan's algorithm: the error does not grow
///   with the number of terms, unless they cancel.
public struct CompensatedSum: Sendable, Equatable {
  private var sum = 0.0
  private var compensation = 0.0

  /// An empty sum.
  public init() {}

  /// The sum of some numbers.
  ///
  /// - Complexity: O(count).
  public init(_ numbers: some Sequence<Double>) {
    for number in numbers { add(number) }
  }

  /// The sum so far.
  public var value: Double { sum.isFinite ? sum + compensation : sum }

  /// Adds a number.
  @inline(__always)
  public mutating func add(_ number: Double) {
    let next = sum + number
    if abs(sum) >= abs(number) {
      compensation += (sum - next) + number
    } else {
      compensation += (number - next) + sum
    }
    sum = next
  }
}
