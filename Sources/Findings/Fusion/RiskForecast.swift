/// The rate among more candidates than were tried, by a law fitted on few.
public struct RiskForecast: Codable, Sendable, Equatable {
  /// A number of candidates, the rate measured there and the rate predicted.
  public struct Point: Codable, Sendable, Equatable {
    /// The number of candidates.
    public let candidates: Int
    /// What was measured; `nil` beyond the data.
    public let measured: Estimate?
    /// What the law predicts.
    public let predicted: Estimate

    /// A point.
    public init(candidates: Int, measured: Estimate?, predicted: Estimate) {
      self.candidates = candidates
      self.measured = measured
      self.predicted = predicted
    }
  }

  /// The largest number of candidates that the law was fitted on.
  public let fittedUpTo: Int
  /// Its discount.
  public let discount: Double
  /// Its strength.
  public let strength: Double
  /// Whether the rate measured among all candidates lies in the interval predicted from a tenth.
  public let holds: Bool
  /// Rates by candidates, rising; the last one is the declared population's where there is one.
  public let points: [Point]

  /// A forecast.
  public init(
    fittedUpTo: Int, discount: Double, strength: Double, holds: Bool, points: [Point]
  ) {
    self.fittedUpTo = fittedUpTo
    self.discount = discount
    self.strength = strength
    self.holds = holds
    self.points = points
  }
}
