/// A graph whose nodes were renumbered at random, and the way back.
struct ShuffledGraph {
  let graph: SparseGraph
  /// The new number of each node.
  private let order: [UInt32]
  private let inverse: [UInt32]

  init(_ original: SparseGraph, seed: UInt64) {
    var source = SeededGenerator(seed: seed, stream: "graphs/shuffled")
    let order = source.permutation(count: original.nodeCount).map { UInt32($0) }
    var inverse = order
    for (node, number) in order.enumerated() { inverse[Int(number)] = UInt32(node) }
    graph = SparseGraph(renumbering: original, order: order)
    self.order = order
    self.inverse = inverse
  }

  /// Seeds in the new numbers; nodes that are not there keep their own, to be refused.
  func renumbered(_ seeds: [(UInt32, UInt32)]) -> [(UInt32, UInt32)] {
    seeds.map { ($0.0, Int($0.1) < order.count ? order[Int($0.1)] : $0.1) }
  }

  /// A matching in the old numbers.
  func restored(_ state: MatchingState, isFinished: Bool = true) -> GraphMatching {
    GraphMatching(
      releaseOf: state.releaseOf.map { $0.map { inverse[Int($0)] } }, isSeed: state.isSeed,
      isFinished: isFinished)
  }
}
