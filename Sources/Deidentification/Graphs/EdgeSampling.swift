public import DifferentialPrivacy
public import Numerics

/// Releases a random part of the ties: each is kept with the same probability.
///
/// **Guarantee**: whether a tie is kept is independent of all other ties and of who is tied; nobody
/// is tied to anybody whom they do not know.
/// **Source**: the edge sampling of Pedarsani and Grossglauser, On the privacy of anonymized
/// networks, KDD 2011, section 3.
/// **Cost**: O(nodes + edges), one draw of 64 bits an edge.
/// **Does not protect against**: alignment with another sample of the same ties: above a mean
/// degree that grows with the logarithm of the number of people, and a share as low as a tenth,
/// whole graphs are found again (the paper's theorem). A tie that is released is a true one.
public struct EdgeSampling: Sendable {
  /// The probability that a tie is kept.
  public let share: Double

  /// Sampling that keeps a share of the ties.
  ///
  /// - Throws: `DeidentificationError.parameter` unless the share is in 0...1.
  public init(share: Double) throws(DeidentificationError) {
    guard share >= 0, share <= 1 else {
      throw .parameter(name: "share", rule: "must be between 0 and 1")
    }
    self.share = share
  }

  /// The sampled graph, with the system's secure random bits.
  public func apply(to graph: SparseGraph) -> SparseGraph {
    var source = SystemRandomSource()
    return apply(to: graph, from: &source)
  }

  /// The sampled graph.
  public func apply<Source: DifferentialPrivacy.RandomSource & ~Copyable>(
    to graph: SparseGraph, from source: inout Source
  ) -> SparseGraph {
    // Ties in their order: one draw each, whatever is kept.
    var kept: [(UInt32, UInt32)] = []
    for edge in graph.edges where source.bernoulli(share) { kept.append(edge) }
    return SparseGraph(tied: kept, nodeCount: graph.nodeCount)
  }
}

extension DifferentialPrivacy.RandomSource where Self: ~Copyable {
  /// True with a probability, to 64 bits.
  mutating func bernoulli(_ probability: Double) -> Bool {
    let bits = next()
    guard probability < 1 else { return true }
    return bits < UInt64(probability * 0x1p64)
  }
}

extension SparseGraph {
  /// A graph from edges between its own nodes.
  init(tied edges: [(UInt32, UInt32)], nodeCount: Int) {
    do {
      self = try SparseGraph(nodeCount: nodeCount, edges: edges)
    } catch {
      preconditionFailure("each end of an edge is a node of the graph it was made from")
    }
  }

  /// How many pairs of nodes there are.
  var pairCount: Int { nodeCount * max(nodeCount - 1, 0) / 2 }
}
