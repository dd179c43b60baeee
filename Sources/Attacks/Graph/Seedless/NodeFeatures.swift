import Numerics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a node's surroundings look like, as numbers that can be compared between graphs.
///
/// Degree, triangles (both as ln(1 + x)) and clustering; then, three times over, the means of the
/// newest numbers over a node's neighbours, and the deviations of the first three of them among
/// these: 30 numbers. Each is shifted and scaled to mean 0 and deviation 1 within its own
/// graph, so that a release that lacks a part of all edges still compares.
///
/// **Source** the recursion is that of Henderson et al., It's who you know: graph mining using
/// recursive structural features, KDD 2011; degree, clustering and neighbours' means are the
/// features of FUGAL (Bommakanti et al., NeurIPS 2024).
/// **Cost** O(edges^1.5 + 30 edges).
struct NodeFeatures {
  /// How many numbers each node has.
  static let count = 30

  /// The numbers, node after node.
  let values: [Float]

  init(_ graph: SparseGraph) {
    let first = Self.own(graph)
    var (newest, all) = (first, first)
    for _ in 0..<3 {
      let means = newest.map { Self.mean($0, over: graph) }
      let deviations = zip(newest, means).prefix(3).map { column, mean in
        Self.deviation(column, mean, over: graph)
      }
      newest = means + deviations
      all += newest
    }
    let columns = all.map(Self.standardised)
    var values = [Float](repeating: 0, count: graph.nodeCount * columns.count)
    for (index, column) in columns.enumerated() {
      for (node, value) in column.enumerated() {
        values[node * columns.count + index] = Float(value)
      }
    }
    self.values = values
  }

  private static func own(_ graph: SparseGraph) -> [[Double]] {
    let triangles = TriangleCounts.counts(of: graph)
    let degrees = (0..<graph.nodeCount).map { Double(graph.degree(of: $0)) }
    let clustering = zip(triangles, degrees).map { triangles, degree in
      degree > 1 ? 2 * Double(triangles) / (degree * (degree - 1)) : 0
    }
    return [degrees.map { log1p($0) }, triangles.map { log1p(Double($0)) }, clustering]
  }

  /// The mean over each node's neighbours; 0 without any.
  private static func mean(_ column: [Double], over graph: SparseGraph) -> [Double] {
    (0..<graph.nodeCount).map { node in
      let sum = graph.neighbors(of: node).reduce(0) { $0 + column[Int($1)] }
      return sum / Double(max(graph.degree(of: node), 1))
    }
  }

  /// The standard deviation over each node's neighbours, given their mean.
  private static func deviation(
    _ column: [Double], _ mean: [Double], over graph: SparseGraph
  ) -> [Double] {
    (0..<graph.nodeCount).map { node in
      let sum = graph.neighbors(of: node).reduce(0) { sum, neighbor in
        let gap = column[Int(neighbor)] - mean[node]
        return sum + gap * gap
      }
      return (sum / Double(max(graph.degree(of: node), 1))).squareRoot()
    }
  }

  /// Mean 0 and deviation 1; all 0 where a column is the same everywhere.
  ///
  /// Differences of rounding, some 1e-16 of the numbers, are no differences.
  private static func standardised(_ column: [Double]) -> [Double] {
    let count = Double(max(column.count, 1))
    let mean = column.reduce(0, +) / count
    let variance = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    guard variance.squareRoot() > 1e-9 * max(abs(mean), 1e-300) else {
      return column.map { _ in 0 }
    }
    return column.map { ($0 - mean) / variance.squareRoot() }
  }
}
