/// The (population) variance of values clamped to public bounds.
///
/// **Guarantee**: `cost`: noisy sums of the distances from the bounds' middle and of their squares,
/// both of integers (the square of a rounded integer, so exact), and a noisy count where the size
/// is secret, each with its own sensitivity. **Cost**: one pass, two or three draws.
/// **Source**: Casacuberta, Shoemate, Vadhan, Wagaman 2022 for sums of integers.
/// **Does not protect against**: a "public" size that is none; rows beyond `limits`.
public struct BoundedVariance: Sendable {
  /// What one release costs.
  public let cost: PrivacyCost
  let grid: IntegerGrid
  let range: ClosedRange<Int64>
  let size: Int?
  let middle: Double
  let first: GridNoise
  let second: GridNoise
  let count: NoisyCount?

  /// The variance of values whose number is public (`knownSize`, with substitutes as neighbours) or
  /// secret (nil).
  public init(
    bounds: ClosedRange<Double>, knownSize: Int?, budget: NoiseBudget, limits: SubjectLimits
  ) throws(PrivacyError) {
    if let knownSize, knownSize < 1 || limits.neighbours != .substitute {
      throw .parameter(
        name: "size", rule: "must be positive, and neighbours substitutes where it is public")
    }
    (middle, _) = try BoundedMean.centre(bounds)
    let half = bounds.upperBound / 2 - bounds.lowerBound / 2
    // Some 2^12 steps: squares of at most 2^26 leave room for 2^14 rows a subject.
    grid = try IntegerGrid(exponent: Int(half.exponent) - 12)
    let edge = try grid.range(within: 0...half).upperBound
    range = (-edge)...edge
    size = knownSize
    let parts = budget.divided(by: knownSize == nil ? 3 : 2)
    first = try GridNoise(parts, sensitivity: limits.sensitivity(of: range))
    second = try GridNoise(parts, sensitivity: limits.sensitivity(of: 0...(edge * edge)))
    var total = RoundedUp.cost(first.cost, second.cost)
    if knownSize == nil {
      let count = try NoisyCount(budget: parts, limits: limits)
      total = RoundedUp.cost(total, count.cost)
      self.count = count
    } else {
      count = nil
    }
    cost = total
  }

  /// The noisy variance, never negative and never above the square of half of the width.
  public func released<Source: RandomSource & ~Copyable>(
    of values: some Sequence<Double>, from source: inout Source
  ) -> Double {
    var rows = 0
    var (sum, squares): (Int128, Int128) = (0, 0)
    for value in values {
      rows += 1
      let step = Int128(grid.integer(of: value - middle, clampedTo: range))
      sum += step
      squares += step * step
    }
    let noisySum = sum + Int128(first.draw(from: &source))
    let noisySquares = squares + Int128(second.draw(from: &source))
    let noisyRows = Double(size ?? max(count?.released(of: rows, from: &source) ?? 1, 1))
    let mean = Double(noisySum) / noisyRows
    let variance = Double(noisySquares) / noisyRows - mean * mean
    let most = Double(range.upperBound) * Double(range.upperBound)
    return min(max(variance, 0), most) * grid.step * grid.step
  }
}
