import Numerics

/// How many triangles each node of a graph is in.
enum TriangleCounts {
  /// The triangles of all nodes.
  ///
  /// Each edge is directed to the end of greater degree, and each triangle is met once: from its
  /// first node, through its second, at its third.
  ///
  /// - Complexity: O(edges^1.5) time, O(nodes) memory.
  /// - Source: Latapy, Main-memory triangle computations for very large (sparse (power-law))
  ///   graphs, Theoretical Computer Science 407 (2008), algorithm "forward" with marks.
  static func counts(of graph: SparseGraph) -> [Int] {
    var counts = [Int](repeating: 0, count: graph.nodeCount)
    var marks = [Bool](repeating: false, count: graph.nodeCount)
    func later(_ node: Int) -> [Int] {
      graph.neighbors(of: node).lazy.map { Int($0) }.filter {
        (graph.degree(of: node), node) < (graph.degree(of: $0), $0)
      }
    }
    let after = (0..<graph.nodeCount).map(later)
    for first in 0..<graph.nodeCount {
      for second in after[first] { marks[second] = true }
      for second in after[first] {
        for third in after[second] where marks[third] {
          counts[first] += 1
          counts[second] += 1
          counts[third] += 1
        }
      }
      for second in after[first] { marks[second] = false }
    }
    return counts
  }
}
