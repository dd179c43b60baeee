import TestSupport
import Testing

@testable import Numerics

@Suite("Matchings from seeds, on larger graphs")
struct SeededMatchingTests {
  @Test("the critical number of seeds is the paper's")
  func critical() {
    // By hand: 1 / (2 n p^2) for r = 2; (2/3) sqrt(2 / (n p^3)) for r = 3;
    // (3/4) (6 / (n p^4))^(1/3) for r = 4.
    let two = PercolationMatching(threshold: 2)
      .criticalSeeds(nodeCount: 10_000, sharedEdgeProbability: 0.002)
    #expect(abs(two - 12.5) < 1e-9)
    let three = PercolationMatching(threshold: 3)
      .criticalSeeds(nodeCount: 10_000, sharedEdgeProbability: 0.002)
    #expect(abs(three - 105.409_255_338_946) < 1e-6)
    let four = PercolationMatching(threshold: 4)
      .criticalSeeds(nodeCount: 10_000, sharedEdgeProbability: 0.002)
    #expect(abs(four - 251.037_356_28) < 1e-6)
    #expect(
      PercolationMatching(threshold: 1).criticalSeeds(nodeCount: 9, sharedEdgeProbability: 0.5)
        == 1)
  }

  // G(n, p; s) with n = 20,000, n p = 20, s = 0.9: a_c = n / (2 (n p s^2)^2) = 38.1 for r = 2.
  // Below it the theory (Janson et al. 2012, theorem 3.1) has (2/a)(1 - sqrt(1 - a)) seeds' worth
  // matched at a = seeds / a_c < 1: 1.17 at a = 1/2, of which few draws exceed 2. Above, nearly
  // everybody with two shared ties. Ten draws: the medians lie between these far ends.
  @Test(
    "percolation has the published phase transition on random graphs",
    .enabled(if: Build.isOptimised))
  func phaseTransition() throws {
    var medians: [Double: Double] = [:]
    let matching = PercolationMatching()
    let critical = matching.criticalSeeds(
      nodeCount: 20_000, sharedEdgeProbability: 20.0 / 20_000 * 0.81)
    #expect(abs(critical - 38.1) < 0.1)
    for factor in [0.25, 0.5, 0.75, 1, 1.5, 2, 3] {
      let shares = try (UInt64(0)..<10).map { seed -> Double in
        var source = SeededGenerator(seed: seed, stream: "transition")
        let graph = try RandomGraphs.sparse(nodes: 20_000, edges: 200_000, using: &source)
        let copies = try RandomGraphs.copies(of: graph, share: 0.9, using: &source)
        let count = Int(factor * critical)
        let seeds = source.sample(count: count, of: 20_000).map { (UInt32($0), copies.truth[$0]) }
        let result = try matching.match(
          auxiliary: copies.first, release: copies.second, seeds: seeds)
        if factor == 0.5 { #expect(result.count < 3 * count) }
        return Double(zip(result.releaseOf, copies.truth).count { $0 == $1 }) / 20_000
      }
      medians[factor] = shares.sorted()[5]
    }
    print("G(20000, 20/n; 0.9), a_c \(critical):", medians.sorted { $0.key < $1.key })
    #expect(try #require(medians[0.5]) < 0.005)
    #expect(try #require(medians[0.25]) < 0.005)
    #expect(try #require(medians[2]) > 0.99)
    #expect(try #require(medians[3]) > 0.99)
  }

  // Would catch ties broken by number: graphs numbered alike would then match themselves.
  @Test("who looks like all others is found no more often than by luck, numbered alike or not")
  func fairTies() throws {
    let star = try RandomGraphs.star(leaves: 60)
    let edges = (1..<60).map { (UInt32($0), UInt32($0 + 1)) } + [(60, 1)]
    let wheel = try SparseGraph(nodeCount: 61, edges: star.edges + edges)
    var right = 0
    let runs = Build.isOptimised ? 200 : 20
    for seed in UInt64(0)..<UInt64(runs) {
      let seeds: [(UInt32, UInt32)] = [(0, 0)]
      let one = try PercolationMatching(threshold: 1, seed: seed)
        .match(auxiliary: star, release: star, seeds: seeds)
      right += (1...60).count { one.releaseOf[$0] == UInt32($0) }
      let two = try ExpandWhenStuck(seed: seed)
        .match(auxiliary: wheel, release: wheel, seeds: seeds)
      right += (1...60).count { two.releaseOf[$0] == UInt32($0) }
      let three = try SeedPropagation(seed: seed)
        .match(auxiliary: star, release: star, seeds: seeds)
      #expect(three.count == 1)
    }
    // A random assignment has one fixed point in the mean; a wheel turned by a random step, all
    // 60 with probability 1/60 (or a mirror's two): variance at most 60 a matching. Found by number
    // it would be 120 a run; the limit is five standard deviations above luck.
    let limit = 2 * Double(runs) + 5 * (120 * Double(runs)).squareRoot()
    #expect(Double(right) < limit, "\(right)")
  }

  @Test("seeds that are not there, or twice, are errors that name their place")
  func badSeeds() throws {
    let star = try RandomGraphs.star(leaves: 3)
    let matching = PercolationMatching()
    #expect(throws: GraphMatchingError.seedOutOfRange(index: 1)) {
      try matching.match(auxiliary: star, release: star, seeds: [(0, 0), (1, 4)])
    }
    #expect(throws: GraphMatchingError.seedOutOfRange(index: 0)) {
      try SeedPropagation().match(auxiliary: star, release: star, seeds: [(9, 0)])
    }
    #expect(throws: GraphMatchingError.seedRepeated(index: 1)) {
      try ExpandWhenStuck().match(auxiliary: star, release: star, seeds: [(0, 0), (1, 0)])
    }
  }

  @Test("empty graphs, no seeds and a limit on memory end in fewer matches, not in a trap")
  func little() throws {
    let empty = try SparseGraph(nodeCount: 0, edges: [])
    let star = try RandomGraphs.star(leaves: 30)
    #expect(
      try PercolationMatching().match(auxiliary: empty, release: star, seeds: []).count == 0)
    #expect(try ExpandWhenStuck().match(auxiliary: star, release: star, seeds: []).count == 0)
    #expect(try SeedPropagation().match(auxiliary: star, release: empty, seeds: []).count == 0)
    let limited = try PercolationMatching(threshold: 1, pairLimit: 10)
      .match(auxiliary: star, release: star, seeds: [(0, 0)])
    #expect(limited.count == 1 && !limited.isFinished)
    let short = try ExpandWhenStuck(markLimit: 3)
      .match(auxiliary: star, release: star, seeds: [(1, 1)])
    #expect(short.count <= 2)
  }

  @Test("a renumbered graph has the same ties between the new numbers")
  func renumbered() throws {
    var source = SeededGenerator(seed: 8)
    let graph = try RandomGraphs.graph(nodes: 30, probability: 0.2, using: &source)
    let order = source.permutation(count: 30).map { UInt32($0) }
    let expected = try SparseGraph(
      nodeCount: 30, edges: graph.edges.map { (order[Int($0)], order[Int($1)]) })
    #expect(SparseGraph(renumbering: graph, order: order) == expected)
  }
}
