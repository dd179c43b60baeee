import Foundation
import Numerics
import Testing

@testable import Evaluation

@Suite("Lists of candidates")
struct CandidateListTests {
  static func options(listed: Int, standIns: Int, seed: UInt64 = 0) -> ListOptions {
    var options = ListOptions()
    options.completeLimit = 0
    options.perChannel = listed
    options.inAll = listed
    options.standIns = standIns
    options.seed = seed
    return options
  }

  static func problem(
    people: Int, strengths: [Double], seed: UInt64, options: ListOptions
  ) -> FusionProblem {
    FusionProblem(
      features: strengths.indices.map { PlantedEvidence.feature("channel-\($0)") },
      costs: strengths.enumerated().map {
        PlantedEvidence.costs("channel-\($0)", people: people, strength: $1, seed: seed)
      }, truth: Array(0..<people), options: options)
  }

  @Test("the largest are those of a sorted list, equal ones by their places")
  func largest() {
    for seed in UInt64(0)..<50 {
      var source = SeededGenerator(seed: seed)
      let values = (0..<source.index(below: 60)).map { _ in
        source.bernoulli(0.1) ? -Float.infinity : Float(source.index(below: 9))
      }
      for count in [0, 1, 2, 7, 100] {
        let slow = values.indices.filter { values[$0] > -.infinity }
          .sorted { (values[$1], $0) < (values[$0], $1) }.prefix(count).map { UInt32($0) }
        #expect(CandidateListing.largest(values, count: count).sorted() == slow.sorted())
      }
    }
  }

  @Test("entries stand for all candidates, each listed once, whatever the right one is")
  func counts() {
    let (people, options) = (120, Self.options(listed: 10, standIns: 20))
    let problem = Self.problem(people: people, strengths: [1.5, 1], seed: 3, options: options)
    for target in 0..<people {
      let entries = problem.lists.entries(of: target)
      let open = entries.prefix(problem.lists.openCounts[target])
      let whole = open.reduce(0.0) { $0 + exp(Double(problem.lists.logWeights[$1])) }
      #expect(abs(whole - Double(people)) < 1e-3)
      #expect(Set(entries.map { problem.lists.candidates[$0] }).count == entries.count)
      let truth = entries.lowerBound + (problem.lists.truthEntries[target] ?? -1)
      #expect(Int(problem.lists.candidates[truth]) == target)
      #expect(entries.count - open.count <= 1)
    }
    #expect(problem.listRecall > 0.3 && problem.listRecall < 1)
  }

  // The sum over all candidates is known; its estimate's mean over seeds must be that. 400 draws:
  // five standard errors, false alarm below 1e-6.
  @Test("the denominator by stand-ins is that of all candidates in the mean over seeds")
  func unbiased() {
    let (people, targets, seeds, target) = (150, 6, 400, 4)
    let costs = ["one", "two"].map { id in
      let all = PlantedEvidence.costs(id, people: people, strength: 1.2, seed: 3)
      return PairCosts(
        rowCount: targets, columnCount: people, values: Array(all.values[..<(targets * people)]))
    }
    func sum(_ options: ListOptions) -> Double {
      let problem = FusionProblem(
        features: ["one", "two"].map { PlantedEvidence.feature($0) }, costs: costs,
        truth: Array(0..<targets), options: options)
      let entries = problem.lists.entries(of: target)
      return (0..<problem.lists.openCounts[target]).reduce(0.0) { sum, entry in
        let utility = (0..<2).reduce(Float(0)) {
          $0 + 0.4 * problem.scores(target: target, entry: entry, feature: $1).sum()
        }
        let weight = Double(problem.lists.logWeights[entries.lowerBound + entry])
        return sum + exp(Double(utility) + weight)
      }
    }
    let whole = sum(ListOptions())
    let sums = (0..<UInt64(seeds)).map { sum(Self.options(listed: 4, standIns: 12, seed: $0)) }
    let mean = sums.reduce(0, +) / Double(seeds)
    let variance = sums.reduce(0.0) { $0 + pow($1 - mean, 2) } / Double(seeds - 1)
    #expect(variance > 0)
    #expect(abs(mean - whole) < 5 * (variance / Double(seeds)).squareRoot())
  }

  // Half the candidates listed or standing in: what is said of who is found hardly changes.
  @Test("lists say the same of people as all candidates do")
  func sameAnswers() {
    let people = 120
    var fitting = CrossFitting(seed: 1)
    fitting.repeats = 1
    fitting.ridges = [4]
    let all = Self.problem(people: people, strengths: [2.5, 2], seed: 3, options: ListOptions())
    let listed = Self.problem(
      people: people, strengths: [2.5, 2], seed: 3,
      options: Self.options(listed: 15, standIns: 30))
    let (whole, short) = (fitting.answers(all), fitting.answers(listed))
    #expect(listed.listRecall > 0.9)
    let difference =
      zip(whole, short).reduce(0.0) { $0 + abs($1.0.confidence - $1.1.confidence) }
      / Double(people)
    #expect(difference < 0.05)
    let found = zip(whole, short).count { $0.isFound == $1.isFound }
    #expect(Double(found) > 0.95 * Double(people))
    for answer in short where !listed.lists.isListed(answer.target) {
      #expect(answer.isFound == 0)
    }
  }

  @Test(
    "costs computed batch by batch make the same problem as all at once", arguments: [0, 1_024])
  func streaming(completeLimit: Int) throws {
    let people = 60
    var options = Self.options(listed: 5, standIns: 10)
    options.completeLimit = completeLimit
    let comparisons = (0..<3).map { place in
      PlantedComparison(
        id: "planted-\(place)",
        costs: PlantedEvidence.costs("\(place)", people: people, strength: 1, seed: 7))
    }
    let evidence = comparisons.map {
      ChannelEvidence(channel: .places, table: "planted", columns: [$0.id], comparison: $0)
    }
    let numbers = (0..<UInt32(people)).map(\.self)
    let cohort = FusionCohort(candidates: numbers, targets: numbers)
    let dense = FusionProblem(
      features: evidence.map(\.feature), costs: comparisons.map(\.costs),
      truth: Array(0..<people), options: options)
    options.batchBytes = 7 * people * 3 * 4
    var shares: [Double] = []
    let streamed = FusionProblem(evidence: evidence, cohort: cohort, options: options) {
      shares.append($0)
    }
    #expect(shares == shares.sorted() && shares.last == 1 && shares.count > 20)
    #expect(dense.lists.candidates == streamed.lists.candidates)
    #expect(dense.lists.logWeights == streamed.lists.logWeights)
    for target in 0..<people {
      for entry in 0..<dense.lists.count(of: target) {
        for feature in 0..<3 {
          #expect(
            dense.scores(target: target, entry: entry, feature: feature)
              == streamed.scores(target: target, entry: entry, feature: feature))
        }
      }
    }
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try FusionProblem(evidence: evidence, cohort: cohort, options: options) {
        if $0 > 0.5 { throw Stop() }
      }
    }
  }
}

/// Costs that are drawn beforehand.
struct PlantedComparison: PairComparison {
  let id: String
  let costs: PairCosts
  var title: String { id }

  func costs(targets: [UInt32], candidates: [UInt32]) -> PairCosts {
    let values = targets.flatMap { target in
      candidates.map { costs.row(Int(target))[Int(target) * costs.columnCount + Int($0)] }
    }
    return PairCosts(rowCount: targets.count, columnCount: candidates.count, values: values)
  }
}
