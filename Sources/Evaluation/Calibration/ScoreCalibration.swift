import Foundation
import Numerics

/// From an attack's scores to log-likelihood ratios, by the method that does better on targets it
/// was not fitted on.
///
/// Learned from a calibration split only: nobody whose answer is graded may be in it. Within the
/// split, targets are dealt to folds; the method with the lower held-out log loss at the prior of a
/// pair is then fitted on all of the split.
///
/// **Source** Brummer and du Preez, *Application-Independent Evaluation of Speaker Detection*,
/// Computer Speech and Language 20 (2006).
/// **Does not protect against** scores whose meaning differs between the split and the graded
/// targets.
public struct ScoreCalibration: Sendable, Equatable {
  /// How a ratio is made of a score.
  public enum Method: String, Sendable, CaseIterable {
    /// A line of the score, by logistic regression.
    case logistic
    /// Steps that rise with the score, by pooling adjacent violators.
    case isotonic
  }

  /// The method chosen.
  public let method: Method
  /// The held-out log loss of each method, in nats a pair at the prior; the lower was chosen.
  public let heldOutLosses: [Method: Double]
  private let curve: Curve

  private enum Curve: Sendable, Equatable {
    case line(ScoreLine)
    case steps(ScoreSteps)

    init(_ scores: [LabelledScore], method: Method, prior: Double) {
      switch method {
      case .logistic: self = .line(ScoreLine(scores, prior: prior))
      case .isotonic: self = .steps(ScoreSteps(scores))
      }
    }

    func ratio(_ score: Double) -> Double {
      switch self {
      case .line(let line): line.ratio(score)
      case .steps(let steps): steps.ratio(score)
      }
    }
  }

  /// Learns from the scores of a calibration split; infinite ones and not-a-number are passed over.
  ///
  /// - Parameters:
  ///   - prior: the probability that a pair is the same person, in (0, 1/2].
  ///   - folds: how many folds targets are dealt to; at least 2.
  ///   - seed: the seed by which they are dealt.
  /// - Complexity: O(folds * scores log scores).
  public init(_ scores: [LabelledScore], prior: Double, folds: Int = 3, seed: UInt64) {
    precondition(prior > 0 && prior <= 0.5 && folds >= 2, "a prior of a pair, and two folds")
    let scores = scores.filter(\.score.isFinite)
    var losses: [Method: Double] = [:]
    let dealt = Self.dealt(scores, folds: folds, seed: seed)
    for method in Method.allCases {
      losses[method] = Self.heldOutLoss(scores, dealt, folds: folds, method: method, prior: prior)
    }
    heldOutLosses = losses
    // Without two folds of same pairs nothing is held out: the line has the fewer parameters.
    method =
      (losses[.isotonic] ?? .infinity) < (losses[.logistic] ?? .infinity)
      ? .isotonic : .logistic
    curve = Curve(scores, method: method, prior: prior)
  }

  /// The natural log-likelihood ratio of a score; 0, no evidence, where there is no score.
  public func logLikelihoodRatio(_ score: Double) -> Double {
    score.isFinite ? curve.ratio(score) : 0
  }

  /// The log loss of ratios at a prior, same and other pairs weighted by it, in nats.
  ///
  /// - Returns: `nil` without a same or without another pair.
  static func logLoss(_ ratios: [LabelledScore], prior: Double) -> Double? {
    let logOdds = log(prior / (1 - prior))
    var (sums, counts) = (SIMD2<Double>.zero, SIMD2<Double>.zero)
    for item in ratios {
      let odds = item.score + logOdds
      let wrong = item.isSame ? -odds : odds
      sums[item.isSame ? 0 : 1] += max(wrong, 0) + log1p(exp(-abs(wrong)))
      counts[item.isSame ? 0 : 1] += 1
    }
    guard counts[0] > 0, counts[1] > 0 else { return nil }
    return prior * sums[0] / counts[0] + (1 - prior) * sums[1] / counts[1]
  }

  private static func heldOutLoss(
    _ scores: [LabelledScore], _ dealt: [Int], folds: Int, method: Method, prior: Double
  ) -> Double? {
    var ratios: [LabelledScore] = []
    for fold in 0..<folds {
      let learned = scores.indices.filter { dealt[$0] != fold }.map { scores[$0] }
      guard learned.contains(where: \.isSame), learned.contains(where: { !$0.isSame }) else {
        return nil
      }
      let curve = Curve(learned, method: method, prior: prior)
      for place in scores.indices where dealt[place] == fold {
        let item = scores[place]
        ratios.append(
          LabelledScore(
            score: curve.ratio(item.score), isSame: item.isSame, target: item.target))
      }
    }
    return logLoss(ratios, prior: prior)
  }

  /// The fold of each score, by its target.
  private static func dealt(_ scores: [LabelledScore], folds: Int, seed: UInt64) -> [Int] {
    let targets = Set(scores.map(\.target)).sorted()
    var generator = SeededGenerator(seed: seed, stream: "calibration/folds")
    let order = generator.permutation(count: targets.count)
    var folder: [Int: Int] = [:]
    for (place, position) in order.enumerated() { folder[targets[position]] = place % folds }
    return scores.map { folder[$0.target] ?? 0 }
  }
}
