/// Structural signatures of nodes by refinement of colours, exactly.
///
/// The first round's colour is the degree; each further round's is the multiset of the neighbours'
/// colours of the round before. Round i is Hay's H_i: what an adversary sees who knows the degrees
/// of everybody within i - 1 steps, and how often, without knowing who they are.
///
/// **Guarantee** exact: two nodes share a colour if and only if their multisets are equal. Hashes
/// only choose where to look; lists are compared entry by entry, so that no collision can merge two
/// classes.
/// **Source** Hay, Miklau, Jensen, Towsley, Weis, *Resisting structural re-identification in
/// anonymized social networks*, PVLDB 1 (2008), section 3.1, vertex refinement queries.
/// **Cost** O(nodes + edges) a round, expected.
public enum ColorRefinement {
  /// The classes of the rounds 1 to `count`.
  ///
  /// Classes never merge from one round to the next; when none splits any more, all further rounds
  /// are the same and are not computed again.
  ///
  /// - Precondition: `count` >= 0.
  public static func rounds(of graph: SparseGraph, count: Int) -> [ColorClasses] {
    var rounds: [ColorClasses] = []
    for round in 0..<count {
      guard let last = rounds.last else {
        rounds.append(degrees(of: graph))
        continue
      }
      let isStable = round > 1 && rounds[round - 2].count == last.count
      rounds.append(isStable ? last : refined(last, of: graph))
    }
    return rounds
  }

  /// The classes of nodes with equally many neighbours: H1.
  ///
  /// - Complexity: O(nodes).
  public static func degrees(of graph: SparseGraph) -> ColorClasses {
    var colorOfDegree = [UInt32](repeating: .max, count: graph.nodeCount)
    var colors: [UInt32] = []
    colors.reserveCapacity(graph.nodeCount)
    var sizes: [Int] = []
    for node in 0..<graph.nodeCount {
      let degree = graph.degree(of: node)
      if colorOfDegree[degree] == .max {
        colorOfDegree[degree] = UInt32(sizes.count)
        sizes.append(0)
      }
      sizes[Int(colorOfDegree[degree])] += 1
      colors.append(colorOfDegree[degree])
    }
    return ColorClasses(colors: colors, sizes: sizes)
  }

  /// The classes of nodes whose neighbours have the same colours, each equally often.
  ///
  /// - Precondition: a colour for each node.
  /// - Complexity: O(nodes + edges) expected.
  public static func refined(_ classes: ColorClasses, of graph: SparseGraph) -> ColorClasses {
    precondition(classes.colors.count == graph.nodeCount, "a colour for each node")
    return grouped(lists: colorLists(classes, graph), offsets: graph.offsets)
  }

  /// For each node the colours of its neighbours, rising, where its neighbours stand in the graph.
  ///
  /// The nodes of the least colour are written to all their neighbours first, then those of the
  /// next: no list is ever sorted.
  private static func colorLists(_ classes: ColorClasses, _ graph: SparseGraph) -> [UInt32] {
    var starts = [Int](repeating: 0, count: classes.count + 1)
    for color in classes.colors { starts[Int(color) + 1] += 1 }
    for color in 0..<classes.count { starts[color + 1] += starts[color] }
    var byColor = [UInt32](repeating: 0, count: classes.colors.count)
    for (node, color) in classes.colors.enumerated() {
      byColor[starts[Int(color)]] = UInt32(node)
      starts[Int(color)] += 1
    }
    var next = graph.offsets
    var lists = [UInt32](repeating: 0, count: graph.neighbors.count)
    for node in byColor {
      let color = classes.colors[Int(node)]
      for neighbor in graph.neighbors(of: Int(node)) {
        lists[next[Int(neighbor)]] = color
        next[Int(neighbor)] += 1
      }
    }
    return lists
  }

  /// Classes of equal lists, by open addressing: a slot holds a class, whose first node's list is
  /// compared entry by entry.
  private static func grouped(lists: [UInt32], offsets: [Int]) -> ColorClasses {
    let nodeCount = offsets.count - 1
    var width = 4
    while width < 2 * nodeCount { width *= 2 }
    var slots = [UInt32](repeating: .max, count: width)
    var (representatives, hashes): ([UInt32], [UInt64]) = ([], [])
    var colors: [UInt32] = []
    colors.reserveCapacity(nodeCount)
    var sizes: [Int] = []
    for node in 0..<nodeCount {
      let list = lists[offsets[node]..<offsets[node + 1]]
      let hash = Self.hash(list)
      var slot = Int(truncatingIfNeeded: hash) & (width - 1)
      while slots[slot] != .max {
        let color = Int(slots[slot])
        let other = Int(representatives[color])
        if hashes[color] == hash, lists[offsets[other]..<offsets[other + 1]] == list { break }
        slot = (slot + 1) & (width - 1)
      }
      if slots[slot] == .max {
        slots[slot] = UInt32(sizes.count)
        representatives.append(UInt32(node))
        hashes.append(hash)
        sizes.append(0)
      }
      sizes[Int(slots[slot])] += 1
      colors.append(slots[slot])
    }
    return ColorClasses(colors: colors, sizes: sizes)
  }

  private static func hash(_ list: ArraySlice<UInt32>) -> UInt64 {
    var state = UInt64(list.count) &+ SplitMix64.increment
    for entry in list {
      let product = (state ^ UInt64(entry)).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
      state = product.high ^ product.low
      if state == 0 { state = SplitMix64.increment }
    }
    return SplitMix64.mix(state)
  }
}
