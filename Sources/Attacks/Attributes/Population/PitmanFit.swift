import Foundation
import Numerics

/// The maximum likelihood fit of Pitman's sampling formula to class sizes.
///
/// With u classes of n rows, s_j of them of size j, the log-likelihood is (up to a constant)
///
///     L = sum_{i=1}^{u-1} ln(theta + i alpha) - sum_{i=1}^{n-1} ln(theta + i)
///         + sum_j s_j sum_{i=1}^{j-1} ln(i - alpha).
///
/// For a given alpha < 1 the equation dL/dtheta = 0 has exactly one root when u < n: the derivative
/// is the integral of (theta + x)^-2 against the difference of the counting functions of the points
/// i alpha and i, which changes sign once, and that kernel is totally positive. So theta is
/// profiled out by a bracketed search, and alpha found by a second one: no start value, no clock.
/// Where the profile has several maxima, the most likely is taken. Negative alpha (a population
/// with a finite number of kinds) is tried when no maximum lies in (0, 1).
///
/// **Source**: Hoshino 2001, "Applying Pitman's sampling formula to microdata disclosure risk
/// assessment", Journal of Official Statistics 17(4); Pitman 1995. **Cost**: about 100 x (distinct
/// sizes) reciprocals and a few thousand logarithms, whatever the number of rows; O(classes)
/// logarithms more for each maximum where the likelihood has several.
public struct PitmanFit: Sendable, Equatable {
  /// The strength, above -alpha.
  public let theta: Double
  /// The discount, below 1.
  public let alpha: Double
  /// The log-likelihood's relative derivatives at the solution: each the derivative over the sum of
  /// its terms' magnitudes; 1e-10 and below for a solved fit.
  public let residuals: [Double]

  /// Hoshino's estimate for a population that is large beside theta, the expression that ARX uses:
  /// E(S_1) = gamma(theta + 1) / gamma(theta + alpha) N^alpha.
  ///
  /// Where it leaves [0, N], N is not large beside theta, and `expectedUniques` answers instead.
  public func asymptoticUniques(populationSize: Double) -> UniquenessEstimate {
    let logarithm =
      GammaSums.logGammaRatio(theta + alpha, plus: 1 - alpha) + alpha * log(populationSize)
    let people = exp(logarithm)
    if people.isFinite, people <= populationSize { return .people(people, of: populationSize) }
    return expectedUniques(populationSize: populationSize)
  }

  /// E(S_1) = N gamma(theta + 1) gamma(theta + alpha + N - 1)
  ///          / (gamma(theta + alpha) gamma(theta + N)), exact for every N.
  public func expectedUniques(populationSize: Double) -> UniquenessEstimate {
    let logarithm =
      GammaSums.logGammaRatio(theta + alpha, plus: 1 - alpha)
      - GammaSums.logGammaRatio(theta + alpha + populationSize - 1, plus: 1 - alpha)
    return .people(populationSize * exp(logarithm), of: populationSize)
  }

  /// Fits the formula to `histogram`.
  ///
  /// - Returns: the fit, or a failure: all rows unique, one class only, or no stationary point.
  public static func fit(_ histogram: ClassSizeHistogram) -> Result<PitmanFit, FitFailure> {
    guard histogram.classCount < histogram.rowCount else {
      return .failure(FitFailure(reason: .everyRowUnique))
    }
    guard histogram.classCount > 1 else {
      return .failure(FitFailure(reason: .singleClass))
    }
    var profile = PitmanProfile(histogram)
    guard let alpha = profile.mostLikelyAlpha(), let theta = profile.theta(at: alpha) else {
      return .failure(FitFailure(reason: .noRoot))
    }
    let residuals = profile.relativeGradient(theta: theta, alpha: alpha)
    guard residuals.allSatisfy({ abs($0) < 1e-7 }) else {
      return .failure(FitFailure(reason: .iterationLimit))
    }
    return .success(PitmanFit(theta: theta, alpha: alpha, residuals: residuals))
  }
}
