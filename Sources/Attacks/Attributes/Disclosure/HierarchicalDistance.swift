extension DisclosureProfile {
  /// For each class, the earth mover's distance to the table's distribution along a tree of values.
  ///
  /// Moving between two values costs the height of their lowest common ancestor over the tree's.
  ///
  /// Li, Li, Venkatasubramanian 2007, section 5.2: at each inner node the surplus of some children
  /// covers the need of others, at height/H a unit; what is left over goes up. A node that holds no
  /// value of the class has no surplus below it, so only ancestors of the class's values cost.
  ///
  /// - Throws: `DisclosureError.valueOutsideHierarchy` when a value is not in the hierarchy.
  /// - Complexity: O(pairs of class and value times height + values times height).
  public func hierarchicalDistances(
    _ hierarchy: GeneralizationHierarchy
  ) throws(DisclosureError) -> [Double] {
    var mover = try HierarchicalMover(histograms, hierarchy: hierarchy)
    return (0..<histograms.classCount).map { mover.distance(ofClass: $0) }
  }
}

/// Moves mass up a tree, class after class, touching only nodes above the class's values.
private struct HierarchicalMover {
  private let histograms: SensitiveHistograms
  /// Groups of each rank, from the values' own level up to the root.
  private let parents: [[UInt32]]
  /// The table's share of each node, level by level from the values.
  private let shares: [[Double]]
  /// For each level above the values: surplus, need and expected share met at a node so far.
  private var surplus: [[Double]]
  private var need: [[Double]]
  private var met: [[Double]]

  init(
    _ histograms: SensitiveHistograms, hierarchy: GeneralizationHierarchy
  ) throws(DisclosureError) {
    self.histograms = histograms
    let ranks = histograms.codes.indices
    if let known = hierarchy.levels.first?.count {
      for rank in ranks where Int(histograms.codes[rank]) >= known {
        throw .valueOutsideHierarchy
      }
    }
    var nodes = hierarchy.levels.map { level in
      ranks.map { level[Int(histograms.codes[$0])] }
    }
    nodes.append([UInt32](repeating: 0, count: ranks.count))
    let bounds = hierarchy.groupBounds + [1]
    let leaf = histograms.totals.map { Double($0) / Double(histograms.rowCount) }
    var shares = [leaf]
    var parents: [[UInt32]] = [nodes[0]]
    for (height, groups) in nodes.enumerated() {
      var share = [Double](repeating: 0, count: bounds[height])
      for rank in ranks { share[Int(groups[rank])] += leaf[rank] }
      shares.append(share)
      guard height + 1 < nodes.count else { continue }
      var parent = [UInt32](repeating: 0, count: bounds[height])
      for rank in ranks { parent[Int(groups[rank])] = nodes[height + 1][rank] }
      parents.append(parent)
    }
    self.shares = shares
    self.parents = parents
    surplus = bounds.map { [Double](repeating: 0, count: $0) }
    need = surplus
    met = surplus
  }

  mutating func distance(ofClass index: Int) -> Double {
    let size = Double(histograms.sizes[index])
    var touched = histograms.entries(ofClass: index).map { entry in
      let rank = Int(histograms.ranks[entry])
      return (
        node: rank, extra: Double(histograms.counts[entry]) / size - shares[0][rank]
      )
    }
    var cost = 0.0
    for height in parents.indices {
      let above = gather(touched, at: height)
      touched = above.map { node in
        // Children that the class does not touch lack all they should have.
        let needed = need[height][node] + shares[height + 1][node] - met[height][node]
        let extra = surplus[height][node]
        cost += Double(height + 1) * min(extra, max(0, needed))
        surplus[height][node] = 0
        need[height][node] = 0
        met[height][node] = 0
        return (node: node, extra: extra - needed)
      }
    }
    return cost / Double(parents.count)
  }

  /// Adds what the nodes `touched` have over or lack to their parents, and names the parents.
  private mutating func gather(_ touched: [(node: Int, extra: Double)], at height: Int) -> [Int] {
    var above: [Int] = []
    for (node, extra) in touched {
      let parent = Int(parents[height][node])
      // Each node holds a value that occurs in the table, so its share is never 0.
      if met[height][parent] == 0 { above.append(parent) }
      met[height][parent] += shares[height][node]
      if extra > 0 { surplus[height][parent] += extra } else { need[height][parent] -= extra }
    }
    return above
  }
}
