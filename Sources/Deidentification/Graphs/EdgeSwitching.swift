public import DifferentialPrivacy
public import Numerics

/// Exchanges partners between pairs of ties: a-b and c-d become a-d and c-b.
///
/// **Guarantee**: each person has as many ties as before. With ever more switches the graph becomes
/// a uniform draw of all graphs with these degrees (the chain's stationary law).
/// **Source**: "Rand Switch" of Ying and Wu, Randomizing social networks: a spectrum preserving
/// approach, SDM 2008, section 3; the chain: Rao, Jana and Bandyopadhyay, Sankhya A 58 (1996).
/// **Cost**: O(nodes + edges + switches) expected, where most switches are possible.
/// **Does not protect against**: whoever knows how many ties a person has: degrees are as they
/// were, exactly. With few switches alignment finds people as before.
public struct EdgeSwitching: Sendable {
  /// A graph after switching.
  public struct Result: Sendable, Equatable {
    /// The graph.
    public let graph: SparseGraph
    /// How many switches were made; less than asked for where none was found any more.
    public let switchCount: Int
  }

  /// How many switches are made, as a share of the number of ties; each changes two ties.
  public let share: Double
  /// After so many draws without a possible switch it ends: a star has none at all.
  public static let patience = 10_000

  /// Switching of a share of the ties.
  ///
  /// - Throws: `DeidentificationError.parameter` unless the share is in 0...100.
  public init(share: Double) throws(DeidentificationError) {
    guard share >= 0, share <= 100 else {
      throw .parameter(name: "share", rule: "must be between 0 and 100")
    }
    self.share = share
  }

  /// The switched graph, with the system's secure random bits.
  public func apply(to graph: SparseGraph) -> Result {
    var source = SystemRandomSource()
    return apply(to: graph, from: &source)
  }

  /// The switched graph.
  public func apply<Source: DifferentialPrivacy.RandomSource & ~Copyable>(
    to graph: SparseGraph, from source: inout Source
  ) -> Result {
    var edges = graph.edges
    let wanted = edges.count < 2 ? 0 : Int((share * Double(edges.count)).rounded())
    var ties = TieSet(graph)
    var (done, failures) = (0, 0)
    while done < wanted, failures < Self.patience {
      let one = Int(source.wholeNumber(below: UInt64(edges.count)))
      let other = Int(source.wholeNumber(below: UInt64(edges.count)))
      let turned = source.next() & 1 == 1
      let (a, b) = edges[one]
      let (c, d) = turned ? (edges[other].1, edges[other].0) : edges[other]
      guard one != other, a != d, c != b, !ties.contains(a, d), !ties.contains(c, b) else {
        failures += 1
        continue
      }
      ties.remove(a, b)
      ties.remove(c, d)
      ties.insert(a, d)
      ties.insert(c, b)
      (edges[one], edges[other]) = ((a, d), (c, b))
      (done, failures) = (done + 1, 0)
    }
    return Result(
      graph: SparseGraph(tied: edges, nodeCount: graph.nodeCount), switchCount: done)
  }
}
