public import Findings

/// What a release adds to what an adversary reaches without it.
///
/// **Source** Giomi et al., *A unified framework for quantifying privacy risk in synthetic data*,
/// PoPETs 2023(2), eq. 3: (success - reference) / (1 - reference). The interval is not theirs (a
/// propagated symmetric error, clipped): it is the MOVER interval for a ratio of two proportions
/// (Donner and Zou, *Closed-form confidence intervals for functions of the normal mean and standard
/// deviation*, Stat Methods Med Res 21, 2012, eq. 7), as the excess is 1 - (1 - success) / (1 -
/// reference). It is negative where the attack does worse than the reference, and never has zero
/// width where something was sampled.
public enum ExcessRisk {
  /// The excess of `success` over `reference`.
  ///
  /// A reference of 1 leaves nothing to add: the excess is then 0 with an interval of [0, 1].
  public static func estimate(success: Estimate, over reference: Estimate) -> Estimate {
    guard reference.value < 1 else {
      return Estimate(value: 0, lower: 0, upper: 1, level: success.level, method: .newcombe)
    }
    func above(_ probability: Double) -> Double {
      (probability - reference.value) / (1 - reference.value)
    }
    let value = above(success.value)
    // Over an exact reference the excess rises with the success, and so do the ends of its
    // interval.
    if reference.method == .exact {
      return Estimate(
        value: value, lower: min(above(success.lower), value),
        upper: max(above(success.upper), value), level: success.level, method: success.method)
    }
    let ratio = RatioInterval(
      numerator: success.complement, denominator: reference.complement)
    return Estimate(
      value: value, lower: min(value, 1 - ratio.upper), upper: max(value, 1 - ratio.lower),
      level: min(success.level, reference.level), method: .newcombe)
  }
}

/// The MOVER interval of a ratio of two non-negative quantities with intervals of their own.
private struct RatioInterval {
  let lower: Double
  let upper: Double

  init(numerator: Estimate, denominator: Estimate) {
    let product = numerator.value * denominator.value
    let square = product * product
    let (l1, u1) = (numerator.lower, numerator.upper)
    let (l2, u2) = (denominator.lower, denominator.upper)
    let lowDivisor = u2 * (2 * denominator.value - u2)
    let lowInside = square - l1 * u2 * (2 * numerator.value - l1) * (2 * denominator.value - u2)
    let highDivisor = l2 * (2 * denominator.value - l2)
    let highInside = square - u1 * l2 * (2 * numerator.value - u1) * (2 * denominator.value - l2)
    lower = lowDivisor > 0 ? max(0, (product - max(0, lowInside).squareRoot()) / lowDivisor) : 0
    upper =
      highDivisor > 0
      ? (product + max(0, highInside).squareRoot()) / highDivisor : .greatestFiniteMagnitude
  }
}

extension Estimate {
  /// The estimate of 1 - value.
  var complement: Estimate {
    Estimate(value: 1 - value, lower: 1 - upper, upper: 1 - lower, level: level, method: method)
  }
}
