import Evaluation
import Findings
import Foundation
import Numerics
import TestSupport
import Testing

@testable import Attacks

@Suite("People found from a few who are known")
struct SeededMatchingResultTests {
  static func pair(_ graph: SparseGraph, share: Double, seed: UInt64) throws -> GraphPair {
    var source = SeededGenerator(seed: seed, stream: "pair")
    return try GraphPair.sampled(
      graph, auxiliaryShare: share, releaseShare: share, generator: &source)
  }

  struct Reference: Sendable {
    let graph: String
    let share: Double
    let seeds: Int
    let precision: Double
    let recall: Double
  }

  // Facts, section c: r = 2, one run of each.
  static let references = [
    Reference(graph: "in-arenas", share: 0.9, seeds: 10, precision: 0.986, recall: 0.823),
    Reference(graph: "in-arenas", share: 0.9, seeds: 50, precision: 0.987, recall: 0.794),
    Reference(graph: "in-arenas", share: 0.75, seeds: 10, precision: 0.891, recall: 0.645),
    Reference(graph: "in-arenas", share: 0.75, seeds: 50, precision: 0.903, recall: 0.635),
    Reference(graph: "in-arenas", share: 0.6, seeds: 50, precision: 0.300, recall: 0.104),
    Reference(graph: "facebook_edges", share: 0.9, seeds: 10, precision: 0.921, recall: 0.710),
    Reference(graph: "facebook_edges", share: 0.9, seeds: 50, precision: 0.923, recall: 0.711),
    Reference(graph: "facebook_edges", share: 0.75, seeds: 10, precision: 0, recall: 0),
    Reference(graph: "facebook_edges", share: 0.75, seeds: 50, precision: 0.672, recall: 0.425),
    Reference(graph: "facebook_edges", share: 0.6, seeds: 50, precision: 0.037, recall: 0.009),
  ]

  // The reference is one run each, and does not say which seeds (here at random) nor over whom its
  // recall is (here, which fits best, people with a tie in both graphs). It must lie among 12 runs
  // of ours, widened by 0.025: two standard errors of a share of 1,100 people.
  @Test(
    "percolation's precision and recall are those of the reference, within their spread",
    .enabled(if: SharedFolder.exists && Build.isOptimised), arguments: references)
  func table(reference: Reference) throws {
    let graph = try #require(try GraphFiles.graph(reference.graph))
    var (precisions, recalls): ([Double], [Double]) = ([], [])
    for seed in UInt64(0)..<12 {
      let pair = try Self.pair(graph, share: reference.share, seed: seed)
      var source = SeededGenerator(seed: seed, stream: "seeds")
      let seeds = source.sample(count: reference.seeds, of: graph.nodeCount).compactMap { node in
        pair.truth[node].map { (UInt32(node), $0) }
      }
      let attack = try SeededMatching(.percolation, pair: pair, seeds: seeds, seed: seed)
      let named = (0..<graph.nodeCount).filter {
        !attack.matching.isSeed[$0] && attack.matching.releaseOf[$0] != nil
      }
      let right = Double(named.count { attack.matching.releaseOf[$0] == pair.truth[$0] })
      let tied = (0..<graph.nodeCount).count { node in
        pair.auxiliary.degree(of: node) > 0
          && pair.truth[node].map { pair.release.degree(of: Int($0)) > 0 } ?? false
      }
      precisions.append(right / Double(max(named.count, 1)))
      recalls.append(right / Double(tied))
    }
    print(
      reference.graph, reference.share, reference.seeds, "precision", precisions.sorted(),
      "recall", recalls.sorted())
    let (least, most) = (try #require(precisions.min()), try #require(precisions.max()))
    #expect(least - 0.025 <= reference.precision && reference.precision <= most + 0.025)
    let (few, many) = (try #require(recalls.min()), try #require(recalls.max()))
    #expect(few - 0.025 <= reference.recall && reference.recall <= many + 0.025)
  }

  // The transition on a real graph: from nobody to most people within a few seeds.
  @Test(
    "the matching of a real graph goes from nobody to most people within a few seeds",
    .enabled(if: SharedFolder.exists && Build.isOptimised))
  func realTransition() throws {
    let graph = try #require(try GraphFiles.graph("facebook_edges"))
    let pair = try Self.pair(graph, share: 0.9, seed: 3)
    let setting = GraphFiles.setting(graph.nodeCount)
    let experiment = SeededExperiment(
      setting: setting, pair: pair, choice: .random, threshold: 2)
    var means: [Int: Double] = [:]
    for seeds in [2, 5, 10, 20, 50] {
      let rates = try (0..<10).map {
        try experiment.grade(.percolation, seeds: seeds, draw: $0).grade.success.value
      }
      means[seeds] = rates.reduce(0, +) / 10
      print("facebook pages, s = 0.9, \(seeds) seeds:", rates.sorted())
      // All or nothing: hardly anybody, or more than half; never in between.
      #expect(rates.allSatisfy { $0 < 0.05 || $0 > 0.5 })
    }
    #expect(try #require(means[2]) < 0.25)
    #expect(try #require(means[50]) > 0.6)
  }

  @Test("each method gives a result with its curves, that the audit can show")
  func results() throws {
    let graph = try GraphFiles.random(nodes: 400, edges: 2_400, seed: 1)
    let pair = try Self.pair(graph, share: 0.9, seed: 2)
    let results = try SeededMatching.results(
      for: GraphFiles.setting(400, targets: 300), pair: pair, seeds: 40, draws: 2)
    #expect(
      results.map(\.id) == [
        "graph/percolation/friends", "graph/expansion/friends", "graph/propagation/friends",
      ])
    for result in results {
      #expect(result.success.value > 0.9 && result.baseline.value == 1.0 / 360)
      #expect(result.charts.map(\.id) == ["precision-recall", "by-seeds", "by-overlap"])
      for chart in result.charts {
        let points = chart.series[0].points
        #expect(!points.isEmpty)
        #expect(zip(points, points.dropFirst()).allSatisfy { $0.x < $1.x }, "\(chart.id)")
        #expect(points.allSatisfy { ($0.lower ?? 0) <= $0.y && $0.y <= ($0.upper ?? 1) })
      }
      let data = try JSONEncoder().encode(result)
      #expect(try JSONDecoder().decode(AttackResult.self, from: data) == result)
    }
    let again = try SeededMatching.results(
      for: GraphFiles.setting(400, targets: 300), pair: pair, seeds: 40,
      choice: .bestConnected, methods: [.percolation], draws: 1)
    #expect(again[0].success.value > 0.9)
  }

  @Test("the overlap is the share of all ties that stand in both")
  func overlap() throws {
    let first = try SparseGraph(nodeCount: 4, edges: [(0, 1), (1, 2), (2, 3)])
    let second = try SparseGraph(nodeCount: 5, edges: [(1, 0), (1, 3), (0, 3), (4, 2)])
    let pair = GraphPair(auxiliary: first, release: second, truth: [0, 1, 3, nil])
    #expect(pair.overlap == 2.0 / 3)
    let none = try SparseGraph(nodeCount: 2, edges: [])
    #expect(GraphPair(auxiliary: none, release: none, truth: [0, 1]).overlap == 0)
  }

  @Test("more seeds than people are an error; nobody but seeds, or an empty graph, as well")
  func badInput() throws {
    let star = try SparseGraph(nodeCount: 4, edges: [(0, 1), (0, 2), (0, 3)])
    let pair = GraphPair(auxiliary: star, release: star, truth: [0, 1, 2, nil])
    #expect(throws: GraphAttackError.tooManySeeds(table: "friends", asked: 3, available: 3)) {
      try SeededMatching.results(for: GraphFiles.setting(4), pair: pair, seeds: 3)
    }
    let empty = try SparseGraph(nodeCount: 0, edges: [])
    #expect(throws: GraphAttackError.self) {
      try SeededMatching.results(
        for: GraphFiles.setting(0),
        pair: GraphPair(auxiliary: empty, release: empty, truth: []), seeds: 0)
    }
    let results = try SeededMatching.results(for: GraphFiles.setting(4), pair: pair, seeds: 1)
    #expect(results.allSatisfy { $0.setting.controls == 1 })
    // Two identical components: the halves can't be told apart, and nothing traps.
    let twins = try SparseGraph(
      nodeCount: 8, edges: [(0, 1), (1, 2), (2, 0), (2, 3), (4, 5), (5, 6), (6, 4), (6, 7)])
    let alike = GraphPair(auxiliary: twins, release: twins, truth: (0..<8).map { UInt32($0) })
    #expect(
      try SeededMatching.results(for: GraphFiles.setting(8), pair: alike, seeds: 2).count == 3)
  }

  // Strangers (an independent graph), and a copy whose truths are shuffled, seeds included.
  @Test(
    "strangers and shuffled truths are found no more often than by luck",
    arguments: [false, true])
  func nullControl(shuffled: Bool) throws {
    var alarms = [0, 0, 0]
    for seed in UInt64(0)..<UInt64(NullControl.runs) {
      let graph = try GraphFiles.random(nodes: 150, edges: 900, seed: seed)
      var source = SeededGenerator(seed: seed, stream: "null")
      let order = source.permutation(count: 150).map { Optional(UInt32($0)) }
      let pair =
        shuffled
        ? GraphPair(auxiliary: graph, release: graph, truth: order)
        : GraphPair(
          auxiliary: graph,
          release: try GraphFiles.random(nodes: 150, edges: 900, seed: seed + 10_000),
          truth: order)
      for (index, method) in SeededMatching.Method.allCases.enumerated() {
        let experiment = SeededExperiment(
          setting: GraphFiles.setting(150, seed: seed), pair: pair, choice: .random, threshold: 2)
        let grade = try experiment.grade(method, seeds: 15, draw: 0).grade
        if grade.success.lower > grade.baseline.value { alarms[index] += 1 }
      }
    }
    print("seeded, \(shuffled ? "shuffled truth" : "strangers"): \(alarms) of \(NullControl.runs)")
    #expect(alarms.allSatisfy { $0 <= NullControl.mostAlarms }, "\(alarms)")
  }
}
