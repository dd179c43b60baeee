import Testing

@testable import Numerics

@Suite("Communities")
struct CommunityTests {
  static let karate: [(UInt32, [UInt32])] = [
    (0, [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31]),
    (1, [2, 3, 7, 13, 17, 19, 21, 30]), (2, [3, 7, 8, 9, 13, 27, 28, 32]), (3, [7, 12, 13]),
    (4, [6, 10]), (5, [6, 10, 16]), (6, [16]), (8, [30, 32, 33]), (9, [33]), (13, [33]),
    (14, [32, 33]), (15, [32, 33]), (18, [32, 33]), (19, [33]), (20, [32, 33]), (22, [32, 33]),
    (23, [25, 27, 29, 32, 33]), (24, [25, 27, 31]), (25, [31]), (26, [29, 33]), (27, [33]),
    (28, [31, 33]), (29, [32, 33]), (30, [32, 33]), (31, [32, 33]), (32, [33]),
  ]
  static let clubs: [UInt32] = [
    0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1,
  ]

  // networkx 3: `nx.community.modularity` of Zachary's karate club, unweighted, and of a graph
  // with weights and a loop; Louvain over 50 seeds there: 0.3854 to 0.41979, the known optimum.
  @Test("modularity is networkx's, and Louvain's lies between its worst and the known optimum")
  func peers() throws {
    let club = try WeightedGraph(
      nodeCount: 34, edges: Self.karate.flatMap { own, others in others.map { (own, $0, 1) } })
    #expect(club.totalDegree == 156)
    #expect(abs(club.modularity(of: Self.clubs) - 0.358_234_714_003_944_8) < 1e-12)
    for seed in UInt64(0)..<50 {
      let found = club.modularity(of: Louvain.communities(of: club, seed: seed))
      #expect(found >= 0.385 && found <= 0.419_789_612_104)
    }
    let looped = try WeightedGraph(
      nodeCount: 5,
      edges: [(0, 1, 2), (2, 1, 0.5), (2, 0, 1), (2, 3, 3), (3, 3, 1.5), (3, 4, 1)])
    #expect(abs(looped.modularity(of: [0, 0, 0, 1, 1]) - 0.160_493_827_160_493_87) < 1e-12)
    #expect(abs(looped.modularity(of: [0, 0, 1, 1, 1]) - 0.257_716_049_382_716_1) < 1e-12)
    let halved = looped.modularity(of: [0, 0, 1, 1, 1], resolution: 0.5)
    #expect(abs(halved - 0.545_524_691_358_024_7) < 1e-12)
  }

  // The definition over all pairs: sum of (A_ij - k_i k_j / 2m) / 2m over pairs in one community.
  @Test("modularity is the definition's sum over pairs; no partition found exceeds the best of all")
  func slowModularity() throws {
    for seed in UInt64(0)..<60 {
      var source = SeededGenerator(seed: seed, stream: "modularity")
      let nodes = 2 + source.index(below: 5)
      let edges = (0..<(1 + source.index(below: 12))).map { _ in
        (
          UInt32(source.index(below: nodes)), UInt32(source.index(below: nodes)),
          0.5 + source.unit()
        )
      }
      let graph = try WeightedGraph(nodeCount: nodes, edges: edges)
      var matrix = [[Double]](repeating: [Double](repeating: 0, count: nodes), count: nodes)
      for (first, second, weight) in edges {
        matrix[Int(first)][Int(second)] += weight
        matrix[Int(second)][Int(first)] += weight
      }
      let degrees = matrix.map { $0.reduce(0, +) }
      let total = degrees.reduce(0, +)
      func slow(_ labels: [UInt32]) -> Double {
        var sum = 0.0
        for first in 0..<nodes {
          for second in 0..<nodes where labels[first] == labels[second] {
            sum += matrix[first][second] - degrees[first] * degrees[second] / total
          }
        }
        return sum / total
      }
      var best = -1.0
      for code in 0..<Self.power(nodes, nodes) {
        let labels = (0..<nodes).map { UInt32(code / Self.power(nodes, $0) % nodes) }
        let value = slow(labels)
        best = max(best, value)
        if code % 97 == 0 { #expect(abs(graph.modularity(of: labels) - value) < 1e-12) }
      }
      let found = graph.modularity(of: Louvain.communities(of: graph, seed: seed))
      #expect(found <= best + 1e-12 && found >= slow((0..<UInt32(nodes)).map { $0 }) - 1e-12)
    }
  }

  static func power(_ base: Int, _ exponent: Int) -> Int {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }

  @Test("planted groups are found exactly, the same from the same seed, without ties nobody moves")
  func planted() throws {
    var source = SeededGenerator(seed: 5)
    var edges: [(UInt32, UInt32, Double)] = []
    for first in 0..<120 {
      for second in 0..<first {
        let probability = first / 20 == second / 20 ? 0.6 : 0.02
        if source.bernoulli(probability) { edges.append((UInt32(first), UInt32(second), 1)) }
      }
    }
    let graph = try WeightedGraph(nodeCount: 121, edges: edges)
    for seed in UInt64(0)..<20 {
      let found = Louvain.communities(of: graph, seed: seed)
      let planted = (0..<121).map { UInt32($0 / 20) }
      #expect(found == planted)
      #expect(Louvain.communities(of: graph, seed: seed) == found)
    }
    let none = try WeightedGraph(nodeCount: 3, edges: [])
    #expect(Louvain.communities(of: none, seed: 1) == [0, 1, 2])
    #expect(none.modularity(of: [0, 0, 0]) == 0)
    #expect(throws: NumericsError.nodeOutOfRange(edge: 0)) {
      try WeightedGraph(nodeCount: 1, edges: [(0, 1, 1)])
    }
  }

  /// Labels that the script which asked scikit-learn made alike: Knuth's MMIX generator.
  static func labels(_ seed: UInt64, _ count: Int, _ classes: UInt64) -> [UInt32] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt32((state >> 33) % classes)
    }
  }

  struct Reference: Sendable {
    let seeds: (UInt64, UInt64)
    let count: Int
    let classes: (UInt64, UInt64)
    let apart: (Double, Double)
    let alike: (Double, Double)
  }

  // scikit-learn 1: adjusted_rand_score and normalized_mutual_info_score of two independent
  // labellings, and of the first with every third label taken from the second.
  static let references = [
    Reference(
      seeds: (1, 2), count: 50, classes: (3, 4),
      apart: (0.01716190817148483, 0.09701670730647156),
      alike: (0.42309044926468115, 0.42202021740222884)),
    Reference(
      seeds: (3, 4), count: 200, classes: (10, 10),
      apart: (0.010453232315472294, 0.11432593004885884),
      alike: (0.4352606668294556, 0.5436127687796266)),
    Reference(
      seeds: (5, 6), count: 30, classes: (1, 5), apart: (0, 0), alike: (0, 0)),
    Reference(
      seeds: (7, 8), count: 40, classes: (40, 2),
      apart: (-0.011451667228022903, 0.1909509342803749),
      alike: (0.22783687943262412, 0.8141904660911509)),
    Reference(
      seeds: (9, 10), count: 500, classes: (2, 2),
      apart: (-0.0007088872623182043, 0.0009320883297182007),
      alike: (0.40841464653042214, 0.31994642619862634)),
    Reference(
      seeds: (11, 12), count: 7, classes: (7, 7), apart: (-0.08, 0.43432493114887843),
      alike: (0.2953020134228188, 0.6843729751257531)),
  ]

  @Test("agreement of partitions is scikit-learn's", arguments: references)
  func agreement(reference: Reference) {
    let first = Self.labels(reference.seeds.0, reference.count, reference.classes.0)
    let second = Self.labels(reference.seeds.1, reference.count, reference.classes.1)
    let mixed = first.indices.map { $0.isMultiple(of: 3) ? second[$0] : first[$0] }
    for (other, expected) in [(second, reference.apart), (mixed, reference.alike)] {
      let agreement = PartitionAgreement(first, other)
      #expect(abs(agreement.adjustedRand - expected.0) < 1e-12)
      #expect(abs(agreement.normalizedInformation - expected.1) < 1e-12)
    }
    let same = PartitionAgreement(first, first.map { $0 + 7 })
    #expect(same.adjustedRand == 1 && abs(same.normalizedInformation - 1) < 1e-12)
  }
}
