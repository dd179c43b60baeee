import Evaluation
import Findings
import Numerics
import Testing

@testable import Attacks

@Suite("Tying one period's pseudonyms to another's")
struct PeriodLinkageTests {
  /// Costs from a table: rows are targets, columns candidates.
  struct Table: PeriodComparison {
    let id = "table"
    let title = "A table of costs"
    let source = "none"
    let values: [[Float]]

    func costs(targets: [UInt32], candidates: [UInt32]) -> PairCosts {
      PairCosts(
        rowCount: targets.count, columnCount: candidates.count,
        values: targets.flatMap { target in candidates.map { values[Int(target)][Int($0)] } })
    }
  }

  static let description = AttackDescription(
    id: "places/test", title: "Test", channel: .places, risk: .linkability,
    failureMode: .semanticInference, source: "none", doesNotCover: "nothing")

  static func setting(subjects: Int, controlShare: Double = 0, seed: UInt64 = 1) -> EventSetting {
    EventSetting(
      table: "events", subjectCount: subjects, columns: ["time", "place"],
      evaluator: Evaluator(seed: seed), seed: seed, targetCount: 1_000,
      controlShare: controlShare, reproduce: "palimpsest audit")
  }

  static func randomCosts(_ count: Int, levels: Int, seed: UInt64) -> [[Float]] {
    var source = SeededGenerator(seed: seed, stream: "costs")
    return (0..<count).map { _ in (0..<count).map { _ in Float(source.index(below: levels)) } }
  }

  @Test("candidates come by rising cost, equal costs share a group, and infinite ones are left out")
  func ranking() throws {
    // The oracle is the definition: a candidate's group holds exactly those of the same cost.
    for seed in UInt64(0)..<20 {
      var costs = Self.randomCosts(9, levels: 4, seed: seed)
      costs[2][3] = .infinity
      costs[4][4] = .nan
      let cohort = PeriodCohort(everyone: Array(0..<9), table: "events")
      let linkage = PeriodLinkage(
        description: Self.description, cohort: cohort, comparison: Table(values: costs))
      try linkage.attack((0..<9).map { PeriodClue(pseudonym: $0) }) { index, answer in
        let row = costs[index]
        let levels = Set(row.filter(\.isFinite)).sorted()
        #expect(answer.groups.map(\.score) == levels.map { -Double($0) }, "seed \(seed)")
        for (group, level) in zip(answer.groups, levels) {
          #expect(
            group.members.elementsEqual((0..<9).filter { row[Int($0)] == level }), "seed \(seed)")
        }
      }
    }
  }

  @Test("the joint decoding finds the cheapest permutation, tried one after the other")
  func jointIsOptimal() throws {
    for seed in UInt64(0)..<20 {
      let costs = Self.randomCosts(6, levels: 50, seed: seed)
      let cohort = PeriodCohort(everyone: Array(0..<6), table: "events")
      let linkage = PeriodLinkage(
        description: Self.description, cohort: cohort, comparison: Table(values: costs))
      let joint = try #require(try JointLinkage(linkage, seed: 5))
      var total: Float = 0
      var taken: Set<UInt32> = []
      try joint.attack(cohort.pseudonyms.map { PeriodClue(pseudonym: $0) }) { index, answer in
        let first = try #require(answer.groups.first?.members.first)
        total += costs[index][Int(first)]
        taken.insert(first)
        #expect(answer.groups.flatMap(\.members).count == 6)
      }
      #expect(taken.count == 6)
      #expect(total == Self.cheapest(costs, row: 0, taken: []), "seed \(seed)")
    }
  }

  private static func cheapest(_ costs: [[Float]], row: Int, taken: Set<Int>) -> Float {
    guard row < costs.count else { return 0 }
    return costs[row].indices.filter { !taken.contains($0) }.map {
      costs[row][$0] + cheapest(costs, row: row + 1, taken: taken.union([$0]))
    }.min() ?? .infinity
  }

  @Test("costs that say nothing find nobody, whatever order people stand in")
  func ties() throws {
    // Would catch an assignment that breaks ties by number: pseudonyms and people are numbered
    // alike. Fixed points of a random permutation: mean 1; 12 or more have probability < 1e-8.
    let cohort = PeriodCohort(everyone: (0..<200).map { UInt32($0) }, table: "events")
    let even = Table(values: [[Float]](repeating: [Float](repeating: 1, count: 200), count: 200))
    let grades = try PeriodGrades(
      even, cohort: cohort, description: Self.description, evaluator: Evaluator(seed: 2))
    #expect((grades.joint?.success.value ?? 1) < 12.0 / 200)
    #expect(abs(grades.oneByOne.success.value - 1.0 / 200) < 1e-12)
  }

  @Test("pairs that can't be compared are assigned to nobody")
  func incomparablePairs() throws {
    let nothing = Float.infinity
    let costs: [[Float]] = [[1, 2, nothing], [nothing, nothing, nothing], [nothing, nothing, 3]]
    let cohort = PeriodCohort(everyone: [0, 1, 2], table: "events")
    let linkage = PeriodLinkage(
      description: Self.description, cohort: cohort, comparison: Table(values: costs))
    let joint = try #require(try JointLinkage(linkage, seed: 5))
    var firsts: [UInt32?] = []
    try joint.attack(cohort.pseudonyms.map { PeriodClue(pseudonym: $0) }) { _, answer in
      firsts.append(answer.groups.first?.members.first)
    }
    #expect(firsts == [0, nil, 2])
    #expect(try JointLinkage(linkage, limit: 2, seed: 5) == nil)
  }

  @Test("outsiders have no place among the candidates, and each name for them is a false claim")
  func outsiders() throws {
    let setting = Self.setting(subjects: 40, controlShare: 0.25)
    let cohort = try PeriodCohort(eligible: Array(0..<40), setting: setting, stream: "test")
    #expect(cohort.controls.count == 10 && cohort.candidates.count == 30)
    #expect(Set(cohort.controls).isDisjoint(with: cohort.candidates))
    #expect(cohort.pseudonyms.count == 40)
    let costs = (0..<40).map { row in (0..<40).map { $0 == row ? Float(0) : Float(1 + $0) } }
    let grades = try PeriodGrades(
      Table(values: costs), cohort: cohort, description: Self.description,
      evaluator: setting.evaluator)
    #expect(grades.oneByOne.success.value == 1)
    #expect(grades.joint?.success.value == 1)
    // One by one, an outsider is always named; all at once, there is nobody left over for them.
    #expect(grades.oneByOne.outsiderClaimRate?.value == 1)
    #expect(grades.joint?.outsiderClaimRate?.value == 0)
  }

  @Test("costs computed again for each grade give the grade of costs kept")
  func streamedRows() {
    let costs = Self.randomCosts(20, levels: 1_000, seed: 3)
    let cohort = PeriodCohort(everyone: Array(0..<20), table: "events")
    let kept = PeriodCostRows(
      cohort: cohort, comparison: Table(values: costs), heldPairs: 400)
    let streamed = PeriodCostRows(
      cohort: cohort, comparison: Table(values: costs), heldPairs: 399)
    #expect(kept.costs(of: [7, 3, 19]) == streamed.costs(of: [7, 3, 19]))
  }

  @Test("among fewer candidates a target is found more often, as the hypergeometric law says")
  func candidateCurve() throws {
    // A target whose right candidate has b better ones among n - 1 others is found among m random
    // candidates with probability C(n-1-b, m-1) / C(n-1, m-1).
    let count = 120
    let costs = Self.randomCosts(count, levels: 1_000_000, seed: 5).enumerated().map { row, costs in
      var costs = costs
      costs[row] /= 20
      return costs
    }
    let cohort = PeriodCohort(everyone: (0..<120).map { UInt32($0) }, table: "events")
    let linkage = PeriodLinkage(
      description: Self.description, cohort: cohort, comparison: Table(values: costs))
    let points = try linkage.candidateCurve(setting: Self.setting(subjects: count))
    #expect(points.map(\.x) == [10, 30, 100, 120])
    for point in points {
      var expected = 0.0
      var variance = 0.0
      for row in 0..<count {
        let better = costs[row].count { $0 < costs[row][row] }
        var chance = 1.0
        for drawn in 0..<(point.x - 1) {
          chance *= Double(max(count - 1 - better - drawn, 0)) / Double(count - 1 - drawn)
        }
        expected += chance
        variance += chance * (1 - chance)
      }
      // 5 standard deviations: beyond a false alarm rate of 1e-6.
      let found = point.success.value * Double(count)
      #expect(abs(found - expected) <= 5 * variance.squareRoot() + 1e-6, "\(point.x) candidates")
    }
  }

  @Test("event bins cover everyone, and none holds too few")
  func eventBins() {
    for seed in UInt64(0)..<50 {
      var source = SeededGenerator(seed: seed, stream: "bins")
      let counts = (0..<(1 + source.index(below: 80))).map { _ in
        1 << source.index(below: 12) + source.index(below: 5)
      }
      let bins = EventBins.bins(of: counts, minimumTargets: 10)
      #expect(counts.allSatisfy { count in bins.count { $0.contains(count) } == 1 })
      if counts.count >= 10 {
        #expect(bins.allSatisfy { bin in counts.count { bin.contains($0) } >= 10 }, "\(seed)")
      } else {
        #expect(bins.count == 1)
      }
    }
    #expect(EventBins.bins(of: [], minimumTargets: 10).isEmpty)
  }

  @Test("depths of a rank distribution rise to the number of candidates")
  func depths() {
    #expect(PeriodGrades.depths(candidates: 300) == [1, 2, 5, 10, 20, 50, 100, 200, 300])
    #expect(PeriodGrades.depths(candidates: 1) == [1, 5, 10, 100])
  }
}
