public import Numerics

/// Who is who in two graphs about partly the same people, by the shape of their ties alone.
///
/// No pair is known beforehand. Surroundings are compared first (`NodeFeatures`); from there the
/// number of edges that an alignment keeps is raised, by full steps along its gradient to doubly
/// stochastic matrices that grow ever sharper, then by exact assignments; the better of that and of
/// exact assignments alone is kept. Nodes are shuffled first: numbers say nothing.
///
/// Where a graph has more nodes than `Options.coreLimit`, only its nodes of highest degree are
/// aligned. That is biased: it finds those with many ties, and near the limit some whose
/// counterpart stands outside. `seeds` hands what is certain to a propagation over all.
///
/// **Guarantee** none is claimed: it is a lower bound for what a better search finds.
/// **Source** features with the quadratic relaxation, Sinkhorn inside: Bommakanti et al., FUGAL,
/// NeurIPS 2024; full steps that grow sharper: Gold and Rangarajan, A graduated assignment
/// algorithm for graph matching, IEEE PAMI 18 (1996); exact steps: Vogelstein et al., PLoS ONE 10
/// (2015). Common ties are taken by the root of both degrees (Salton's cosine).
/// **Cost** for n nodes and m edges, 13 steps of n m / 4 + 50 n^2 operations and some 10
/// assignments of n^2 costs: some 0.4 microseconds a pair of nodes in all, up to twice that where
/// little overlaps, whatever the edges; 4 bytes a pair beside some 30 MB.
/// **Does not protect against** an adversary who knows some pairs, or more about people than ties.
public struct SeedlessAlignment: Sendable {
  /// What the alignment may take.
  public struct Options: Sendable, Equatable {
    /// How many nodes of each graph are aligned at most, those of highest degree.
    public let coreLimit: Int
    /// How many threads; the result doesn't depend on it.
    public let workers: Workers

    /// Options; a limit below 1 counts as 1.
    public init(coreLimit: Int = 5_000, workers: Workers = .automatic) {
      self.coreLimit = max(coreLimit, 1)
      self.workers = workers
    }
  }

  /// The release's node of each auxiliary node; `nil` where none is left for it, or where it was
  /// not aligned.
  public let assignment: [UInt32?]
  /// By how many common ties each auxiliary node's assigned node is the most alike, in its row and
  /// in its column of the similarity; below 0 where another is more alike, -infinity without any.
  public let margins: [Float]
  /// How many of the auxiliary core's edges lie on an edge of the release.
  public let keptEdges: Int
  /// The auxiliary nodes that were aligned, in the order of the similarity's rows.
  public let auxiliaryCore: [UInt32]
  /// The release's nodes that they were aligned with, in the order of the similarity's columns.
  public let releaseCore: [UInt32]
  /// How alike two nodes of the cores are under the alignment: 4 bytes a pair.
  public let similarity: DenseMatrix

  /// Aligns two graphs.
  ///
  /// - Parameters:
  ///   - auxiliary: the graph whose nodes are known.
  ///   - release: the graph without names.
  ///   - seed: the seed of the order in which nodes are looked at; it decides between equals.
  ///   - options: what it may take.
  /// - Throws: `SeedlessError` where a graph has no node.
  public init(
    auxiliary: SparseGraph, release: SparseGraph, seed: UInt64, options: Options = Options()
  ) throws {
    guard auxiliary.nodeCount > 0 else { throw SeedlessError.noNodes(graph: .auxiliary) }
    guard release.nodeCount > 0 else { throw SeedlessError.noNodes(graph: .release) }
    var generator = SeededGenerator(seed: seed, stream: "seedless-alignment")
    let rows = GraphCore.nodes(of: auxiliary, limit: options.coreLimit, generator: &generator)
    let columns = GraphCore.nodes(of: release, limit: options.coreLimit, generator: &generator)
    let distances = FeatureDistances(NodeFeatures(auxiliary), rows, NodeFeatures(release), columns)
    var search = AlignmentSearch(
      try GraphCore.induced(auxiliary, on: rows), try GraphCore.induced(release, on: columns),
      distances, options.workers)
    let found = try search.run()
    search.fillSimilarity(found.columns)
    let coreMargins = AlignmentMargins.margins(
      of: search.matrix, at: found.columns, search.left, search.right)
    var assignment = [UInt32?](repeating: nil, count: auxiliary.nodeCount)
    var margins = [Float](repeating: -.infinity, count: auxiliary.nodeCount)
    for (row, column) in found.columns.enumerated() where column >= 0 {
      assignment[Int(rows[row])] = columns[column]
      margins[Int(rows[row])] = coreMargins[row]
    }
    (self.assignment, self.margins, keptEdges) = (assignment, margins, found.edges)
    (auxiliaryCore, releaseCore, similarity) = (rows, columns, search.matrix)
  }

  /// The pairs that are most alike from both sides by at least so many common ties: seeds for a
  /// propagation.
  public func seeds(margin: Float = 2) -> [(auxiliary: UInt32, release: UInt32)] {
    assignment.indices.compactMap { node in
      guard let other = assignment[node], margins[node] >= margin else { return nil }
      return (UInt32(node), other)
    }
  }
}
