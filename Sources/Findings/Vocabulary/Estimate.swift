/// How an interval came about.
public enum IntervalMethod: String, Codable, Sendable, CaseIterable {
  /// The value is exact for the release: nothing was sampled.
  case exact
  /// The value of a fitted model: no interval is known, and none is pretended.
  case model
  /// Wilson's score interval for a proportion (Wilson 1927, JASA 22).
  case wilson
  /// Clopper and Pearson's exact interval for a proportion (Biometrika 26, 1934): it covers the
  /// truth at least as often as its level says, also at levels close to 1.
  case clopperPearson = "clopper-pearson"
  /// Newcombe's hybrid score interval for a difference or a ratio of differences of proportions.
  case newcombe
  /// Percentiles over resampled data.
  case bootstrap
  /// Percentiles over repeated subsamples of the user's own data.
  case subsample
}

/// A number with its confidence interval.
///
/// Invariant: `lower <= value <= upper`; all three are finite.
public struct Estimate: Codable, Sendable, Equatable {
  /// The point estimate.
  public let value: Double
  /// The lower end of the interval.
  public let lower: Double
  /// The upper end of the interval.
  public let upper: Double
  /// The confidence level, 0.95 for 95 %; 1 for an exact value.
  public let level: Double
  /// How the interval came about.
  public let method: IntervalMethod

  /// A value with its interval.
  ///
  /// - Precondition: all finite, and `lower <= value <= upper`.
  public init(value: Double, lower: Double, upper: Double, level: Double, method: IntervalMethod) {
    precondition(
      value.isFinite && lower.isFinite && upper.isFinite && lower <= value && value <= upper,
      "an estimate lies inside its own interval")
    self.value = value
    self.lower = lower
    self.upper = upper
    self.level = level
    self.method = method
  }

  /// An exact value: its interval is the value itself.
  ///
  /// - Precondition: `value` is finite.
  public static func exact(_ value: Double) -> Estimate {
    Estimate(value: value, lower: value, upper: value, level: 1, method: .exact)
  }

  /// The value of a fitted model, without a known interval.
  ///
  /// - Precondition: `value` is finite.
  public static func model(_ value: Double) -> Estimate {
    Estimate(value: value, lower: value, upper: value, level: 1, method: .model)
  }
}
