import Foundation

/// Log-likelihood ratios that rise in steps with the score, by pooling adjacent violators.
///
/// The shares of same pairs among scores in order, made to rise by pooling neighbours that fall,
/// are the shares of every proper score's best rising function; their log odds less those of all
/// scores are the ratios. A pair of either kind is added beyond each end (Laplace's rule of
/// succession at the ends), so that no ratio is infinite. Between the middles of two steps the
/// ratio rises evenly; beyond the outermost ones it keeps rising, by so little (`tilt`) that it
/// says nothing but which of two scores is the higher: steps must not make ties.
///
/// **Source** Brummer and du Preez, *Application-Independent Evaluation of Speaker Detection*,
/// Computer Speech and Language 20 (2006), section 6.1; the ends as in the BOSARIS toolkit
/// (Brummer and de Villiers, arXiv 1304.2865); pooling: Ayer et al., Ann. Math. Stat. 26 (1955).
/// **Cost** O(scores log scores) to learn, O(log steps) a score.
struct ScoreSteps: Sendable, Equatable {
  /// Scores whose shares were pooled.
  struct Step: Sendable, Equatable {
    /// The mean of its scores.
    var middle: Double
    /// How many same pairs, with those added at the ends.
    var same: Double
    /// How many pairs in all.
    var count: Double
    /// How many scores, without those added.
    var scores: Double

    var share: Double { same / count }
  }

  /// The steps, rising in score and in share.
  let steps: [Step]
  /// The log odds of "same" over all scores learned from.
  private let logOdds: Double
  /// The ratios of the steps.
  let ratios: [Double]

  /// How much a ratio rises from the lowest to the highest score learned from, beside its steps.
  private static let tilt = 1e-6
  private let tiltPerScore: Double

  /// Learns the steps.
  ///
  /// - Parameter isBounded: whether a pair of either kind is added beyond each end.
  /// - Precondition: no score is infinite or not a number.
  init(_ scores: [LabelledScore], isBounded: Bool = true) {
    let sorted = scores.sorted { $0.score < $1.score }
    let same = Double(sorted.count { $0.isSame })
    let others = Double(sorted.count) - same
    let width = (sorted.last?.score ?? 0) - (sorted.first?.score ?? 0)
    tiltPerScore = width > 0 ? Self.tilt / width : 0
    guard same > 0, others > 0 else {
      (steps, ratios, logOdds) = ([], [], 0)
      return
    }
    logOdds = log(same / others)
    steps = Self.pooled(sorted, isBounded: isBounded)
    let prior = logOdds
    ratios = steps.map { log($0.same) - log($0.count - $0.same) - prior }
  }

  /// What is said of a score.
  ///
  /// - Complexity: O(log steps).
  func ratio(_ score: Double) -> Double {
    guard let first = steps.first else { return 0 }
    let tilted = (score - first.middle) * tiltPerScore
    var (low, high) = (0, steps.count)
    while low < high {
      let middle = (low + high) / 2
      if steps[middle].middle <= score { low = middle + 1 } else { high = middle }
    }
    // `low` steps have their middle at or below the score.
    guard low > 0 else { return ratios[0] + tilted }
    guard low < steps.count else { return ratios[low - 1] + tilted }
    let (before, after) = (steps[low - 1], steps[low])
    let share = (score - before.middle) / (after.middle - before.middle)
    guard ratios[low - 1].isFinite, ratios[low].isFinite else {
      return ratios[share < 0.5 ? low - 1 : low] + tilted
    }
    return ratios[low - 1] + share * (ratios[low] - ratios[low - 1]) + tilted
  }

  /// Pools neighbours whose shares fall; scores that are equal stay together.
  private static func pooled(_ sorted: [LabelledScore], isBounded: Bool) -> [Step] {
    var stack: [Step] = []
    func push(_ step: Step) {
      var step = step
      while let last = stack.last, last.share >= step.share {
        stack.removeLast()
        let scores = last.scores + step.scores
        if scores > 0 {
          step.middle = (last.middle * last.scores + step.middle * step.scores) / scores
        }
        step.same += last.same
        step.count += last.count
        step.scores = scores
      }
      stack.append(step)
    }
    func pushEnd() {
      push(Step(middle: 0, same: 1, count: 1, scores: 0))
      push(Step(middle: 0, same: 0, count: 1, scores: 0))
    }
    if isBounded { pushEnd() }
    var start = 0
    while start < sorted.count {
      var step = Step(middle: sorted[start].score, same: 0, count: 0, scores: 0)
      while start < sorted.count, sorted[start].score == step.middle {
        step.same += sorted[start].isSame ? 1 : 0
        step.count += 1
        step.scores += 1
        start += 1
      }
      push(step)
    }
    if isBounded { pushEnd() }
    return stack
  }
}
