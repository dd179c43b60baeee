import Foundation
import Numerics
import Testing

@testable import Deidentification

@Suite("Models of the population")
struct PopulationModelTests {
  private func criterion(
    _ model: any PrivacyModel, _ table: SearchTable
  ) throws -> any ClassCriterion {
    guard case .classes(let criterion) = try model.prepared(for: table) else {
      throw DeidentificationError.parameter(name: "model", rule: "must be a model of classes")
    }
    return criterion
  }

  @Test("k-map, weights and an upper bound on presence decide each class by its counts")
  func counts() throws {
    var random = SeededGenerator(seed: 9, stream: "population")
    for _ in 0..<200 {
      let drawn = try SmallTable.random(rows: 9, classes: 3, values: 2, using: &random)
      let table = try SmallTable(
        rows: drawn.rows, classCount: 3, valueCount: 2, others: drawn.others,
        weights: drawn.rows.map { _ in Double(Int.random(in: 0...5, using: &random)) })
      let classes = table.classes()
      let groups = (0..<3).filter { group in table.rows.contains { $0.group == group } }
      let map = try criterion(KMap(k: 6), table.table)
      let presence = try criterion(DeltaPresence(minimum: 0, maximum: 0.6), table.table)
      let weighted = try criterion(WeightedKMap(k: 8), table.table)
      for (index, group) in groups.enumerated() {
        let own = table.rows.indices.filter { table.rows[$0].group == group }
        let people = own.count + table.others[group]
        #expect(map.holds(for: index, in: classes) == (people >= 6))
        let isBelow = Double(own.count) <= 0.6 * Double(people) + 1e-9
        #expect(presence.holds(for: index, in: classes) == isBelow)
        let weight = own.map { table.table.weights?[$0] ?? 0 }.reduce(0, +)
        #expect(weighted.holds(for: index, in: classes) == (weight >= 8))
      }
    }
  }

  @Test("a lower bound on presence fails where a class of the population has no row at all")
  func absentClasses() throws {
    let model = DeltaPresence(minimum: 0.2, maximum: 0.8)
    for (others, expected) in [([1, 1, 0], true), ([1, 1, 1], false)] {
      let table = try SmallTable(
        rows: [(0, 0), (1, 0)], classCount: 3, valueCount: 2, others: others)
      guard case .table(let whole) = try model.prepared(for: table.table) else {
        Issue.record("must look at the whole table")
        return
      }
      let classes = table.classes()
      var isSuppressed = [false, false]
      #expect(whole.enforce(on: classes, isSuppressed: &isSuppressed, limit: 2) == expected)
      #expect(isSuppressed == [false, false])
    }
  }

  // El Emam and Dankar 2008: the least k' with P(X < k') >= 1 - significance for a cell of k
  // people, summed here from factorials; ARX adds one for Poisson and cuts at k.
  @Test("the estimated threshold is the distribution's quantile")
  func estimated() throws {
    for k in 1...25 {
      for sampleSize in [10, 100, 500, 990] {
        for significance in [0.01, 0.05, 0.3] {
          let rate = Double(k * sampleSize) / 1000
          func probability(_ count: Int) -> Double {
            (1...max(count, 1)).reduce(exp(-rate)) { $0 * (count == 0 ? 1 : rate / Double($1)) }
          }
          var (poisson, sum) = (0, 0.0)
          while sum < 1 - significance {
            sum += probability(poisson)
            poisson += 1
          }
          var (truncated, partial) = (1, 0.0)
          while partial < 1 - significance {
            partial += probability(truncated) / (1 - probability(0))
            truncated += 1
          }
          let models = EstimatedKMap.Estimator.allCases.map {
            EstimatedKMap(
              k: k, populationSize: 1000, significance: significance, estimator: $0)
          }
          #expect(try models[0].derivedK(sampleSize: sampleSize) == min(k, poisson + 1, sampleSize))
          #expect(try models[1].derivedK(sampleSize: sampleSize) == min(k, truncated, sampleSize))
        }
      }
    }
  }

  struct FixedEstimator: PopulationUniquenessEstimator {
    let name = "fixed"
    let share: Double?
    func uniqueShare(sizes: [Int], counts: [Int], populationSize: Int) -> Double? { share }
  }

  @Test("an estimator without an answer refuses the release, unless nobody is unique")
  func noAnswer() throws {
    let table = try SmallTable(
      rows: [(0, 0), (1, 0), (1, 1)], classCount: 2, valueCount: 2)
    for (share, limit, expected) in [
      (nil, 0, false), (0.5, 0, false), (0.01, 0, true), (0, 0, false), (nil, 1, true),
    ] as [(Double?, Int, Bool)] {
      let model = PopulationUniquenessLimit(
        threshold: 0.1, populationSize: 100, estimator: FixedEstimator(share: share))
      guard case .table(let whole) = try model.prepared(for: table.table) else { return }
      var isSuppressed = [false, false]
      let classes = table.classes()
      #expect(whole.enforce(on: classes, isSuppressed: &isSuppressed, limit: limit) == expected)
      #expect(isSuppressed == [expected && limit == 1, false] || !expected)
    }
  }

  @Test("a model refuses a table that lacks what it needs")
  func refused() throws {
    let hierarchy = try Hierarchy(
      column: "q", valueCount: 1, levels: [.init(groupOfCode: [0, 1], labels: ["a"])])
    let table = try SearchTable(
      quasiIdentifiers: [hierarchy], sensitive: [.init(name: "s", labels: ["x"])],
      tuples: try CodeColumns(columns: [[1], [0]], cardinalities: [2, 2], rowCount: 1),
      counts: [1])
    let economics = try AttackEconomics()
    let models: [any PrivacyModel] = [
      KMap(k: 2), WeightedKMap(k: 2), DeltaPresence(minimum: 0, maximum: 1),
      EstimatedKMap(k: 2, populationSize: 0), DistinctDiversity(attribute: "none", l: 2),
      TCloseness(attribute: "s", t: 0.1, distance: .ordered),
      TCloseness(attribute: "s", t: 0.1, distance: .hierarchical),
      TCloseness(attribute: "s", t: 2, distance: .equal),
      BetaLikeness(attribute: "s", beta: 0, isEnhanced: true),
      DeltaDisclosure(attribute: "s", delta: .nan), AverageRisk(threshold: 2),
      SampleUniquenessLimit(threshold: -1), AlphaKAnonymity(attribute: "s", alpha: 0, k: 2),
      RecursiveDiversity(attribute: "s", c: 1, l: 0), EntropyDiversity(attribute: "s", l: 0.5),
      SamplingPrivacy(epsilon: 0, delta: 0.1), SamplingPrivacy(epsilon: 1, delta: 1),
      Profitability(economics, attacker: .journalist),
      NoAttackProfitability(economics, attacker: .journalist),
    ]
    for model in models {
      #expect(throws: DeidentificationError.self, "\(model.name)") {
        try model.prepared(for: table)
      }
      #expect(!model.doesNotProtectAgainst.isEmpty)
    }
    #expect(throws: DeidentificationError.self) { try AttackEconomics(adversaryCost: -1) }
  }
}
