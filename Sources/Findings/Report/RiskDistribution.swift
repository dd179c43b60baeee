/// How the risk is spread over the data subjects.
public struct RiskDistribution: Codable, Sendable, Equatable {
  /// The largest risk of any data subject.
  public let maximum: Double
  /// The mean risk.
  public let mean: Double
  /// Pairs of a quantile's level in [0, 1] and the risk at it, levels rising.
  public let quantiles: [Quantile]
  /// Pairs of a threshold and the share of data subjects whose risk is above it.
  public let shareAbove: [ShareAbove]

  /// A risk at a quantile.
  public struct Quantile: Codable, Sendable, Equatable {
    /// The level in [0, 1].
    public let level: Double
    /// The risk at the level.
    public let risk: Double
    /// A risk at a quantile.
    public init(level: Double, risk: Double) {
      self.level = level
      self.risk = risk
    }
  }

  /// A share of data subjects above a threshold.
  public struct ShareAbove: Codable, Sendable, Equatable {
    /// The threshold.
    public let threshold: Double
    /// The share of data subjects whose risk exceeds the threshold.
    public let share: Double
    /// A share above a threshold.
    public init(threshold: Double, share: Double) {
      self.threshold = threshold
      self.share = share
    }
  }

  /// A distribution of risk.
  public init(
    maximum: Double, mean: Double, quantiles: [Quantile], shareAbove: [ShareAbove]
  ) {
    self.maximum = maximum
    self.mean = mean
    self.quantiles = quantiles
    self.shareAbove = shareAbove
  }
}
