import Foundation
import Numerics
import TestSupport
import Testing

@testable import Evaluation

@Suite("Fusion of channels")
struct CrossFittingTests {
  static func share(_ answers: [CrossFitting.Answer]) -> Double {
    answers.reduce(0) { $0 + $1.isFound } / Double(answers.count)
  }

  // Two independent channels that each find about a third: together they find more. 150 people:
  // a binomial of .5 has a deviation of .04; the gain asked for is half the one expected.
  @Test(
    "two channels find more than either, and are sure as often as they are right",
    .enabled(if: Build.isOptimised))
  func gain() {
    let problem = PlantedEvidence.problem(people: 150, strengths: [2, 2], seed: 1)
    let fitting = CrossFitting(seed: 2)
    let both = fitting.answers(problem)
    let single = (0..<2).map { Self.share(fitting.answers(problem.selecting([$0]))) }
    #expect(Self.share(both) > (single.max() ?? 1) + 0.1)
    let claimed = both.reduce(0) { $0 + $1.confidence } / Double(both.count)
    // Five deviations of a share of 150.
    #expect(abs(claimed - Self.share(both)) < 0.2)
  }

  @Test("a channel of noise takes nothing away beyond chance", .enabled(if: Build.isOptimised))
  func noise() {
    let problem = PlantedEvidence.problem(people: 150, strengths: [2.5, 0], seed: 4)
    let fitting = CrossFitting(seed: 2)
    let alone = Self.share(fitting.answers(problem.selecting([0])))
    #expect(Self.share(fitting.answers(problem)) > alone - 0.1)
  }

  @Test("noise in every channel finds nobody beyond chance")
  func nullControl() {
    var alarms = 0
    for seed in 0..<UInt64(NullControl.runs) {
      let problem = PlantedEvidence.problem(people: 20, strengths: [0, 0], seed: 100 + seed)
      var fitting = CrossFitting(seed: seed)
      fitting.ridges = [4, 64]
      // Four of 20 and more by chance of 1/20 each: 1.6 %.
      if Self.share(fitting.answers(problem)) * 20 >= 4 { alarms += 1 }
    }
    #expect(alarms <= NullControl.mostAlarms, "\(alarms)")
  }

  @Test("what is said of people is the same whatever their own answers are")
  func heldOut() {
    let people = 50
    let costs = PlantedEvidence.costs("one", people: people, strength: 2, seed: 9)
    let problem = FusionProblem(
      features: [PlantedEvidence.feature("one")], costs: [costs], truth: Array(0..<people))
    var fitting = CrossFitting(seed: 3)
    fitting.repeats = 1
    let folds = fitting.folds(problem)
    #expect(Set(folds).count == fitting.foldCount)
    // The first fold's people exchange their answers, the first with the last and so on.
    let fold = (0..<people).filter { folds[$0] == 0 }
    var truth: [Int?] = Array(0..<people)
    for (person, other) in zip(fold, fold.reversed()) { truth[person] = other }
    let exchanged = FusionProblem(
      features: [PlantedEvidence.feature("one")], costs: [costs], truth: truth)
    let (before, after) = (fitting.answers(problem), fitting.answers(exchanged))
    for person in fold { #expect(before[person].confidence == after[person].confidence) }
    #expect(before.map(\.target) == Array(0..<people))
  }

  // Two people who are in one fold each time that people are dealt: no model saw either.
  @Test("over all repeats nobody's own answer has a part in what is said of them")
  func heldOutRepeats() throws {
    let people = 40
    var fitting = CrossFitting(seed: 3)
    fitting.foldCount = 2
    fitting.repeats = 3
    let costs = ["one", "two"].map {
      PlantedEvidence.costs($0, people: people, strength: 2, seed: 9)
    }
    func problem(_ truth: [Int?]) -> FusionProblem {
      FusionProblem(
        features: [
          PlantedEvidence.feature("one"), PlantedEvidence.feature("two", channel: .places),
        ], costs: costs, truth: truth)
    }
    let usual = problem(Array(0..<people))
    let deals = (0..<3).map { fitting.folds(usual, deal: $0) }
    #expect(Set(deals).count == 3)
    let other = try #require(
      (1..<people).first { person in deals.allSatisfy { $0[person] == $0[0] } })
    var truth: [Int?] = Array(0..<people)
    truth.swapAt(0, other)
    let (before, after) = (fitting.answers(usual), fitting.answers(problem(truth)))
    for person in [0, other] {
      #expect(before[person].confidence == after[person].confidence)
      #expect(before[person].spread == after[person].spread)
    }
    #expect(before[0].spread > 0)
  }

  @Test("posteriors do not depend on how the channels are numbered")
  func order() {
    let problem = PlantedEvidence.problem(people: 40, strengths: [2, 1], seed: 6)
    let fitting = CrossFitting(seed: 3)
    for (one, other) in zip(
      fitting.answers(problem), fitting.answers(problem.selecting([1, 0])))
    {
      #expect(abs(one.truthProbability - other.truthProbability) < 1e-3)
    }
  }
}
