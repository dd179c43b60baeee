/// A mechanism with its parameters, as a plan states them.
public enum PlannedMechanism: Sendable, Equatable {
  /// Laplace noise on a query of this sensitivity (1-norm); the epsilon where the plan states that
  /// and the scale follows.
  case laplace(scale: Double, sensitivity: Double, epsilon: Double?)
  /// Laplace noise on whole numbers; the epsilon as with `laplace`.
  case discreteLaplace(scale: Double, sensitivity: Int, epsilon: Double?)
  /// Gaussian noise of this standard deviation on a query of this sensitivity (2-norm).
  case gaussian(sigma: Double, sensitivity: Double)
  /// Gaussian noise on one whole number, of parameter sigma.
  case discreteGaussian(sigma: Double, sensitivity: Int)
  /// Each subject's report is the truth with e^epsilon times the odds of any other category.
  case randomizedResponse(epsilon: Double, categories: Int)
  /// The exponential mechanism: probabilities in proportion to e^(epsilon score / 2 sensitivity).
  case exponential(epsilon: Double)
  /// Anything that is epsilon-DP.
  case pure(epsilon: Double)
  /// Anything that is (epsilon, delta)-DP.
  case approximate(epsilon: Double, delta: Double)
  /// Anything that is rho-zCDP.
  case zeroConcentrated(rho: Double)
  /// Anything that is mu-GDP.
  case gaussianPrivacy(mu: Double)
  /// Training by noisy gradients: the noise as a multiple of the clipping norm.
  case noisyGradients(sigma: Double)

  /// The words of plans.
  public enum Word: String, Sendable, CaseIterable {
    case laplace
    case discreteLaplace = "discrete_laplace"
    case gaussian
    case discreteGaussian = "discrete_gaussian"
    case randomizedResponse = "randomized_response"
    case exponential
    case pure
    case approximate
    case zeroConcentrated = "zcdp"
    case gaussianPrivacy = "gdp"
    case noisyGradients = "dpsgd"

    /// The parameters it must have; of a list within, exactly one.
    var required: [[String]] {
      switch self {
      case .laplace, .discreteLaplace: [["scale", "epsilon"]]
      case .gaussian: [["sigma", "rho"]]
      case .discreteGaussian: [["sigma"]]
      case .randomizedResponse, .exponential, .pure: [["epsilon"]]
      case .approximate: [["epsilon"], ["delta"]]
      case .zeroConcentrated: [["rho"]]
      case .gaussianPrivacy: [["mu"]]
      case .noisyGradients: [["sigma"], ["steps"], ["sampling"]]
      }
    }

    /// The parameters it may have besides.
    var optional: [String] {
      switch self {
      case .laplace, .discreteLaplace, .gaussian, .discreteGaussian:
        ["sensitivity", "count", "sampling"]
      case .randomizedResponse: ["categories", "count", "sampling"]
      case .noisyGradients: []
      default: ["count", "sampling"]
      }
    }

    /// Every parameter that says something about it.
    var parameters: [String] { required.flatMap(\.self) + optional }
  }

  /// The word for it.
  public var word: Word {
    switch self {
    case .laplace: .laplace
    case .discreteLaplace: .discreteLaplace
    case .gaussian: .gaussian
    case .discreteGaussian: .discreteGaussian
    case .randomizedResponse: .randomizedResponse
    case .exponential: .exponential
    case .pure: .pure
    case .approximate: .approximate
    case .zeroConcentrated: .zeroConcentrated
    case .gaussianPrivacy: .gaussianPrivacy
    case .noisyGradients: .noisyGradients
    }
  }
}
