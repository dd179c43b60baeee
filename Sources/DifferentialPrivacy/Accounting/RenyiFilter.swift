/// Stops an analyst who chooses each release by the ones before, counting in Renyi divergences.
///
/// **Guarantee**: whatever the choices of mechanisms, parameters and of when to stop, all releases
/// that `spend` let through are together (epsilon, delta)-DP for the neighbours over which the
/// divergences are taken (fully adaptive composition). A release is let through while at least one
/// order a has its sum of divergences within B(a), the greatest that converts to epsilon at
/// delta/m, m being the number of orders. Let P_a be the law of the transcript when the analyst is
/// stopped as soon as a's budget would be passed: its divergence is at most B(a) (the source), so
/// P_a(S) <= e^epsilon Q_a(S) + delta/m. Split any set of transcripts into m parts by the first
/// order that is within its budget at the end; there P is P_a and Q is Q_a; the m inequalities add
/// up to delta. With one order nothing is lost.
/// **Source**: Feldman and Zrnic 2021 (arXiv:2008.11193): adding up at a fixed order is a valid
/// filter; several orders as in Lécuyer 2021 (arXiv:2103.01379), by the argument above.
/// **Cost**: one divergence an order and spend; the releases are not kept.
public struct RenyiFilter: ~Copyable, Sendable {
  /// One order's account.
  public struct Account: Sendable, Equatable {
    /// The order.
    public let order: Double
    /// The greatest sum of divergences, rounded down.
    public let limit: Double
    /// The sum so far, rounded up.
    public fileprivate(set) var spent = 0.0
  }

  /// The guarantee's epsilon.
  public let epsilon: Double
  /// The guarantee's delta.
  public let delta: Double
  /// The accounts of all orders whose limit is above 0.
  public private(set) var accounts: [Account]

  /// A filter over these orders (each above 1, without repetition).
  ///
  /// - Throws: `unreachable` where no order leaves any room.
  public init(
    epsilon: Double, delta: Double, orders: [Double] = [2, 3, 4, 6, 8, 12, 16, 24, 32, 64]
  ) throws(PrivacyError) {
    try Parameter.notNegative(epsilon, "epsilon")
    try Parameter.delta(delta)
    guard !orders.isEmpty, orders.count <= 1024, Set(orders).count == orders.count else {
      throw .parameter(name: "orders", rule: "must be 1 to 1024 different orders")
    }
    let share = (delta / Double(orders.count)).nextDown
    guard share > 0 else { throw .unreachable(reason: "delta is too small for so many orders") }
    var accounts: [Account] = []
    for order in orders {
      try Parameter.order(order)
      let limit = try Self.limit(order: order, epsilon: epsilon, delta: share)
      if limit > 0 { accounts.append(Account(order: order, limit: limit)) }
    }
    guard !accounts.isEmpty else {
      throw .unreachable(reason: "no order leaves room at this epsilon and delta; give higher ones")
    }
    (self.epsilon, self.delta, self.accounts) = (epsilon, delta, accounts)
  }

  /// Takes `count` releases of a mechanism from the budget, before they are made.
  ///
  /// - Throws: `budgetExceeded` where no order has room for them; the accounts are then as before.
  public mutating func spend(_ mechanism: RenyiMechanism, count: Int = 1) throws(PrivacyError) {
    try mechanism.validate()
    try Parameter.count(count, "count")
    var after = accounts
    for index in after.indices {
      let one = mechanism.divergence(order: after[index].order)
      let sum = DirectedSum.up(after[index].spent, DirectedSum.up(one, times: count))
      after[index].spent = sum.isNaN ? .infinity : sum
    }
    guard after.contains(where: { $0.spent <= $0.limit }) else { throw .budgetExceeded }
    // An order whose budget was passed stays out: sums never fall.
    accounts = after
  }

  /// The greatest divergence that converts to at most epsilon, rounded down.
  private static func limit(order: Double, epsilon: Double, delta: Double) throws(PrivacyError)
    -> Double
  {
    func holds(_ divergence: Double) -> Bool {
      let reached = try? RenyiConversion.epsilonRoundedUp(
        order: order, divergence: divergence, delta: delta)
      return (reached ?? .infinity) <= epsilon
    }
    guard holds(0) else { return 0 }
    var upper = max(1, epsilon)
    while holds(upper) { upper *= 2 }
    return SafeSearch.greatest(from: 0, below: upper, holds)
  }
}
