import Findings
public import Numerics

/// Small neighbourhoods that many people share, as plain shapes to draw.
///
/// A shape says who is tied to whom around a person, without saying who anybody is. One that few
/// people share would itself identify them: only shapes of at least `minimum` people are given,
/// and only how many people have others.
public struct NeighborhoodShapes: Sendable {
  /// A shape and how many people it fits.
  public struct Shared: Sendable, Equatable {
    /// The shape; node 0 is the person.
    public let shape: NeighborhoodShape
    /// How many people it fits.
    public let people: Int
  }

  /// The commonest first; of equally common ones the smallest.
  public let shapes: [Shared]
  /// How many people have a shape that fewer than `minimum` share.
  public let peopleOfRareShapes: Int
  /// How many people have more contacts than a shape shows.
  public let peopleOfLargeShapes: Int
  /// How many people must share a shape.
  public let minimum: Int

  /// The shapes that most people share.
  ///
  /// - Parameters:
  ///   - nodeLimit: how many nodes a shape has at most, the person included; at most 12.
  ///   - minimum: how many people must share a shape for it to be given.
  ///   - count: how many shapes are given at most.
  /// - Complexity: O(nodes) shapes of at most 12 nodes; those with equal numbers of ties are
  ///   compared exactly.
  public static func commonest(
    of graph: SparseGraph, nodeLimit: Int = NeighborhoodShape.largestNodeCount, minimum: Int = 10,
    count: Int = 12
  ) -> NeighborhoodShapes {
    var people: [NeighborhoodShape: Int] = [:]
    var large = 0
    for node in 0..<graph.nodeCount {
      guard graph.degree(of: node) < nodeLimit,
        let shape = NeighborhoodShape(of: node, in: graph)
      else {
        large += 1
        continue
      }
      people[shape, default: 0] += 1
    }
    let merged = merged(people)
    let least = max(minimum, 1)
    let shared = merged.filter { $0.people >= least }
    return NeighborhoodShapes(
      shapes: Array(shared.sorted { $0.sortKey < $1.sortKey }.prefix(max(count, 0))),
      peopleOfRareShapes: merged.reduce(0) { $1.people < least ? $0 + $1.people : $0 },
      peopleOfLargeShapes: large, minimum: least)
  }

  /// One entry for each shape, however its nodes came to be numbered.
  private static func merged(_ people: [NeighborhoodShape: Int]) -> [Shared] {
    var groups: [[Int]: [Shared]] = [:]
    for (shape, count) in people.sorted(by: { $0.key.isNumberedBefore($1.key) }) {
      var group = groups[shape.signature, default: []]
      if let index = group.firstIndex(where: { $0.shape.isIsomorphic(to: shape) }) {
        group[index] = Shared(shape: group[index].shape, people: group[index].people + count)
      } else {
        group.append(Shared(shape: shape, people: count))
      }
      groups[shape.signature] = group
    }
    return groups.values.flatMap(\.self)
  }

  /// The shapes as rows: what they hold, and how many people share them.
  var grid: Grid {
    Grid(
      id: "neighborhoods", title: "The commonest neighbourhoods, without identities",
      header: ["contacts", "ties among them", "people who share it"],
      rows: shapes.map {
        [
          .count($0.shape.nodeCount - 1),
          .count($0.shape.edges.count - $0.shape.nodeCount + 1), .count($0.people),
        ]
      })
  }
}

extension NeighborhoodShapes.Shared {
  fileprivate var sortKey: (Int, Int, Int, String) {
    (
      -people, shape.nodeCount, shape.edges.count,
      shape.edges.map { "\($0.0)-\($0.1)" }.joined(separator: " ")
    )
  }
}
