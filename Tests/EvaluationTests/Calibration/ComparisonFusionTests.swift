import Foundation
import Numerics
import TestSupport
import Testing

@testable import Evaluation

@Suite("Fusions to compare with")
struct ComparisonFusionTests {
  static let people = 60

  static func answers(
    _ costs: [PairCosts], truth: [Int?], prior: Double = 1
  ) -> [(name: String, answers: [CrossFitting.Answer])] {
    var naive = NaiveSumFusion(seed: 3)
    naive.prior = prior
    var global = GlobalLogisticFusion(seed: 3)
    global.prior = prior
    return [
      ("naive", naive.answers(costs, truth: truth)),
      ("global", global.answers(costs, truth: truth)),
    ]
  }

  static func costs(_ strengths: [Double], people: Int = people, seed: UInt64) -> [PairCosts] {
    strengths.enumerated().map {
      PlantedEvidence.costs("channel-\($0)", people: people, strength: $1, seed: seed)
    }
  }

  // Two independent channels of 2.5 deviations: by simulation outside (numpy, 60 candidates) the
  // best rule finds .85 of people, one channel .47. Five deviations of a share of 60 are .32.
  @Test("two channels are put together to more than one")
  func gain() {
    let costs = Self.costs([2.5, 2.5], seed: 1)
    for (name, answers) in Self.answers(costs, truth: Array(0..<Self.people)) {
      #expect(answers.map(\.target) == Array(0..<Self.people))
      let found = answers.reduce(0) { $0 + $1.isFound } / Double(Self.people)
      #expect(found > 0.53, "\(name)")
      #expect(answers.allSatisfy { $0.confidence <= 1 && $0.truthProbability <= $0.confidence })
    }
  }

  @Test("noise in every channel finds nobody beyond chance")
  func nullControl() {
    var alarms = [0, 0]
    for seed in 0..<UInt64(NullControl.runs) {
      let costs = Self.costs([0, 0], people: 20, seed: 500 + seed)
      for (place, fusion) in Self.answers(costs, truth: Array(0..<20)).enumerated() {
        // Four of 20 and more by chance of 1/20 each: 1.6 %.
        if fusion.answers.reduce(0, { $0 + $1.isFound }) >= 4 { alarms[place] += 1 }
      }
    }
    #expect(alarms.allSatisfy { $0 <= NullControl.mostAlarms }, "\(alarms)")
  }

  @Test("what is said of people is the same whatever their own answers are")
  func heldOut() {
    let costs = Self.costs([2], seed: 9)
    let problem = FusionProblem(
      features: [PlantedEvidence.feature("one")], costs: costs, truth: Array(0..<Self.people))
    let folds = CrossFitting(seed: 3).folds(problem)
    let fold = (0..<Self.people).filter { folds[$0] == 0 }
    var truth: [Int?] = Array(0..<Self.people)
    for (person, other) in zip(fold, fold.reversed()) { truth[person] = other }
    let before = Self.answers(costs, truth: Array(0..<Self.people))
    let after = Self.answers(costs, truth: truth)
    for (one, other) in zip(before, after) {
      for person in fold {
        #expect(one.answers[person].confidence == other.answers[person].confidence)
      }
    }
  }

  @Test("who is not among the candidates is never found, and pairs without a cost say nothing")
  func absent() {
    var costs = Self.costs([3], seed: 4)
    costs.append(
      PairCosts(
        rowCount: Self.people, columnCount: Self.people,
        values: [Float](repeating: .infinity, count: Self.people * Self.people)))
    var truth: [Int?] = Array(0..<Self.people)
    truth[7] = nil
    let alone = Self.answers([costs[0]], truth: truth, prior: 0.5)
    for (one, both) in zip(alone, Self.answers(costs, truth: truth, prior: 0.5)) {
      #expect(both.answers[7].isFound == 0 && both.answers[7].truthProbability > 0)
      for (own, other) in zip(one.answers, both.answers) {
        #expect(own.better == other.better && abs(own.confidence - other.confidence) < 1e-6)
      }
    }
  }

  // scikit-learn: LogisticRegression(C=1, tol=1e-12) on columns brought to mean 0 and width 1.
  @Test("the regression is scikit-learn's with a penalty")
  func regression() {
    let second = [3.0, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9]
    let rows = zip(ScoreCalibrationTests.scores, second).flatMap { [$0.score, $1] }
    let model = LogisticRegression(
      rows: rows, labels: ScoreCalibrationTests.scores.map(\.isSame), width: 2, ridge: 1)
    #expect(abs(model.weights[0] - 0.66921136) < 1e-4)
    #expect(abs(model.weights[1] - 0.03785684) < 1e-4)
    #expect(abs(model.intercept + 0.76783263) < 1e-4)
    // Five right ones to ten wrong ones are taken out of it.
    #expect(abs(model.ratioOffset - (model.intercept - log(0.5))) < 1e-12)
  }
}
