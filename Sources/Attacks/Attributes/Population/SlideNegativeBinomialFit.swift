import Foundation

/// The slide negative binomial model: a population class has F people, F - 1 of them negative
/// binomial with shape alpha and success probability beta.
///
/// With D = 1 - (1 - beta)(1 - f), c = 1 - beta, d = (1 - f) c, thinning each person with the
/// sampling fraction f gives the chances that a population class has one or two sample rows:
///
///     p_1 = f (beta / D)^alpha (1 + alpha d / D)
///     p_2 = alpha beta^alpha f^2 c / (2 D^(alpha+2)) (2 - (1 - alpha) d)
///
/// K p_1 = s_1 and K p_2 = s_2 are the estimating equations, K being the modified Shlosser estimate
/// of the number of population classes. The ratio of the two is a quadratic in alpha with exactly
/// one positive root for each beta, so one bracketed search over beta is left.
///
/// **Source**: Chen and Keller-McNulty 1998, "Estimation of identification disclosure risk in
/// microdata", Journal of Official Statistics 14(1); Haas and Stokes 1998, "Estimating the number
/// of classes in a finite population", JASA 93, section 3 (D_Sh3). ARX 3.9.2's equation for s_2
/// multiplies by D^(alpha+2) where it must divide, so that its solver never converges.
public struct SlideNegativeBinomialFit: Sendable, Equatable {
  /// The shape, above 0.
  public let alpha: Double
  /// The success probability in (0, 1).
  public let beta: Double
  /// The estimated number of classes in the population.
  public let populationClasses: Double
  /// K p_1 / s_1 - 1 and K p_2 / s_2 - 1 at the solution.
  public let residuals: [Double]
  /// The estimated number of population uniques, K beta^alpha.
  public let uniques: Double

  static func uniques(
    _ histogram: ClassSizeHistogram, samplingFraction: Double, populationSize: Double
  ) -> UniquenessEstimate {
    let singles = Double(histogram.classes(ofSize: 1))
    if singles == 0 { return .converged(people: 0, share: 0) }
    // The sample is the population: what is unique is counted.
    if samplingFraction == 1 { return .people(singles, of: populationSize) }
    switch fit(histogram, samplingFraction: samplingFraction) {
    case .success(let fit): return .people(fit.uniques, of: populationSize)
    case .failure(let failure): return .notConverged(failure.reason)
    }
  }

  /// Solves the estimating equations; where several solutions exist, the one with the most uniques.
  ///
  /// - Parameter samplingFraction: in (0, 1).
  /// - Returns: the fit, or a failure: no singles or pairs in the sample, or no solution.
  /// - Complexity: O(distinct sizes) and some hundred evaluations of p_1.
  public static func fit(
    _ histogram: ClassSizeHistogram, samplingFraction: Double
  ) -> Result<SlideNegativeBinomialFit, FitFailure> {
    let singles = Double(histogram.classes(ofSize: 1))
    let pairs = Double(histogram.classes(ofSize: 2))
    guard histogram.classCount < histogram.rowCount else {
      return .failure(FitFailure(reason: .everyRowUnique))
    }
    guard singles > 0, pairs > 0 else { return .failure(FitFailure(reason: .noPairs)) }
    guard samplingFraction > 0, samplingFraction < 1 else {
      return .failure(FitFailure(reason: .noRoot))
    }
    let classes = shlosser(histogram, fraction: samplingFraction)
    guard classes.isFinite, classes > 0 else {
      return .failure(FitFailure(reason: .noRoot))
    }
    let equations = Equations(
      fraction: samplingFraction, classes: classes, singles: singles, pairs: pairs)
    let fits = equations.roots().map { equations.fit(at: $0) }
    guard let best = fits.max(by: { $0.uniques < $1.uniques }) else {
      return .failure(FitFailure(reason: .noRoot))
    }
    return .success(best)
  }

  /// The modified Shlosser estimate of the number of classes in the population.
  ///
  /// u + s_1 (sum i q^2 (1-q^2)^(i-1) s_i) / (sum ((1-q^2)^i - (1-q)^i) s_i)
  ///   ((sum (1-q)^i s_i) / (sum i q (1-q)^(i-1) s_i))^2, for the sampling fraction q.
  static func shlosser(_ histogram: ClassSizeHistogram, fraction: Double) -> Double {
    var first = 0.0
    var second = 0.0
    var third = 0.0
    var fourth = 0.0
    let square = fraction * fraction
    let logOfRest = log1p(-fraction)
    let logOfSquareRest = log1p(-square)
    for (size, count) in zip(histogram.sizes, histogram.counts) {
      let size = Double(size)
      let count = Double(count)
      let unseen = exp(size * logOfRest)
      first += size * square * exp((size - 1) * logOfSquareRest) * count
      second += (exp(size * logOfSquareRest) - unseen) * count
      third += unseen * count
      fourth += size * fraction * exp((size - 1) * logOfRest) * count
    }
    let singles = Double(histogram.classes(ofSize: 1))
    return Double(histogram.classCount) + singles * first / second * (third / fourth)
      * (third / fourth)
  }
}

/// The estimating equations with alpha eliminated, as a function of logit(beta).
private struct Equations {
  let fraction: Double
  let classes: Double
  let singles: Double
  let pairs: Double

  /// beta, its complement c, D and d at logit(beta) = t, each without cancellation.
  private func point(_ t: Double) -> (beta: Double, rest: Double, whole: Double, thinned: Double) {
    let beta = t < 0 ? exp(t) / (1 + exp(t)) : 1 / (1 + exp(-t))
    let rest = t > 0 ? exp(-t) / (1 + exp(-t)) : 1 / (1 + exp(t))
    return (beta, rest, beta + fraction * rest, (1 - fraction) * rest)
  }

  /// The one positive alpha for which p_2 / p_1 = s_2 / s_1.
  private func alpha(_ t: Double) -> Double {
    let (_, rest, whole, thinned) = point(t)
    let ratio = pairs / singles
    let a = fraction * rest * thinned
    let b = fraction * rest * (2 - thinned) - 2 * whole * ratio * thinned
    let c = -2 * whole * whole * ratio
    let root = (b * b - 4 * a * c).squareRoot()
    return b > 0 ? -2 * c / (b + root) : (root - b) / (2 * a)
  }

  private func singleProbability(_ t: Double, alpha: Double) -> Double {
    let (beta, rest, whole, thinned) = point(t)
    let power = exp(-alpha * log1p(fraction * rest / beta))
    return fraction * power * (1 + alpha * thinned / whole)
  }

  private func pairProbability(_ t: Double, alpha: Double) -> Double {
    let (beta, rest, whole, thinned) = point(t)
    let power = exp(-alpha * log1p(fraction * rest / beta))
    return alpha * power * fraction * fraction * rest / (2 * whole * whole)
      * (2 - (1 - alpha) * thinned)
  }

  private func excess(_ t: Double) -> Double {
    classes * singleProbability(t, alpha: alpha(t)) - singles
  }

  func roots() -> [Double] {
    let grid = stride(from: -40.0, through: 30.0, by: 0.25)
    var roots: [Double] = []
    var previous: (t: Double, value: Double)?
    for t in grid {
      let value = excess(t)
      guard value.isFinite else { continue }
      if let left = previous, (left.value < 0) != (value < 0),
        let root = BracketedRoot.find(lower: left.t, upper: t, tolerance: 1e-15, excess)
      {
        roots.append(root)
      }
      previous = (t, value)
    }
    return roots
  }

  func fit(at t: Double) -> SlideNegativeBinomialFit {
    let alpha = alpha(t)
    let (beta, rest, _, _) = point(t)
    let logOfBeta = rest < 0.5 ? log1p(-rest) : log(beta)
    return SlideNegativeBinomialFit(
      alpha: alpha, beta: beta, populationClasses: classes,
      residuals: [
        classes * singleProbability(t, alpha: alpha) / singles - 1,
        classes * pairProbability(t, alpha: alpha) / pairs - 1,
      ],
      uniques: classes * exp(alpha * logOfBeta))
  }
}
