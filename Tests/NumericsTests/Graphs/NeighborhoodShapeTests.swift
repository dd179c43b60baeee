import TestSupport
import Testing

@testable import Numerics

@Suite("Shapes of neighbourhoods")
struct NeighborhoodShapeTests {
  /// A graph of a centre and others, a bit for each pair of others that is tied.
  static func graph(others: Int, ties: Int) throws -> SparseGraph {
    var edges = (0..<others).map { (UInt32(0), UInt32($0 + 1)) }
    var bit = 0
    for first in 0..<others {
      for second in 0..<first {
        if ties >> bit & 1 == 1 { edges.append((UInt32(first + 1), UInt32(second + 1))) }
        bit += 1
      }
    }
    return try SparseGraph(nodeCount: others + 1, edges: edges)
  }

  static func permutations(_ items: [Int]) -> [[Int]] {
    items.isEmpty
      ? [[]]
      : items.flatMap { first in
        permutations(items.filter { $0 != first }).map { [first] + $0 }
      }
  }

  // All 64 graphs of 4 others (11 shapes by OEIS A000088), compared with trying all orders.
  @Test("shapes are the same exactly where some order of the neighbours makes them so")
  func allSmall() throws {
    let shapes = try (0..<64).map { ties in
      try #require(NeighborhoodShape(of: 0, in: Self.graph(others: 4, ties: ties)))
    }
    let orders = Self.permutations([1, 2, 3, 4]).map { [0] + $0 }
    for first in shapes {
      // Without optimisation every seventh partner: all of them take half a minute.
      for second in shapes.indices.filter({ Build.isOptimised || $0 % 7 == 0 }).map({ shapes[$0] })
      {
        let edges = Set(second.edges.map { [$0, $1] })
        let slow = orders.contains { order in
          Set(
            first.edges.map {
              [min(order[$0], order[$1]), max(order[$0], order[$1])]
            }) == edges
        }
        #expect(first.isIsomorphic(to: second) == slow)
        if slow { #expect(first.signature == second.signature) }
      }
    }
    var kinds: [NeighborhoodShape] = []
    for shape in shapes where !kinds.contains(where: { $0.isIsomorphic(to: shape) }) {
      kinds.append(shape)
    }
    #expect(kinds.count == 11)
  }

  // OEIS A000088: 11 graphs of 4 nodes, 34 of 5.
  @Test(
    "there are as many shapes as graphs of their neighbours", arguments: [(4, 11), (5, 34)])
  func counts(others: Int, expected: Int) throws {
    var kinds: [[Int]: [NeighborhoodShape]] = [:]
    for ties in 0..<(1 << (others * (others - 1) / 2)) {
      let graph = try Self.graph(others: others, ties: ties)
      let shape = try #require(NeighborhoodShape(of: 0, in: graph))
      if !kinds[shape.signature, default: []].contains(where: { $0.isIsomorphic(to: shape) }) {
        kinds[shape.signature, default: []].append(shape)
      }
    }
    #expect(kinds.values.reduce(0) { $0 + $1.count } == expected)
  }

  @Test("a neighbourhood of more than twelve nodes has no shape, one alone has one node")
  func limits() throws {
    #expect(NeighborhoodShape(of: 0, in: try RandomGraphs.star(leaves: 12)) == nil)
    let star = try #require(NeighborhoodShape(of: 0, in: try RandomGraphs.star(leaves: 11)))
    #expect(star.nodeCount == 12 && star.edges.count == 11)
    #expect(star.isIsomorphic(to: star))
    let alone = try #require(
      NeighborhoodShape(of: 0, in: try SparseGraph(nodeCount: 1, edges: [])))
    #expect(alone.nodeCount == 1 && alone.edges.isEmpty)
  }
}
