import Testing

@testable import Numerics

@Suite("Structural signatures")
struct ColorRefinementTests {
  /// Multisets written out, compared as lists.
  static func oracle(_ graph: SparseGraph, rounds: Int) -> [[UInt32]] {
    var colors = [UInt32](repeating: 0, count: graph.nodeCount)
    return (0..<rounds).map { _ in
      var numbers: [[UInt32]: UInt32] = [:]
      colors = (0..<graph.nodeCount).map { node in
        let list = graph.neighbors(of: node).map { colors[Int($0)] }.sorted()
        let number = numbers[list] ?? UInt32(numbers.count)
        numbers[list] = number
        return number
      }
      return colors
    }
  }

  // Would catch a hash that merges classes, a list out of order, a round that stops early.
  @Test("nodes share a colour exactly where the written-out multisets are equal")
  func equalsOracle() throws {
    for seed in UInt64(0)..<300 {
      var source = SeededGenerator(seed: seed, stream: "refinement")
      let nodes = source.index(below: 40)
      let graph = try RandomGraphs.sparse(
        nodes: max(nodes, 1), edges: source.index(below: 2 * nodes + 1), using: &source)
      let rounds = ColorRefinement.rounds(of: graph, count: 6)
      for (own, oracle) in zip(rounds, Self.oracle(graph, rounds: 6)) {
        #expect(own.colors == oracle, "seed \(seed)")
        #expect(own.sizes == own.sizes.indices.map { color in oracle.count { $0 == color } })
      }
    }
  }

  @Test("stars, twins of components, isolated nodes and no nodes at all")
  func odd() throws {
    let star = ColorRefinement.rounds(of: try RandomGraphs.star(leaves: 7), count: 4)
    #expect(star.allSatisfy { $0.sizes.sorted() == [1, 7] })
    let twins = try SparseGraph(
      nodeCount: 10, edges: [(0, 1), (1, 2), (2, 3), (4, 5), (5, 6), (6, 7), (8, 8)])
    let last = ColorRefinement.rounds(of: twins, count: 4)[3]
    #expect(last.sizes == [4, 4, 2] && last.uniqueCount == 0)
    let empty = try SparseGraph(nodeCount: 0, edges: [])
    #expect(ColorRefinement.rounds(of: empty, count: 4).map(\.count) == [0, 0, 0, 0])
    #expect(ColorRefinement.rounds(of: twins, count: 0).isEmpty)
  }

  @Test("the edges among each node's neighbours are counted as by hand")
  func triangles() throws {
    for seed in UInt64(0)..<60 {
      var source = SeededGenerator(seed: seed, stream: "triangles")
      let graph = try RandomGraphs.graph(
        nodes: 1 + source.index(below: 25), probability: source.unit(), using: &source)
      let slow = (0..<graph.nodeCount).map { node in
        let neighbors = graph.neighbors(of: node).map(Int.init)
        return neighbors.reduce(0) { sum, first in
          sum + neighbors.count { $0 < first && graph.contains(first, $0) }
        }
      }
      #expect(Triangles.counts(of: graph) == slow, "seed \(seed)")
    }
  }

  @Test("recursive features are ranks of sums and means over neighbours, alike where nodes are")
  func features() throws {
    var source = SeededGenerator(seed: 3)
    let graph = try RandomGraphs.graph(nodes: 40, probability: 0.1, using: &source)
    let features = RecursiveFeatures(graph, depth: 2)
    #expect(features.names.count == 3 + 6 + 12 && features.columns.count == 21)
    let index = try #require(features.names.firstIndex(of: "sum(degree)"))
    let sums = (0..<40).map { node in
      graph.neighbors(of: node).reduce(0) { $0 + graph.degree(of: Int($1)) }
    }
    for first in 0..<40 {
      for second in 0..<40 where sums[first] < sums[second] {
        #expect(features.columns[index][first] < features.columns[index][second])
      }
    }
    let star = RecursiveFeatures(try RandomGraphs.star(leaves: 5))
    #expect(star.columns.allSatisfy { Set($0[1...]).count == 1 })
    #expect(RecursiveFeatures(try SparseGraph(nodeCount: 0, edges: [])).columns[0].isEmpty)
  }
}
