import Foundation
public import Findings
import Numerics

extension CalibrationSummary {
  /// How often a stated probability was right, over targets.
  ///
  /// The interval of the error is a bootstrap over people; as drawing people again adds chance of
  /// its own to the error, the drawn errors are moved so that their mean is the measured one. The
  /// error beyond chance is that of `TrueCalibrationError`.
  ///
  /// - Parameters:
  ///   - answers: one for each target, by models that never saw this person.
  ///   - level: the confidence level, in (0, 1).
  ///   - seed: the seed of all draws.
  ///   - draws: how many times people are drawn again.
  /// - Precondition: there is an answer.
  /// - Complexity: O(answers * draws).
  public static func measured(
    _ answers: [CrossFitting.Answer], level: Double = 0.95, seed: UInt64, draws: Int = 1_000
  ) -> CalibrationSummary {
    precondition(!answers.isEmpty, "somebody is asked about")
    let bins = StatedBin.bins(answers)
    let people = Double(answers.count)
    let beyond = TrueCalibrationError(bins, level: level, seed: seed)
    return CalibrationSummary(
      error: error(answers, level: level, seed: seed, draws: draws),
      errorByChance: bins.reduce(0) { $0 + $1.count / people * $1.distanceByChance },
      errorBeyondChance: Estimate(
        value: beyond.value, lower: beyond.lower, upper: beyond.upper, level: level,
        method: .bootstrap),
      bins: bins.map { bin in
        Bin(
          from: Double(bin.tenth) / 10, to: Double(bin.tenth + 1) / 10, count: bin.stated.count,
          stated: bin.meanStated,
          found: .proportion(bin.found.reduce(0, +), of: bin.found.count, level: level))
      })
  }

  /// Whether the share found lies within .05 of the tenth in which probabilities were stated, for
  /// each tenth with enough targets.
  ///
  /// - Parameter minimumTargets: bins of fewer targets are passed over: chance alone moves their
  ///   shares by more.
  public func promiseHolds(minimumTargets: Int = 100) -> Bool {
    // Tenths are no binary numbers: a share on the limit is within it.
    let reach = 0.05 + 1e-9
    return bins.allSatisfy { bin in
      bin.count < minimumTargets
        || (bin.found.value >= bin.from - reach && bin.found.value <= bin.to + reach)
    }
  }

  private static func error(
    _ answers: [CrossFitting.Answer], level: Double, seed: UInt64, draws: Int
  ) -> Estimate {
    let value = StatedBin.error(answers)
    let drawn = concurrentChunks(count: draws, minimumChunk: 10) { range in
      range.map { draw in
        var source = SeededGenerator(seed: seed, stream: "calibration/people/\(draw)")
        return StatedBin.error(answers.map { _ in answers[source.index(below: answers.count)] })
      }
    }.flatMap(\.self).sorted()
    let shift = value - drawn.reduce(0, +) / Double(max(draws, 1))
    let lower = (Quantiles.quantile((1 - level) / 2, ofSorted: drawn) ?? value) + shift
    let upper = (Quantiles.quantile((1 + level) / 2, ofSorted: drawn) ?? value) + shift
    return Estimate(
      value: value, lower: max(0, min(lower, value)), upper: min(1, max(upper, value)),
      level: level, method: .bootstrap)
  }
}

extension SurprisalSummary {
  /// The bits to name a person before and after, on average over targets.
  ///
  /// Before: log2 of the candidates for who is among them; with a prior below 1, the mean of that
  /// and of the bits to say that a target is not there.
  ///
  /// - Precondition: there is an answer.
  public static func measured(
    _ answers: [CrossFitting.Answer], prior: CandidatePrior
  ) -> SurprisalSummary {
    precondition(!answers.isEmpty, "somebody is asked about")
    // The least positive number stands for what rounded to 0: 1,074 bits, never infinitely many.
    let remaining = answers.reduce(0) {
      $0 - log2(max($1.truthProbability, .leastNonzeroMagnitude))
    }
    let presence = prior.presence
    let absent = presence < 1 ? -(1 - presence) * log2(1 - presence) : 0
    return SurprisalSummary(
      priorBits: presence * log2(Double(prior.candidates) / presence) + absent,
      remainingBits: remaining / Double(answers.count))
  }
}
