import Glibc

/// Adds up releases by their Renyi divergences, and converts at the best order of all reals.
///
/// **Guarantee**: the sum's (epsilon, delta) holds at whatever order the search ends, so the values
/// are never below those that Renyi accounting proves; they are above the truth by what it loses.
/// **Source**: Mironov 2017 (arXiv:1702.07476, proposition 1: divergences add up; also under
/// adaptive choice); conversion: `RenyiConversion`.
/// **Cost**: one divergence of each distinct release for each of some 60 orders tried.
public struct RenyiAccountant: Sendable {
  /// What was released, and how many times.
  public private(set) var releases: [(mechanism: RenyiMechanism, count: Int)] = []

  /// An accountant without releases.
  public init() {}

  /// Adds `count` releases of a mechanism.
  public mutating func add(_ mechanism: RenyiMechanism, count: Int = 1) throws(PrivacyError) {
    try Parameter.count(count, "count")
    try mechanism.validate()
    if let index = releases.firstIndex(where: { $0.mechanism == mechanism }) {
      try Parameter.count(releases[index].count + count, "count")
      releases[index].count += count
    } else {
      releases.append((mechanism, count))
    }
  }

  /// The divergence of all releases together at an order, rounded up.
  public func divergenceRoundedUp(order: Double) throws(PrivacyError) -> Double {
    try Parameter.order(order)
    return divergence(order: order)
  }

  private func divergence(order: Double) -> Double {
    releases.reduce(0) { sum, release in
      (sum + (Double(release.count) * release.mechanism.divergence(order: order)).nextUp).nextUp
    }
  }

  /// The least epsilon for this delta over all orders, rounded up, and the order.
  public func epsilonRoundedUp(delta: Double) throws(PrivacyError) -> (
    epsilon: Double, order: Double
  ) {
    try Parameter.delta(delta)
    guard !releases.isEmpty else { return (0, 2) }
    let logDelta = log(delta)
    let order = bestOrder { order in
      divergence(order: order) + log1p(-1 / order) - (logDelta + log(order)) / (order - 1)
    }
    let epsilon = try RenyiConversion.epsilonRoundedUp(
      order: order, divergence: divergence(order: order), delta: delta)
    return (epsilon, order)
  }

  /// The least delta for this epsilon over all orders, rounded up, and the order.
  public func deltaRoundedUp(epsilon: Double) throws(PrivacyError) -> (delta: Double, order: Double)
  {
    try Parameter.notNegative(epsilon, "epsilon")
    guard !releases.isEmpty else { return (0, 2) }
    let order = bestOrder { order in
      (order - 1) * (divergence(order: order) - epsilon) + order * log1p(-1 / order)
        - log(order - 1)
    }
    let delta = try RenyiConversion.deltaRoundedUp(
      order: order, divergence: divergence(order: order), epsilon: epsilon)
    return (delta, order)
  }

  /// The order near which an objective is least: the best of a coarse scan, refined.
  ///
  /// A subsampled mechanism's divergence jumps, so there can be two valleys; the scan tells them
  /// apart.
  private func bestOrder(_ objective: (Double) -> Double) -> Double {
    let exponents = stride(from: -6.0, through: 7.0, by: 0.5).map { $0 }
    let values = exponents.map { objective(1 + exp($0)) }
    let least = values.indices.min { values[$0] < values[$1] } ?? 0
    let (lower, upper) = (exponents[least] - 0.5, exponents[least] + 0.5)
    return 1 + exp(SafeSearch.valley(from: lower, to: upper, steps: 40) { objective(1 + exp($0)) })
  }
}
