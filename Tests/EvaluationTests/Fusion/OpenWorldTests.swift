import Foundation
import Numerics
import TestSupport
import Testing

@testable import Evaluation

@Suite("Targets that may be none of the candidates")
struct OpenWorldTests {
  /// The last `strangers` targets have their candidates taken away.
  static func problem(
    people: Int, strangers: Int, strength: Double, seed: UInt64, options: ListOptions = .init()
  ) -> FusionProblem {
    let costs = ["one", "two"].map {
      PlantedEvidence.costs($0, people: people, strength: strength, seed: seed)
    }
    let known = people - strangers
    return FusionProblem(
      features: ["one", "two"].map { PlantedEvidence.feature($0) },
      costs: costs.map { matrix in
        PairCosts(
          rowCount: people, columnCount: known,
          values: (0..<people).flatMap { matrix.row($0).prefix(known) })
      }, truth: (0..<people).map { $0 < known ? $0 : nil }, options: options)
  }

  // 150 people: what is given to "none" in the mean must be the share of strangers, with a
  // deviation of at most .041 for the draw of who is one; five of them.
  @Test(
    "strangers are told from people who are there, and as many as there are",
    arguments: [
      false, true,
    ])
  func strangers(listed: Bool) {
    let (people, strangers) = (150, 60)
    let options = listed ? CandidateListTests.options(listed: 15, standIns: 30) : ListOptions()
    let problem = Self.problem(
      people: people, strangers: strangers, strength: 3, seed: 3, options: options)
    var fitting = CrossFitting(seed: 2)
    fitting.prior = 0.6
    fitting.repeats = 1
    fitting.ridges = [4]
    let answers = fitting.answers(problem)
    let none = answers.map { answer in
      problem.truth[answer.target] == nil ? answer.truthProbability : nil
    }.compactMap(\.self)
    let confident = answers[..<(people - strangers)].map(\.confidence)
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    #expect(mean(none) > 0.6)
    #expect(mean(confident) > 0.6)
    #expect(answers[(people - strangers)...].allSatisfy { $0.isFound == 0 })
    let claimed = mean(answers.map(\.confidence))
    let found = mean(answers.map(\.isFound))
    #expect(abs(claimed - found) < 0.2)
  }

  @Test("without evidence a target is one of the candidates with the stated probability")
  func prior() {
    let problem = Self.problem(people: 60, strangers: 0, strength: 0, seed: 5)
    var fitting = CrossFitting(seed: 2)
    fitting.prior = 0.7
    fitting.repeats = 1
    fitting.ridges = [64]
    let outcome = fitting.outcome(problem) { _ in }
    let there = (0..<60).map { outcome.posteriors.mean($0).reduce(0, +) }
    #expect(abs(there.reduce(0, +) / 60 - 0.7) < 0.05)
  }

  @Test("placed at once, no two targets are the same candidate, and more are right")
  func oneToOne() throws {
    let problem = PlantedEvidence.problem(people: 80, strengths: [2.2, 1.5], seed: 4)
    var fitting = CrossFitting(seed: 2)
    fitting.repeats = 1
    fitting.ridges = [4]
    let outcome = fitting.outcome(problem) { _ in }
    let placed = try #require(outcome.oneToOne(problem))
    let named = placed.compactMap(\.candidate)
    #expect(Set(named).count == named.count)
    #expect(placed.map(\.target) == Array(0..<80))
    #expect(placed.allSatisfy { $0.isFound == ($0.candidate == $0.target) })
    let alone = outcome.answers.reduce(0) { $0 + $1.isFound }
    #expect(Double(placed.count(where: \.isFound)) > alone)
  }
}
