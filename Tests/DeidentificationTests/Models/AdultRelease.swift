import Deidentification
import Foundation
import Numerics
import TestSupport

/// ARX's copy of Adult with its hierarchies, coded the obvious way.
struct AdultRelease {
  /// Column -> cells.
  let cells: [String: [String]]
  let rowCount: Int
  let names: [String]

  static let shared: AdultRelease? = try? AdultRelease()

  init() throws {
    let text = try Self.file("adult.csv")
    names = text.header
    rowCount = text.rows.count
    var cells: [String: [String]] = [:]
    for (column, name) in text.header.enumerated() { cells[name] = text.rows.map { $0[column] } }
    self.cells = cells
  }

  static func file(_ name: String, hasHeader: Bool = true) throws -> DelimitedText {
    try DelimitedText(
      contentsOf: SharedFolder.file("data/tabular/arx/\(name)"), delimiter: ";",
      hasHeader: hasHeader)
  }

  /// ARX's hierarchy of a column, over all values of its file.
  static func hierarchy(of column: String) throws -> Hierarchy {
    let rows = try file("adult_hierarchy_\(column).csv", hasHeader: false).rows
    let levels = rows[0].indices.map { level in
      var labels: [String] = []
      var groups: [UInt32] = [0]
      for row in rows {
        let place = labels.firstIndex(of: row[level]) ?? labels.count
        if place == labels.count { labels.append(row[level]) }
        groups.append(UInt32(place + 1))
      }
      return Hierarchy.Level(groupOfCode: groups, labels: labels)
    }
    return try Hierarchy(column: column, valueCount: rows.count, levels: levels)
  }

  /// The rows of `adult_subset.csv`: for each of its rows one equal row of the table.
  func subset() throws -> Set<Int> {
    var places: [[String]: [Int]] = [:]
    for row in (0..<rowCount).reversed() {
      places[names.compactMap { cells[$0]?[row] }, default: []].append(row)
    }
    let rows = try Self.file("adult_subset.csv").rows
    return Set(rows.compactMap { places[$0]?.popLast() })
  }

  /// One tuple for each row; rows outside `released` belong to the population only.
  func table(
    quasiIdentifiers: [String], sensitive: [String], released: Set<Int>?
  ) throws -> SearchTable {
    let hierarchies = try quasiIdentifiers.map { try Self.hierarchy(of: $0) }
    let trees = try sensitive.map { try Self.hierarchy(of: $0) }
    let columns = (hierarchies + trees).map { hierarchy in
      let labels = hierarchy.levels[0].labels
      let code = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, UInt32($0 + 1)) })
      return (cells[hierarchy.column] ?? []).map { code[$0] ?? 0 }
    }
    return try SearchTable(
      quasiIdentifiers: hierarchies,
      sensitive: trees.map { tree in
        let labels = tree.levels[0].labels
        let sorted = labels.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
        let ranks = labels.map { UInt32(sorted.firstIndex(of: $0) ?? 0) }
        return SearchTable.Sensitive(
          name: tree.column, labels: labels, hierarchy: tree, ranks: [0] + ranks)
      },
      tuples: try CodeColumns(
        columns: columns,
        cardinalities: (hierarchies + trees).map { $0.levels[0].cardinality }, rowCount: rowCount),
      counts: (0..<rowCount).map { released?.contains($0) == false ? 0 : 1 },
      populationCounts: released == nil ? nil : [UInt32](repeating: 1, count: rowCount))
  }
}

/// The classes of a table under a node, grouped the obvious way: one tuple after another.
func groupedClasses(of table: SearchTable, at node: [Int]) -> ClassTable {
  var number: [UInt64: Int] = [:]
  var classOfTuple: [Int] = []
  var codes: [[UInt32]] = []
  for tuple in 0..<table.tuples.rowCount {
    var key: UInt64 = 0
    var generalised: [UInt32] = []
    for (column, level) in node.enumerated() {
      let levels = table.quasiIdentifiers[column].levels[level]
      let code = levels.groupOfCode[Int(table.tuples.columns[column][tuple])]
      key = key * UInt64(levels.cardinality) + UInt64(code)
      generalised.append(code)
    }
    if number[key] == nil {
      number[key] = codes.count
      codes.append(generalised)
    }
    classOfTuple.append(number[key] ?? 0)
  }
  return classTable(of: table, classOfTuple: classOfTuple, codes: codes, levels: node)
}

/// Adds up what a class table holds, class by class; classes without a row of the release go.
func classTable(
  of table: SearchTable, classOfTuple: [Int], codes: [[UInt32]], levels: [Int]
) -> ClassTable {
  let count = codes.count
  var rows = [UInt32](repeating: 0, count: count)
  var population = rows
  var weights = [Double](repeating: 0, count: count)
  var subjects = [Set<UInt32>](repeating: [], count: count)
  var values = table.sensitive.map { _ in [[UInt32: UInt32]](repeating: [:], count: count) }
  for (tuple, index) in classOfTuple.enumerated() {
    rows[index] += table.counts[tuple]
    population[index] += table.populationCounts?[tuple] ?? 0
    weights[index] += table.weights?[tuple] ?? 0
    guard table.counts[tuple] > 0 else { continue }
    if let subject = table.subjectOfTuple?[tuple] { subjects[index].insert(subject) }
    for attribute in values.indices {
      let code = table.tuples.columns[table.quasiIdentifiers.count + attribute][tuple]
      values[attribute][index][code, default: 0] += table.counts[tuple]
    }
  }
  let kept = rows.indices.filter { rows[$0] > 0 }
  let sizes = kept.map { table.subjectOfTuple == nil ? rows[$0] : UInt32(subjects[$0].count) }
  return ClassTable(
    sizes: sizes, rows: kept.map { rows[$0] },
    populationSizes: table.populationCounts == nil ? [] : kept.map { population[$0] },
    weights: table.weights == nil ? [] : kept.map { weights[$0] },
    sensitive: values.map { ofClass in
      var result = ClassTable.ValueCounts(starts: [0], values: [], counts: [])
      for index in kept {
        for (value, count) in ofClass[index].sorted(by: { $0.key < $1.key }) {
          result.values.append(value)
          result.counts.append(count)
        }
        result.starts.append(result.values.count)
      }
      return result
    },
    codes: levels.indices.map { column in kept.map { codes[$0][column] } }, levels: levels)
}
