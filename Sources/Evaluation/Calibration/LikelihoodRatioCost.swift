import Foundation

/// How many bits are lost by log-likelihood ratios, over all priors.
///
/// Cllr = 1/2 (mean over same pairs of log2(1 + 1/L) + mean over others of log2(1 + L)): 0 for
/// ratios that always know, 1 for those that say nothing, above 1 for those that mislead. The least
/// Cllr is what is left when the best rising function is put on top: what the scores can't tell;
/// the difference is what calibration lost.
///
/// **Source** Brummer and du Preez, *Application-Independent Evaluation of Speaker Detection*,
/// Computer Speech and Language 20 (2006), sections 5 and 6.
public struct LikelihoodRatioCost: Sendable, Equatable {
  /// Cllr, in bits.
  public let bits: Double
  /// Cllr after the best rising function of the ratios, in bits.
  public let leastBits: Double

  /// The cost of natural log-likelihood ratios, given as scores.
  ///
  /// - Returns: `nil` without a same or without another pair.
  /// - Complexity: O(n log n).
  public init?(_ ratios: [LabelledScore]) {
    guard let bits = Self.bits(ratios.map { ($0.score, $0.isSame) }) else { return nil }
    self.bits = bits
    let best = ScoreSteps(ratios, isBounded: false)
    // Each score stands in one step, so the steps' own counts are the sums over scores.
    let (same, others) = best.steps.reduce(into: (0.0, 0.0)) { sums, step in
      sums.0 += step.same
      sums.1 += step.count - step.same
    }
    var sum = 0.0
    for (step, ratio) in zip(best.steps, best.ratios) {
      if step.same > 0 { sum += step.same / same * Self.surprise(-ratio) }
      if step.count > step.same {
        sum += (step.count - step.same) / others * Self.surprise(ratio)
      }
    }
    leastBits = sum / 2
  }

  private static func bits(_ ratios: [(ratio: Double, isSame: Bool)]) -> Double? {
    var (sums, counts) = ((same: 0.0, other: 0.0), (same: 0.0, other: 0.0))
    for (ratio, isSame) in ratios {
      if isSame {
        sums.same += surprise(-ratio)
        counts.same += 1
      } else {
        sums.other += surprise(ratio)
        counts.other += 1
      }
    }
    guard counts.same > 0, counts.other > 0 else { return nil }
    return (sums.same / counts.same + sums.other / counts.other) / 2
  }

  /// log2(1 + exp(x)).
  private static func surprise(_ x: Double) -> Double {
    (max(x, 0) + (x.isFinite ? log1p(exp(-abs(x))) : 0)) / log(2)
  }
}
