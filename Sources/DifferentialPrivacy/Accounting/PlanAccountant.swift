/// The total cost of releases in each notion, side by side.
///
/// **Guarantee**: releases made together or adaptively (each one's mechanism fixed in advance) are
/// (epsilon, delta)-DP with every value returned; each is rounded up, so the least of them counts.
/// **Source**: the accountants it compares (`ClassicComposition`, `ConcentratedConversion`,
/// `GaussianTradeOff`, `RenyiAccountant`, `PrivacyLossAccountant`).
/// **Cost**: up to a second where loss distributions are composed, once for all deltas asked.
public struct PlanAccountant: Sendable {
  /// The notions in which totals are found.
  public typealias Notion = PrivacyAccountant.Notion

  /// What was released.
  public private(set) var releases: [(cost: ReleaseCost, count: Int)] = []
  /// The composed losses, and the accountant of the releases without an epsilon and a delta (one
  /// or none), where `composed` has made them.
  private var curve: LossCurve?
  private var rest: [PlanAccountant] = []

  /// An accountant without releases.
  public init() {}

  /// Adds `count` releases of one cost.
  public mutating func add(_ cost: ReleaseCost, count: Int = 1) throws(PrivacyError) {
    try Parameter.count(count, "count")
    releases.append((cost, count))
    (curve, rest) = (nil, [])
  }

  /// The same releases with their losses composed once for all questions.
  public func composed() -> PlanAccountant {
    var ready = self
    if releases.allSatisfy({ $0.cost.isKnown(in: .privacyLoss) }) {
      // What can't be composed is asked again, and throws where it is asked.
      ready.curve = try? loss().curve(.pessimistic)
    }
    if rest.isEmpty, let (_, others) = parts(), !others.releases.isEmpty {
      ready.rest = [others.composed()]
    }
    return ready
  }

  /// The epsilon at each delta (0: pure), rounded up and infinite where there is none; nil where
  /// the notion does not apply to all releases.
  ///
  /// Basic composition adds the epsilons and deltas of all releases that have them, and to that the
  /// best bound of the others at the rest of delta.
  public func epsilonsRoundedUp(_ notion: Notion, deltas: [Double]) throws(PrivacyError)
    -> [Double]?
  {
    for delta in deltas { try Parameter.deltaOrZero(delta) }
    guard !releases.isEmpty else { return deltas.map { _ in 0 } }
    if notion == .basic { return try basic(deltas: deltas) }
    guard releases.allSatisfy({ $0.cost.isKnown(in: notion) }) else { return nil }
    let positive = deltas.filter { $0 > 0 }
    let found = try composed(notion, deltas: positive)
    var next = 0
    return deltas.map { delta in
      guard delta > 0 else { return .infinity }
      next += 1
      return found[next - 1]
    }
  }

  /// The delta at an epsilon, rounded up; nil where the notion does not apply to all releases.
  public func deltaRoundedUp(_ notion: Notion, epsilon: Double) throws(PrivacyError) -> Double? {
    try Parameter.notNegative(epsilon, "epsilon")
    guard !releases.isEmpty else { return 0 }
    if notion == .basic { return try basic(epsilon: epsilon) }
    guard releases.allSatisfy({ $0.cost.isKnown(in: notion) }) else { return nil }
    switch notion {
    case .basic: return nil
    case .concentrated: return try ConcentratedConversion.deltaRoundedUp(rho: rho, epsilon: epsilon)
    case .gaussian: return try gaussian().deltaRoundedUp(epsilon: epsilon)
    case .renyi: return try renyi().deltaRoundedUp(epsilon: epsilon).delta
    case .privacyLoss: return try lossCurve().delta(epsilon: epsilon)
    }
  }

  /// An epsilon that the releases can't go below at this delta, rounded down; nil where the pairs
  /// counted are not the mechanisms' own.
  public func epsilonRoundedDown(delta: Double) throws(PrivacyError) -> Double? {
    guard delta > 0, releases.allSatisfy({ $0.cost.lossIsTight && $0.cost.loss != nil }) else {
      return nil
    }
    return try loss().epsilonRoundedDown(delta: delta)
  }

  // MARK: Notions

  private func composed(_ notion: Notion, deltas: [Double]) throws(PrivacyError) -> [Double] {
    var epsilons: [Double] = []
    switch notion {
    case .basic: break
    case .concentrated:
      for delta in deltas {
        epsilons.append(try ConcentratedConversion.epsilonRoundedUp(rho: rho, delta: delta))
      }
    case .gaussian:
      let gaussian = try gaussian()
      for delta in deltas { epsilons.append(try gaussian.epsilonRoundedUp(delta: delta)) }
    case .renyi:
      let renyi = try renyi()
      for delta in deltas { epsilons.append(try renyi.epsilonRoundedUp(delta: delta).epsilon) }
    case .privacyLoss:
      guard !deltas.isEmpty else { break }
      let curve = try lossCurve()
      for delta in deltas { epsilons.append(try curve.epsilon(delta: delta)) }
    }
    return epsilons
  }

  /// The sum in zCDP.
  private var rho: Double {
    releases.reduce(0) { sum, release in
      DirectedSum.up(sum, DirectedSum.up(release.cost.rho ?? .infinity, times: release.count))
    }
  }

  private func gaussian() throws(PrivacyError) -> GaussianTradeOff {
    var square = WideDouble(0)
    for release in releases {
      let mu = WideDouble(release.cost.mu ?? .infinity)
      square = square + mu * mu * WideDouble(Double(release.count))
    }
    // The sum's error, far below 2^-80, goes to the safe side.
    return try GaussianTradeOff(wide: (square * (WideDouble.one + WideDouble(0x1p-80))).squareRoot)
  }

  private func renyi() throws(PrivacyError) -> RenyiAccountant {
    var accountant = RenyiAccountant()
    for release in releases {
      if let mechanism = release.cost.renyi { try accountant.add(mechanism, count: release.count) }
    }
    return accountant
  }

  private func loss() throws(PrivacyError) -> PrivacyLossAccountant {
    var accountant = PrivacyLossAccountant()
    for release in releases {
      if let mechanism = release.cost.loss { try accountant.add(mechanism, count: release.count) }
    }
    return accountant
  }

  private func lossCurve() throws(PrivacyError) -> LossCurve {
    if let curve { return curve }
    return try loss().curve(.pessimistic)
  }

  // MARK: Basic composition

  /// The sums of those that have an epsilon and a delta, and an accountant of the others.
  private func parts() -> (sum: ReleaseCost.Approximate, others: PlanAccountant)? {
    var (epsilon, delta) = (0.0, 0.0)
    var others = PlanAccountant()
    for release in releases {
      guard let own = release.cost.approximate else {
        others.releases.append(release)
        continue
      }
      epsilon = DirectedSum.up(epsilon, DirectedSum.up(own.epsilon, times: release.count))
      delta = DirectedSum.up(delta, DirectedSum.up(own.delta, times: release.count))
    }
    guard others.releases.count < releases.count else { return nil }
    return (.init(epsilon: epsilon, delta: delta), rest.first ?? others)
  }

  private func basic(deltas: [Double]) throws(PrivacyError) -> [Double]? {
    guard let (sum, others) = parts() else { return nil }
    guard !others.releases.isEmpty else {
      return deltas.map { sum.delta <= $0 ? sum.epsilon : .infinity }
    }
    // One rounding of a difference that is itself rounded up in `sum`: one place less is safe.
    let rests = deltas.map { max(0, ($0 - sum.delta).nextDown) }
    var best = [Double](repeating: .infinity, count: deltas.count)
    for notion in Notion.allCases where notion != .basic {
      guard let found = try? others.epsilonsRoundedUp(notion, deltas: rests) else { continue }
      for index in found.indices { best[index] = min(best[index], found[index]) }
    }
    return best.map { DirectedSum.up($0, sum.epsilon) }
  }

  private func basic(epsilon: Double) throws(PrivacyError) -> Double? {
    guard let (sum, others) = parts() else { return nil }
    guard sum.epsilon <= epsilon else { return 1 }
    guard !others.releases.isEmpty else { return min(1, sum.delta) }
    let rest = max(0, (epsilon - sum.epsilon).nextDown)
    var best = 1.0
    for notion in Notion.allCases where notion != .basic {
      if let found = try? others.deltaRoundedUp(notion, epsilon: rest) { best = min(best, found) }
    }
    return min(1, DirectedSum.up(best, sum.delta))
  }
}
