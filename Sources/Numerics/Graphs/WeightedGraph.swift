/// An undirected graph whose edges have weights, loops included.
///
/// A loop counts twice in its node's degree, as both its ends do.
public struct WeightedGraph: Sendable, Equatable {
  /// Where each node's neighbours begin; one entry more than there are nodes.
  let offsets: [Int]
  /// The neighbours of all nodes, rising within each, none of them the node itself.
  let neighbors: [UInt32]
  /// The weights of the edges to them.
  let weights: [Double]
  /// The weight of each node's loop; 0 without one.
  let loops: [Double]
  /// The sum of the weights at each node, its loop's twice.
  public let degrees: [Double]

  /// The number of nodes.
  public var nodeCount: Int { offsets.count - 1 }
  /// The sum of all degrees: twice the sum of the edges' weights.
  public var totalDegree: Double { degrees.reduce(0, +) }

  /// A graph from weighted edges in any order and either direction; the weights of repeated edges
  /// are added.
  ///
  /// - Throws: `NumericsError.nodeOutOfRange` for an end that is not below `nodeCount`.
  /// - Precondition: weights are positive numbers.
  /// - Complexity: O(nodes + edges log(edges of a node)).
  public init(
    nodeCount: Int, edges: [(UInt32, UInt32, Double)]
  ) throws(NumericsError) {
    var loops = [Double](repeating: 0, count: nodeCount)
    var rows = [[(other: UInt32, weight: Double)]](repeating: [], count: nodeCount)
    for (index, edge) in edges.enumerated() {
      guard edge.0 < nodeCount, edge.1 < nodeCount else { throw .nodeOutOfRange(edge: index) }
      precondition(edge.2 > 0, "weights are positive")
      if edge.0 == edge.1 {
        loops[Int(edge.0)] += edge.2
      } else {
        rows[Int(edge.0)].append((edge.1, edge.2))
        rows[Int(edge.1)].append((edge.0, edge.2))
      }
    }
    var (offsets, neighbors, weights) = ([0], [UInt32](), [Double]())
    var degrees = loops.map { 2 * $0 }
    for node in 0..<nodeCount {
      let start = neighbors.count
      for entry in rows[node].sorted(by: { $0.other < $1.other }) {
        if neighbors.count > start, neighbors[neighbors.count - 1] == entry.other {
          weights[weights.count - 1] += entry.weight
        } else {
          neighbors.append(entry.other)
          weights.append(entry.weight)
        }
        degrees[node] += entry.weight
      }
      offsets.append(neighbors.count)
    }
    self.offsets = offsets
    self.neighbors = neighbors
    self.weights = weights
    self.loops = loops
    self.degrees = degrees
  }

  /// Newman's modularity of a partition: the share of the weight within communities, less what
  /// degrees alone would give.
  ///
  /// - Parameters:
  ///   - communities: for each node the number of its community.
  ///   - resolution: the weight of what degrees alone would give; 1 in the definition.
  /// - Returns: a number in [-1/2, 1] at resolution 1; 0 for a graph without edges.
  /// - Precondition: a community for each node.
  /// - Complexity: O(nodes + edges).
  /// - Source: Newman and Girvan, Phys Rev E 69:026113 (2004); weights as in Newman 2004.
  public func modularity(of communities: [UInt32], resolution: Double = 1) -> Double {
    precondition(communities.count == nodeCount, "a community for each node")
    let total = totalDegree
    guard total > 0 else { return 0 }
    var inside = 0.0
    var totals = [Double](repeating: 0, count: Int(communities.max() ?? 0) + 1)
    for node in 0..<nodeCount {
      inside += 2 * loops[node]
      totals[Int(communities[node])] += degrees[node]
      for entry in offsets[node]..<offsets[node + 1]
      where communities[Int(neighbors[entry])] == communities[node] {
        inside += weights[entry]
      }
    }
    return totals.reduce(inside / total) { $0 - resolution * ($1 / total) * ($1 / total) }
  }
}
