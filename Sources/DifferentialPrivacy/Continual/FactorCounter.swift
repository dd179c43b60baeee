/// A running total, released after each step, by a factorisation of the matrix of running totals.
///
/// **Guarantee**: `cost` for all releases together, where one data subject changes one step's value
/// by at most what the bounds allow. C's coefficients are rounded to integers (2^-16), the integer
/// vector C x gets exact discrete Gaussian noise, its sensitivity is the exact length of C's
/// integer column, and everything else is post-processing. Values may be chosen in view of earlier
/// releases: Gaussian noise on a lower triangular C allows it (Denissov et al. 2022, Theorem 2.1).
/// **Source**: Li et al. 2015; Fichtenberger, Henzinger, Upadhyay 2023.
/// **Cost**: O(steps) of state and time a step; `TreeCounter` takes O(log steps), at 3 to 7 times
/// the error.
/// **Does not protect against**: a subject with values in several steps (divide the budget).
public struct FactorCounter: Sendable {
  /// The noise of each step.
  public let noise: GridNoise
  private static let bits = 16
  private let factor: [Int64]
  private let quotient: [Double]
  private let range: ClosedRange<Int64>
  /// The secret values so far, and what was released of them.
  private var values: [Int64] = []
  private var noisy: [Double] = []

  /// What all releases together cost.
  public var cost: PrivacyCost { noise.cost }

  /// How many steps were taken.
  public var taken: Int { values.count }

  /// A counter for at most `steps` steps, each of a value within `range`, at a cost of `rho`.
  public init(
    _ shape: PrefixFactor = .squareRoot, steps: Int, range: ClosedRange<Int64> = 0...1, rho: Double,
    neighbours: Neighbours = .addRemove
  ) throws(PrivacyError) {
    guard (1...1 << 16).contains(steps) else {
      throw .parameter(name: "steps", rule: "must be between 1 and 2^16")
    }
    let unit = Double(1 << Self.bits)
    let coefficients = shape.coefficients(steps)
    guard coefficients.allSatisfy({ abs($0) <= 16 }) else {
      throw .parameter(name: "factor", rule: "must have coefficients between -16 and 16")
    }
    let rounded = coefficients.map { Int64(($0 * unit).rounded()) }
    let one = try SubjectLimits(rows: 1, neighbours: neighbours).sensitivity(of: range)
    guard one.absolute <= 1 << 20 else {
      throw .tooLarge(name: "range", limit: "2^20 steps")
    }
    // Column j of C has the first steps - j coefficients: the first column is the longest.
    var squares: UInt128 = 0
    for value in rounded { squares += UInt128(value.magnitude) * UInt128(value.magnitude) }
    let sum = rounded.reduce(UInt64(0)) { $0 + $1.magnitude }
    noise = try GridNoise(
      .gaussian(rho: rho),
      sensitivity: GridSensitivity(absolute: sum * one.absolute, squared: squares * one.squared))
    factor = rounded
    self.range = range
    quotient = PrefixFactor.prefixOverFactor(rounded.map { Double($0) / unit })
  }

  /// Takes the next value, clamped to the range, and releases the running total.
  ///
  /// - Throws: `PrivacyError.budgetExceeded` after the last step.
  public mutating func add<Source: RandomSource & ~Copyable>(
    _ value: Int64, from source: inout Source
  ) throws(PrivacyError) -> Double {
    guard values.count < factor.count else { throw .budgetExceeded }
    values.append(min(max(value, range.lowerBound), range.upperBound))
    let last = values.count - 1
    var sum: Int128 = 0
    for (index, value) in values.enumerated() {
      sum += Int128(factor[last - index]) * Int128(value)
    }
    noisy.append(Double(sum + Int128(noise.draw(from: &source))) / Double(1 << Self.bits))
    var total = 0.0
    for (index, value) in noisy.enumerated() { total += quotient[last - index] * value }
    return total
  }
}
