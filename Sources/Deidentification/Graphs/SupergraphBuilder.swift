import Numerics

/// Adds ties to a graph until each node has so many more as it is to get, as far as that goes.
///
/// The node with most ties to get is tied to those that it does not know and that have most to get,
/// as by Havel and Hakimi.
struct SupergraphBuilder {
  private let graph: SparseGraph
  /// How many ties each node is still to get.
  private var missing: [Int]
  /// Nodes by what they miss, falling, and where each stands.
  private var ranking: [Int]
  private var places: [Int]
  /// `ends[m]`: behind the last node that misses m or more.
  private var ends: [Int]
  private var addedTo: [Set<Int>]
  /// The ties that were added.
  private(set) var added: [(UInt32, UInt32)] = []

  init(_ graph: SparseGraph, raises: [Int]) {
    self.graph = graph
    missing = raises
    let most = raises.max() ?? 0
    // A counting sort, so that equal nodes stand in the order of their numbers.
    var counts = [Int](repeating: 0, count: most + 2)
    for value in raises { counts[value] += 1 }
    ends = [Int](repeating: 0, count: most + 2)
    for value in stride(from: most, through: 0, by: -1) {
      ends[value] = ends[value + 1] + counts[value]
    }
    ranking = [Int](repeating: 0, count: raises.count)
    places = ranking
    var next = Array(ends.dropFirst())
    for (node, value) in raises.enumerated() {
      ranking[next[value]] = node
      places[node] = next[value]
      next[value] += 1
    }
    addedTo = raises.map { _ in [] }
  }

  /// Adds ties; how many ends of ties are left over.
  mutating func run() -> Int {
    var leftOver = 0
    while let node = ranking.first, missing[node] > 0 {
      let partners = partners(of: node)
      leftOver += missing[node] - partners.count
      for partner in partners {
        added.append((UInt32(node), UInt32(partner)))
        addedTo[node].insert(partner)
        addedTo[partner].insert(node)
        lower(partner)
      }
      while missing[node] > 0 { lower(node) }
    }
    return leftOver
  }

  /// Those that miss most among whom a node is not tied to, as many as it misses if there are.
  private func partners(of node: Int) -> [Int] {
    var partners: [Int] = []
    for other in ranking {
      guard missing[other] > 0, partners.count < missing[node] else { break }
      guard other != node, !graph.contains(node, other), !addedTo[node].contains(other) else {
        continue
      }
      partners.append(other)
    }
    return partners
  }

  /// Takes one off what a node misses: it changes places with the last of its equals.
  private mutating func lower(_ node: Int) {
    let value = missing[node]
    let last = ends[value] - 1
    let (place, other) = (places[node], ranking[last])
    ranking.swapAt(place, last)
    (places[node], places[other]) = (last, place)
    ends[value] = last
    missing[node] = value - 1
  }
}
