/// The scan of all column sets by roll-up: each set's tuples from those of a superset.
///
/// The sets form a tree: a node's children lack one more column, which comes after all columns
/// that the node lacks. Work goes down the tree depth first, so that only one path of tuples is in
/// memory for each thread; the first levels are made beforehand to have independent subtrees.
struct RollUp<Key: KeyWord>: Sendable {
  /// The tuples of one set of columns.
  struct Node: Sendable {
    /// Removed columns, as bits of their positions in the layout's order.
    var removed = 0
    /// The first column that a child may lack.
    var next = 0
    /// The bits of the keys.
    var width: Int
    /// The tuples.
    var tuples: RollUpTuples<Key>
  }

  private typealias Found = (removed: Int, statistics: SubsetStatistics)

  private let layout: RollUpLayout
  private let root: Node

  init(_ layout: RollUpLayout, counts: [UInt32]) {
    self.layout = layout
    let keys = layout.keys(as: Key.self, count: counts.count)
    root = Node(
      width: layout.width, tuples: RollUpTuples(keys: keys, counts: counts, count: counts.count))
  }

  /// The statistics at each mask of original columns.
  ///
  /// - Complexity: O(tuples of a superset) for each set.
  func scan(workers: Workers) -> [SubsetStatistics] {
    let complete = root.tuples.statistics
    var table = [SubsetStatistics](repeating: complete, count: 1 << layout.order.count)
    var frontier = [root]
    for _ in 0..<preparedLevels {
      let nodes = frontier
      let parts = concurrentChunks(count: nodes.count * layout.order.count, workers: workers) {
        range in range.compactMap { child(of: nodes[$0 / layout.order.count], slot: $0) }
      }
      frontier = parts.flatMap { $0 }
      for node in frontier { table[mask(node.removed)] = node.tuples.statistics }
    }
    let subtrees = frontier.filter { $0.next < layout.order.count }
    let parts = concurrentChunks(count: subtrees.count, maximumChunks: .max, workers: workers) {
      range in range.flatMap { descend(from: subtrees[$0]) }
    }
    for found in parts.joined() { table[mask(found.removed)] = found.statistics }
    return table
  }

  /// How many levels are made before threads take subtrees: as many as keep all their tuples, by a
  /// bound, within 256 MiB, and two at most.
  private var preparedLevels: Int {
    let columns = layout.order.count
    guard columns > 2 else { return 0 }
    let bytes = root.tuples.count * (Key.bitWidth / 8 + 4)
    return columns * (columns - 1) / 2 * bytes <= 256 << 20 ? 2 : 1
  }

  /// The child that lacks column `slot` modulo the number of columns, if there is such a child.
  private func child(of node: Node, slot: Int) -> Node? {
    let column = slot % layout.order.count
    guard column >= node.next else { return nil }
    var scratch = RollUpScratch<Key>()
    var child = Node(width: 0, tuples: RollUpTuples())
    make(&child, from: node, column: column, keepsTuples: true, &scratch)
    return child
  }

  private func descend(from node: Node) -> [Found] {
    var scratch = RollUpScratch<Key>()
    var found: [Found] = []
    descend(from: node, &scratch, &found)
    return found
  }

  private func descend(
    from node: Node, _ scratch: inout RollUpScratch<Key>, _ found: inout [Found]
  ) {
    guard node.next < layout.order.count else { return }
    var child = Node(width: 0, tuples: scratch.takeTuples())
    for column in node.next..<layout.order.count {
      let isLeaf = column + 1 == layout.order.count
      make(&child, from: node, column: column, keepsTuples: !isLeaf, &scratch)
      found.append((child.removed, child.tuples.statistics))
      if !isLeaf { descend(from: child, &scratch, &found) }
    }
    scratch.giveBack(child.tuples)
  }

  private func make(
    _ child: inout Node, from node: Node, column: Int, keepsTuples: Bool,
    _ scratch: inout RollUpScratch<Key>
  ) {
    child.removed = node.removed | 1 << column
    child.next = column + 1
    child.width = node.width - layout.bits[column]
    let cut = BitCut<Key>(offset: layout.offsets[column], bits: layout.bits[column])
    scratch.regroup(
      node.tuples, cutting: cut, width: child.width, keepsTuples: keepsTuples, into: &child.tuples)
  }

  /// The mask of the original columns that are left.
  private func mask(_ removed: Int) -> Int {
    var mask = 0
    for (position, column) in layout.order.enumerated() where removed >> position & 1 == 0 {
      mask |= 1 << column
    }
    return mask
  }
}
