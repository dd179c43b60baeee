/// Sets made k^m-anonymous by a global recoding of items along their taxonomy.
///
/// For sets of 1, 2, ..., m items in turn: each set that fewer than k people have is resolved by
/// the cheapest replacement of its items by nodes above them that makes it frequent, or merges it
/// away; a node replaces all items below it, everywhere. What was made frequent before stays so.
///
/// **Guarantee**: the result is k^m-anonymous (checked again at the end). The cut is not always the
/// cheapest possible: the search is greedy.
///
/// **Source**: Terrovitis, Mamoulis and Kalnis, PVLDB 1(1), 2008, algorithm AA (Apriori-based
/// anonymisation) with DA for each size; loss by the normalised certainty penalty, section 3.2.
///
/// **Cost**: for each set that violates O(height^m) replacements, each an intersection of lists of
/// people; at most one pass over the records for each node that is opened.
///
/// **Does not protect against**: what `SetAnonymity` does not.
public struct AprioriGeneralization: Sendable, Equatable {
  /// The node that stands for each item.
  public let nodeOfItem: [Int]
  /// The records with nodes in place of items: ascending, each once.
  public let records: [[UInt32]]
  /// The normalised certainty penalty: over all cells, the mean share of the items that a node
  /// stands for, an item itself counting 0.
  public let loss: Double

  /// Generalises a column.
  ///
  /// - Throws: `DeidentificationError.parameter` where the taxonomy has other items;
  ///   `noSolution` where fewer than k people have any item.
  public init(
    _ column: SetValuedColumn, hierarchy: ItemHierarchy, model: SetAnonymity
  ) throws(DeidentificationError) {
    guard hierarchy.itemCount == column.itemCount else {
      throw .parameter(name: "hierarchy", rule: "must have the column's items as its leaves")
    }
    let owners = column.records.lazy.filter { !$0.isEmpty }.count
    guard owners == 0 || owners >= model.k else {
      throw .noSolution(
        reason: "Fewer than \(model.k) records hold any item",
        remedy: "Lower k, or leave the column out")
    }
    var cut = ItemCut(column, hierarchy)
    for size in 1...model.m {
      let part = try SetAnonymity(k: model.k, m: size)
      while true {
        let violations = part.violations(records: cut.records, limit: .max)
        if violations.isEmpty { break }
        for violation in violations where cut.isCurrent(violation.items) {
          cut.resolve(violation.items.map { Int($0) }, k: model.k)
        }
        cut.rewrite()
      }
    }
    nodeOfItem = cut.nodeOfItem
    records = cut.records
    loss = cut.loss
  }
}

/// The nodes that stand for the items at the moment.
private struct ItemCut {
  let hierarchy: ItemHierarchy
  let column: SetValuedColumn
  /// How often each item occurs.
  let occurrences: [Int]
  /// The people who have each node, ascending.
  let people: [[UInt32]]
  var nodeOfItem: [Int]
  var records: [[UInt32]]

  init(_ column: SetValuedColumn, _ hierarchy: ItemHierarchy) {
    var occurrences = [Int](repeating: 0, count: hierarchy.itemCount)
    var people = [[UInt32]](repeating: [], count: hierarchy.parents.count)
    for (person, record) in column.records.enumerated() {
      for item in record {
        occurrences[Int(item)] += 1
        for node in hierarchy.pathToRoot(from: Int(item))
        where people[node].last != UInt32(person) {
          people[node].append(UInt32(person))
        }
      }
    }
    self.column = column
    self.hierarchy = hierarchy
    self.occurrences = occurrences
    self.people = people
    nodeOfItem = Array(0..<hierarchy.itemCount)
    records = column.records
  }

  /// Whether all these nodes still stand for something.
  func isCurrent(_ nodes: [UInt32]) -> Bool {
    nodes.allSatisfy { nodeOfItem.contains(Int($0)) }
  }

  /// Replaces the nodes of a set by the cheapest nodes above them that k people have together.
  mutating func resolve(_ nodes: [Int], k: Int) {
    var best: (cost: Double, choice: [Int])?
    var choice: [Int] = []
    let paths = nodes.map { hierarchy.pathToRoot(from: $0) }
    func choose(_ position: Int) {
      if position == paths.count {
        let cost = costOfRaising(choice)
        let isBetter = best.map { cost < $0.cost } ?? true
        if isBetter, support(of: choice) >= k { best = (cost, choice) }
        return
      }
      for node in paths[position] {
        choice.append(node)
        choose(position + 1)
        choice.removeLast()
      }
    }
    choose(0)
    // The root is above all, and at least k people have it.
    for node in best?.choice ?? [hierarchy.root] { raise(to: node) }
  }

  private mutating func raise(to node: Int) {
    for item in nodeOfItem.indices
    where hierarchy.isBelow(item, node) && !hierarchy.isBelow(node, nodeOfItem[item]) {
      nodeOfItem[item] = node
    }
  }

  /// The people who have all of the nodes.
  private func support(of nodes: [Int]) -> Int {
    let lists = Set(nodes).map { people[$0] }.sorted { $0.count < $1.count }
    guard var common = lists.first.map({ Set($0) }) else { return 0 }
    for list in lists.dropFirst() { common.formIntersection(list) }
    return common.count
  }

  /// How much the penalty grows if these nodes stand for all that is below them.
  private func costOfRaising(_ nodes: [Int]) -> Double {
    var cost = 0.0
    for (item, current) in nodeOfItem.enumerated() {
      let above = nodes.filter { hierarchy.isBelow(item, $0) }
      guard let top = above.max(by: { hierarchy.leafCounts[$0] < hierarchy.leafCounts[$1] }),
        hierarchy.leafCounts[top] > hierarchy.leafCounts[current] || top != current
      else { continue }
      cost += Double(occurrences[item]) * max(0, penalty(of: top) - penalty(of: current))
    }
    return cost
  }

  private func penalty(of node: Int) -> Double {
    node < hierarchy.itemCount
      ? 0 : Double(hierarchy.leafCounts[node]) / Double(hierarchy.itemCount)
  }

  mutating func rewrite() {
    records = column.records.map { record in
      Set(record.map { UInt32(nodeOfItem[Int($0)]) }).sorted()
    }
  }

  var loss: Double {
    let cells = occurrences.reduce(0, +)
    guard cells > 0 else { return 0 }
    let sum = zip(occurrences, nodeOfItem).reduce(0.0) {
      $0 + Double($1.0) * penalty(of: $1.1)
    }
    return sum / Double(cells)
  }
}
