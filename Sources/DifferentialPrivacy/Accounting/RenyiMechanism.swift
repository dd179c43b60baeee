import Glibc

/// A mechanism whose Renyi divergence is known at every order above 1.
///
/// **Guarantee**: `divergenceRoundedUp` is at least D_a(M(x) || M(x')) for all neighbours x, x'.
/// **Source**: Mironov 2017 (arXiv:1702.07476, propositions 5, 6, 7) for Gaussian, randomized
/// response and Laplace; Mironov, Talwar and Zhang 2019 (arXiv:1908.10530) for Poisson-subsampled
/// Gaussian noise with add-remove neighbours, whose greater direction is the one computed
/// (theorem 5); Bun and Steinke 2016 (proposition 1.4) for zCDP and pure; Cesar and Rogers 2021
/// (arXiv:2004.07223) for bounded range: epsilon^2/8-zCDP; `FixedBatchGaussianRenyi` for batches.
public enum RenyiMechanism: Sendable, Equatable {
  /// Gaussian noise; the standard deviation over the sensitivity.
  case gaussian(deviation: Double)
  /// Gaussian noise on a sum over a Poisson sample.
  case subsampledGaussian(deviation: Double, rate: Double)
  /// Gaussian noise on a sum over a batch of fixed size; the deviation over the sensitivity among
  /// substitute neighbours, and the batch over all units.
  case fixedBatchGaussian(deviation: Double, rate: Double)
  /// Laplace noise; the scale over the sensitivity.
  case laplace(scale: Double)
  /// Binary randomized response that tells the truth with this probability.
  case randomizedResponse(truth: Double)
  /// rho-zCDP.
  case zeroConcentrated(rho: Double)
  /// epsilon-DP.
  case pure(epsilon: Double)
  /// A mechanism whose privacy loss has a range of epsilon, as the exponential mechanism's has.
  case boundedRange(epsilon: Double)

  /// The Renyi divergence of this order, rounded up: at most 1e-10 of it above the truth.
  public func divergenceRoundedUp(order: Double) throws(PrivacyError) -> Double {
    try Parameter.order(order)
    try validate()
    return divergence(order: order)
  }

  func validate() throws(PrivacyError) {
    switch self {
    case .gaussian(let deviation): try Parameter.positive(deviation, "deviation")
    case .subsampledGaussian(let deviation, let rate), .fixedBatchGaussian(let deviation, let rate):
      try Parameter.positive(deviation, "deviation")
      try Parameter.rate(rate)
      guard deviation >= 0.01 else {
        throw .parameter(name: "deviation", rule: "must be 0.01 sensitivities or more")
      }
    case .laplace(let scale): try Parameter.positive(scale, "scale")
    case .randomizedResponse(let truth):
      guard truth > 0, truth < 1 else {
        throw .parameter(name: "truth", rule: "must be above 0 and below 1")
      }
    case .zeroConcentrated(let rho): try Parameter.notNegative(rho, "rho")
    case .pure(let epsilon), .boundedRange(let epsilon):
      try Parameter.notNegative(epsilon, "epsilon")
    }
  }

  func divergence(order: Double) -> Double {
    switch self {
    case .gaussian(let deviation):
      return (WideDouble(order) / (WideDouble(deviation) * WideDouble(deviation)))
        .scaled(exponent: -1).roundedUp()
    case .subsampledGaussian(let deviation, let rate):
      if rate == 1 { return RenyiMechanism.gaussian(deviation: deviation).divergence(order: order) }
      return SubsampledGaussianRenyi(deviation: deviation, rate: rate, order: order).roundedUp
    case .laplace(let scale): return Self.laplace(scale, order)
    case .randomizedResponse(let truth): return Self.randomizedResponse(truth, order)
    case .zeroConcentrated(let rho): return (WideDouble(rho) * WideDouble(order)).roundedUp()
    case .pure(let epsilon): return Self.pure(epsilon, order)
    case .fixedBatchGaussian(let deviation, let rate):
      if rate == 1 { return RenyiMechanism.gaussian(deviation: deviation).divergence(order: order) }
      return FixedBatchGaussianRenyi(deviation: deviation, rate: rate).roundedUp(order: order)
    case .boundedRange(let epsilon):
      let eighth = DirectedSum.product(DirectedSum.product(epsilon, epsilon / 8), order)
      return min(eighth, Self.pure(epsilon, order))
    }
  }

  /// log(a/(2a-1) e^((a-1)/b) + (a-1)/(2a-1) e^(-a/b)) / (a - 1), with e^((a-1)/b) taken out.
  private static func laplace(_ scale: Double, _ order: Double) -> Double {
    let (one, a, b) = (WideDouble.one, WideDouble(order), WideDouble(scale))
    let (minusOne, twice) = (a - one, a.scaled(exponent: 1) - one)
    let inner = a / twice + minusOne / twice * (-(twice / b)).exponential
    let slack = 0x1p-78 / minusOne.high
    return min(
      1 / scale, (one / b + inner.naturalLogarithm / minusOne + WideDouble(slack)).roundedUp()
    )
    .nextUp
  }

  /// log(p^a (1-p)^(1-a) + (1-p)^a p^(1-a)) / (a - 1), with the greater term taken out.
  private static func randomizedResponse(_ truth: Double, _ order: Double) -> Double {
    let (one, a) = (WideDouble.one, WideDouble(order))
    let minusOne = a - one
    let p = WideDouble(max(truth, 1 - truth))
    let q = one - p
    let ratio = (p / q).naturalLogarithm
    // p (p/q)^(a-1) + q (q/p)^(a-1).
    let second = q / p * (-(ratio * minusOne).scaled(exponent: 1)).exponential
    let logarithm = p.naturalLogarithm + (one + second).naturalLogarithm
    let slack = 0x1p-76 * (1 / minusOne.high + abs(ratio.high))
    return max(0, (ratio + logarithm / minusOne + WideDouble(slack)).roundedUp())
  }

  /// The least of epsilon, epsilon^2 a / 2 and randomized response's divergence, which is the worst
  /// of all epsilon-DP mechanisms'.
  private static func pure(_ epsilon: Double, _ order: Double) -> Double {
    let rough = min(epsilon, (epsilon * epsilon / 2 * order).nextUp.nextUp.nextUp)
    guard epsilon > 1e-6, epsilon < 30 else { return rough }
    // p/q = e^epsilon, in double-double: p = 1/(1 + e^-epsilon).
    let (one, wide) = (WideDouble.one, WideDouble(epsilon))
    let minusOne = WideDouble(order) - one
    let shrunk = (-wide).exponential
    let second = shrunk * (-(wide * minusOne).scaled(exponent: 1)).exponential
    let logarithm = (one + second).naturalLogarithm - (one + shrunk).naturalLogarithm
    let slack = 0x1p-76 * (1 / minusOne.high + 1)
    return min(rough, max(0, (wide + logarithm / minusOne + WideDouble(slack)).roundedUp()))
  }
}
