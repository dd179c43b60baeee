import Numerics

/// Graphs for tests.
enum SmallGraphs {
  /// Each pair of nodes tied with the same probability.
  static func random(
    _ nodes: Int, share: Double, _ generator: inout SeededGenerator
  ) throws -> SparseGraph {
    var edges: [(UInt32, UInt32)] = []
    for first in 0..<nodes {
      for second in 0..<first where generator.bernoulli(share) {
        edges.append((UInt32(first), UInt32(second)))
      }
    }
    return try SparseGraph(nodeCount: nodes, edges: edges)
  }

  /// The graph whose pairs of nodes are tied where a mask has a bit.
  static func numbered(_ mask: Int, nodes: Int) throws -> SparseGraph {
    var edges: [(UInt32, UInt32)] = []
    var bit = 0
    for first in 0..<nodes {
      for second in 0..<first {
        if mask >> bit & 1 == 1 { edges.append((UInt32(first), UInt32(second))) }
        bit += 1
      }
    }
    return try SparseGraph(nodeCount: nodes, edges: edges)
  }

  /// A middle tied to all others.
  static func star(_ nodes: Int) throws -> SparseGraph {
    try SparseGraph(nodeCount: nodes, edges: (1..<nodes).map { (0, UInt32($0)) })
  }
}
