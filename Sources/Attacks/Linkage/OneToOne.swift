public import Numerics

/// Each row of one table with at most one of the other, so that the evidence sums to the most.
///
/// Only pairs count that are likelier one person than not. Rows that hang together by such pairs
/// form a component; each is solved on its own.
///
/// **Guarantee** the sum is the largest possible in each component of up to `mostCells` cells; in a
/// larger one pairs are taken by falling evidence, which gives at least half of it.
/// **Source** Jaro, Advances in record-linkage methodology, JASA 84 (1989), section 5.3: assignment
/// after Fellegi and Sunter.
/// **Cost** O(pairs log pairs), and `Assignment.optimal` for each component.
public struct OneToOne: Sendable {
  /// The row of the right table of each row of the left one, `nil` where it stays alone.
  public let partners: [UInt32?]
  /// How many components were too large for the best answer.
  public let greedyComponents: Int

  /// A component with more cells than this is not solved for the best answer.
  public static let mostCells = 1 << 18

  /// Matches the rows of `linkage`.
  ///
  /// - Throws: `NumericsError`, which evidence that is finite never causes.
  public init(_ linkage: Linkage) throws(NumericsError) {
    let edges = linkage.weights.indices.filter { linkage.weights[$0] > 0 }.map {
      Edge(
        left: linkage.pairs.left[$0], right: linkage.pairs.right[$0], weight: linkage.weights[$0])
    }
    (partners, greedyComponents) = try Self.match(edges, leftCount: linkage.records.leftCount)
  }

  struct Edge: Equatable {
    let left: UInt32
    let right: UInt32
    let weight: Float
  }

  static func match(
    _ edges: [Edge], leftCount: Int
  ) throws(NumericsError) -> (partners: [UInt32?], greedyComponents: Int) {
    var partners = [UInt32?](repeating: nil, count: leftCount)
    var greedy = 0
    for component in components(edges, leftCount: leftCount) {
      let lefts = Set(component.map(\.left)).sorted()
      let rights = Set(component.map(\.right)).sorted()
      if lefts.count * rights.count > mostCells {
        greedy += 1
        takeBest(component, &partners)
        continue
      }
      let placeOfLeft = Dictionary(uniqueKeysWithValues: zip(lefts, lefts.indices))
      let placeOfRight = Dictionary(uniqueKeysWithValues: zip(rights, rights.indices))
      var costs = [Float](repeating: 0, count: lefts.count * rights.count)
      for edge in component {
        guard let row = placeOfLeft[edge.left], let column = placeOfRight[edge.right] else {
          continue
        }
        costs[row * rights.count + column] = -edge.weight
      }
      let columns = try Assignment.optimal(
        costs: costs, rowCount: lefts.count, columnCount: rights.count)
      for (row, column) in columns.enumerated()
      where column >= 0 && costs[row * rights.count + column] < 0 {
        partners[Int(lefts[row])] = rights[column]
      }
    }
    return (partners, greedy)
  }

  static func takeBest(_ edges: [Edge], _ partners: inout [UInt32?]) {
    var taken: Set<UInt32> = []
    let ordered = edges.sorted {
      $0.weight != $1.weight
        ? $0.weight > $1.weight : ($0.left, $0.right) < ($1.left, $1.right)
    }
    for edge in ordered where partners[Int(edge.left)] == nil && !taken.contains(edge.right) {
      partners[Int(edge.left)] = edge.right
      taken.insert(edge.right)
    }
  }

  /// The edges of each component, components by their smallest left row.
  private static func components(_ edges: [Edge], leftCount: Int) -> [[Edge]] {
    let rightCount = Int(edges.map(\.right).max() ?? 0) + 1
    var sets = DisjointSets(count: leftCount + rightCount)
    for edge in edges { sets.join(Int(edge.left), leftCount + Int(edge.right)) }
    var placeOfRoot: [Int: Int] = [:]
    var components: [[Edge]] = []
    for edge in edges.sorted(by: { ($0.left, $0.right) < ($1.left, $1.right) }) {
      let root = sets.root(of: Int(edge.left))
      if let place = placeOfRoot[root] {
        components[place].append(edge)
      } else {
        placeOfRoot[root] = components.count
        components.append([edge])
      }
    }
    return components
  }
}

/// Sets that only grow together (union by the smaller number, paths halved).
struct DisjointSets {
  private var parents: [Int]

  init(count: Int) { parents = Array(0..<count) }

  mutating func root(of element: Int) -> Int {
    var element = element
    while parents[element] != element {
      parents[element] = parents[parents[element]]
      element = parents[element]
    }
    return element
  }

  mutating func join(_ first: Int, _ second: Int) {
    let (left, right) = (root(of: first), root(of: second))
    parents[max(left, right)] = min(left, right)
  }
}

extension Linkage {
  /// For each row of one table the smallest row that it hangs together with by pairs of at least
  /// this probability.
  ///
  /// - Complexity: O(rows + pairs).
  public func clusters(atLeast least: Double) -> [UInt32] {
    var sets = DisjointSets(count: records.leftCount)
    if records.isOneTable {
      for link in links(atLeast: least) { sets.join(Int(link.left), Int(link.right)) }
    }
    return (0..<records.leftCount).map { UInt32(sets.root(of: $0)) }
  }
}
