import Glibc

/// A mechanism whose privacy loss distribution is known.
///
/// **Guarantee**: the pair of distributions that each case stands for dominates the mechanism's
/// outputs on every pair of neighbours; scales are in units of the query's sensitivity.
/// **Source**: subsampled Gaussian noise: Zhu, Dong and Wang 2022 (arXiv:2106.08567, theorem 11).
/// With `substitute` neighbours the pair has means +1 and -1: for any set of outputs of
/// probability v under N(0, s^2), Neyman and Pearson's lemma bounds its probability under a mean
/// of norm <= 1 by Phi(Phi^-1(v) +- 1/s), both bounds are met by the same half line, and the
/// hockey-stick divergence of the mixtures is linear in the three probabilities.
public enum LossMechanism: Sendable, Equatable {
  /// Gaussian noise; `deviation` is the standard deviation over the sensitivity.
  case gaussian(deviation: Double)
  /// Gaussian noise on a sum over a Poisson sample.
  case subsampledGaussian(deviation: Double, rate: Double, neighbours: Neighbours)
  /// Laplace noise; the scale over the sensitivity.
  case laplace(scale: Double)
  /// Discrete Laplace noise on integers, of a sensitivity that is an integer.
  case discreteLaplace(scale: Double, sensitivity: Int)
  /// Discrete Gaussian noise on integers: the parameter sigma^2.
  case discreteGaussian(variance: Double, sensitivity: Int)
  /// Randomized response over `categories`: the truth is e^epsilon times as likely as any other.
  case randomizedResponse(epsilon: Double, categories: Int)
  /// Any mechanism of which only (epsilon, delta) is known.
  case approximate(epsilon: Double, delta: Double)
  /// Outcomes with their probabilities under two neighbouring inputs; both orders are counted.
  case outcomes(first: [Double], second: [Double])
}

/// A mechanism's two directions of neighbours, on a grid: one where the first input is exchanged
/// for the second, one for the opposite; nil where they are the same.
struct LossDirections: Sendable {
  let forward: LossDistribution
  let backward: LossDistribution?
}

extension LossMechanism {
  /// Checks the parameters.
  func validate() throws(PrivacyError) {
    switch self {
    case .gaussian(let deviation): try Self.checkDeviation(deviation)
    case .subsampledGaussian(let deviation, let rate, _):
      try Self.checkDeviation(deviation)
      try Parameter.rate(rate)
    case .laplace(let scale):
      try Parameter.positive(scale, "scale")
      guard scale >= 0.01 else { throw .parameter(name: "scale", rule: "must be 0.01 or more") }
    case .discreteLaplace(let scale, let sensitivity):
      try Parameter.positive(scale, "scale")
      try Parameter.count(sensitivity, "sensitivity")
      guard Double(sensitivity) <= 500 * scale, sensitivity < 1 << 20 else {
        throw .parameter(name: "scale", rule: "must be at least the sensitivity / 500")
      }
    case .discreteGaussian(let variance, let sensitivity):
      try Parameter.positive(variance, "variance")
      try Parameter.count(sensitivity, "sensitivity")
      guard sensitivity < 1 << 20, variance >= 0x1p-10, variance < 0x1p40 else {
        throw .parameter(name: "variance", rule: "must be from 2^-10 to 2^40")
      }
    case .randomizedResponse(let epsilon, let categories):
      try Parameter.positive(epsilon, "epsilon")
      guard epsilon <= 100, categories >= 2 else {
        throw .parameter(name: "epsilon", rule: "must be at most 100, and categories 2 or more")
      }
    case .approximate(let epsilon, let delta):
      try Parameter.notNegative(epsilon, "epsilon")
      try Parameter.deltaOrZero(delta)
      guard epsilon <= 500 else { throw .parameter(name: "epsilon", rule: "must be at most 500") }
    case .outcomes(let first, let second): try Self.checkOutcomes(first, second)
    }
  }

  private static func checkDeviation(_ deviation: Double) throws(PrivacyError) {
    try Parameter.positive(deviation, "deviation")
    guard deviation >= 0.05, deviation <= 0x1p40 else {
      throw .parameter(name: "deviation", rule: "must be from 0.05 to 2^40 sensitivities")
    }
  }

  private static func checkOutcomes(_ first: [Double], _ second: [Double]) throws(PrivacyError) {
    guard first.count == second.count, !first.isEmpty, first.count < 1 << 24,
      (first + second).allSatisfy({ $0 >= 0 && $0 <= 1 }),
      abs(first.reduce(0, +) - 1) < 1e-9, abs(second.reduce(0, +) - 1) < 1e-9
    else {
      throw .parameter(
        name: "outcomes", rule: "must be two lists of equally many probabilities that sum to 1")
    }
  }

  /// The distance of all possible losses, where they lie on a grid of their own.
  var latticeStep: Double? {
    switch self {
    case .gaussian, .subsampledGaussian, .outcomes: nil
    case .laplace(let scale): 1 / scale
    case .discreteLaplace(let scale, _): 1 / scale
    case .discreteGaussian(let variance, let sensitivity):
      Double(sensitivity) / (2 * variance)
    case .randomizedResponse(let epsilon, _): epsilon
    case .approximate(let epsilon, _): epsilon > 0 ? epsilon : nil
    }
  }

  /// How far losses range, for the choice of a grid.
  var range: Double {
    switch self {
    case .gaussian(let deviation), .subsampledGaussian(let deviation, _, .addRemove):
      GaussianCells(deviation: deviation, rate: rate, opposed: false).loss(1 + 12 * deviation)
    case .subsampledGaussian(let deviation, let rate, .substitute):
      2 * GaussianCells(deviation: deviation, rate: rate, opposed: true).loss(1 + 12 * deviation)
    case .laplace(let scale): 2 / scale
    case .discreteLaplace(let scale, let sensitivity): 2 * Double(sensitivity) / scale
    case .discreteGaussian(let variance, let sensitivity):
      2 * (13 * variance.squareRoot() + Double(sensitivity)) * Double(sensitivity) / variance
    case .randomizedResponse(let epsilon, _), .approximate(let epsilon, _): 2 * epsilon
    case .outcomes(let first, let second):
      2 * (zip(first, second).map { $0 > 0 && $1 > 0 ? abs(log($0 / $1)) : 0 }.max() ?? 0)
    }
  }

  /// The deviation of Gaussian noise on all rows, else nil.
  var unsampledDeviation: Double? {
    switch self {
    case .gaussian(let deviation), .subsampledGaussian(let deviation, 1, .addRemove): deviation
    default: nil
    }
  }

  private var rate: Double {
    if case .subsampledGaussian(_, let rate, _) = self { return rate }
    return 1
  }
}
