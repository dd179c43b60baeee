import Deidentification
import Numerics

/// Small random tables for comparing models with their definitions.
///
/// One quasi-identifier with `classCount` values, each a class, and one sensitive attribute "s" of
/// `valueCount` values with ranks and a hierarchy of two halves.
struct SmallTable {
  let table: SearchTable
  /// The rows as (class, value), values from 0.
  let rows: [(group: Int, value: Int)]
  /// People of the population in each class beyond the release.
  let others: [Int]
  let classCount: Int
  let valueCount: Int

  init(
    rows: [(group: Int, value: Int)], classCount: Int, valueCount: Int, others: [Int] = [],
    weights: [Double]? = nil, subjects: [UInt32]? = nil
  ) throws {
    let padded = (0..<classCount).map { $0 < others.count ? others[$0] : 0 }
    let labels = (0..<classCount).map { "q\($0)" }
    let quasiIdentifier = try Hierarchy(
      column: "q", valueCount: classCount,
      levels: [
        .init(groupOfCode: (0...classCount).map { UInt32($0) }, labels: labels),
        .init(groupOfCode: [0] + [UInt32](repeating: 1, count: classCount), labels: ["*"]),
      ])
    let values = (0..<valueCount).map { "s\($0)" }
    let halves: [UInt32] = (0..<valueCount).map { $0 < (valueCount + 1) / 2 ? 1 : 2 }
    let tree = try Hierarchy(
      column: "s", valueCount: valueCount,
      levels: [
        .init(groupOfCode: (0...valueCount).map { UInt32($0) }, labels: values),
        .init(groupOfCode: [0] + halves, labels: ["low", "high"]),
        .init(groupOfCode: [0] + [UInt32](repeating: 1, count: valueCount), labels: ["*"]),
      ])
    // One tuple for each row, and one for each class of the population that stands for no row.
    let columns = [
      rows.map { UInt32($0.group + 1) } + (0..<classCount).map { UInt32($0 + 1) },
      rows.map { UInt32($0.value + 1) } + [UInt32](repeating: 1, count: classCount),
    ]
    table = try SearchTable(
      quasiIdentifiers: [quasiIdentifier],
      sensitive: [
        .init(
          name: "s", labels: values, hierarchy: tree,
          ranks: [0] + (0..<valueCount).map { UInt32($0) })
      ],
      tuples: try CodeColumns(
        columns: columns, cardinalities: [classCount + 1, valueCount + 1],
        rowCount: rows.count + classCount),
      counts: [UInt32](repeating: 1, count: rows.count)
        + [UInt32](repeating: 0, count: classCount),
      populationCounts: [UInt32](repeating: 1, count: rows.count) + padded.map { UInt32($0) },
      subjectOfTuple: subjects.map { $0 + [UInt32](repeating: 0, count: classCount) },
      weights: weights.map { $0 + [Double](repeating: 0, count: classCount) })
    self.rows = rows
    self.others = padded
    self.classCount = classCount
    self.valueCount = valueCount
  }

  static func random(
    rows: Int, classes: Int, values: Int, using random: inout SeededGenerator
  ) throws -> SmallTable {
    try SmallTable(
      rows: (0..<rows).map { _ in
        (Int.random(in: 0..<classes, using: &random), Int.random(in: 0..<values, using: &random))
      }, classCount: classes, valueCount: values,
      others: (0..<classes).map { _ in Int.random(in: 0...4, using: &random) })
  }

  /// The classes where group g of the table is merged into `merged[g]`.
  func classes(merged: [Int]? = nil) -> ClassTable {
    let merged = merged ?? Array(0..<classCount)
    let number = (merged.max() ?? -1) + 1
    let groups = rows.map { merged[$0.group] } + merged
    return classTable(
      of: table, classOfTuple: groups, codes: (0..<number).map { [UInt32($0 + 1)] }, levels: [0])
  }

  /// The values of each class that has rows, in the order of `classes`.
  func valuesOfClasses(merged: [Int]? = nil) -> [[Int]] {
    let merged = merged ?? Array(0..<classCount)
    var result = [[Int]](repeating: [], count: (merged.max() ?? -1) + 1)
    for row in rows { result[merged[row.group]].append(row.value) }
    return result.filter { !$0.isEmpty }
  }
}
