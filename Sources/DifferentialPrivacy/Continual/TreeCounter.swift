/// A running total, released after each step, with noise on the nodes of a binary tree.
///
/// **Guarantee**: `cost` for all releases together, where one data subject changes one step's value
/// by at most what the bounds allow: a value is in one node of each of log2(steps) + 1 levels.
/// Values may be chosen in view of earlier releases: each node's noise is drawn when it is closed.
/// **Source**: Dwork, Naor, Pitassi, Rothblum 2010; Chan, Shi, Song 2011, Algorithm 2.
/// **Cost**: O(log steps) of state, one draw a step.
/// **Does not protect against**: a subject with values in several steps (divide the budget).
public struct TreeCounter: Sendable {
  /// The most steps.
  public let steps: Int
  /// The number of levels: how many nodes a value is in.
  public let levels: Int
  /// The noise of each node.
  public let noise: GridNoise
  /// How many steps were taken.
  public private(set) var taken = 0
  private let range: ClosedRange<Int64>
  /// Secret sums and released ones of the open nodes, by level.
  private var sums: [Int128]
  private var noisy: [Int128]

  /// What all releases together cost.
  public var cost: PrivacyCost { noise.cost }

  /// A counter for at most `steps` steps, each of a value within `range`.
  public init(
    steps: Int, range: ClosedRange<Int64> = 0...1, budget: NoiseBudget,
    neighbours: Neighbours = .addRemove
  ) throws(PrivacyError) {
    guard (1...1 << 40).contains(steps) else {
      throw .parameter(name: "steps", rule: "must be between 1 and 2^40")
    }
    self.steps = steps
    levels = Int.bitWidth - steps.leadingZeroBitCount
    self.range = range
    let one = try SubjectLimits(rows: 1, neighbours: neighbours).sensitivity(of: range)
    noise = try GridNoise(
      budget, sensitivity: GridSensitivity(step: one.absolute, count: UInt64(levels)))
    sums = [Int128](repeating: 0, count: levels)
    noisy = sums
  }

  /// Takes the next value, clamped to the range, and releases the running total.
  ///
  /// - Throws: `PrivacyError.budgetExceeded` after the last step.
  public mutating func add<Source: RandomSource & ~Copyable>(
    _ value: Int64, from source: inout Source
  ) throws(PrivacyError) -> Int {
    guard taken < steps else { throw .budgetExceeded }
    taken += 1
    let level = taken.trailingZeroBitCount
    var sum = Int128(min(max(value, range.lowerBound), range.upperBound))
    for lower in 0..<level {
      sum += sums[lower]
      (sums[lower], noisy[lower]) = (0, 0)
    }
    sums[level] = sum
    noisy[level] = sum + Int128(noise.draw(from: &source))
    var total: Int128 = 0
    for level in 0..<levels where taken >> level & 1 == 1 { total += noisy[level] }
    return Int(clamping: total)
  }

  /// The largest expected squared error, in units of the noise that sensitivity 1 needs: levels
  /// times the most nodes of a prefix.
  public static func maxLoss(steps: Int) -> Double {
    Double(levels(steps)) * Double((1...steps).reduce(0) { max($0, $1.nonzeroBitCount) })
  }

  /// The mean expected squared error, in the same units.
  public static func meanLoss(steps: Int) -> Double {
    let nodes = (1...steps).reduce(0) { $0 + $1.nonzeroBitCount }
    return Double(levels(steps)) * Double(nodes) / Double(steps)
  }

  private static func levels(_ steps: Int) -> Int { Int.bitWidth - steps.leadingZeroBitCount }
}
