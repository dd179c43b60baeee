import Deidentification
import Numerics
import Testing

/// Small random tables with hierarchies, for comparison with slow oracles.
struct RandomProblem {
  /// What a table has beside quasi-identifiers.
  struct Kind: Sendable, CustomTestStringConvertible {
    var attributes = 1...4
    var rows = 1...40
    var sensitive = 0
    var hasPopulation = false
    var hasSubjects = false
    var hasWeights = false

    var testDescription: String {
      "\(attributes) attributes, \(sensitive) sensitive"
        + "\(hasPopulation ? ", population" : "")\(hasSubjects ? ", subjects" : "")"
        + "\(hasWeights ? ", weights" : "")"
    }
  }

  let table: SearchTable

  init(_ kind: Kind, seed: UInt64) throws {
    var random = SeededGenerator(seed: seed, stream: "lattice")
    let count = Int.random(in: kind.attributes, using: &random)
    let hierarchies = try (0..<count).map { try Self.hierarchy("q\($0)", &random) }
    let sensitive = (0..<kind.sensitive).map { index in
      SearchTable.Sensitive(
        name: "s\(index)", labels: (0..<Int.random(in: 1...5, using: &random)).map { "v\($0)" })
    }
    let cardinalities =
      hierarchies.map { $0.levels[0].groupOfCode.count } + sensitive.map(\.cardinality)
    var subjects: [[UInt32]: UInt32] = [:]
    var counts: [[UInt32]: UInt32] = [:]
    var population: [[UInt32]: UInt32] = [:]
    for _ in 0..<Int.random(in: kind.rows, using: &random) {
      var tuple = cardinalities.map { UInt32.random(in: 0..<UInt32($0), using: &random) }
      if kind.hasSubjects {
        let subject = UInt32.random(in: 0...6, using: &random)
        tuple.append(subject)
        subjects[tuple] = subject
      }
      let isOutside = kind.hasPopulation && !counts.isEmpty && Bool.random(using: &random)
      counts[tuple, default: 0] += isOutside ? 0 : UInt32.random(in: 1...3, using: &random)
      population[tuple, default: 0] += UInt32.random(in: 3...9, using: &random)
    }
    let tuples = counts.keys.sorted { $0.lexicographicallyPrecedes($1) }
      .shuffled(using: &random)
    let columns = cardinalities.indices.map { index in tuples.map { $0[index] } }
    table = try SearchTable(
      quasiIdentifiers: hierarchies, sensitive: sensitive,
      tuples: CodeColumns(
        columns: columns, cardinalities: cardinalities, rowCount: tuples.count),
      counts: tuples.map { counts[$0] ?? 0 },
      populationCounts: kind.hasPopulation ? tuples.map { population[$0] ?? 0 } : nil,
      subjectOfTuple: kind.hasSubjects ? tuples.map { subjects[$0] ?? 0 } : nil,
      weights: kind.hasWeights ? tuples.map { _ in Double.random(in: 0...3, using: &random) } : nil)
  }

  /// A hierarchy of one to six values and up to three more levels, each merging some groups.
  private static func hierarchy(
    _ name: String, _ random: inout SeededGenerator
  ) throws -> Hierarchy {
    let values = Int.random(in: 1...6, using: &random)
    var groups = [0] + Array(1...values)
    var levels = [level(groups)]
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let most = groups.max() ?? 1
      let next = Int.random(in: 1...most, using: &random)
      let parents =
        [0] + (1...most).map { $0 <= next ? $0 : Int.random(in: 1...next, using: &random) }
      groups = groups.map { parents[$0] }
      levels.append(level(groups))
    }
    return try Hierarchy(column: name, valueCount: values, levels: levels)
  }

  private static func level(_ groups: [Int]) -> Hierarchy.Level {
    Hierarchy.Level(
      groupOfCode: groups.map { UInt32($0) }, labels: (0..<(groups.max() ?? 0)).map { "g\($0)" })
  }
}

/// Every node between two.
func nodes(_ bounds: [ClosedRange<Int>]) -> [[Int]] {
  bounds.reduce([[]]) { nodes, range in nodes.flatMap { node in range.map { node + [$0] } } }
}
