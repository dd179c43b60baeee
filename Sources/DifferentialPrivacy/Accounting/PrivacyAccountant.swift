import Glibc

/// The total privacy cost of a plan of releases, by the tightest notion that fits.
///
/// **Guarantee**: releases made together or adaptively (each one's mechanism fixed in advance)
/// are (epsilon, delta)-DP with what `total` returns; sums are rounded up at each addition, so
/// that not even a subnormal epsilon is lost. What was released is kept, not a running total.
/// **Source**: see the accountants it compares: `ClassicComposition`, `ConcentratedConversion`,
/// `GaussianTradeOff`, `RenyiAccountant`, `PrivacyLossAccountant`.
/// **Cost**: up to a second where loss distributions are composed.
public struct PrivacyAccountant: Sendable {
  /// How a total was found.
  public enum Notion: String, Sendable, Codable, CaseIterable {
    case basic, concentrated, gaussian, renyi, privacyLoss
  }

  /// A total and how it was found.
  public struct Total: Sendable, Equatable {
    /// Rounded up.
    public let epsilon: Double
    /// What was asked for.
    public let delta: Double
    /// The notion in which the bound was found.
    public let notion: Notion
  }

  /// One kind of release.
  public struct Release: Sendable, Equatable {
    /// The cost of one.
    public let cost: PrivacyCost
    /// How many.
    public let count: Int
    /// The rate of Poisson sampling before each release, 1 for none.
    public let rate: Double
    /// For which neighbours the cost holds.
    public let neighbours: Neighbours
  }

  /// What was released.
  public private(set) var releases: [Release] = []

  /// An accountant without releases.
  public init() {}

  /// Adds `count` releases, each on a fresh Poisson sample at `rate` (1: on all rows).
  public mutating func add(
    _ cost: PrivacyCost, count: Int = 1, rate: Double = 1, neighbours: Neighbours = .addRemove
  ) throws(PrivacyError) {
    try Parameter.count(count, "count")
    try Parameter.rate(rate)
    try cost.validate()
    if rate < 1 {
      guard neighbours == .addRemove || cost.isGaussian else {
        throw .parameter(name: "neighbours", rule: "must be add-remove where rows are sampled")
      }
      if case .zeroConcentrated = cost {
        throw .parameter(name: "samplingRate", rule: "must be 1: sampling does not amplify zCDP")
      }
    }
    if let first = releases.first, first.neighbours != neighbours {
      throw .parameter(name: "neighbours", rule: "must be the same for all releases")
    }
    releases.append(Release(cost: cost, count: count, rate: rate, neighbours: neighbours))
  }

  /// The total at this delta (0: pure), by the notion that gives the least epsilon.
  public func total(delta: Double) throws(PrivacyError) -> Total {
    try Parameter.deltaOrZero(delta)
    guard !releases.isEmpty else { return Total(epsilon: 0, delta: delta, notion: .basic) }
    var candidates = [(Double, Notion)]()
    if let epsilon = basic(delta: delta) { candidates.append((epsilon, .basic)) }
    if delta > 0 {
      if let rho = concentrated {
        candidates.append(
          (try ConcentratedConversion.epsilonRoundedUp(rho: rho, delta: delta), .concentrated))
      }
      if let gaussian {
        candidates.append((try gaussian.epsilonRoundedUp(delta: delta), .gaussian))
      }
      if gaussian == nil {
        if let renyi {
          candidates.append((try renyi.epsilonRoundedUp(delta: delta).epsilon, .renyi))
        }
        if let loss = lossAccountant, let epsilon = try? loss.epsilonRoundedUp(delta: delta) {
          candidates.append((epsilon, .privacyLoss))
        }
      }
    }
    var best = (Double.infinity, Notion.basic)
    for candidate in candidates where candidate.0 < best.0 { best = candidate }
    return Total(epsilon: best.0, delta: delta, notion: best.1)
  }

  /// Epsilons and deltas added, if all have them and the deltas leave room.
  private func basic(delta: Double) -> Double? {
    var (epsilon, spent) = (0.0, 0.0)
    for release in releases {
      guard let cost = release.approximate else { return nil }
      epsilon = DirectedSum.up(epsilon, DirectedSum.up(cost.epsilon, times: release.count))
      spent = DirectedSum.up(spent, DirectedSum.up(cost.delta, times: release.count))
    }
    return spent <= delta ? epsilon : nil
  }

  /// The sum in zCDP, if all have one and nothing is sampled.
  private var concentrated: Double? {
    var rho = 0.0
    for release in releases {
      guard release.rate == 1, let own = release.cost.rhoRoundedUp else { return nil }
      rho = DirectedSum.up(rho, DirectedSum.up(own, times: release.count))
    }
    return rho
  }

  /// The sum of squares in GDP, if all releases are Gaussian and nothing is sampled.
  private var gaussian: GaussianTradeOff? {
    var square = WideDouble(0)
    for release in releases {
      guard case .gaussian(let mu) = release.cost, release.rate == 1 else { return nil }
      square = square + WideDouble(mu) * WideDouble(mu) * WideDouble(Double(release.count))
    }
    // The sum's error, far below 2^-80, goes to the safe side.
    let safe = square * (WideDouble.one + WideDouble(0x1p-80))
    return try? GaussianTradeOff(wide: safe.squareRoot)
  }

  private var renyi: RenyiAccountant? {
    var accountant = RenyiAccountant()
    for release in releases {
      guard let mechanism = release.renyi else { return nil }
      guard (try? accountant.add(mechanism, count: release.count)) != nil else { return nil }
    }
    return accountant
  }

  private var lossAccountant: PrivacyLossAccountant? {
    var accountant = PrivacyLossAccountant()
    for release in releases {
      guard let mechanism = release.loss else { return nil }
      guard (try? accountant.add(mechanism, count: release.count)) != nil else { return nil }
    }
    return accountant
  }
}
