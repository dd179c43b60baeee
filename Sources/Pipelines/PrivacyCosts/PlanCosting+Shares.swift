import DifferentialPrivacy
import Findings
import Glibc
import Tables

extension PlanCosting {
  /// Each release alone, and what leaving it out saves.
  func shares(_ total: PrivacyCosts.Total) -> [PrivacyCosts.ReleaseShare] {
    let delta = total.delta < 1 ? total.delta : 0
    let computesSavings = plan.releases.count <= Self.savingsLimit && plan.releases.count > 1
    return plan.releases.indices.map { index in
      let release = plan.releases[index]
      var (alone, saved) = (total.epsilon, total.epsilon)
      if plan.releases.count > 1 || total.asked == .delta {
        alone = Self.best(accountant { $0 == index }, deltas: [delta])[0].epsilon
        saved = plan.releases.count == 1 ? saved : nil
      }
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
    if plan.releases.allSatisfy({ $0.sampling?.rate ?? 1 == 1 }),
      let scaled = try? PlanCosting(scaled(by: size), file: nil)
    {
      byScale = Self.best(scaled.whole, deltas: [delta])[0].epsilon
    }
    let isScaled = (byScale ?? .infinity) <= (byCurve ?? .infinity)
    return .init(
      size: size, epsilon: isScaled ? byScale ?? byCurve : byCurve,
      step: isScaled ? .scaledGroup : .curveGroup)
  }

  /// k epsilon(delta') for about the greatest delta' with which the group's delta is within the
  /// given one: any such delta' is a bound, the search only looks for a good one.
  private func curveGroup(of size: Int, delta: Double) throws(PrivacyError) -> Double? {
    guard delta < 1 else { return nil }
    let notions = promising
    var found = try bound(of: size, at: delta, within: delta, notions)
    guard delta > 0 else { return found.epsilon }
    var (least, failing, passing) = (found.epsilon, 0.0, Double.infinity)
    // How many decades below delta; where the miss would vanish is the next guess.
    var (decades, before, missed) = (found.missing, 0.0, found.missing)
    for _ in 0..<Self.groupSteps where passing - failing > Self.groupStep {
      guard decades.isFinite, delta * pow(10, -decades) > 1e-290 else { break }
      found = try bound(of: size, at: delta * pow(10, -decades), within: delta, notions)
      if let epsilon = found.epsilon {
        least = min(least ?? .infinity, epsilon)
        passing = decades
      } else {
        failing = decades
      }
      let slope = (found.missing - missed) / (decades - before)
      (before, missed) = (decades, found.missing)
      decades += slope < -0.01 ? -found.missing / slope : found.missing
      decades += Self.groupStep / 2
      if decades <= failing || decades >= passing { decades = (failing + passing) / 2 }
    }
    return least
  }

  /// The notion of the least bound at one millionth, or basic composition if there is none.
  private var promising: [PrivacyAccountant.Notion] {
    let best = Self.best(whole, deltas: [1e-6])[0].notion ?? .basic
    return analyses.allSatisfy { $0.cost.approximate != nil } ? [.basic, best] : [best]
  }

  private static let groupSteps = 12
  private static let groupStep = 0.01

  /// The group's epsilon by the bound at `own`, if its delta is within the given one, and by how
  /// many decades it misses that (negative: has room).
  private func bound(
    of size: Int, at own: Double, within delta: Double, _ notions: [PrivacyAccountant.Notion]
  ) throws(PrivacyError) -> (epsilon: Double?, missing: Double) {
    guard let epsilon = Self.best(whole, deltas: [own], among: notions)[0].epsilon else {
      return (nil, .infinity)
    }
    let group = try ClassicComposition.groupRoundedUp(epsilon: epsilon, delta: own, size: size)
    guard delta > 0 else { return (group.delta == 0 ? group.epsilon : nil, .infinity) }
    let missing =
      group.delta < 1 ? log10(group.delta / delta) : Double(size - 1) * epsilon / log(10)
    return (group.delta <= delta ? group.epsilon : nil, missing)
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
