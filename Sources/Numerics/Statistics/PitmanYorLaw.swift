#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How many classes there are among people whose classes are spread by a Pitman-Yor process.
///
/// With strength a and discount d, E(K_n) = (1/d) (gamma(a+1) gamma(a+d+n) / (gamma(a+n)
/// gamma(a+d)) - a); for d = 0, E(K_n) = a (psi(a+n) - psi(a)).
///
/// **Source**: Pitman 2006, "Combinatorial Stochastic Processes", section 3.3; used to extrapolate
/// attacks by Rocher, Hendrickx, de Montjoye 2025, Nature Communications, s41467-024-55296-6.
package struct PitmanYorLaw: Sendable, Equatable {
  /// The strength a, above -discount.
  package let strength: Double
  /// The discount d in [0, 1).
  package let discount: Double

  /// A law.
  ///
  /// - Precondition: the parameters are in their ranges.
  package init(strength: Double, discount: Double) {
    precondition(discount >= 0 && discount < 1, "a discount is at least 0 and below 1")
    precondition(strength.isFinite && strength > -discount, "a strength is above -discount")
    self.strength = strength
    self.discount = discount
  }

  /// kappa(n) = E(K_n) / n: the chance that a match among `people` is right where those of a class
  /// can't be told apart and ties are broken at random; in (0, 1].
  ///
  /// - Precondition: `people` is at least 1.
  /// - Complexity: O(1). Relative error about 1e-12 for `people` up to 1e15.
  package func correctness(people: Int) -> Double {
    min(1, expectedClasses(people: people) / Double(people))
  }

  /// E(K_n), the expected number of different classes among `people`.
  ///
  /// - Precondition: `people` is at least 1.
  package func expectedClasses(people: Int) -> Double {
    precondition(people >= 1, "somebody to have a class")
    let count = Double(people)
    if discount == 0 {
      return strength * GammaSums.reciprocalSum(start: strength - 1, step: 1, count: people)
    }
    if strength > 0 {
      let growth = GammaSums.logGammaRatioGrowth(strength, by: count, plus: discount)
      return strength / discount * expm1(growth)
    }
    let growth = GammaSums.logGammaRatio(strength + count, plus: discount)
    let start = GammaSums.logGammaRatio(strength + discount, plus: 1 - discount)
    return (exp(growth + start) - strength) / discount
  }
}
