import Foundation
import Numerics
import Testing

@testable import Evaluation

@Suite("Calibration of scores")
struct ScoreCalibrationTests {
  /// Fifteen scores, two of them equal, five of the same person.
  ///
  /// Expected values below are those of scikit-learn 1.x, with s the scores, y the labels:
  ///
  ///     IsotonicRegression().fit(s, y).predict(s)
  ///     LogisticRegression(C=inf, tol=1e-12).fit(s, y, sample_weight=w)
  ///
  /// with w = prior * 15 / 5 for the same and (1 - prior) * 15 / 10 for others; Platt's smoothed
  /// labels t as two copies of each score, labelled 1 with weight w t and 0 with weight w (1 - t).
  static let scores: [LabelledScore] = zip(
    [-2.1, -1.7, -1.2, -0.9, -0.6, -0.6, -0.3, 0.1, 0.2, 0.4, 0.7, 0.9, 1.1, 1.6, 2.3],
    [0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 1, 0, 1]
  ).enumerated().map { LabelledScore(score: $1.0, isSame: $1.1 == 1, target: $0) }

  @Test("pooled steps are scikit-learn's isotonic regression")
  func isotonic() {
    let steps = ScoreSteps(Self.scores, isBounded: false).steps
    #expect(steps.map(\.scores) == [3, 4, 3, 4, 1])
    #expect(zip(steps, [0, 0.25, 1.0 / 3, 0.5, 1]).allSatisfy { abs($0.share - $1) < 1e-12 })
  }

  // The same regression with a same and another pair put beyond either end.
  @Test("with a pair of either kind beyond the ends no ratio is infinite")
  func bounded() {
    let ratios = ScoreSteps(Self.scores).ratios
    let expected = [-0.6931471806, -0.4054651081, 0, 0.6931471806, 1.3862943611]
    #expect(ratios.count == expected.count)
    #expect(zip(ratios, expected).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test("a higher score never has a lower ratio, nor an equal one")
  func monotone() {
    let steps = ScoreSteps(Self.scores)
    let ratios = stride(from: -4.0, through: 4, by: 0.01).map { steps.ratio($0) }
    #expect(zip(ratios, ratios.dropFirst()).allSatisfy(<))
    #expect(abs((ratios.first ?? 9) + 0.6931471806) < 1e-5)
  }

  @Test(
    "the line is scikit-learn's logistic regression",
    arguments: [
      (0.5, false, 0.8318939895755187, -0.1311370349371214),
      (0.5, true, 0.6019290240212234, -0.22888054174394654),
      (0.1, false, 0.8519370401465461, -0.14696679280938518),
      (0.1, true, 0.4102941136176486, 0.5708496143032962),
    ])
  func logistic(prior: Double, isSmoothed: Bool, slope: Double, offset: Double) {
    let line = ScoreLine(Self.scores, prior: prior, isSmoothed: isSmoothed)
    // Either solver stops at its own tolerance; scikit-learn's at slopes of 1e-5 or so.
    #expect(abs(line.slope - slope) < 1e-4 && abs(line.offset - offset) < 1e-4)
  }

  @Test("evidence turned upside down is no evidence")
  func upsideDown() {
    let turned = Self.scores.map {
      LabelledScore(score: -$0.score, isSame: $0.isSame, target: $0.target)
    }
    #expect(ScoreLine(turned, prior: 0.5) == .flat)
  }

  // Cllr from numpy by its definition, the least one with scikit-learn's isotonic regression.
  @Test("the cost of ratios and its least are those of the definition")
  func cost() throws {
    let cost = try #require(LikelihoodRatioCost(Self.scores))
    #expect(abs(cost.bits - 0.8696105955315763) < 1e-12)
    #expect(abs(cost.leastBits - 0.7182263988300139) < 1e-12)
  }

  @Test("ratios that say nothing cost one bit, and those that know cost none")
  func costEnds() throws {
    let flat = Self.scores.map { LabelledScore(score: 0, isSame: $0.isSame, target: $0.target) }
    let nothing = try #require(LikelihoodRatioCost(flat))
    #expect(nothing.bits == 1 && abs(nothing.leastBits - 1) < 1e-12)
    let sure = Self.scores.map {
      LabelledScore(score: $0.isSame ? .infinity : -.infinity, isSame: $0.isSame, target: 0)
    }
    #expect(try #require(LikelihoodRatioCost(sure)).bits == 0)
    #expect(LikelihoodRatioCost(Self.scores.filter(\.isSame)) == nil)
  }

  /// 400 same pairs and 4,000 others.
  static func calibration(
    _ score: (_ isSame: Bool, _ source: inout SeededGenerator) -> Double
  ) -> ScoreCalibration {
    var source = SeededGenerator(seed: 5)
    let scores = (0..<4_400).map { place in
      LabelledScore(score: score(place < 400, &source), isSame: place < 400, target: place)
    }
    return ScoreCalibration(scores, prior: 0.05, seed: 1)
  }

  // The log ratio of N(2, 1) and N(0, 1) is 2 s - 2. A line from 400 has deviations of .15 or so
  // (twice 1 / sqrt(400) and the slope's); steps of some 40 same pairs have twice that.
  @Test("ratios of normal scores are the line they should be")
  func normal() {
    let normal = Self.calibration { isSame, source in source.normal() + (isSame ? 2 : 0) }
    for score in [0.0, 1, 2] {
      #expect(abs(normal.logLikelihoodRatio(score) - (2 * score - 2)) < 0.8, "\(score)")
    }
    #expect(
      normal.heldOutLosses[normal.method] == normal.heldOutLosses.values.min())
  }

  // Nine in ten same pairs and one in ten others are high, by amounts that say nothing.
  @Test("steps are chosen where ratios are a step")
  func stepped() {
    let stepped = Self.calibration { isSame, source in
      let unit = source.unit()
      return isSame == (source.unit() < 0.9) ? 1 + unit * unit * unit * 1_000 : unit
    }
    #expect(stepped.method == .isotonic)
    #expect(abs(stepped.logLikelihoodRatio(10) - log(9)) < 0.8)
    #expect(abs(stepped.logLikelihoodRatio(0.5) + log(9)) < 0.8)
    #expect(stepped.logLikelihoodRatio(.nan) == 0)
  }

  @Test("posterior odds are prior odds times the ratio")
  func prior() {
    let prior = CandidatePrior(presence: 0.6, candidates: 3)
    let posterior = prior.posterior([log(4), 0, -.infinity])
    // Two candidates share .6: .3 * 4 + .3 * 1 + .4.
    #expect(abs(posterior[0] - 1.2 / 1.9) < 1e-12)
    #expect(abs(posterior[1] - 0.3 / 1.9) < 1e-12)
    #expect(posterior[2] == 0)
    let certain = CandidatePrior(presence: 1, candidates: 2).posterior([-2_000, -2_000])
    #expect(certain == [0.5, 0.5])
    #expect(CandidatePrior(presence: 1, candidates: 1).ofPair == 0.5)
  }
}
