#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Numbers that describe each node's surroundings, its neighbours', and so on.
///
/// The features of a node are its degree, the edges within its ego-net and those that leave it;
/// then the sums and means of all features so far over its neighbours, `depth` times. Each feature
/// is read by its rank in its own graph, on a logarithmic scale, so that two graphs with more and
/// with fewer edges can be compared.
///
/// **Guarantee** none; nodes with equal surroundings have equal features.
/// **Source** Henderson et al., *It's who you know: graph mining using recursive structural
/// features* (ReFeX), KDD 2011. Its logarithmic bins (the lower half in bin 0, half of the rest in
/// bin 1, and so on) are the whole part of the scale used here.
/// **Cost** O(3^depth * (nodes log nodes + edges)) and the triangles.
public struct RecursiveFeatures: Sendable {
  /// The number of nodes.
  public let nodeCount: Int
  /// For each feature its value at each node: -log2 of the share of nodes that have as much or
  /// more, ties counted half.
  public let columns: [[Float]]
  /// The name of each feature: `degree`, `sum(degree)`, `mean(sum(degree))`.
  public let names: [String]

  /// The features of a graph.
  ///
  /// - Parameter depth: how often sums and means over neighbours are taken.
  public init(_ graph: SparseGraph, depth: Int = 2) {
    let inside = Triangles.counts(of: graph)
    let degrees = (0..<graph.nodeCount).map { graph.degree(of: $0) }
    let leaving = (0..<graph.nodeCount).map { node in
      graph.neighbors(of: node).reduce(0) { $0 + degrees[Int($1)] } - degrees[node]
        - 2 * inside[node]
    }
    var features: [(name: String, values: [Double])] = [
      ("degree", degrees.map(Double.init)),
      ("inside", zip(inside, degrees).map { Double($0 + $1) }),
      ("leaving", leaving.map(Double.init)),
    ]
    var last = features
    for _ in 0..<max(depth, 0) {
      last = last.flatMap { Self.overNeighbors($0, of: graph) }
      features += last
    }
    nodeCount = graph.nodeCount
    columns = features.map { Self.ranks($0.values) }
    names = features.map(\.name)
  }

  private static func overNeighbors(
    _ feature: (name: String, values: [Double]), of graph: SparseGraph
  ) -> [(name: String, values: [Double])] {
    let sums = (0..<graph.nodeCount).map { node in
      graph.neighbors(of: node).reduce(0.0) { $0 + feature.values[Int($1)] }
    }
    let means = (0..<graph.nodeCount).map { sums[$0] / Double(max(graph.degree(of: $0), 1)) }
    return [("sum(\(feature.name))", sums), ("mean(\(feature.name))", means)]
  }

  private static func ranks(_ values: [Double]) -> [Float] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Float](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      let below = Double(start) + Double(end - start) / 2
      let rank = Float(-log2(1 - below / Double(values.count)))
      for position in start..<end { ranks[order[position]] = rank }
      start = end
    }
    return ranks
  }
}
