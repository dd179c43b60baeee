/// How many triangles each node stands in: the edges among its neighbours.
public enum Triangles {
  /// The number of edges among the neighbours of each node.
  ///
  /// Each edge is pointed from the node of lower degree to that of higher; a triangle is then found
  /// once, at its lowest node.
  ///
  /// - Complexity: O(edges^1.5), in parallel.
  /// - Source: Latapy, *Main-memory triangle computations for very large (sparse (power-law))
  ///   graphs*, TCS 407 (2008), algorithm forward.
  public static func counts(of graph: SparseGraph) -> [Int] {
    let nodeCount = graph.nodeCount
    let upward = Upward(graph)
    let parts = concurrentChunks(count: nodeCount, minimumChunk: 4_096, maximumChunks: 8) { range in
      var counts = [Int](repeating: 0, count: nodeCount)
      var isNeighbor = [Bool](repeating: false, count: nodeCount)
      for node in range {
        let own = upward.neighbors(of: node)
        for neighbor in own { isNeighbor[Int(neighbor)] = true }
        for neighbor in own {
          for third in upward.neighbors(of: Int(neighbor)) where isNeighbor[Int(third)] {
            counts[node] += 1
            counts[Int(neighbor)] += 1
            counts[Int(third)] += 1
          }
        }
        for neighbor in own { isNeighbor[Int(neighbor)] = false }
      }
      return counts
    }
    return parts.reduce(into: [Int](repeating: 0, count: nodeCount)) { total, part in
      for node in 0..<nodeCount { total[node] += part[node] }
    }
  }

  /// A graph whose edges point from lower to higher degree, ties by number.
  private struct Upward: Sendable {
    private let offsets: [Int]
    private let targets: [UInt32]

    init(_ graph: SparseGraph) {
      var offsets = [0]
      var targets: [UInt32] = []
      targets.reserveCapacity(graph.edgeCount)
      for node in 0..<graph.nodeCount {
        let degree = graph.degree(of: node)
        for other in graph.neighbors(of: node) {
          let above = graph.degree(of: Int(other))
          if above > degree || (above == degree && other > node) { targets.append(other) }
        }
        offsets.append(targets.count)
      }
      self.offsets = offsets
      self.targets = targets
    }

    func neighbors(of node: Int) -> ArraySlice<UInt32> {
      targets[offsets[node]..<offsets[node + 1]]
    }
  }
}
