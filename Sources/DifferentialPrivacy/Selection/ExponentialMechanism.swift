import BigInt

/// The exponential mechanism on whole scores: P[i] is as exp(epsilon score/(2 sensitivity)).
///
/// **Guarantee**: epsilon-DP for neighbours between which no score moves by more than the
/// sensitivity; monotone scores need half the noise. Sampled exactly: a uniform candidate is kept
/// by an exact trial of probability exp(-rate lag), so that no weight is ever rounded. The same law
/// as adding Gumbel noise and taking the largest, without Gumbel noise in floating point.
/// **Source**: McSherry and Talwar 2007; trials after Canonne, Kamath and Steinke 2020, algorithm
/// 1.
/// **Cost**: n divided by the sum of the weights tries of some 3 words in the mean: at most n.
/// **Does not protect against**: one who measures the time: the number of tries depends on the
/// scores.
public struct ExponentialMechanism: Sendable {
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
    rate.exponential(try SelectionRate.lags(scores), from: &source)
  }

  /// Each candidate's probability, right to 1e-12 of itself; what is below the smallest Double is
  /// 0.
  public func probabilities(scores: [Int64]) throws(PrivacyError) -> [Double] {
    let weights = try SelectionRate.lags(scores).map { rate.weight(lag: $0) }
    let sum = weights.sorted().reduce(0, +)
    return weights.map { $0 / sum }
  }

  /// epsilon-DP, rounded up.
  public var cost: PrivacyCost { .pure(epsilon: rate.epsilon.doubleRoundedUp) }

  /// epsilon^2/8-zCDP, rounded up: tighter under composition, for its range is bounded.
  ///
  /// **Source**: Cesar and Rogers, Bounding, Concentrating, and Truncating, 2021.
  public var concentratedCost: PrivacyCost {
    .zeroConcentrated(
      rho: ExactRational.eighthOfSquare(rate.epsilon).doubleRoundedUp)
  }
}

extension ExactRational {
  /// value^2/8, exactly.
  static func eighthOfSquare(_ value: ExactRational) -> ExactRational {
    ExactRational(
      reducing: value.numerator * value.numerator, 8 * value.denominator * value.denominator)
  }
}
