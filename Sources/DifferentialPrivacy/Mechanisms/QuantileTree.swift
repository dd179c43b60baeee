/// A hierarchy of noisy counts from which any number of quantiles can be read.
///
/// **Guarantee**: `cost`, once for all quantiles: a row is counted in one node of each of the
/// `levels` levels, and every node's count gets noise, drawn when it is first looked at and kept.
/// **Source**: Hay, Rastogi, Miklau, Suciu 2010; Google's differential privacy library, bounded
/// quantiles. **Cost**: O(n levels) to count; one draw for each node looked at.
/// **Does not protect against**: rows beyond `limits`; bounds chosen by looking at the data.
public struct QuantileTree: Sendable {
  /// What the tree costs, whatever is read from it.
  public let cost: PrivacyCost
  /// The number of levels below the root.
  public let levels: Int
  /// The number of children of a node.
  public let branching: Int
  private let noise: GridNoise
  private let bounds: ClosedRange<Double>
  private let leaves: Int
  /// Secret counts and released ones, by level and node.
  private var counts: [[Int: Int64]]
  private var noisy: [[Int: Int64]]

  /// A tree of branching^levels leaves over public bounds.
  public init(
    _ values: some Sequence<Double>, bounds: ClosedRange<Double>, levels: Int = 4,
    branching: Int = 16, budget: NoiseBudget, limits: SubjectLimits
  ) throws(PrivacyError) {
    guard (1...20).contains(levels), (2...1024).contains(branching),
      Double(levels) * Double(branching.bitWidth - branching.leadingZeroBitCount) <= 48
    else {
      throw .parameter(name: "levels", rule: "must give between 2 and 2^48 leaves")
    }
    let width = bounds.upperBound - bounds.lowerBound
    guard width > 0, width.isFinite else {
      throw .parameter(name: "bounds", rule: "must be finite, with a positive width")
    }
    // A subject's rows may all be in one node of each level: rows for each level. Substituted, they
    // leave one node and enter another: twice as many nodes.
    let nodes = UInt64(levels) * (limits.neighbours == .substitute ? 2 : 1)
    noise = try GridNoise(
      budget, sensitivity: GridSensitivity(step: UInt64(limits.rows), count: nodes))
    cost = noise.cost
    (self.bounds, self.levels, self.branching) = (bounds, levels, branching)
    leaves = (0..<levels).reduce(1) { product, _ in product * branching }
    counts = [[Int: Int64]](repeating: [:], count: levels)
    noisy = counts
    for value in values { insert(value) }
  }

  /// Counts one more value; only before anything is read from the tree.
  mutating func insert(_ value: Double) {
    let width = bounds.upperBound - bounds.lowerBound
    let place = value.isNaN ? 0 : (value - bounds.lowerBound) / width * Double(leaves)
    var node = place >= Double(leaves) ? leaves - 1 : Int(max(place, 0))
    for level in (0..<levels).reversed() {
      counts[level][node, default: 0] += 1
      node /= branching
    }
  }

  /// The noisy quantile for a probability.
  public mutating func quantile<Source: RandomSource & ~Copyable>(
    _ probability: Double, from source: inout Source
  ) throws(PrivacyError) -> Double {
    var share = Double(try ProbabilityStep(probability).steps) / Double(ProbabilityStep.whole)
    var node = 0
    for level in 0..<levels {
      var children: [Double] = []
      for child in 0..<branching {
        let count = noisyCount(level, node * branching + child, from: &source)
        children.append(Double(max(count, 0)))
      }
      let total = children.reduce(0, +)
      guard total > 0 else { return value(Double(node) + share, level: level) }
      var rest = share * total
      var chosen = branching - 1
      for (child, count) in children.enumerated() where count > 0 {
        chosen = child
        if rest <= count { break }
        rest -= count
      }
      share = min(max(rest / children[chosen], 0), 1)
      node = node * branching + chosen
    }
    return value(Double(node) + share, level: levels)
  }

  private mutating func noisyCount<Source: RandomSource & ~Copyable>(
    _ level: Int, _ node: Int, from source: inout Source
  ) -> Int64 {
    if let known = noisy[level][node] { return known }
    let sum = (counts[level][node] ?? 0).addingReportingOverflow(noise.draw(from: &source))
    noisy[level][node] = sum.partialValue
    return sum.partialValue
  }

  /// The point at a place among the nodes of a level (0 is the root).
  private func value(_ place: Double, level: Int) -> Double {
    let nodes = (0..<level).reduce(1.0) { product, _ in product * Double(branching) }
    let width = bounds.upperBound - bounds.lowerBound
    return min(bounds.lowerBound + place / nodes * width, bounds.upperBound)
  }
}
