/// The mean of values clamped to public bounds.
///
/// **Guarantee**: `cost`. Where the size is public, a noisy sum is divided by it, and neighbours
/// are substitutes; where it is not, a noisy sum of distances from the bounds' middle and a noisy
/// count share the budget. What is done to the two noisy integers costs nothing.
/// **Source**: Dwork, McSherry, Nissim, Smith 2006; Casacuberta, Shoemate, Vadhan, Wagaman 2022 for
/// known and unknown sizes. **Cost**: one pass, one or two draws.
/// **Does not protect against**: a "public" size that is none; rows beyond `limits`.
public struct BoundedMean: Sendable {
  /// What one release costs.
  public let cost: PrivacyCost
  let sum: BoundedSum
  let count: NoisyCount?
  let size: Int?
  let middle: Double
  let bounds: ClosedRange<Double>

  /// The mean of a number of values that is public: neighbours are substitutes.
  public init(
    bounds: ClosedRange<Double>, knownSize size: Int, budget: NoiseBudget, rowsPerSubject: Int = 1,
    grid: IntegerGrid? = nil
  ) throws(PrivacyError) {
    guard size > 0 else { throw .parameter(name: "size", rule: "must be positive") }
    (middle, self.bounds) = try Self.centre(bounds)
    sum = try BoundedSum(
      bounds: (bounds.lowerBound - middle)...(bounds.upperBound - middle), budget: budget,
      limits: SubjectLimits(rows: rowsPerSubject, neighbours: .substitute), grid: grid)
    (count, self.size, cost) = (nil, size, sum.cost)
  }

  /// The mean of a number of values that is secret too.
  public init(
    bounds: ClosedRange<Double>, budget: NoiseBudget, limits: SubjectLimits,
    grid: IntegerGrid? = nil
  ) throws(PrivacyError) {
    (middle, self.bounds) = try Self.centre(bounds)
    let half = budget.divided(by: 2)
    sum = try BoundedSum(
      bounds: (bounds.lowerBound - middle)...(bounds.upperBound - middle), budget: half,
      limits: limits, grid: grid)
    let count = try NoisyCount(budget: half, limits: limits)
    (self.count, size) = (count, nil)
    cost = RoundedUp.cost(sum.cost, count.cost)
  }

  /// The noisy mean, within the bounds.
  ///
  /// A wrong public size gives a wrong mean, but does not break the guarantee: the sum of distances
  /// from the middle moves no further when a row is added than when one is substituted.
  public func released<Source: RandomSource & ~Copyable>(
    of values: some Sequence<Double>, from source: inout Source
  ) -> Double {
    let mean: Double
    if let count {
      var rows = 0
      var total: Int128 = 0
      for value in values {
        rows += 1
        total += Int128(sum.grid.integer(of: value - middle, clampedTo: sum.range))
      }
      let noisyTotal = total + Int128(sum.noise.draw(from: &source))
      let noisyRows = max(count.released(of: rows, from: &source), 1)
      mean = sum.grid.value(of: noisyTotal) / Double(noisyRows)
    } else {
      let rows = size ?? 1
      let centred = values.lazy.map { $0 - middle }
      mean = sum.released(of: centred, from: &source) / Double(rows)
    }
    return min(max(mean + middle, bounds.lowerBound), bounds.upperBound)
  }

  static func centre(
    _ bounds: ClosedRange<Double>
  ) throws(PrivacyError) -> (Double, ClosedRange<Double>) {
    let middle = bounds.lowerBound / 2 + bounds.upperBound / 2
    guard middle.isFinite, bounds.lowerBound < bounds.upperBound else {
      throw .parameter(name: "bounds", rule: "must be finite, with a positive width")
    }
    return (middle, bounds)
  }
}
