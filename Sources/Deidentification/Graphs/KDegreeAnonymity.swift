public import DifferentialPrivacy
public import Numerics

/// Adds ties until each number of ties is shared by at least k people.
///
/// **Guarantee**: whoever knows how many ties a person has in the release is left with k people at
/// least. All ties of the original stay.
/// **Source**: Liu and Terzi, Towards identity anonymization on graphs, SIGMOD 2008: the degree
/// sequence by dynamic programming (section 5.1), its realisation as a supergraph (section 6.2),
/// with probing (section 6.1.1) where it has none. Two things are ours: the person with most ties
/// still to get is served first (the paper draws one), and probing raises as many of the smallest
/// degrees by one as ends of ties were left over (the paper: one at a time).
/// **Cost**: O(n k + edges + ties added) a round of probing.
/// **Does not protect against**: anything but the number of ties: neighbours' degrees, triangles
/// and whole neighbourhoods tell people apart as before, and alignment of graphs finds them, as all
/// true ties are there. Who is tied to whom is not hidden: most ties are true.
public struct KDegreeAnonymity: Sendable {
  /// A graph in which each degree is shared.
  public struct Result: Sendable, Equatable {
    /// The graph.
    public let graph: SparseGraph
    /// How many ties were added.
    public let addedCount: Int
    /// The fewest ties that any supergraph with shared degrees can have more, by the sum of the
    /// optimal sequence alone.
    public let leastAddedCount: Int
    /// How often degrees were raised again because the sequence had no such graph.
    public let probeCount: Int
  }

  /// How many people share each degree at least.
  public let k: Int

  /// k-degree anonymity.
  ///
  /// - Throws: `DeidentificationError.parameter` unless k is positive.
  public init(k: Int) throws(DeidentificationError) {
    guard k >= 1 else { throw .parameter(name: "k", rule: "must be at least 1") }
    self.k = k
  }

  /// Whether each degree of a graph is shared by k nodes at least.
  public func holds(for graph: SparseGraph) -> Bool {
    var counts: [Int: Int] = [:]
    for node in 0..<graph.nodeCount { counts[graph.degree(of: node), default: 0] += 1 }
    return counts.values.allSatisfy { $0 >= k }
  }

  /// A supergraph with shared degrees; ties in rank are broken by the system's secure random bits.
  public func apply(to graph: SparseGraph) throws(DeidentificationError) -> Result {
    var source = SystemRandomSource()
    return try apply(to: graph, from: &source)
  }

  /// A supergraph with shared degrees.
  ///
  /// - Throws: `DeidentificationError.noSolution` where there are fewer than k people.
  public func apply<Source: DifferentialPrivacy.RandomSource & ~Copyable>(
    to graph: SparseGraph, from source: inout Source
  ) throws(DeidentificationError) -> Result {
    let count = graph.nodeCount
    guard count >= k || count == 0 else {
      throw .noSolution(
        reason: "There are fewer than k = \(k) people", remedy: "Choose a smaller k")
    }
    // A random order: which of several people with one degree is raised says nothing of them.
    let order = source.order(count: count)
    let degrees = (0..<count).map { graph.degree(of: $0) }
    var wanted = degrees
    var (probeCount, leastRaise) = (0, 0)
    while true {
      let raises = raises(wanted, above: degrees, order: order)
      if probeCount == 0 { leastRaise = raises.reduce(0, +) }
      var builder = SupergraphBuilder(graph, raises: raises)
      let leftOver = builder.run()
      if leftOver == 0 {
        let added = builder.added
        return Result(
          graph: SparseGraph(tied: graph.edges + added, nodeCount: count),
          addedCount: added.count, leastAddedCount: (leastRaise + 1) / 2, probeCount: probeCount)
      }
      probeCount += 1
      probe(&wanted, by: leftOver, order: order)
    }
  }

  /// By how much each node's degree is raised so that at least k share each.
  private func raises(_ wanted: [Int], above degrees: [Int], order: [Int]) -> [Int] {
    let sorted = order.sorted { wanted[$0] > wanted[$1] }
    let raised = DegreeAnonymization.raised(sorted.map { wanted[$0] }, k: k)
    var raises = [Int](repeating: 0, count: degrees.count)
    for (place, node) in sorted.enumerated() { raises[node] = raised[place] - degrees[node] }
    return raises
  }

  /// Raises the smallest degrees that can grow; in the end all are tied to all, which has k.
  private func probe(_ wanted: inout [Int], by leftOver: Int, order: [Int]) {
    let smallest = order.sorted { wanted[$0] < wanted[$1] }
    for node in smallest.prefix(leftOver) where wanted[node] < wanted.count - 1 {
      wanted[node] += 1
    }
  }
}
