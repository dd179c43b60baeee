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
