/// Communities of a graph by greedy modularity, level by level.
///
/// Nodes move to the neighbouring community that raises the modularity most until none does; then
/// each community becomes a node, and the same starts again, until nothing moves.
///
/// **Guarantee** no single node's move would raise the modularity of the first level's partition;
/// the same seed gives the same communities.
/// **Source** Blondel, Guillaume, Lambiotte, Lefebvre, *Fast unfolding of communities in large
/// networks*, J Stat Mech P10008 (2008).
/// **Cost** O(edges) for each pass over the nodes; a few passes in practice.
public enum Louvain {
  /// Moves that gain less than this share of all weight are not made: rounding could undo them
  /// for ever.
  private static let leastGain = 1e-12
  /// How often all nodes are visited at most on one level.
  private static let passLimit = 1_000

  /// The community of each node, numbered from 0 in the order in which they first occur.
  ///
  /// Isolated nodes are alone.
  ///
  /// - Parameter seed: of the order in which nodes are visited.
  public static func communities(
    of graph: WeightedGraph, seed: UInt64, resolution: Double = 1
  ) -> [UInt32] {
    var source = SeededGenerator(seed: seed, stream: "graphs/louvain")
    var membership = (0..<UInt32(graph.nodeCount)).map { $0 }
    var level = graph
    while true {
      let order = source.permutation(count: level.nodeCount)
      let moved = numbered(localMoves(level, order: order, resolution: resolution))
      membership = membership.map { moved.communities[Int($0)] }
      guard moved.count < level.nodeCount else { return numbered(membership).communities }
      level = aggregated(level, moved.communities, count: moved.count)
    }
  }

  /// Moves single nodes until none gains.
  private static func localMoves(
    _ graph: WeightedGraph, order: [Int], resolution: Double
  ) -> [UInt32] {
    var communities = (0..<UInt32(graph.nodeCount)).map { $0 }
    let total = graph.totalDegree
    guard total > 0 else { return communities }
    var totals = graph.degrees
    var ties = [Double](repeating: 0, count: graph.nodeCount)
    var touched: [UInt32] = []
    var hasMoved = true
    for _ in 0..<passLimit where hasMoved {
      hasMoved = false
      for node in order {
        let own = communities[node]
        let degree = graph.degrees[node]
        for entry in graph.offsets[node]..<graph.offsets[node + 1] {
          let community = communities[Int(graph.neighbors[entry])]
          if ties[Int(community)] == 0 { touched.append(community) }
          ties[Int(community)] += graph.weights[entry]
        }
        totals[Int(own)] -= degree
        func gain(_ community: UInt32) -> Double {
          ties[Int(community)] - resolution * totals[Int(community)] * degree / total
        }
        var (best, bestGain) = (own, gain(own) + leastGain * total)
        for community in touched where community != own {
          let value = gain(community)
          if value > bestGain { (best, bestGain) = (community, value) }
        }
        totals[Int(best)] += degree
        if best != own {
          communities[node] = best
          hasMoved = true
        }
        for community in touched { ties[Int(community)] = 0 }
        touched.removeAll(keepingCapacity: true)
      }
    }
    return communities
  }

  private static func numbered(_ labels: [UInt32]) -> (communities: [UInt32], count: Int) {
    let classes = ColorClasses(keys: labels)
    return (classes.colors, classes.count)
  }

  /// The graph whose nodes are the communities.
  private static func aggregated(
    _ graph: WeightedGraph, _ communities: [UInt32], count: Int
  ) -> WeightedGraph {
    var edges: [(UInt32, UInt32, Double)] = []
    edges.reserveCapacity(graph.neighbors.count / 2 + graph.nodeCount)
    for node in 0..<graph.nodeCount {
      let own = communities[node]
      if graph.loops[node] > 0 { edges.append((own, own, graph.loops[node])) }
      for entry in graph.offsets[node]..<graph.offsets[node + 1]
      where graph.neighbors[entry] > node {
        edges.append((own, communities[Int(graph.neighbors[entry])], graph.weights[entry]))
      }
    }
    // Communities are numbered below `count`, so that no edge can be refused.
    return (try? WeightedGraph(nodeCount: count, edges: edges)) ?? graph
  }
}
