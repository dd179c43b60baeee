import Numerics

/// Nodes of a graph that have the same neighbours, but for each other.
///
/// Exchanging two of them leaves the graph as it is, so nobody who knows ties alone can tell them
/// apart. Other symmetries (a whole branch for another) are not looked for.
struct InterchangeableNodes {
  /// The class of each node: its least member.
  let classes: [UInt32]
  /// The members of each class, rising, by its least member.
  let members: [UInt32: [UInt32]]

  /// The classes of a graph's nodes.
  ///
  /// No node has a twin of both kinds: were u tied to its twin v, and w a twin of v not tied to it,
  /// then u, a neighbour of v, would be one of w, and so w one of u and of v.
  ///
  /// - Complexity: O(nodes + edges), expected.
  init(_ graph: SparseGraph) {
    var (open, closed): ([[UInt32]: UInt32], [[UInt32]: UInt32]) = ([:], [:])
    var classes: [UInt32] = []
    var members: [UInt32: [UInt32]] = [:]
    for node in 0..<graph.nodeCount {
      let number = UInt32(node)
      let neighbors = Array(graph.neighbors(of: node))
      let place = neighbors.firstIndex { $0 > number } ?? neighbors.count
      let withItself = neighbors[..<place] + [number] + neighbors[place...]
      let own = open[neighbors] ?? closed[Array(withItself)] ?? number
      if own == number {
        open[neighbors] = number
        closed[Array(withItself)] = number
      }
      classes.append(own)
      members[own, default: []].append(number)
    }
    (self.classes, self.members) = (classes, members)
  }

  /// The nodes that can't be told from a node, itself included.
  func twins(of node: UInt32) -> [UInt32] { members[classes[Int(node)]] ?? [node] }
}
