extension SparseGraph {
  /// The same graph with other numbers for its nodes.
  ///
  /// - Parameter order: the new number of each node.
  /// - Precondition: `order` holds each number below the number of nodes once.
  /// - Complexity: O(nodes + edges).
  init(renumbering graph: SparseGraph, order: [UInt32]) {
    precondition(order.count == graph.nodeCount, "a number for each node")
    var inverse = [UInt32](repeating: .max, count: order.count)
    for (node, number) in order.enumerated() {
      precondition(inverse[Int(number)] == .max, "a number is given once")
      inverse[Int(number)] = UInt32(node)
    }
    var offsets = [0]
    offsets.reserveCapacity(order.count + 1)
    for node in inverse { offsets.append(offsets[offsets.count - 1] + graph.degree(of: Int(node))) }
    var next = offsets
    var neighbors = [UInt32](repeating: 0, count: graph.neighbors.count)
    // Written node after node in the new numbers, each list rises by itself.
    for (number, node) in inverse.enumerated() {
      for other in graph.neighbors(of: Int(node)) {
        let row = Int(order[Int(other)])
        neighbors[next[row]] = UInt32(number)
        next[row] += 1
      }
    }
    self.init(offsets: offsets, neighbors: neighbors)
  }

  /// A graph from its parts.
  private init(offsets: [Int], neighbors: [UInt32]) {
    self.offsets = offsets
    self.neighbors = neighbors
  }
}
