import BigInt

/// The k best candidates by whole scores, in order.
///
/// **Guarantee**: epsilon-DP for all k together, by each method:
/// - `peeling`: k rounds of the exponential mechanism at epsilon/k without replacement: the law of
///   one-shot Gumbel noise (Durfee and Rogers 2019), drawn without Gumbel noise.
/// - `permuteAndFlip`: k rounds of permute-and-flip at epsilon/k without replacement.
/// - `oneShot`: discrete Laplace noise of scale 2kD/epsilon on every score, once; the k largest,
///   ties to the lower index. Proof: fix the losers' noise. Where a run on one dataset gives (i1,
///   ..., ik), add to each winner's noise D plus what its score lost: a shift in [0, 2D]. On the
///   neighbour all winners' noisy scores are then D higher than in the first run and no loser's
///   rises by more than D, so that the answer is the same. k shifts by at most 2D cost exp(k
///   2D/scale) = exp(epsilon).
///
/// **Source**: Durfee and Rogers, Practical Differentially Private Top-k Selection, 2019 (arXiv
/// 1905.04273); Qiao, Su and Zhang, Oneshot Differentially Private Top-k Selection, 2021.
/// **Cost**: peeling: k times the mechanism's; one-shot: 1 or 2 words a candidate and a sort.
/// **Does not protect against**: one who measures the time of the peeling methods, which depends on
/// the scores. The scores themselves are not released.
public struct TopSelection: Sendable {
  /// How the candidates are drawn.
  public enum Method: String, Sendable, Codable, CaseIterable {
    /// Rounds of the exponential mechanism.
    case peeling
    /// Rounds of permute-and-flip.
    case permuteAndFlip = "permute-and-flip"
    /// Noise once for all.
    case oneShot = "one-shot"
  }

  let count: Int
  let method: Method
  private let epsilon: ExactRational
  /// epsilon/(2kD).
  private let rate: SelectionRate
  private let sampler: LatticeSampler?

  /// A mechanism for the `count` best of scores of the given sensitivity.
  ///
  /// - Throws: `PrivacyError` where epsilon, the sensitivity or the count is not positive, or the
  ///   one-shot noise's scale is 2^53 or more.
  public init(
    count: Int, epsilon: ExactRational, sensitivity: Int64 = 1, isMonotone: Bool = false,
    method: Method = .peeling
  ) throws(PrivacyError) {
    guard count > 0 else { throw .parameter(name: "count", rule: "must be positive") }
    self.count = count
    self.method = method
    self.epsilon = epsilon
    rate = try SelectionRate(
      epsilon: ExactRational(reducing: epsilon.numerator, epsilon.denominator * BigInt(count)),
      sensitivity: sensitivity, isMonotone: isMonotone)
    sampler = method == .oneShot ? try .selectionNoise(rate.rate, isSigned: true) : nil
  }

  /// The indices of the chosen candidates, the best first.
  ///
  /// - Throws: `PrivacyError.parameter` where there are fewer candidates than are asked for.
  public func draw<Source: RandomSource & ~Copyable>(
    scores: [Int64], from source: inout Source
  ) throws(PrivacyError) -> [Int] {
    guard scores.count >= count else {
      throw .parameter(name: "scores", rule: "must be at least as many as are to be chosen")
    }
    if let sampler { return oneShot(scores, sampler, from: &source) }
    var left = Array(scores.indices)
    var chosen: [Int] = []
    for _ in 0..<count {
      let lags = try SelectionRate.lags(left.map { scores[$0] })
      let place =
        method == .permuteAndFlip
        ? rate.permuteAndFlip(lags, from: &source) : rate.exponential(lags, from: &source)
      chosen.append(left.remove(at: place))
    }
    return chosen
  }

  private func oneShot<Source: RandomSource & ~Copyable>(
    _ scores: [Int64], _ sampler: LatticeSampler, from source: inout Source
  ) -> [Int] {
    var noisy: [(value: Int128, index: Int)] = []
    noisy.reserveCapacity(scores.count)
    for (index, score) in scores.enumerated() {
      noisy.append((Int128(score) + sampler.drawWide(from: &source), index))
    }
    noisy.sort { ($0.value, $1.index) > ($1.value, $0.index) }
    return noisy.prefix(count).map(\.index)
  }

  /// epsilon-DP, rounded up.
  public var cost: PrivacyCost { .pure(epsilon: epsilon.doubleRoundedUp) }

  /// What composes better than `cost`: k (epsilon/k)^2/8-zCDP for `peeling`, else nil; rounded up.
  ///
  /// **Source**: Cesar and Rogers 2021: the exponential mechanism's range is bounded.
  public var concentratedCost: PrivacyCost? {
    guard method == .peeling else { return nil }
    let round = ExactRational.eighthOfSquare(rate.epsilon)
    return .zeroConcentrated(rho: (round * ExactRational(count)).doubleRoundedUp)
  }
}
