import Glibc

/// Adds up releases by their privacy loss distributions: the tightest general accounting known.
///
/// **Guarantee**: `epsilonRoundedUp` and `deltaRoundedUp` are never below the true values of the
/// composed dominating pairs, the `RoundedDown` ones never above; the truth lies between. With
/// add-remove neighbours both directions are followed and the worse one counts.
/// **Source**: Doroshenko et al. 2022 (arXiv:2207.04380) for the pessimistic grid; merging for the
/// optimistic one; see `LossComposition` for the rest.
/// **Cost**: some 100 ns a grid point and distinct mechanism, and the transforms.
public struct PrivacyLossAccountant: Sendable {
  /// The grid's interval, if it was given; else one is chosen from the releases.
  public let givenInterval: Double?
  /// What was released, and how many times.
  public private(set) var releases: [(mechanism: LossMechanism, count: Int)] = []

  /// An accountant without releases.
  public init() { givenInterval = nil }

  /// An accountant with a grid of this interval.
  public init(interval: Double) throws(PrivacyError) {
    try Parameter.positive(interval, "interval")
    guard interval >= 1e-9, interval <= 1 else {
      throw .parameter(name: "interval", rule: "must be from 1e-9 to 1")
    }
    givenInterval = interval
  }

  /// Adds `count` releases of a mechanism.
  public mutating func add(_ mechanism: LossMechanism, count: Int = 1) throws(PrivacyError) {
    try Parameter.count(count, "count")
    let total = releases.reduce(0) { $0 + $1.count } + count
    guard total <= 1 << 34 else { throw .tooLarge(name: "count", limit: "2^34") }
    try mechanism.validate()
    if let index = releases.firstIndex(where: { $0.mechanism == mechanism }) {
      releases[index].count += count
    } else {
      releases.append((mechanism, count))
    }
  }

  /// The least epsilon for this delta, rounded up; infinite where no epsilon will do.
  public func epsilonRoundedUp(delta: Double) throws(PrivacyError) -> Double {
    try epsilon(delta: delta, .pessimistic)
  }

  /// An epsilon that can't be gone below at this delta, rounded down.
  public func epsilonRoundedDown(delta: Double) throws(PrivacyError) -> Double {
    try epsilon(delta: delta, .optimistic)
  }

  /// The least delta for this epsilon, rounded up.
  public func deltaRoundedUp(epsilon: Double) throws(PrivacyError) -> Double {
    try delta(epsilon: epsilon, .pessimistic)
  }

  /// A delta that can't be gone below at this epsilon, rounded down.
  public func deltaRoundedDown(epsilon: Double) throws(PrivacyError) -> Double {
    try delta(epsilon: epsilon, .optimistic)
  }

  /// Delta by epsilon: the whole curve at the points given, rounded up.
  public func curveRoundedUp(epsilons: [Double]) throws(PrivacyError) -> [Double] {
    let curve = try curve(.pessimistic)
    var deltas = [Double]()
    for epsilon in epsilons { deltas.append(try curve.delta(epsilon: epsilon)) }
    return deltas
  }

  /// The least epsilon for each of these deltas, rounded up: composed once for all.
  public func epsilonsRoundedUp(deltas: [Double]) throws(PrivacyError) -> [Double] {
    let curve = try curve(.pessimistic)
    var epsilons = [Double]()
    for delta in deltas { epsilons.append(try curve.epsilon(delta: delta)) }
    return epsilons
  }

  private func epsilon(delta: Double, _ estimate: LossEstimate) throws(PrivacyError) -> Double {
    try Parameter.delta(delta)
    return try curve(estimate).epsilon(delta: delta)
  }

  private func delta(epsilon: Double, _ estimate: LossEstimate) throws(PrivacyError) -> Double {
    try Parameter.notNegative(epsilon, "epsilon")
    return try curve(estimate).delta(epsilon: epsilon)
  }

  /// The releases composed, to be asked.
  func curve(_ estimate: LossEstimate) throws(PrivacyError) -> LossCurve {
    if let exact { return LossCurve(exact: exact, estimate) }
    try checkSize()
    return LossCurve(compositions(estimate), estimate)
  }

  /// Grids of more than 2^24 points are refused: a given interval may be too fine.
  private func checkSize() throws(PrivacyError) {
    let widest = merged.reduce(0) { max($0, $1.mechanism.range) }
    guard widest / interval < 0x1p24 else {
      throw .tooLarge(name: "range of a release's loss over the interval", limit: "2^24")
    }
  }

  /// The releases composed in either direction of neighbours.
  func compositions(_ estimate: LossEstimate) -> [LossComposition] {
    let interval = interval
    let both = merged.map { release in
      (release.mechanism.distributions(interval: interval, estimate: estimate), release.count)
    }
    let forward = both.map { LossComposition.Part(loss: $0.0.forward, count: $0.1) }
    var directions = [forward]
    if both.contains(where: { $0.0.backward != nil }) {
      directions.append(
        both.map { LossComposition.Part(loss: $0.0.backward ?? $0.0.forward, count: $0.1) })
    }
    return directions.compactMap { LossComposition($0) }
  }

  /// The exact curve, where all releases are unsampled Gaussian noise: no grid is needed.
  private var exact: GaussianTradeOff? {
    guard !releases.isEmpty else { return nil }
    var square = WideDouble(0)
    for release in releases {
      guard let deviation = release.mechanism.unsampledDeviation else { return nil }
      let wide = WideDouble(deviation)
      square = square + WideDouble(Double(release.count)) / (wide * wide)
    }
    return try? GaussianTradeOff(wide: square.squareRoot)
  }

  /// The releases, all unsampled Gaussian ones in one.
  ///
  /// Their composition is Gaussian noise with 1/s^2 = the sum of count / s_i^2, exactly (Dong, Roth
  /// and Su 2022, corollary 3.3); the deviation is rounded down.
  private var merged: [(mechanism: LossMechanism, count: Int)] {
    var square = WideDouble(0)
    var others = [(mechanism: LossMechanism, count: Int)]()
    for release in releases {
      if let deviation = release.mechanism.unsampledDeviation {
        let wide = WideDouble(deviation)
        square = square + WideDouble(Double(release.count)) / (wide * wide)
      } else {
        others.append(release)
      }
    }
    guard others.count < releases.count else { return releases }
    let deviation = (WideDouble.one / square.squareRoot).roundedDown()
    guard deviation >= 0.05 else { return releases }
    return others + [(.gaussian(deviation: deviation), 1)]
  }

  /// The grid's interval h.
  ///
  /// n releases' grid enlarges epsilon by n h^2/8 (1 + tilt), the tilt being the best Renyi order
  /// less one: with h = sqrt(4e-5/n) by 5e-6 (1 + tilt). Never above 5e-5, but for grids of more
  /// than 2^20 points.
  public var interval: Double {
    if let givenInterval { return aligned(givenInterval) }
    let releases = merged
    let count = releases.reduce(0) { $0 + Double($1.count) }
    let widest = releases.reduce(0) { max($0, $1.mechanism.range) }
    let fine = min(5e-5, (4e-5 / max(1, count)).squareRoot())
    return aligned(max(fine, widest * 0x1p-20, 1e-9))
  }

  /// The greatest interval of at most this size that puts all losses on the grid, if there is one.
  private func aligned(_ interval: Double) -> Double {
    guard let step = releases.first?.mechanism.latticeStep,
      releases.allSatisfy({ $0.mechanism.latticeStep == step })
    else { return interval }
    return step / (step / interval).rounded(.up)
  }
}
