public import DifferentialPrivacy
public import Numerics

/// Replaces a share of the ties by ties that are not there.
///
/// **Guarantee**: as many ties as before; those taken out are a uniform sample of the ties, those
/// put in a uniform sample of the pairs that were not tied.
/// **Source**: "Rand Add/Del" of Ying and Wu, Randomizing social networks: a spectrum preserving
/// approach, SDM 2008, section 3; the perturbation of Hay et al., Anonymizing social networks,
/// UMass 07-19 (2007).
/// **Cost**: O(nodes + edges) expected.
/// **Does not protect against**: alignment, which needs most ties and not all of them. A released
/// tie is true with a probability of 1 minus the share, so who is tied to whom is hardly hidden.
public struct EdgeReplacement: Sendable {
  /// The share of the ties that are replaced.
  public let share: Double

  /// A replacement of a share of the ties.
  ///
  /// - Throws: `DeidentificationError.parameter` unless the share is in 0...1.
  public init(share: Double) throws(DeidentificationError) {
    guard share >= 0, share <= 1 else {
      throw .parameter(name: "share", rule: "must be between 0 and 1")
    }
    self.share = share
  }

  /// How many ties of a graph are replaced: the share of them, and no more than there are pairs
  /// that are not tied.
  public func count(in graph: SparseGraph) -> Int {
    let wanted = Int((share * Double(graph.edgeCount)).rounded())
    return min(wanted, graph.pairCount - graph.edgeCount)
  }

  /// The changed graph, with the system's secure random bits.
  public func apply(to graph: SparseGraph) -> SparseGraph {
    var source = SystemRandomSource()
    return apply(to: graph, from: &source)
  }

  /// The changed graph.
  public func apply<Source: DifferentialPrivacy.RandomSource & ~Copyable>(
    to graph: SparseGraph, from source: inout Source
  ) -> SparseGraph {
    let count = count(in: graph)
    var edges = graph.edges
    // A random order of the first `count`, which are then overwritten.
    for place in 0..<count {
      edges.swapAt(place, place + Int(source.wholeNumber(below: UInt64(edges.count - place))))
    }
    let added = untied(count, in: graph, from: &source)
    for (place, edge) in added.enumerated() { edges[place] = edge }
    return SparseGraph(tied: edges, nodeCount: graph.nodeCount)
  }

  /// A sample of the pairs that are not tied.
  private func untied<Source: DifferentialPrivacy.RandomSource & ~Copyable>(
    _ count: Int, in graph: SparseGraph, from source: inout Source
  ) -> [(UInt32, UInt32)] {
    // Where few pairs are free, drawing blindly would take long, and listing them does not.
    if graph.pairCount < 4 * (graph.edgeCount + count) {
      var free: [(UInt32, UInt32)] = []
      for first in 0..<graph.nodeCount {
        for second in (first + 1)..<max(graph.nodeCount, first + 1)
        where !graph.contains(first, second) {
          free.append((UInt32(first), UInt32(second)))
        }
      }
      for place in 0..<count {
        free.swapAt(place, place + Int(source.wholeNumber(below: UInt64(free.count - place))))
      }
      return Array(free[..<count])
    }
    var ties = TieSet(graph)
    var added: [(UInt32, UInt32)] = []
    while added.count < count {
      let first = UInt32(source.wholeNumber(below: UInt64(graph.nodeCount)))
      let second = UInt32(source.wholeNumber(below: UInt64(graph.nodeCount)))
      guard first != second, !ties.contains(first, second) else { continue }
      ties.insert(first, second)
      added.append((first, second))
    }
    return added
  }
}
