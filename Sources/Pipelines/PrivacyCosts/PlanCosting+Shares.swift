import DifferentialPrivacy
import Findings
import Tables

extension PlanCosting {
  /// Each release alone, and what leaving it out saves.
  func shares(_ total: PrivacyCosts.Total) -> [PrivacyCosts.ReleaseShare] {
    let delta = total.delta < 1 ? total.delta : 0
    let computesSavings = plan.releases.count <= Self.savingsLimit && plan.releases.count > 1
    return plan.releases.indices.map { index in
      let release = plan.releases[index]
      let alone = Self.best(accountant { $0 == index }, deltas: [delta])[0].epsilon
      var saved: Double?
      if plan.releases.count == 1 { saved = total.epsilon }
      if computesSavings, let epsilon = total.epsilon {
        let rest = Self.best(accountant { $0 != index }, deltas: [delta])[0].epsilon
        saved = rest.map { max(0, epsilon - $0) }
      }
      return .init(
        name: release.name, mechanism: release.mechanism.word.rawValue, count: release.count,
        rate: release.sampling?.rate ?? 1, alone: alone, saved: saved, steps: analyses[index].steps)
    }
  }

  /// An accountant of some of the releases.
  private func accountant(of included: (Int) -> Bool) -> PlanAccountant {
    var accountant = PlanAccountant()
    for index in plan.releases.indices where included(index) {
      // Counts were checked when the whole was made.
      try? accountant.add(analyses[index].cost, count: plan.releases[index].count)
    }
    return accountant
  }

  // MARK: Groups

  /// The cost for groups of this size.
  ///
  /// Unsampled plans are counted again with each release's cost for a group; sampled ones by their
  /// whole curve, and the smaller of both counts.
  func group(of size: Int, delta: Double) throws(PrivacyError) -> PrivacyCosts.GroupCost {
    let byCurve = try curveGroup(of: size, delta: delta)
    var byScale: Double?
    if let scaled = try? PlanCosting(scaled(by: size), file: nil),
      plan.releases.allSatisfy({ $0.sampling?.rate ?? 1 == 1 })
    {
      byScale = Self.best(scaled.whole, deltas: [delta])[0].epsilon
    }
    let isScaled = (byScale ?? .infinity) <= (byCurve ?? .infinity)
    return .init(
      size: size, epsilon: isScaled ? byScale ?? byCurve : byCurve,
      step: isScaled ? .scaledGroup : .curveGroup)
  }

  /// The least k epsilon(delta') over smaller and smaller delta', as long as the group's delta
  /// stays within the given one.
  private func curveGroup(of size: Int, delta: Double) throws(PrivacyError) -> Double? {
    guard delta < 1 else { return nil }
    let deltas = delta > 0 ? (0...60).map { delta * pow10(-$0) }.filter { $0 > 1e-290 } : [0]
    var least: Double?
    for (own, found) in zip(deltas, Self.best(whole, deltas: deltas)) {
      guard let epsilon = found.epsilon else { continue }
      let group = try ClassicComposition.groupRoundedUp(epsilon: epsilon, delta: own, size: size)
      if group.delta <= delta { least = min(least ?? .infinity, group.epsilon) }
    }
    return least
  }

  private func pow10(_ exponent: Int) -> Double {
    (0..<abs(exponent)).reduce(1.0) { power, _ in exponent < 0 ? power / 10 : power * 10 }
  }

  private func scaled(by size: Int) throws(PrivacyError) -> ReleasePlan {
    let releases = try plan.releases.map { release throws(PrivacyError) in
      PlannedRelease(
        name: release.name,
        mechanism: try release.mechanism.scaled(by: size), count: release.count)
    }
    return ReleasePlan(unit: plan.unit, neighbours: plan.neighbours, releases: releases)
  }
}

extension PlannedMechanism {
  /// What it is to a group of this size: products of a double and 2 or 5 rounded up.
  fileprivate func scaled(by size: Int) throws(PrivacyError) -> PlannedMechanism {
    func up(_ value: Double) -> Double {
      let product = value * Double(size)
      // The error of the product is exact in a fused operation.
      return (-product).addingProduct(value, Double(size)) > 0 ? product.nextUp : product
    }
    switch self {
    case .laplace(let scale, let sensitivity, let epsilon):
      return .laplace(
        scale: scale, sensitivity: up(sensitivity), epsilon: epsilon.map { up($0) })
    case .discreteLaplace(let scale, let sensitivity, let epsilon):
      return .discreteLaplace(
        scale: scale, sensitivity: sensitivity * size, epsilon: epsilon.map { up($0) })
    case .gaussian(let sigma, let sensitivity):
      return .gaussian(sigma: sigma, sensitivity: up(sensitivity))
    case .discreteGaussian(let sigma, let sensitivity):
      return .discreteGaussian(sigma: sigma, sensitivity: sensitivity * size)
    case .randomizedResponse(let epsilon, _), .pure(let epsilon): return .pure(epsilon: up(epsilon))
    case .exponential(let epsilon): return .exponential(epsilon: up(epsilon))
    case .approximate(let epsilon, let delta):
      let group = try ClassicComposition.groupRoundedUp(epsilon: epsilon, delta: delta, size: size)
      return .approximate(epsilon: group.epsilon, delta: min(group.delta, 1.0.nextDown))
    case .zeroConcentrated(let rho):
      return .zeroConcentrated(rho: try ClassicComposition.groupRhoRoundedUp(rho: rho, size: size))
    case .gaussianPrivacy(let mu): return .gaussianPrivacy(mu: up(mu))
    case .noisyGradients(let sigma): return .noisyGradients(sigma: (sigma / Double(size)).nextDown)
    }
  }
}
