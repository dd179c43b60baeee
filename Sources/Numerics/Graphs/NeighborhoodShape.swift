/// The neighbourhood of a node as a plain shape: the node, its neighbours, the edges among them.
///
/// Equality is that of the shape as it is numbered; `isIsomorphic` says whether two shapes are the
/// same but for the numbers.
public struct NeighborhoodShape: Sendable, Hashable {
  /// The number of nodes; node 0 is the centre, which is tied to all others.
  public let nodeCount: Int
  /// For each node a bit for each node that it is tied to.
  let ties: [UInt16]

  /// The largest shape.
  public static let largestNodeCount = 12

  /// The neighbourhood of a node of a graph, its neighbours by falling numbers of ties, or `nil`
  /// where it has more than 11.
  ///
  /// - Complexity: O(neighbours^2 log degree).
  public init?(of node: Int, in graph: SparseGraph) {
    guard graph.degree(of: node) < Self.largestNodeCount else { return nil }
    let neighbors = graph.neighbors(of: node).map(Int.init)
    let members = [node] + neighbors
    let tied = members.map { first in members.map { graph.contains(first, $0) } }
    let order = [0] + Self.refinedOrder(tied)
    nodeCount = members.count
    ties = order.map { first in
      order.indices.reduce(UInt16(0)) { tied[first][order[$1]] ? $0 | 1 << $1 : $0 }
    }
  }

  /// Each edge once, its smaller end first.
  public var edges: [(Int, Int)] {
    (0..<nodeCount).flatMap { first in
      (first + 1..<max(nodeCount, first + 1)).filter { ties[first] >> $0 & 1 == 1 }
        .map { (first, $0) }
    }
  }

  /// Whether the shapes are the same but for the numbers of the neighbours.
  ///
  /// Nodes are tried one after the other; a node's partner must be tied as it is to all before.
  ///
  /// - Complexity: exponential at worst in 11 nodes; linear where numbers of ties tell nodes apart.
  public func isIsomorphic(to other: NeighborhoodShape) -> Bool {
    guard nodeCount == other.nodeCount, profile == other.profile else { return false }
    var partners = [0]
    return extend(&partners, used: 1, other)
  }

  /// Numbers that are equal for isomorphic shapes.
  public var signature: [Int] { profile.flatMap { [-1] + $0 } }

  /// An order of shapes as they are numbered, for loops that must not depend on a hash.
  public func isNumberedBefore(_ other: NeighborhoodShape) -> Bool {
    ties.lexicographicallyPrecedes(other.ties)
  }

  /// For each node its number of ties and those of the nodes that it is tied to, in order: equal
  /// for isomorphic shapes.
  var profile: [[Int]] {
    let degrees = ties.map(\.nonzeroBitCount)
    return (0..<nodeCount).map { node -> [Int] in
      [degrees[node]]
        + (0..<nodeCount).filter { ties[node] >> $0 & 1 == 1 }
        .map { degrees[$0] }.sorted()
    }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func extend(
    _ partners: inout [Int], used: UInt16, _ other: NeighborhoodShape
  ) -> Bool {
    let node = partners.count
    guard node < nodeCount else { return true }
    for partner in 1..<nodeCount where used >> partner & 1 == 0 {
      guard ties[node].nonzeroBitCount == other.ties[partner].nonzeroBitCount else { continue }
      let agrees = (0..<node).allSatisfy {
        (ties[node] >> $0 & 1) == (other.ties[partner] >> partners[$0] & 1)
      }
      guard agrees else { continue }
      partners.append(partner)
      if extend(&partners, used: used | 1 << partner, other) { return true }
      partners.removeLast()
    }
    return false
  }

  /// The neighbours by falling numbers of ties, then by those of the nodes they are tied to.
  private static func refinedOrder(_ tied: [[Bool]]) -> [Int] {
    var colors = tied.map { row in row.count { $0 } }
    for _ in 0..<2 {
      let keys = tied.indices.map { node in
        [colors[node]] + tied.indices.filter { tied[node][$0] }.map { colors[$0] }.sorted()
      }
      let sorted = Set(keys).sorted { $0.lexicographicallyPrecedes($1) }
      let number = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, $0) })
      colors = keys.map { number[$0] ?? 0 }
    }
    return tied.indices.dropFirst().sorted { (colors[$0], $1) > (colors[$1], $0) }
  }
}
