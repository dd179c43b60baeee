/// The earth mover's distance where moving costs the level at which two branches meet.
///
/// In each branch, what its parts have too much and too little is levelled as far as possible at
/// the branch's level; the difference goes up. In whole numbers of rows until the last step.
struct HierarchicalCloseness: ClassCriterion {
  let t: Double
  let shares: SensitiveShares
  let tree: ValueTree
  var monotonicity: Monotonicity { .withoutSuppression }
  var minimumSize: Int { 1 }

  func holds(for index: Int, in classes: ClassTable) -> Bool {
    distance(of: index, in: classes) <= t
  }

  /// The distance, in [0, 1].
  ///
  /// - Complexity: O(nodes of the hierarchy).
  func distance(of index: Int, in classes: ClassTable) -> Double {
    let values = classes.sensitive[shares.index]
    let rows = Int(classes.rows[index])
    var excess = shares.counts.map { $0 * rows }
    for place in values.range(of: index) {
      excess[Int(values.values[place])] -= Int(values.counts[place]) * shares.total
    }
    var cost = 0.0
    for (number, parents) in tree.parents.enumerated() {
      var surplus = [Int](repeating: 0, count: tree.sizes[number])
      var deficit = surplus
      for (node, parent) in parents.enumerated() {
        if excess[node] > 0 {
          surplus[parent] += excess[node]
        } else {
          deficit[parent] -= excess[node]
        }
      }
      let share = Double(number + 1) / Double(tree.height)
      for parent in surplus.indices {
        cost += share * Double(min(surplus[parent], deficit[parent]))
      }
      excess = zip(surplus, deficit).map { $0 - $1 }
    }
    return cost / (Double(shares.total) * Double(rows))
  }
}

/// The branches of a hierarchy: for each level the parent of each node below it.
struct ValueTree: Sendable {
  /// For level i + 1: the node of each node of level i.
  let parents: [[Int]]
  /// The number of nodes of level i + 1.
  let sizes: [Int]
  /// The level of the root.
  let height: Int

  /// The tree of a hierarchy over an attribute's codes; where the top has several groups that
  /// occur, a root is put above them.
  init(_ hierarchy: Hierarchy, _ counts: [Int]) {
    var parents: [[Int]] = []
    var sizes: [Int] = []
    for (lower, upper) in zip(hierarchy.levels, hierarchy.levels.dropFirst()) {
      var parent = [Int](repeating: 0, count: parents.isEmpty ? counts.count : lower.cardinality)
      for (code, group) in upper.groupOfCode.enumerated() where code < counts.count {
        parent[parents.isEmpty ? code : Int(lower.groupOfCode[code])] = Int(group)
      }
      parents.append(parent)
      sizes.append(upper.cardinality)
    }
    let top = hierarchy.levels.last?.groupOfCode ?? []
    let groups = parents.isEmpty ? Array(counts.indices) : top.map { Int($0) }
    let roots = Set(zip(groups, counts).lazy.filter { $0.1 > 0 }.map(\.0))
    if roots.count > 1 || parents.isEmpty {
      parents.append([Int](repeating: 0, count: sizes.last ?? counts.count))
      sizes.append(1)
    }
    self.parents = parents
    self.sizes = sizes
    height = parents.count
  }
}
