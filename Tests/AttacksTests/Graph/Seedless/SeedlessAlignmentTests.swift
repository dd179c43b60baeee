import Numerics
import Testing

@testable import Attacks

@Suite("Seedless alignment of small graphs")
struct SeedlessAlignmentTests {
  // A random graph of 40 nodes at p = .3 has no symmetry but with a probability below 1e-3; the
  // seeds are fixed.
  @Test("a renumbered graph is recognised, edge for edge")
  func renumbered() throws {
    for seed in 0..<6 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let graph = try SmallGraphs.random(40, share: 0.3, &generator)
      let pair = try GraphPair.sampled(
        graph, auxiliaryShare: 1, releaseShare: 1, generator: &generator)
      let found = try SeedlessAlignment(
        auxiliary: pair.auxiliary, release: pair.release, seed: 1)
      #expect(found.assignment == pair.truth)
      #expect(found.keptEdges == graph.edgeCount)
    }
  }

  @Test("an alignment never keeps more edges than the best of all permutations, and is one to one")
  func bounded() throws {
    var generator = SeededGenerator(seed: 19)
    var (kept, best) = (0, 0)
    for _ in 0..<40 {
      let one = try SmallGraphs.random(5, share: 0.5, &generator)
      let other = try SmallGraphs.random(5, share: 0.5, &generator)
      let found = try SeedlessAlignment(auxiliary: one, release: other, seed: 1)
      let most =
        permutations(5).map { order in
          one.edges.count { other.contains(order[Int($0)], order[Int($1)]) }
        }.max() ?? 0
      #expect(found.keptEdges <= most)
      #expect(Set(found.assignment.compactMap { $0 }).count == 5)
      kept += found.keptEdges
      best += most
    }
    // What an assignment drawn at random keeps is half of all edges; the search is well above.
    #expect(Double(kept) >= 0.85 * Double(best))
  }

  @Test("numbers of threads and numberings change nothing")
  func reproducible() throws {
    var generator = SeededGenerator(seed: 23)
    let graph = try SmallGraphs.random(70, share: 0.1, &generator)
    let pair = try GraphPair.sampled(
      graph, auxiliaryShare: 0.9, releaseShare: 0.9, generator: &generator)
    func run(_ workers: Int) throws -> SeedlessAlignment {
      try SeedlessAlignment(
        auxiliary: pair.auxiliary, release: pair.release, seed: 5,
        options: .init(workers: Workers(count: workers)))
    }
    let (one, other) = (try run(1), try run(4))
    #expect(one.assignment == other.assignment)
    #expect(one.similarity == other.similarity)
    #expect(one.margins == other.margins)
  }

  @Test("a graph without nodes is refused, each side by its name")
  func noNodes() throws {
    let none = try SparseGraph(nodeCount: 0, edges: [])
    let one = try SparseGraph(nodeCount: 1, edges: [])
    #expect(throws: SeedlessError.noNodes(graph: .auxiliary)) {
      try SeedlessAlignment(auxiliary: none, release: one, seed: 1)
    }
    #expect(throws: SeedlessError.noNodes(graph: .release)) {
      try SeedlessAlignment(auxiliary: one, release: none, seed: 1)
    }
    #expect(try SeedlessAlignment(auxiliary: one, release: one, seed: 1).assignment == [0])
  }

  @Test("the middle of a star is found; complete graphs, edgeless graphs and twins are answered")
  func symmetric() throws {
    let star = try SmallGraphs.star(12)
    let found = try SeedlessAlignment(auxiliary: star, release: star, seed: 3)
    #expect(found.assignment[0] == 0)
    #expect(found.keptEdges == 11)
    let complete = try SmallGraphs.numbered((1 << 21) - 1, nodes: 7)
    let edgeless = try SparseGraph(nodeCount: 7, edges: [])
    var generator = SeededGenerator(seed: 29)
    let part = try SmallGraphs.random(15, share: 0.4, &generator)
    let twice = try SparseGraph(
      nodeCount: 30, edges: part.edges + part.edges.map { ($0.0 + 15, $0.1 + 15) })
    for (one, other, kept) in [
      (complete, complete, 21), (edgeless, edgeless, 0), (complete, edgeless, 0),
      (twice, twice, twice.edgeCount),
    ] {
      let found = try SeedlessAlignment(auxiliary: one, release: other, seed: 3)
      #expect(found.keptEdges == kept)
      #expect(found.similarity.values.allSatisfy { $0.isFinite })
      #expect(found.margins.allSatisfy { !$0.isNaN })
      #expect(Set(found.assignment.compactMap { $0 }).count == other.nodeCount)
    }
  }

  @Test("graphs of different sizes: the shorter side is placed whole, isolated nodes included")
  func sizes() throws {
    var generator = SeededGenerator(seed: 31)
    let graph = try SmallGraphs.random(40, share: 0.3, &generator)
    let part = try GraphCore.induced(graph, on: (0..<30).map { UInt32($0) })
    let inner = try SeedlessAlignment(auxiliary: part, release: graph, seed: 1)
    #expect(inner.assignment.allSatisfy { $0 != nil })
    let outer = try SeedlessAlignment(auxiliary: graph, release: part, seed: 1)
    #expect(outer.assignment.count { $0 != nil } == 30)
    let lonely = try SparseGraph(nodeCount: 50, edges: graph.edges)
    let found = try SeedlessAlignment(auxiliary: lonely, release: lonely, seed: 1)
    #expect(found.keptEdges == graph.edgeCount)
    #expect(found.margins[40...].allSatisfy { $0 <= 0 })
  }

  @Test("above the limit only those of highest degree are aligned, and seeds come from them")
  func core() throws {
    var generator = SeededGenerator(seed: 37)
    let graph = try SmallGraphs.random(120, share: 0.2, &generator)
    let found = try SeedlessAlignment(
      auxiliary: graph, release: graph, seed: 1, options: .init(coreLimit: 60))
    #expect(found.similarity.values.count == 3_600)
    #expect(found.assignment.count { $0 != nil } == 60)
    let seeds = found.seeds()
    #expect(!seeds.isEmpty)
    #expect(seeds.allSatisfy { found.assignment[Int($0.auxiliary)] == $0.release })
    // The graph is compared with itself, so a seed is right where both numbers are the same.
    #expect(seeds.count { $0.auxiliary == $0.release } * 10 >= seeds.count * 9)
  }

  private func permutations(_ count: Int) -> [[Int]] {
    guard count > 0 else { return [[]] }
    return permutations(count - 1).flatMap { order in
      (0...order.count).map { order[..<$0] + [count - 1] + order[$0...] }
    }.map { Array($0) }
  }
}
