import BigInt

/// One or several quantiles of values clamped to public bounds, by the exponential mechanism.
///
/// **Guarantee**: `cost`: candidates are the points of the grid within the bounds; one comes out
/// with probability proportional to exp(-epsilon |rank - target| / (2 D)), exactly, where one
/// subject's rows move |rank - target| by at most D. Several quantiles are found by halving: the
/// middle one first, then those below among the values below it. A row is in one part of each
/// level, so a level costs its epsilon once (twice where rows are substituted: out of one part,
/// into another), and there are log2(count + 1) levels.
/// **Source**: Smith 2011, Algorithm 2; Kaplan, Schnapp, Stemmer 2022, Theorem 3.3.
/// **Cost**: a sort, then O(n) for each level and big-number work at the losses that matter.
/// **Does not protect against**: bounds chosen by looking at the data; timing.
public struct PrivateQuantile: Sendable {
  /// The grid of the candidates.
  public let grid: IntegerGrid
  /// What one release costs.
  public let cost: PrivacyCost
  /// The same release's cost in zero-concentrated terms: epsilon^2 / 8 for each choice made.
  ///
  /// **Source**: Cesar and Rogers 2021, Lemma 3.2: the exponential mechanism has bounded range.
  public let zeroConcentratedCost: PrivacyCost
  let range: ClosedRange<Int64>
  let probabilities: [ProbabilityStep]
  let rate: ExactRatio
  let rows: UInt64

  /// Quantiles for increasing probabilities of the values within public bounds.
  public init(
    _ probabilities: [Double], bounds: ClosedRange<Double>, epsilon: Double, limits: SubjectLimits,
    grid chosen: IntegerGrid? = nil
  ) throws(PrivacyError) {
    if let chosen {
      grid = chosen
    } else {
      grid = try IntegerGrid(covering: max(abs(bounds.lowerBound), abs(bounds.upperBound)))
    }
    range = try grid.range(within: bounds)
    var steps: [ProbabilityStep] = []
    for probability in probabilities {
      let step = try ProbabilityStep(probability)
      guard (steps.last?.steps).map({ $0 < step.steps }) ?? true else {
        throw .parameter(name: "probabilities", rule: "must increase by at least 2^-20")
      }
      steps.append(step)
    }
    guard !steps.isEmpty else {
      throw .parameter(name: "probabilities", rule: "must not be empty")
    }
    self.probabilities = steps
    rows = UInt64(limits.rows)
    let levels = Int.bitWidth - steps.count.leadingZeroBitCount
    let times = limits.neighbours == .substitute ? 2 : 1
    rate = try ExactRatio(roundedDown: epsilon / Double(levels * times), name: "epsilon")
    cost = .pure(
      epsilon: RoundedUp.quotient(
        BigUInt(rate.numerator) * BigUInt(levels * times), BigUInt(rate.denominator)))
    // Substituted rows move one choice by twice epsilon at most: (2 epsilon)^2 / 8.
    zeroConcentratedCost = .zeroConcentrated(
      rho: RoundedUp.quotient(
        BigUInt(rate.numerator).power(2) * BigUInt(levels * times * times),
        BigUInt(rate.denominator).power(2) * 8))
  }

  /// The noisy quantiles, in order.
  public func released<Source: RandomSource & ~Copyable>(
    of values: some Sequence<Double>, from source: inout Source
  ) -> [Double] {
    var draws = QuantileDraws(self, values: values)
    return draws.next(from: &source)
  }

  /// The noisy quantiles, in order, of values that were clamped to `steps` and counted exactly.
  ///
  /// - Precondition: the points increase and stand within `steps`; each has a row at least.
  public func released<Source: RandomSource & ~Copyable>(
    exactCounts sorted: [CountedStep], from source: inout Source
  ) -> [Double] {
    var draws = QuantileDraws(self, sorted: sorted)
    return draws.next(from: &source)
  }
}
