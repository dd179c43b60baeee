/// The sum of values clamped to public bounds, with noise, on a grid.
///
/// **Guarantee**: `cost`, for datasets where one data subject has at most `limits.rows` rows: each
/// value is clamped and rounded by itself, the integers are added exactly in 128 bits (2^52 steps
/// times 2^63 rows stay below 2^116), so the sensitivity of what the noise is added to is exact.
/// **Source**: Dwork, McSherry, Nissim, Smith 2006; Casacuberta, Shoemate, Vadhan, Wagaman 2022.
/// **Cost**: one pass, one draw.
/// **Does not protect against**: bounds chosen by looking at the data; more rows a subject than
/// `limits` says (bound the contributions first).
public struct BoundedSum: Sendable {
  /// The grid of the values.
  public let grid: IntegerGrid
  /// What one data subject may contribute.
  public let limits: SubjectLimits
  /// The noise in use.
  public let noise: GridNoise
  let range: ClosedRange<Int64>

  /// What one release costs.
  public var cost: PrivacyCost { noise.cost }

  /// A sum of values within public bounds; without a grid, one of some 2^20 steps is chosen.
  public init(
    bounds: ClosedRange<Double>, budget: NoiseBudget, limits: SubjectLimits,
    grid chosen: IntegerGrid? = nil
  ) throws(PrivacyError) {
    if let chosen {
      grid = chosen
    } else {
      grid = try IntegerGrid(covering: max(abs(bounds.lowerBound), abs(bounds.upperBound)))
    }
    self.limits = limits
    range = try grid.range(within: bounds)
    noise = try GridNoise(budget, sensitivity: limits.sensitivity(of: range))
  }

  /// The exact sum of the values' integers: secret.
  func exact(_ values: some Sequence<Double>) -> Int128 {
    var total: Int128 = 0
    for value in values { total += Int128(grid.integer(of: value, clampedTo: range)) }
    return total
  }

  /// The noisy sum in steps of the grid.
  public func releasedSteps<Source: RandomSource & ~Copyable>(
    of values: some Sequence<Double>, from source: inout Source
  ) -> Int128 {
    exact(values) + Int128(noise.draw(from: &source))
  }

  /// The noisy sum.
  public func released<Source: RandomSource & ~Copyable>(
    of values: some Sequence<Double>, from source: inout Source
  ) -> Double {
    grid.value(of: releasedSteps(of: values, from: &source))
  }
}

/// The number of rows, with noise.
///
/// **Guarantee**: `cost`; a count moves by at most `limits.rows`. **Cost**: one draw.
/// **Source**: Ghosh, Roughgarden, Sundararajan 2009. **Does not protect against**: rows beyond
/// `limits`.
public struct NoisyCount: Sendable {
  /// The noise in use.
  public let noise: GridNoise

  /// What one release costs.
  public var cost: PrivacyCost { noise.cost }

  /// Substituted, a subject of 1 to `rows` rows moves the count by rows - 1, and where rows are
  /// counted that meet a condition by `rows`: the latter is assumed.
  public init(budget: NoiseBudget, limits: SubjectLimits) throws(PrivacyError) {
    noise = try GridNoise(budget, sensitivity: GridSensitivity(step: UInt64(limits.rows)))
  }

  /// The noisy count, which may be negative.
  public func released<Source: RandomSource & ~Copyable>(
    of count: Int, from source: inout Source
  ) -> Int {
    Int(clamping: Int128(count) + Int128(noise.draw(from: &source)))
  }
}
