import Evaluation
import Foundation
import Numerics
import Testing

@testable import Attacks

@Suite("Ties as evidence")
struct GraphEvidenceTests {
  static func pair(nodes: Int, edges: Int, share: Double, seed: UInt64) throws -> GraphPair {
    var source = SeededGenerator(seed: seed, stream: "graph-evidence")
    return try GraphPair.sampled(
      GraphFiles.random(nodes: nodes, edges: edges, seed: seed), auxiliaryShare: share,
      releaseShare: share, generator: &source)
  }

  static func evidence(_ pair: GraphPair, seeds: Int = 0) throws -> KnownEvidence {
    var options = GraphPair.EvidenceOptions()
    options.seeds = pair.truth.enumerated().prefix(seeds).compactMap { node, other in
      other.map { (UInt32(node), $0) }
    }
    return try pair.evidence(table: "ties", columns: ["from", "to"], options: options)
  }

  @Test("people are found by the shape of their ties, most by the alignment")
  func planted() throws {
    let pair = try Self.pair(nodes: 120, edges: 900, share: 0.95, seed: 1)
    let known = try Self.evidence(pair, seeds: 12)
    #expect(
      known.evidence.map(\.feature.id) == [
        "graph/degrees-around", "graph/recursive-features", "graph/alignment",
        "graph/known-people",
      ])
    #expect(known.evidence.allSatisfy { $0.feature.columns == ["from", "to"] })
    #expect(known.eligible.count == 108)
    #expect(KnownEvidenceChecks.found(known, features: [2]) > 95)
    // By chance one; the features of 15 ties, of which 10 % differ, tell a few apart.
    for feature in [0, 1, 3] {
      #expect(KnownEvidenceChecks.found(known, features: [feature]) > 8)
    }
  }

  @Test("costs are sums of differences, cosines and similarities of each pair")
  func oracle() throws {
    let pair = try Self.pair(nodes: 25, edges: 60, share: 0.8, seed: 2)
    let known = try Self.evidence(pair, seeds: 4)
    KnownEvidenceChecks.expectPairwise(known, extra: [25, 26])
    let (left, right) = (RecursiveFeatures(pair.auxiliary), RecursiveFeatures(pair.release))
    let nodes = Dictionary(
      pair.truth.enumerated().compactMap { node, other in other.map { ($0, node) } },
      uniquingKeysWith: { first, _ in first })
    let seeds = pair.truth.prefix(4).enumerated().map { ($0, Int($1 ?? 0)) }
    let costs = known.evidence.map {
      $0.comparison.costs(targets: known.targets, candidates: known.candidates).values
    }
    for (row, target) in known.targets.enumerated() {
      for (column, candidate) in known.candidates.enumerated() {
        let node = try #require(nodes[candidate])
        let place = row * known.candidates.count + column
        let distance = zip(left.columns, right.columns).reduce(Float(0)) {
          $0 + abs($1.0[node] - $1.1[Int(target)])
        }
        #expect(abs(costs[1][place] - distance) < 1e-4)
        var (common, own, other) = (0.0, 0.0, 0.0)
        for (one, two) in seeds {
          let here = 1 / log(2 + Double(pair.auxiliary.degree(of: one)))
          let there = 1 / log(2 + Double(pair.release.degree(of: two)))
          let isHere = pair.auxiliary.contains(one, node)
          let isThere = pair.release.contains(two, Int(target))
          if isHere { own += here * here }
          if isThere { other += there * there }
          if isHere && isThere { common += here * there }
        }
        let cosine = common > 0 ? common / (own * other).squareRoot() : 0
        #expect(abs(Double(costs[3][place]) - (1 - cosine)) < 1e-5)
      }
    }
  }

  @Test("people outside the release follow it; who has no tie, and seeds, are left out")
  func numbers() throws {
    let auxiliary = try SparseGraph(nodeCount: 5, edges: [(0, 1), (1, 2), (2, 3), (3, 0)])
    let release = try SparseGraph(nodeCount: 4, edges: [(0, 1), (1, 2), (0, 2)])
    let pair = GraphPair(auxiliary: auxiliary, release: release, truth: [2, nil, 0, nil, 1])
    let known = try pair.evidence(table: "t", columns: ["a", "b"])
    #expect(known.candidates == [0, 2, 4, 5])
    #expect(known.targets == [0, 1, 2])
    #expect(known.eligible == [0, 2])
    var options = GraphPair.EvidenceOptions()
    options.seeds = [(0, 2), (9, 9)]
    let seeded = try pair.evidence(table: "t", columns: ["a", "b"], options: options)
    #expect(seeded.eligible == [0])
    KnownEvidenceChecks.expectPairwise(seeded, extra: [7])
    options.alignmentLimit = 3
    #expect(try pair.evidence(table: "t", columns: [], options: options).evidence.count == 3)
  }

  @Test("a share of the ties of a network is known, the same for the same seed")
  func share() throws {
    let graph = try GraphFiles.random(nodes: 150, edges: 900, seed: 3)
    func evidence(_ share: Double, _ seed: UInt64) throws -> KnownEvidence {
      try GraphPair.evidence(
        table: "t", columns: ["a", "b"], graph: graph, share: share, seed: seed)
    }
    let whole = try evidence(1, 1)
    #expect(KnownEvidenceChecks.found(whole, features: [1]) > 140)
    let (one, again, other) = (try evidence(0.9, 1), try evidence(0.9, 1), try evidence(0.9, 2))
    func costs(_ known: KnownEvidence) -> PairCosts {
      known.evidence[1].comparison.costs(targets: known.targets, candidates: known.candidates)
    }
    #expect(costs(one) == costs(again) && costs(one) != costs(other))
  }

  @Test("nobody is found by another network's ties")
  func chance() throws {
    try KnownEvidenceChecks.expectChance { seed in
      let auxiliary = try GraphFiles.random(nodes: 14, edges: 40, seed: 2 * seed + 1)
      let release = try GraphFiles.random(nodes: 14, edges: 40, seed: 2 * seed + 2)
      let pair = GraphPair(
        auxiliary: auxiliary, release: release, truth: (0..<14).map { UInt32($0) })
      return KnownEvidenceChecks.found(try Self.evidence(pair))
    }
  }
}
