public import Findings

/// The rates of an attack whose success on each data subject follows from the release itself.
public struct ExactGrade: Sendable, Equatable {
  /// The mean risk over all data subjects.
  public let success: Estimate
  /// The risk without the release.
  public let baseline: Estimate
  /// (success - baseline) / (1 - baseline).
  public let excess: Estimate
  /// How the risk is spread over the data subjects.
  public let distribution: RiskDistribution

  init(risks: [Double], baseline: Double) {
    let distribution = RiskDistribution(risks: risks)
    self.success = .exact(distribution.mean)
    self.baseline = .exact(baseline)
    self.excess = ExcessRisk.estimate(success: .exact(distribution.mean), over: .exact(baseline))
    self.distribution = distribution
  }
}

extension RiskDistribution {
  /// The thresholds at which shares are reported: 0.04 to 0.5 are the cell sizes 25, 20, 11, 5, 3
  /// and 2 of statistical practice (`facts/governance.md` B4), and just below 1 for certainty.
  public static let thresholds = [0.04, 0.05, 0.09, 0.2, 0.33, 0.5, 0.999]

  /// The distribution of `risks`, one for each data subject.
  ///
  /// - Precondition: `risks` is not empty and holds no not-a-number.
  /// - Complexity: O(n log n).
  public init(risks: [Double]) {
    let sorted = risks.sorted()
    let count = Double(sorted.count)
    let levels = [0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1]
    self.init(
      maximum: sorted.last ?? 0, mean: sorted.reduce(0, +) / count,
      quantiles: levels.map { level in
        let index = min(Int((level * count).rounded(.up)) - 1, sorted.count - 1)
        return Quantile(level: level, risk: sorted[max(index, 0)])
      },
      shareAbove: Self.thresholds.map { threshold in
        ShareAbove(threshold: threshold, share: Double(sorted.count { $0 > threshold }) / count)
      })
  }
}

extension AnonymitySetBin {
  /// The bounds of the histogram's bars: 1, 2, 3-4, 5-9, 10-19, 20-49, 50-99, 100-999, more.
  static let bounds: [(Int, Int?)] = [
    (1, 1), (2, 2), (3, 4), (5, 9), (10, 19), (20, 49), (50, 99), (100, 999), (1000, nil),
  ]

  /// The histogram of sets that hold data subjects.
  ///
  /// - Parameter sizes: pairs of a set's size and the number of sets of that size.
  /// - Complexity: O(`sizes`).
  public static func histogram(sizes: [(size: Int, sets: Int)]) -> [AnonymitySetBin] {
    let total = sizes.reduce(0.0) { $0 + Double($1.size) * Double($1.sets) }
    return bounds.map { lower, upper in
      let inside = sizes.filter { $0.size >= lower && $0.size <= upper ?? .max }
      let subjects = inside.reduce(0.0) { $0 + Double($1.size) * Double($1.sets) }
      return AnonymitySetBin(
        minimumSize: lower, maximumSize: upper, subjectShare: total > 0 ? subjects / total : 0,
        setCount: inside.reduce(0) { $0 + $1.sets })
    }
  }

  /// The histogram of the sets in which targets hide, one set for each target; targets on whom the
  /// attack has no candidate are in none.
  ///
  /// - Complexity: O(targets).
  public static func histogram(ofTargets sizes: [Int]) -> [AnonymitySetBin] {
    bounds.map { lower, upper in
      let count = sizes.count { $0 >= lower && $0 <= upper ?? .max }
      return AnonymitySetBin(
        minimumSize: lower, maximumSize: upper,
        subjectShare: sizes.isEmpty ? 0 : Double(count) / Double(sizes.count), setCount: count)
    }
  }
}
