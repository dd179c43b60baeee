import Deidentification
import Numerics

/// Random tables whose lattices are small enough to try all recodings.
struct SmallLattice {
  let table: SearchTable
  /// All recodings.
  let nodes: [GeneralizationNode]
  /// Their classes.
  let classes: [ClassTable]

  init(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed, stream: "small tables")
    let hierarchies = try (0..<3).map { column in
      try Self.hierarchy("q\(column)", values: 2 + random.index(below: 4), &random)
    }
    let sensitive = SearchTable.Sensitive(name: "s", labels: ["a", "b", "c"])
    let rowCount = 6 + random.index(below: 14)
    let columns =
      hierarchies.map { hierarchy in
        let count = hierarchy.levels[0].groupOfCode.count
        return (0..<rowCount).map { _ in UInt32(random.index(below: count)) }
      } + [(0..<rowCount).map { _ in UInt32(1 + random.index(below: 3)) }]
    let tuples = try CodeColumns(
      columns: columns, cardinalities: hierarchies.map { $0.levels[0].groupOfCode.count } + [4],
      rowCount: rowCount)
    let counts = (0..<rowCount).map { UInt32($0 == 0 ? 1 : random.index(below: 4)) }
    table = try SearchTable(
      quasiIdentifiers: hierarchies, sensitive: [sensitive], tuples: tuples, counts: counts,
      populationCounts: counts.map { $0 + UInt32(random.index(below: 3)) })
    nodes = Self.allLevels(hierarchies.map(\.levels.count)).map { GeneralizationNode($0) }
    var all: [ClassTable] = []
    for node in nodes { all.append(try ClassTable(table, node)) }
    classes = all
  }

  /// Levels in which groups of the level below merge at random, up to one group.
  private static func hierarchy(
    _ name: String, values: Int, _ random: inout SeededGenerator
  ) throws -> Hierarchy {
    var groups = Array(0...UInt32(values))
    var levels: [Hierarchy.Level] = []
    for level in 0..<(2 + random.index(below: 3)) {
      if level > 0 {
        let count = Int(groups.max() ?? 0)
        let merged = (0..<count).map { _ in random.index(below: max(1, count - 1)) }
        let used = Array(Set(merged)).sorted()
        groups = groups.map { group in
          group == 0 ? 0 : UInt32((used.firstIndex(of: merged[Int(group) - 1]) ?? 0) + 1)
        }
      }
      let labels = (0..<Int(groups.max() ?? 0)).map { "\(level).\($0)" }
      levels.append(Hierarchy.Level(groupOfCode: groups, labels: labels))
    }
    return try Hierarchy(column: name, valueCount: values, levels: levels)
  }

  private static func allLevels(_ counts: [Int]) -> [[Int]] {
    counts.reduce([[]]) { nodes, count in
      nodes.flatMap { node in (0..<count).map { node + [$0] } }
    }
  }

  /// The classes of one recoding that lie in marked classes of another above it.
  func marks(_ marks: [Bool], of upper: Int, at lower: Int) -> [Bool] {
    let places = Dictionary(
      uniqueKeysWithValues: classes[upper].sizes.indices.map { index in
        (classes[upper].codes.map { $0[index] }, index)
      })
    var result = [Bool](repeating: false, count: classes[lower].count)
    let columns = table.quasiIdentifiers.indices
    let own = Dictionary(
      uniqueKeysWithValues: classes[lower].sizes.indices.map { index in
        (classes[lower].codes.map { $0[index] }, index)
      })
    for tuple in 0..<table.tuples.rowCount where table.counts[tuple] > 0 {
      func codes(_ node: GeneralizationNode) -> [UInt32] {
        columns.map { column in
          let groups = table.quasiIdentifiers[column].levels[node.levels[column]].groupOfCode
          return groups[Int(table.tuples.columns[column][tuple])]
        }
      }
      guard let above = places[codes(nodes[upper])], let place = own[codes(nodes[lower])]
      else { continue }
      result[place] = marks[above]
    }
    return result
  }

  /// Whether `upper` is `lower` or above it.
  static func isAbove(_ upper: GeneralizationNode, _ lower: GeneralizationNode) -> Bool {
    zip(upper.levels, lower.levels).allSatisfy { $0 >= $1 }
  }
}
