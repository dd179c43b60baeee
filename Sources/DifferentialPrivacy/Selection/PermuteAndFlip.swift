/// Permute-and-flip on whole scores: candidates in random order, each taken with probability
/// exp(-rate lag).
///
/// **Guarantee**: epsilon-DP as the exponential mechanism's, and never a worse expected score. It
/// has the law of report noisy max with exponential noise (Ding, Kifer, Sayed, Steinke, Wang, Xiao
/// and Zhang 2021), which so is sampled here exactly, without noise in floating point.
/// **Source**: McKenna and Sheldon, Permute-and-Flip, 2020, algorithm 1 (arXiv 2010.12603).
/// **Cost**: at most n trials of some 3 words.
/// **Does not protect against**: one who measures the time: the number of trials depends on the
/// scores.
public struct PermuteAndFlip: Sendable {
  let rate: SelectionRate

  /// A mechanism for scores of the given sensitivity.
  ///
  /// - Throws: `PrivacyError.parameter` where epsilon or the sensitivity is not positive.
  public init(
    epsilon: ExactRational, sensitivity: Int64 = 1, isMonotone: Bool = false
  ) throws(PrivacyError) {
    rate = try SelectionRate(
      epsilon: epsilon, sensitivity: sensitivity, isMonotone: isMonotone)
  }

  /// The index of one of the candidates.
  ///
  /// - Throws: `PrivacyError.parameter` where there is no candidate.
  public func draw<Source: RandomSource & ~Copyable>(
    scores: [Int64], from source: inout Source
  ) throws(PrivacyError) -> Int {
    rate.permuteAndFlip(try SelectionRate.lags(scores), from: &source)
  }

  /// Each candidate's probability, right to 1e-12 of itself; what is below the smallest Double is
  /// 0.
  ///
  /// Give each candidate a uniform time t in [0, 1]: candidate i, at time t, is reached if all that
  /// came before have failed, each other one with probability 1 - t w(j). So P[i] = w(i) times the
  /// integral over t of the product of (1 - t w(j)): a polynomial of degree n - 1, for which Gauss
  /// and Legendre's rule of n/2 nodes is exact, and whose terms are all positive. **Cost**: n^2
  /// steps of n.
  ///
  /// - Throws: `PrivacyError` where there is no candidate, or more than 1,000.
  public func probabilities(scores: [Int64]) throws(PrivacyError) -> [Double] {
    let weights = try SelectionRate.lags(scores).map { rate.weight(lag: $0) }
    guard weights.count <= 1000 else { throw .tooLarge(name: "candidates", limit: "1,000") }
    let rule = GaussLegendre(max(2, (weights.count + 2) / 2))
    return weights.indices.map { index in
      weights[index]
        * zip(rule.nodes, rule.weights).reduce(0) { sum, node in
          var product = node.1
          for other in weights.indices where other != index {
            product *= 1 - node.0 * weights[other]
          }
          return sum + product
        }
    }
  }

  /// epsilon-DP, rounded up.
  public var cost: PrivacyCost { .pure(epsilon: rate.epsilon.doubleRoundedUp) }
}
