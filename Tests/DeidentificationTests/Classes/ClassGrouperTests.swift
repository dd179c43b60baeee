import Numerics
import Testing

@testable import Deidentification

@Suite("Classes of a recoding")
struct ClassGrouperTests {
  typealias Kind = RandomProblem.Kind

  static let kinds = [
    Kind(), Kind(sensitive: 1), Kind(sensitive: 2, hasPopulation: true),
    Kind(sensitive: 1, hasSubjects: true), Kind(hasPopulation: true, hasSubjects: true),
    Kind(sensitive: 1, hasPopulation: true, hasSubjects: true, hasWeights: true),
    Kind(attributes: 0...1, sensitive: 1), Kind(attributes: 5...7, rows: 20...200, sensitive: 1),
  ]

  // Would catch: wrong block tables, wrong order of classes, population-only classes, miscounted
  // subjects or values.
  @Test("every node has the classes of a slow grouping", arguments: kinds)
  func slow(kind: Kind) throws {
    for seed in 0..<12 {
      let table = try RandomProblem(kind, seed: UInt64(seed)).table
      let grouper = try ClassGrouper(table)
      for levels in nodes(table.quasiIdentifiers.map { 0...$0.height }).prefix(60) {
        let classes = try grouper.classes(of: GeneralizationNode(levels))
        #expect(isSame(classes, slowClasses(table, levels)), "seed \(seed), levels \(levels)")
      }
    }
  }

  @Test("a roll-up from any node below gives the same classes as the tuples", arguments: kinds)
  func rollUp(kind: Kind) throws {
    for seed in 100..<106 {
      let table = try RandomProblem(kind, seed: UInt64(seed)).table
      let grouper = try ClassGrouper(table)
      let all = nodes(table.quasiIdentifiers.map { 0...$0.height })
      for levels in all.prefix(40) {
        let node = GeneralizationNode(levels)
        let expected = try grouper.classes(of: node)
        for below in all where isAtOrBelow(below, levels) {
          let step = grouper.grouping(of: GeneralizationNode(below), from: grouper.base)
          let source = grouper.source(step, of: grouper.base)
          let grouping = grouper.grouping(of: node, from: source)
          let classes = grouper.classTable(of: node, from: source, grouping: grouping)
          #expect(isSame(classes, expected), "seed \(seed), \(below) to \(levels)")
        }
      }
    }
  }

  @Test("keys wider than 64 bits are grouped exactly")
  func wide() throws {
    let values = 99
    let hierarchies = try (0..<14).map { index in
      try Hierarchy(
        column: "q\(index)", valueCount: values,
        levels: [
          .init(
            groupOfCode: (0...UInt32(values)).map(\.self), labels: (0..<values).map { "\($0)" }),
          .init(groupOfCode: [0] + [UInt32](repeating: 1, count: values), labels: ["*"]),
        ])
    }
    var random = SeededGenerator(seed: 5, stream: "wide")
    // Few different values in the first columns, so that classes of several tuples occur.
    let columns = (0..<14).map { column in
      (0..<300).map { _ in
        column == 3
          ? UInt32.random(in: 0...99, using: &random)
          : UInt32.random(in: 97...98, using: &random) % (column < 9 ? 98 : 99)
      }
    }
    let table = try SearchTable(
      quasiIdentifiers: hierarchies,
      tuples: CodeColumns(
        columns: columns, cardinalities: [Int](repeating: 100, count: 14), rowCount: 300),
      counts: [UInt32](repeating: 1, count: 300))
    let grouper = try ClassGrouper(table)
    let bottom = [Int](repeating: 0, count: 14)
    for levels in [bottom]
      + (0..<14).map({ index in bottom.enumerated().map { $0.0 == index ? 1 : 0 } })
    {
      let classes = try grouper.classes(of: GeneralizationNode(levels))
      #expect(isSame(classes, slowClasses(table, levels)), "levels \(levels)")
    }
  }

  @Test("a node that is not of the lattice, and bounds that do not fit it, are refused")
  func refused() throws {
    let table = try RandomProblem(Kind(attributes: 2...2), seed: 1).table
    let heights = table.quasiIdentifiers.map(\.height)
    let grouper = try ClassGrouper(table)
    for levels in [[0], [0, 0, 0], [heights[0] + 1, 0], [-1, 0]] {
      #expect(throws: DeidentificationError.self) {
        try grouper.classes(of: GeneralizationNode(levels))
      }
    }
    for bounds in [[0...0], [0...(heights[0] + 1), 0...0], [(-1)...0, 0...0]] {
      #expect(throws: DeidentificationError.self) { try ClassGrouper(table, bounds: bounds) }
    }
  }
}
