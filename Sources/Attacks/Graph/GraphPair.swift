public import Numerics

/// Two graphs about partly the same people: what an adversary holds, and a release of which the
/// names were removed.
public struct GraphPair: Sendable {
  /// The graph that the adversary holds, its people known.
  public let auxiliary: SparseGraph
  /// The graph that is attacked.
  public let release: SparseGraph
  /// For each node of the auxiliary graph its node in the release, `nil` where that person is not
  /// in it.
  ///
  /// For grading, and for the seeds that an adversary is given; no attack sees more of it.
  public let truth: [UInt32?]

  /// A pair of graphs.
  ///
  /// - Precondition: `truth` has an entry for each node of `auxiliary`, each below the number of
  ///   nodes of `release`.
  public init(auxiliary: SparseGraph, release: SparseGraph, truth: [UInt32?]) {
    precondition(truth.count == auxiliary.nodeCount, "a truth for each node")
    precondition(truth.allSatisfy { ($0 ?? 0) < max(release.nodeCount, 1) }, "truths are nodes")
    self.auxiliary = auxiliary
    self.release = release
    self.truth = truth
  }

  /// Two copies of one graph that each keep an edge with a probability of their own, the nodes of
  /// the release renumbered at random.
  ///
  /// - Parameters:
  ///   - auxiliaryShare: the probability that the adversary knows an edge.
  ///   - releaseShare: the probability that an edge is released.
  /// - Source: the edge sampling model of Pedarsani and Grossglauser, KDD 2011, section 3.
  /// - Complexity: O(nodes + edges).
  public static func sampled(
    _ graph: SparseGraph, auxiliaryShare: Double, releaseShare: Double,
    generator: inout SeededGenerator
  ) throws(NumericsError) -> GraphPair {
    let order = generator.permutation(count: graph.nodeCount).map { UInt32($0) }
    var (known, released): ([(UInt32, UInt32)], [(UInt32, UInt32)]) = ([], [])
    for (first, second) in graph.edges {
      if generator.bernoulli(auxiliaryShare) { known.append((first, second)) }
      if generator.bernoulli(releaseShare) {
        released.append((order[Int(first)], order[Int(second)]))
      }
    }
    return GraphPair(
      auxiliary: try SparseGraph(nodeCount: graph.nodeCount, edges: known),
      release: try SparseGraph(nodeCount: graph.nodeCount, edges: released),
      truth: order.map { $0 })
  }
}
