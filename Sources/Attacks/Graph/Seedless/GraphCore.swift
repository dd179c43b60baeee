import Numerics

/// The nodes of a graph that are aligned, and the graph among them.
enum GraphCore {
  /// At most `limit` nodes, those of highest degree, in a random order.
  ///
  /// Of equal degrees chance decides, never the number: both graphs may be numbered alike.
  static func nodes(
    of graph: SparseGraph, limit: Int, generator: inout SeededGenerator
  ) -> [UInt32] {
    let order = generator.permutation(count: graph.nodeCount)
    guard order.count > limit else { return order.map { UInt32($0) } }
    let places = order.indices.sorted {
      (graph.degree(of: order[$1]), $0) < (graph.degree(of: order[$0]), $1)
    }
    return places.prefix(limit).sorted().map { UInt32(order[$0]) }
  }

  /// The graph among some nodes, numbered by their order.
  ///
  /// - Complexity: O(nodes + edges).
  static func induced(
    _ graph: SparseGraph, on nodes: [UInt32]
  ) throws(NumericsError) -> SparseGraph {
    var places = [UInt32?](repeating: nil, count: graph.nodeCount)
    for (place, node) in nodes.enumerated() { places[Int(node)] = UInt32(place) }
    let edges = graph.edges.compactMap { first, second -> (UInt32, UInt32)? in
      guard let one = places[Int(first)], let other = places[Int(second)] else { return nil }
      return (one, other)
    }
    return try SparseGraph(nodeCount: nodes.count, edges: edges)
  }
}
