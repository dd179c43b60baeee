/// An undirected graph without loops and multiple edges: who knows whom.
///
/// Nodes are numbered from 0. Each node's neighbours stand in one array, rising, one node after
/// the other (compressed sparse rows).
public struct SparseGraph: Sendable, Equatable {
  /// Where each node's neighbours begin in `neighbors`; one entry more than there are nodes.
  public let offsets: [Int]
  /// The neighbours of all nodes, rising within each.
  public let neighbors: [UInt32]

  /// How many nodes it has, isolated ones included.
  public var nodeCount: Int { offsets.count - 1 }
  /// How many edges it has; each counts once.
  public var edgeCount: Int { neighbors.count / 2 }

  /// A graph from edges in any order and either direction; loops are left out, repeated edges
  /// count once.
  ///
  /// - Throws: `NumericsError.nodeOutOfRange` for an end that is not below `nodeCount`.
  /// - Complexity: O(nodes + edges), counting sorts.
  public init(
    nodeCount: Int, edges: some Collection<(UInt32, UInt32)>
  ) throws(NumericsError) {
    precondition(nodeCount >= 0 && nodeCount <= Int(UInt32.max), "nodes are numbered by 32 bits")
    var starts = [Int](repeating: 0, count: nodeCount + 1)
    for (index, (first, second)) in edges.enumerated() {
      guard first < nodeCount, second < nodeCount else { throw .nodeOutOfRange(edge: index) }
      guard first != second else { continue }
      starts[Int(first) + 1] += 1
      starts[Int(second) + 1] += 1
    }
    for node in 0..<nodeCount { starts[node + 1] += starts[node] }
    var ends = [UInt32](repeating: 0, count: starts[nodeCount])
    var next = starts
    for (first, second) in edges where first != second {
      ends[next[Int(first)]] = second
      next[Int(first)] += 1
      ends[next[Int(second)]] = first
      next[Int(second)] += 1
    }
    (offsets, neighbors) = Self.sorted(starts, ends)
  }

  /// The neighbours of a node, rising.
  public func neighbors(of node: Int) -> ArraySlice<UInt32> {
    neighbors[offsets[node]..<offsets[node + 1]]
  }

  /// How many neighbours a node has.
  public func degree(of node: Int) -> Int { offsets[node + 1] - offsets[node] }

  /// Whether two nodes are tied.
  ///
  /// - Complexity: O(log degree).
  public func contains(_ first: Int, _ second: Int) -> Bool {
    let neighbors = neighbors(of: first)
    var (low, high) = (neighbors.startIndex, neighbors.endIndex)
    while low < high {
      let middle = (low + high) / 2
      if neighbors[middle] < UInt32(second) { low = middle + 1 } else { high = middle }
    }
    return low < neighbors.endIndex && neighbors[low] == UInt32(second)
  }

  /// Each edge once, its smaller end first, in rising order.
  public var edges: [(UInt32, UInt32)] {
    var edges: [(UInt32, UInt32)] = []
    edges.reserveCapacity(edgeCount)
    for node in 0..<nodeCount {
      for other in neighbors(of: node) where other > node { edges.append((UInt32(node), other)) }
    }
    return edges
  }

  /// The rows in order, without repetition: a transposition of a symmetric table sorts its rows.
  private static func sorted(
    _ starts: [Int], _ ends: [UInt32]
  ) -> (offsets: [Int], neighbors: [UInt32]) {
    let nodeCount = starts.count - 1
    var rows = [UInt32](repeating: 0, count: ends.count)
    var next = starts
    for node in 0..<nodeCount {
      for position in starts[node]..<starts[node + 1] {
        let other = Int(ends[position])
        rows[next[other]] = UInt32(node)
        next[other] += 1
      }
    }
    var offsets = [0]
    offsets.reserveCapacity(nodeCount + 1)
    var kept = 0
    for node in 0..<nodeCount {
      let start = kept
      for position in starts[node]..<starts[node + 1]
      where kept == start || rows[kept - 1] != rows[position] {
        rows[kept] = rows[position]
        kept += 1
      }
      offsets.append(kept)
    }
    return (offsets, Array(rows[..<kept]))
  }
}
