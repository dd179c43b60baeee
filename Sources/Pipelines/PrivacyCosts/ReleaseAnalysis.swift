import DifferentialPrivacy
import Findings
import Tables

/// A planned release with its cost in every notion, and how that was found.
struct ReleaseAnalysis {
  let cost: ReleaseCost
  let steps: [PrivacyCosts.Step]

  /// The cost of one release as planned.
  ///
  /// - Throws: `PrivacyError` where a parameter is outside what can be counted.
  init(_ release: PlannedRelease, neighbours: ReleasePlan.Relation) throws(PrivacyError) {
    let base = Self.unsampled(release.mechanism, neighbours)
    guard let sampling = release.sampling, sampling.rate < 1 else {
      self = base
      return
    }
    self = try base.sampled(sampling, release.mechanism, neighbours)
  }

  private init(_ cost: ReleaseCost, _ steps: [PrivacyCosts.Step]) {
    (self.cost, self.steps) = (cost, steps)
  }

  // MARK: All rows

  private static func unsampled(
    _ mechanism: PlannedMechanism, _ neighbours: ReleasePlan.Relation
  ) -> ReleaseAnalysis {
    switch mechanism {
    case .laplace(let scale, let sensitivity, let stated):
      let epsilon = stated ?? Directed.quotientUp(sensitivity, scale)
      let relative =
        stated.map { Directed.quotientDown(1, $0) } ?? Directed.quotientDown(scale, sensitivity)
      return pure(
        epsilon, renyi: .laplace(scale: relative), loss: .laplace(scale: relative),
        [.laplace(epsilon)])
    case .discreteLaplace(let scale, let sensitivity, let stated):
      let epsilon = stated ?? Directed.quotientUp(Double(sensitivity), scale)
      let noise = stated.map { Directed.quotientDown(Double(sensitivity), $0) } ?? scale
      return pure(
        epsilon, renyi: .pure(epsilon: epsilon),
        loss: .discreteLaplace(scale: noise, sensitivity: sensitivity), [.discreteLaplace(epsilon)])
    case .gaussian(let sigma, let sensitivity):
      return gaussian(
        mu: Directed.quotientUp(sensitivity, sigma),
        deviation: Directed.quotientDown(sigma, sensitivity))
    case .gaussianPrivacy(let mu): return gaussian(mu: mu, deviation: Directed.quotientDown(1, mu))
    case .noisyGradients(let sigma):
      // Replacing one clipped gradient by another moves the sum by up to twice the norm's bound.
      let reach = neighbours == .substitute ? 2.0 : 1.0
      return gaussian(
        mu: Directed.quotientUp(reach, sigma), deviation: Directed.quotientDown(sigma, reach),
        first: neighbours == .substitute ? [.twiceTheNorm] : [])
    case .discreteGaussian(let sigma, let sensitivity):
      let ratio = Directed.quotientUp(Double(sensitivity), sigma)
      let rho = PrivacyCost.gaussian(mu: ratio).rhoRoundedUp
      let variance = (sigma * sigma).nextDown
      return ReleaseAnalysis(
        ReleaseCost(
          rho: rho, renyi: rho.map { .zeroConcentrated(rho: $0) },
          loss: .discreteGaussian(variance: variance, sensitivity: sensitivity), lossIsTight: true),
        [.discreteGaussian(rho ?? 0), .pairOfItsOwn])
    case .randomizedResponse(let epsilon, let categories):
      return pure(
        epsilon, renyi: .pure(epsilon: epsilon),
        loss: .randomizedResponse(epsilon: epsilon, categories: categories),
        [.randomizedResponse(epsilon)])
    case .exponential(let epsilon):
      let rho = PrivacyCost.pure(epsilon: epsilon / 2).rhoRoundedUp
      return ReleaseAnalysis(
        ReleaseCost(
          approximate: .init(epsilon: epsilon, delta: 0), rho: rho,
          renyi: .boundedRange(epsilon: epsilon), loss: .approximate(epsilon: epsilon, delta: 0)),
        [.exponential(epsilon), .boundedRange, .worstPair])
    case .pure(let epsilon):
      return pure(
        epsilon, renyi: .pure(epsilon: epsilon), loss: .approximate(epsilon: epsilon, delta: 0), [])
    case .approximate(let epsilon, let delta): return approximate(epsilon, delta, isTight: true, [])
    case .zeroConcentrated(let rho):
      return ReleaseAnalysis(
        ReleaseCost(rho: rho, renyi: .zeroConcentrated(rho: rho)), [.divergencesOfZCDP])
    }
  }

  private static func gaussian(
    mu: Double, deviation: Double, first: [PrivacyCosts.Step] = []
  ) -> ReleaseAnalysis {
    ReleaseAnalysis(
      ReleaseCost(
        rho: PrivacyCost.gaussian(mu: mu).rhoRoundedUp, mu: mu,
        renyi: .gaussian(deviation: deviation), loss: .gaussian(deviation: deviation),
        lossIsTight: true),
      first + [.gaussian(mu), .zCDPOfGaussian])
  }

  private static func pure(
    _ epsilon: Double, renyi: RenyiMechanism, loss: LossMechanism, _ steps: [PrivacyCosts.Step]
  ) -> ReleaseAnalysis {
    ReleaseAnalysis(
      ReleaseCost(
        approximate: .init(epsilon: epsilon, delta: 0),
        rho: PrivacyCost.pure(epsilon: epsilon).rhoRoundedUp, renyi: renyi, loss: loss,
        lossIsTight: true),
      steps + [.zCDPOfPure, steps.isEmpty ? .worstPair : .pairOfItsOwn])
  }

  private static func approximate(
    _ epsilon: Double, _ delta: Double, isTight: Bool, _ steps: [PrivacyCosts.Step]
  ) -> ReleaseAnalysis {
    let isPure = delta == 0
    return ReleaseAnalysis(
      ReleaseCost(
        approximate: .init(epsilon: epsilon, delta: delta),
        rho: isPure ? PrivacyCost.pure(epsilon: epsilon).rhoRoundedUp : nil,
        renyi: isPure ? .pure(epsilon: epsilon) : nil,
        loss: .approximate(epsilon: epsilon, delta: delta), lossIsTight: isTight),
      steps + (isPure ? [.zCDPOfPure] : []) + [.worstPair])
  }

  // MARK: Samples

  private func sampled(
    _ sampling: PlannedRelease.Sampling, _ mechanism: PlannedMechanism,
    _ neighbours: ReleasePlan.Relation
  ) throws(PrivacyError) -> ReleaseAnalysis {
    if let own = cost.approximate {
      // The same formula holds for both ways to sample, each with its own neighbours.
      let amplified = try Amplification.poissonSampledRoundedUp(
        epsilon: own.epsilon, delta: own.delta, rate: sampling.roundedUpRate)
      return Self.approximate(
        amplified.epsilon, amplified.delta, isTight: false,
        steps.prefix(1) + [.amplified(sampling, amplified.epsilon)])
    }
    guard case .gaussian(let deviation) = cost.loss else {
      throw .parameter(name: "sampling", rule: "must be left out for this mechanism")
    }
    let rate = sampling.roundedUpRate
    switch (sampling, neighbours) {
    case (.withoutReplacement, _):
      return ReleaseAnalysis(
        ReleaseCost(renyi: .fixedBatchGaussian(deviation: deviation, rate: rate)),
        steps.dropLast() + [.fixedBatch])
    case (.poisson, .addRemove):
      return ReleaseAnalysis(
        ReleaseCost(
          renyi: .subsampledGaussian(deviation: deviation, rate: rate),
          loss: .subsampledGaussian(deviation: deviation, rate: rate, neighbours: .addRemove),
          lossIsTight: true),
        steps.dropLast() + [.sampledDivergence, .sampledPair])
    case (.poisson, .substitute):
      guard case .noisyGradients(let sigma) = mechanism else {
        throw .parameter(name: "sampling", rule: "must be left out for substitute neighbours")
      }
      return ReleaseAnalysis(
        ReleaseCost(
          loss: .subsampledGaussian(deviation: sigma, rate: rate, neighbours: .substitute),
          lossIsTight: true),
        [.twiceTheNorm, .sampledPair])
    }
  }
}

extension PlannedRelease.Sampling {
  /// The rate, rounded up where it is a quotient.
  fileprivate var roundedUpRate: Double {
    switch self {
    case .poisson(let rate): rate
    case .withoutReplacement(let batch, let population):
      min(1, Directed.quotientUp(Double(batch), Double(population)))
    }
  }
}

/// Quotients of positive doubles, rounded to one side; exact ones stay.
enum Directed {
  static func quotientUp(_ numerator: Double, _ denominator: Double) -> Double {
    let quotient = numerator / denominator
    // The remainder is exact in a fused operation, so its sign tells on which side the quotient is.
    let remainder = numerator.addingProduct(-quotient, denominator)
    return remainder > 0 ? quotient.nextUp : quotient
  }

  static func quotientDown(_ numerator: Double, _ denominator: Double) -> Double {
    let quotient = numerator / denominator
    let remainder = numerator.addingProduct(-quotient, denominator)
    return remainder < 0 ? quotient.nextDown : quotient
  }
}
