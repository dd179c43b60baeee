/// Stops an analyst who chooses each release by the ones before from spending more than a budget.
///
/// **Guarantee**: whatever the choices, all releases that `spend` let through are together within
/// the budget: (epsilon, delta)-DP, or rho-zCDP. Sums are kept rounded up, so nothing spent is
/// lost, and a refused spend changes nothing.
/// **Source**: adding up in zCDP is a valid filter: Feldman and Zrnic 2021 (arXiv:2008.11193,
/// theorem 4.3 for a fixed data subject); adding epsilons and deltas: Rogers, Roth, Ullman and
/// Vadhan 2016 (arXiv:1605.08294, theorem 3.1 with the simple sum).
/// **Cost**: constant for each spend; the releases are not kept.
public struct PrivacyFilter: ~Copyable, Sendable {
  /// What may be spent in all.
  public enum Budget: Sendable, Equatable {
    /// Epsilons and deltas add up.
    case approximate(epsilon: Double, delta: Double)
    /// Concentrated costs add up.
    case zeroConcentrated(rho: Double)
  }

  /// What may be spent in all.
  public let budget: Budget
  /// Spent so far, rounded up: epsilon or rho, and delta.
  public private(set) var spent: (loss: Double, delta: Double) = (0, 0)

  /// A filter with its whole budget.
  public init(_ budget: Budget) throws(PrivacyError) {
    switch budget {
    case .approximate(let epsilon, let delta):
      try Parameter.notNegative(epsilon, "epsilon")
      try Parameter.deltaOrZero(delta)
    case .zeroConcentrated(let rho): try Parameter.notNegative(rho, "rho")
    }
    self.budget = budget
  }

  /// A zCDP filter whose budget converts to this (epsilon, delta), rounded down.
  public init(concentratedWithin epsilon: Double, delta: Double) throws(PrivacyError) {
    let rho = try ConcentratedConversion.rhoRoundedDown(epsilon: epsilon, delta: delta)
    try self.init(.zeroConcentrated(rho: rho))
  }

  /// Takes a cost from the budget, before the release is made.
  ///
  /// - Throws: `budgetExceeded` where it does not fit (the budget is then as before), `parameter`
  ///   where the cost has no counterpart in the budget's notion.
  public mutating func spend(_ cost: PrivacyCost, count: Int = 1) throws(PrivacyError) {
    try cost.validate()
    try Parameter.count(count, "count")
    let (limit, own) = try limitAndCost(cost)
    let loss = DirectedSum.up(spent.loss, DirectedSum.up(own.loss, times: count))
    let delta = DirectedSum.up(spent.delta, DirectedSum.up(own.delta, times: count))
    guard loss <= limit.loss, delta <= limit.delta else { throw .budgetExceeded }
    spent = (loss, delta)
  }

  private typealias Amount = (loss: Double, delta: Double)

  private func limitAndCost(_ cost: PrivacyCost) throws(PrivacyError) -> (Amount, Amount) {
    switch budget {
    case .zeroConcentrated(let rho):
      guard let own = cost.rhoRoundedUp else {
        throw .parameter(name: "cost", rule: "must be pure, zCDP or Gaussian for a zCDP budget")
      }
      return ((rho, 0), (own, 0))
    case .approximate(let epsilon, let delta):
      switch cost {
      case .pure(let own): return ((epsilon, delta), (own, 0))
      case .approximate(let own, let failure): return ((epsilon, delta), (own, failure))
      case .zeroConcentrated, .gaussian:
        throw .parameter(
          name: "cost", rule: "must be pure or approximate: give the budget in zCDP for this one")
      }
    }
  }
}

/// Says at any time how much has been spent, with no limit set in advance.
///
/// **Guarantee**: with probability at least 1 - delta the privacy loss never exceeds, at any time
/// of an adaptive sequence, the epsilon reported then. Each power of two of rho has its own filter,
/// and the failure probability 6 delta/(pi^2 (j+1)^2) goes to the j-th (they sum to delta): a
/// union bound over all filters ever in force.
/// **Source**: Rogers et al. 2016 (arXiv:1605.08294) for the notion; a sequence of filters with
/// doubled budgets: Lécuyer 2021 (arXiv:2103.01379); Whitehouse et al. 2023 (arXiv:2203.05481).
/// **Cost**: constant.
public struct PrivacyOdometer: ~Copyable, Sendable {
  /// The total failure probability.
  public let delta: Double
  /// The first filter's budget.
  public let firstRho: Double
  /// Spent so far in zCDP, rounded up.
  public private(set) var rho = 0.0

  /// An odometer whose least reading is that of `firstRho`.
  public init(delta: Double, firstRho: Double) throws(PrivacyError) {
    try Parameter.delta(delta)
    try Parameter.positive(firstRho, "firstRho")
    (self.delta, self.firstRho) = (delta, firstRho)
  }

  /// Adds a release's cost.
  public mutating func add(_ cost: PrivacyCost, count: Int = 1) throws(PrivacyError) {
    try cost.validate()
    try Parameter.count(count, "count")
    guard let own = cost.rhoRoundedUp else {
      throw .parameter(name: "cost", rule: "must be pure, zCDP or Gaussian")
    }
    rho = DirectedSum.up(rho, DirectedSum.up(own, times: count))
  }

  /// The epsilon that holds now, rounded up.
  public func epsilonRoundedUp() throws(PrivacyError) -> Double {
    guard rho > 0 else { return 0 }
    var (limit, index) = (firstRho, 0.0)
    while limit < rho {
      limit *= 2
      index += 1
      guard limit.isFinite else { return .infinity }
    }
    // 6/pi^2 = 0.6079271..., rounded down.
    let share = delta * 0.607927 / ((index + 1) * (index + 1))
    // A loss beyond epsilon with probability below delta' follows from (epsilon, .)-style tails of
    // zCDP (Bun and Steinke 2016, lemma 3.5): rho + 2 sqrt(rho log(1/delta')).
    return try ConcentratedConversion.bunSteinkeEpsilonRoundedUp(rho: limit, delta: share)
  }
}
