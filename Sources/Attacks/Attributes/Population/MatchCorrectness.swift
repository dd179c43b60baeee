import Numerics

/// How often a match is right in a population of n people whose classes are spread by a Pitman-Yor
/// process: the expected number of classes over n, since one person in each class is found when
/// ties are broken at random.
///
/// kappa(n) = E(K_n) / n, with strength a and discount d,
/// E(K_n) = (1/d) (gamma(a+1) gamma(a+d+n) / (gamma(a+n) gamma(a+d)) - a); for d = 0,
/// E(K_n) = a (psi(a+n) - psi(a)).
///
/// **Source**: Pitman 2006, "Combinatorial Stochastic Processes", section 3.3; used to extrapolate
/// attacks by Rocher, Hendrickx, de Montjoye 2025, Nature Communications, s41467-024-55296-6.
/// **Does not protect against**: classes that are not spread so; check it on subsamples first.
public struct MatchCorrectness: Sendable, Equatable {
  /// The strength a, above -discount.
  public let strength: Double
  /// The discount d in [0, 1).
  public let discount: Double

  /// A Pitman-Yor law.
  ///
  /// - Throws: `PopulationError.parameter` where the parameters are outside their ranges.
  public init(strength: Double, discount: Double) throws(PopulationError) {
    guard discount >= 0, discount < 1 else {
      throw .parameter(name: "the discount", allowed: "at least 0 and below 1")
    }
    guard strength.isFinite, strength > -discount else {
      throw .parameter(name: "the strength", allowed: "finite and above minus the discount")
    }
    self.strength = strength
    self.discount = discount
  }

  /// The law that fits the class sizes of a sample.
  ///
  /// - Returns: `nil` where the fit has a negative discount, which this law excludes.
  public init?(_ fit: PitmanFit) {
    guard fit.alpha >= 0, fit.alpha < 1, fit.theta.isFinite, fit.theta > -fit.alpha else {
      return nil
    }
    strength = fit.theta
    discount = fit.alpha
  }

  /// kappa(n): the chance that a match is right among `people`, in (0, 1].
  ///
  /// - Throws: `PopulationError.parameter` where `people` is below 1.
  /// - Complexity: O(1). Relative error about 1e-12 for `people` up to 1e15.
  public func correctness(people: Int) throws(PopulationError) -> Double {
    guard people >= 1 else { throw .parameter(name: "the number of people", allowed: "1 or more") }
    return PitmanYorLaw(strength: strength, discount: discount).correctness(people: people)
  }
}
