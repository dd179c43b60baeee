public import Numerics

/// Who is who in two graphs about partly the same people, by the shape of their ties alone.
public struct SeedlessAlignment: Sendable {
  /// The release's node of each auxiliary node; `nil` where none is left for it.
  public let assignment: [UInt32?]
  /// How many of the auxiliary graph's edges lie on an edge of the release.
  public let keptEdges: Int
  /// The auxiliary nodes that were aligned, in the order of the similarity's rows.
  public let auxiliaryNodes: [UInt32]
  /// The release's nodes that they were aligned with, in the order of its columns.
  public let releaseNodes: [UInt32]
  /// How alike two nodes are under the alignment: 4 bytes a pair.
  public let similarity: DenseMatrix

  /// Aligns two graphs.
  public init(
    auxiliary: SparseGraph, release: SparseGraph, seed: UInt64, workers: Workers = .automatic
  ) throws {
    var generator = SeededGenerator(seed: seed, stream: "seedless-alignment")
    let rows = generator.permutation(count: auxiliary.nodeCount).map { UInt32($0) }
    let columns = generator.permutation(count: release.nodeCount).map { UInt32($0) }
    let left = try Self.induced(auxiliary, on: rows)
    let right = try Self.induced(release, on: columns)
    let distances = FeatureDistances(
      NodeFeatures(auxiliary), rows, NodeFeatures(release), columns)
    var search = AlignmentSearch(left, right, distances, workers)
    let found = try search.run()
    search.fillSimilarity(found.columns)
    var assignment = [UInt32?](repeating: nil, count: auxiliary.nodeCount)
    for (row, column) in found.columns.enumerated() where column >= 0 {
      assignment[Int(rows[row])] = columns[column]
    }
    self.assignment = assignment
    keptEdges = found.edges
    (auxiliaryNodes, releaseNodes) = (rows, columns)
    similarity = search.matrix
  }

  private static func induced(
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
