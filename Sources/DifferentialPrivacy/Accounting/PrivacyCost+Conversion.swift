import Glibc

extension PrivacyCost {
  /// Checks the numbers.
  func validate() throws(PrivacyError) {
    switch self {
    case .pure(let epsilon): try Parameter.notNegative(epsilon, "epsilon")
    case .approximate(let epsilon, let delta):
      try Parameter.notNegative(epsilon, "epsilon")
      try Parameter.deltaOrZero(delta)
    case .zeroConcentrated(let rho): try Parameter.notNegative(rho, "rho")
    case .gaussian(let mu): try Parameter.notNegative(mu, "mu")
    }
  }

  var isGaussian: Bool {
    if case .gaussian = self { return true }
    return false
  }

  /// The zCDP that this implies, rounded up: epsilon^2 / 2 (Bun and Steinke 2016, proposition 1.4),
  /// mu^2 / 2; nil where there is none.
  public var rhoRoundedUp: Double? {
    switch self {
    case .pure(let epsilon): Self.halfSquareRoundedUp(epsilon)
    case .approximate(let epsilon, let delta): delta == 0 ? Self.halfSquareRoundedUp(epsilon) : nil
    case .zeroConcentrated(let rho): rho
    case .gaussian(let mu): Self.halfSquareRoundedUp(mu)
    }
  }

  private static func halfSquareRoundedUp(_ value: Double) -> Double {
    // Halving first is exact but for subnormals, for which the product is rounded up anyway.
    DirectedSum.product(value, value / 2)
  }

  /// The least epsilon for this delta, rounded up; infinite where there is none.
  public func epsilonRoundedUp(delta: Double) throws(PrivacyError) -> Double {
    try validate()
    switch self {
    case .pure(let epsilon): return epsilon
    case .approximate(let epsilon, let own): return own <= delta ? epsilon : .infinity
    case .zeroConcentrated(let rho):
      return try ConcentratedConversion.epsilonRoundedUp(rho: rho, delta: delta)
    case .gaussian(let mu):
      return mu == 0 ? 0 : try GaussianTradeOff(mu: mu).epsilonRoundedUp(delta: delta)
    }
  }
}

extension PrivacyAccountant.Release {
  /// (epsilon, delta) of one release, amplified by sampling.
  var approximate: (epsilon: Double, delta: Double)? {
    let own: (epsilon: Double, delta: Double)
    switch cost {
    case .pure(let epsilon): own = (epsilon, 0)
    case .approximate(let epsilon, let delta): own = (epsilon, delta)
    case .zeroConcentrated, .gaussian: return nil
    }
    guard rate < 1 else { return own }
    return try? Amplification.poissonSampledRoundedUp(
      epsilon: own.epsilon, delta: own.delta, rate: rate)
  }

  /// Its Renyi divergence, where one is known.
  var renyi: RenyiMechanism? {
    switch cost {
    case .gaussian(let mu):
      // 1/mu rounded down: less noise than there is.
      let deviation = (WideDouble.one / WideDouble(mu)).roundedDown()
      guard mu > 0, deviation.isFinite else { return nil }
      if rate == 1 { return .gaussian(deviation: deviation) }
      return neighbours == .addRemove
        ? .subsampledGaussian(deviation: deviation, rate: rate) : nil
    case .zeroConcentrated(let rho): return .zeroConcentrated(rho: rho)
    case .pure, .approximate:
      guard let amplified = approximate, amplified.delta == 0 else { return nil }
      return .pure(epsilon: amplified.epsilon)
    }
  }

  /// A dominating pair's loss distribution.
  var loss: LossMechanism? {
    switch cost {
    case .gaussian(let mu):
      let deviation = (WideDouble.one / WideDouble(mu)).roundedDown()
      guard mu > 0, deviation.isFinite else { return nil }
      return rate == 1
        ? .gaussian(deviation: deviation)
        : .subsampledGaussian(deviation: deviation, rate: rate, neighbours: neighbours)
    case .zeroConcentrated: return nil
    case .pure, .approximate:
      return approximate.map { .approximate(epsilon: $0.epsilon, delta: $0.delta) }
    }
  }
}
