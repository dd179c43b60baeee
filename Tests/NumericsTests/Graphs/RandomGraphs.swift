import Numerics

/// Small graphs for oracles.
enum RandomGraphs {
  /// Each pair of nodes tied with one probability.
  static func graph(
    nodes: Int, probability: Double, using source: inout SeededGenerator
  ) throws -> SparseGraph {
    var edges: [(UInt32, UInt32)] = []
    for first in 0..<nodes {
      for second in 0..<first where source.bernoulli(probability) {
        edges.append((UInt32(first), UInt32(second)))
      }
    }
    return try SparseGraph(nodeCount: nodes, edges: edges)
  }

  /// A graph of so many random edges, some of which fall together.
  static func sparse(
    nodes: Int, edges: Int, using source: inout SeededGenerator
  ) throws -> SparseGraph {
    try SparseGraph(
      nodeCount: nodes,
      edges: (0..<edges).map { _ in
        (UInt32(source.index(below: nodes)), UInt32(source.index(below: nodes)))
      })
  }

  /// Two copies that keep edges with a probability, the second's nodes renumbered: both, and the
  /// second's node of each of the first's.
  static func copies(
    of graph: SparseGraph, share: Double, using source: inout SeededGenerator
  ) throws -> (first: SparseGraph, second: SparseGraph, truth: [UInt32]) {
    let order = source.permutation(count: graph.nodeCount).map { UInt32($0) }
    var (left, right): ([(UInt32, UInt32)], [(UInt32, UInt32)]) = ([], [])
    for (first, second) in graph.edges {
      if source.bernoulli(share) { left.append((first, second)) }
      if source.bernoulli(share) { right.append((order[Int(first)], order[Int(second)])) }
    }
    return (
      try SparseGraph(nodeCount: graph.nodeCount, edges: left),
      try SparseGraph(nodeCount: graph.nodeCount, edges: right), order
    )
  }

  static func star(leaves: Int) throws -> SparseGraph {
    try SparseGraph(nodeCount: leaves + 1, edges: (0..<leaves).map { (0, UInt32($0 + 1)) })
  }
}
