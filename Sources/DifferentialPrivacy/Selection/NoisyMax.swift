import BigInt

/// Report noisy max on whole scores: the index of the largest score after noise is added to each.
///
/// **Guarantee**: epsilon-DP with noise of scale 2 sensitivity/epsilon (half of that for monotone
/// scores). Ties go to the lowest index. Proof: fix the others' noise; i wins if and only if its
/// noise is at least some whole z. On the neighbour, its score is at most D lower and the others'
/// at most D higher, so that it wins if its noise is at least z + 2D; and P[Z >= z + 1] >= q P[Z >=
/// z] for both laws, q = exp(-1/scale). So P falls by no more than q^(2D) = exp(-epsilon).
/// **Source**: Dwork and Roth 2014, claim 3.9, carried over to whole numbers as above.
/// **Cost**: 1 or 2 words a candidate, whatever the scores.
/// **Does not protect against**: one who measures single draws' time (see `DiscreteLaplace`). The
/// winner's noisy score is not covered: to release it costs extra.
public struct NoisyMax: Sendable {
  /// Which noise is added.
  public enum Noise: String, Sendable, Codable, CaseIterable {
    /// One-sided: the better choice (Ding et al. 2021).
    case geometric
    /// Two-sided.
    case discreteLaplace = "discrete-laplace"
  }

  let rate: SelectionRate
  private let sampler: LatticeSampler

  /// A mechanism for scores of the given sensitivity.
  ///
  /// - Throws: `PrivacyError` where epsilon or the sensitivity is not positive, or the noise's
  ///   scale is 2^53 or more.
  public init(
    epsilon: ExactRational, sensitivity: Int64 = 1, isMonotone: Bool = false,
    noise: Noise = .geometric
  ) throws(PrivacyError) {
    rate = try SelectionRate(
      epsilon: epsilon, sensitivity: sensitivity, isMonotone: isMonotone)
    sampler = try .selectionNoise(rate.rate, isSigned: noise == .discreteLaplace)
  }

  /// The index of the winner.
  ///
  /// - Throws: `PrivacyError.parameter` where there is no candidate.
  public func draw<Source: RandomSource & ~Copyable>(
    scores: [Int64], from source: inout Source
  ) throws(PrivacyError) -> Int {
    guard !scores.isEmpty else {
      throw .parameter(name: "scores", rule: "must not be empty")
    }
    var winner = 0
    var best = Int128.min
    for (index, score) in scores.enumerated() {
      let noisy = Int128(score) + sampler.drawWide(from: &source)
      if noisy > best { (winner, best) = (index, noisy) }
    }
    return winner
  }

  /// epsilon-DP, rounded up.
  public var cost: PrivacyCost { .pure(epsilon: rate.epsilon.doubleRoundedUp) }
}

extension LatticeSampler {
  /// Noise of scale 1/rate, in machine words.
  static func selectionNoise(
    _ rate: ExactRational, isSigned: Bool
  ) throws(PrivacyError) -> LatticeSampler {
    let scale = ExactRational(reducing: rate.denominator, rate.numerator)
    guard let sampler = LatticeSampler(.exponential(scale: scale), isSigned: isSigned) else {
      throw .tooLarge(name: "scale", limit: "2^53")
    }
    return sampler
  }
}
