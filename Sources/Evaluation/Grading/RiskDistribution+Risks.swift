public import Findings

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
