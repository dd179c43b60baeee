/// A taxonomy of items: leaves are the items 0, 1, ..., and every other node stands for the items
/// below it.
///
/// Invariant: parents are inner nodes, there are no cycles, and one root is above all.
public struct ItemHierarchy: Sendable, Equatable {
  /// The number of items.
  public let itemCount: Int
  /// The parent of each node, items first, then inner nodes; the root has none.
  public let parents: [Int?]
  /// The root.
  public let root: Int
  /// The number of items that each node stands for.
  let leafCounts: [Int]

  /// A taxonomy from its parents.
  ///
  /// - Throws: `DeidentificationError.parameter` that names the rule.
  /// - Complexity: O(nodes x height).
  public init(itemCount: Int, parents: [Int?]) throws(DeidentificationError) {
    guard itemCount >= 1, parents.count >= itemCount else {
      throw .parameter(name: "itemCount", rule: "must be at least 1 and at most the nodes")
    }
    let roots = parents.indices.filter { parents[$0] == nil }
    guard roots.count == 1, let root = roots.first else {
      throw .parameter(name: "parents", rule: "must leave exactly one node without a parent")
    }
    guard root >= itemCount || parents.count == 1 else {
      throw .parameter(name: "parents", rule: "must have a root that is not an item")
    }
    for case .some(let parent) in parents {
      guard parents.indices.contains(parent), parent >= itemCount else {
        throw .parameter(name: "parents", rule: "must name inner nodes")
      }
    }
    var counts = [Int](repeating: 0, count: parents.count)
    for node in parents.indices {
      var (current, steps) = (node, 0)
      if node < itemCount { counts[node] += 1 }
      while let parent = parents[current] {
        if node < itemCount { counts[parent] += 1 }
        current = parent
        steps += 1
        guard steps <= parents.count else {
          throw .parameter(name: "parents", rule: "must have no cycle")
        }
      }
    }
    self.itemCount = itemCount
    self.parents = parents
    self.root = root
    leafCounts = counts
  }

  /// The taxonomy of a column's hierarchy: the values as items, each level's groups above them.
  ///
  /// Where the top level has several groups, a root is put above them.
  ///
  /// - Throws: `DeidentificationError.hierarchy` where the column has no value.
  public init(_ hierarchy: Hierarchy) throws(DeidentificationError) {
    let items = hierarchy.levels[0].groupOfCode.count - 1
    guard items >= 1 else {
      throw .hierarchy(column: hierarchy.column, level: 0, rule: "a taxonomy needs an item")
    }
    var parents = [Int?](repeating: nil, count: items)
    /// For each item, the node that stands for it on the level below.
    var nodeOfItem = Array(0..<items)
    for level in hierarchy.levels.dropFirst() {
      let first = parents.count
      var nodeOfGroup: [UInt32: Int] = [:]
      for item in 0..<items {
        let group = level.groupOfCode[item + 1]
        if nodeOfGroup[group] == nil {
          nodeOfGroup[group] = parents.count
          parents.append(nil)
        }
        let node = nodeOfGroup[group] ?? first
        parents[nodeOfItem[item]] = node
        nodeOfItem[item] = node
      }
    }
    if Set(nodeOfItem).count > 1 || hierarchy.levels.count == 1 {
      for node in Set(nodeOfItem) { parents[node] = parents.count }
      parents.append(nil)
    }
    try self.init(itemCount: items, parents: parents)
  }

  /// A node and what is above it, the root last.
  public func pathToRoot(from node: Int) -> [Int] {
    var path = [node]
    while let parent = parents[path[path.count - 1]] { path.append(parent) }
    return path
  }

  /// Whether `node` is `ancestor` or below it.
  func isBelow(_ node: Int, _ ancestor: Int) -> Bool { pathToRoot(from: node).contains(ancestor) }
}
