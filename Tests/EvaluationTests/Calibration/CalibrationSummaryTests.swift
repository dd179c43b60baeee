import Findings
import Foundation
import Numerics
import TestSupport
import Testing

@testable import Evaluation

@Suite("Whether stated probabilities hold")
struct CalibrationSummaryTests {
  static func answer(_ confidence: Double, found: Bool, tied: Int = 1) -> CrossFitting.Answer {
    CrossFitting.Answer(
      target: 0, confidence: confidence, better: found ? 0 : 1, tied: tied,
      truthProbability: found ? confidence : 0.25)
  }

  /// Answers whose first candidate is right with the probability that `truth` makes of the stated.
  static func drawn(
    _ count: Int, seed: UInt64, truth: (Double) -> Double
  ) -> [CrossFitting.Answer] {
    var source = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      let stated = source.unit()
      return answer(stated, found: source.unit() < truth(stated))
    }
  }

  @Test("a small case is what it is by hand")
  func small() {
    let answers = [
      Self.answer(0.25, found: false), Self.answer(0.25, found: true),
      Self.answer(0.75, found: true), Self.answer(1, found: true, tied: 2),
    ]
    let summary = CalibrationSummary.measured(answers, seed: 1, draws: 50)
    #expect(summary.bins.map(\.count) == [2, 1, 1])
    #expect(summary.bins.map(\.from) == [0.2, 0.7, 0.9])
    #expect(summary.bins.map(\.stated) == [0.25, 0.75, 1])
    // Ties count by their chance: one half of the last one was found.
    #expect(summary.bins.map(\.found.value) == [0.5, 1, 0.5])
    #expect(abs(summary.error.value - (2 * 0.25 + 0.25 + 0.5) / 4) < 1e-12)
    // Two coins of .25: |X - .5| is .5, .5, 1.5 with .5625, .375, .0625. One of .75: .25 with .75,
    // .75 with .25. One of 1: 0.
    #expect(abs(summary.errorByChance - (0.5625 + 0.375) / 4) < 1e-12)
  }

  @Test("the error by chance is the mean over all ways the coins can fall")
  func byChance() {
    var source = SeededGenerator(seed: 2)
    for count in 1...10 {
      let stated = (0..<count).map { _ in source.unit() }
      let bin = StatedBin(tenth: 0, stated: stated, found: stated)
      var mean = 0.0
      for outcome in 0..<(1 << count) {
        var (chance, sum) = (1.0, 0.0)
        for (place, probability) in stated.enumerated() {
          let isFound = outcome >> place & 1 == 1
          chance *= isFound ? probability : 1 - probability
          sum += (isFound ? 1 : 0) - probability
        }
        mean += chance * abs(sum) / Double(count)
      }
      #expect(abs(bin.distanceByChance - mean) < 1e-12)
    }
    // De Moivre: an even number n of fair coins is off by (n / 2) C(n, n / 2) / 2^n on average;
    // 1,600 have a variance of 400, 1,604 more than that.
    for count in [1_600, 1_604] {
      let half = [Double](repeating: 0.5, count: count)
      let central = exp(
        GammaFunction.logGamma(Double(count) + 1) - 2
          * GammaFunction.logGamma(Double(count) / 2 + 1)
          - Double(count) * log(2))
      let bin = StatedBin(tenth: 5, stated: half, found: half)
      #expect(abs(bin.distanceByChance / (central / 2) - 1) < 1e-3)
    }
  }

  // At most 2.5 % of runs see an error in right probabilities, and of 100 draws half a per cent
  // more: fewer alarms than a control of 5 %.
  @Test("right probabilities are called right as often as promised")
  func calibrated() {
    var alarms = 0
    for seed in 0..<UInt64(NullControl.runs) {
      let answers = Self.drawn(100, seed: seed) { $0 }
      let error = TrueCalibrationError(
        StatedBin.bins(answers), level: 0.95, seed: seed, draws: 100)
      if error.lower > 0 { alarms += 1 }
      #expect(error.lower <= error.value && error.value <= error.upper)
    }
    #expect(alarms <= NullControl.mostAlarms, "\(alarms)")
  }

  @Test("over-confidence is caught, and its size lies in the interval")
  func overconfident() {
    // Everything is stated .15 too high, from .15 on: the error of 2,000 has a deviation of .01.
    let answers = Self.drawn(2_000, seed: 7) { max($0 - 0.15, 0) }
    let summary = CalibrationSummary.measured(answers, seed: 7, draws: 100)
    let mean = answers.reduce(0) { $0 + min($1.confidence, 0.15) } / 2_000
    #expect(summary.errorBeyondChance.lower > 0.08)
    #expect(abs(summary.errorBeyondChance.value - mean) < 0.05)
    #expect(summary.error.lower > 0.08 && summary.error.upper < 0.2)
    #expect(!summary.promiseHolds())
  }

  @Test("the promise is a matter of bins that are large enough")
  func promise() {
    func summary(found: Int, of count: Int) -> CalibrationSummary {
      CalibrationSummary.measured(
        (0..<count).map { Self.answer(0.45, found: $0 < found) }, seed: 1, draws: 2)
    }
    #expect(summary(found: 35, of: 100).promiseHolds())
    #expect(summary(found: 55, of: 100).promiseHolds())
    #expect(!summary(found: 34, of: 100).promiseHolds())
    #expect(!summary(found: 56, of: 100).promiseHolds())
    #expect(summary(found: 5, of: 99).promiseHolds())
  }

  @Test("surprisal is counted in bits, before and after")
  func surprisal() {
    let answers = [Self.answer(0.5, found: true), Self.answer(0.5, found: false)]
    let sure = SurprisalSummary.measured(
      answers, prior: CandidatePrior(presence: 1, candidates: 8))
    #expect(sure.priorBits == 3 && sure.remainingBits == 1.5)
    let unsure = SurprisalSummary.measured(
      answers, prior: CandidatePrior(presence: 0.5, candidates: 8))
    // Half the time 4 bits, half the time 1.
    #expect(unsure.priorBits == 2.5)
  }
}
