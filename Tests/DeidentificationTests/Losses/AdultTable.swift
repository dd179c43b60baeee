import Deidentification
import Foundation
import Numerics
import TestSupport

/// ARX's Adult table with its hierarchies, coded the obvious way.
///
/// The dictionary of a column is the first column of its hierarchy's file: the whole domain, of
/// which some values never occur.
struct AdultTable {
  static let order = [
    "sex", "age", "race", "marital-status", "education", "native-country", "workclass",
    "occupation", "salary-class",
  ]

  /// The columns of the file, in its order.
  let hierarchies: [String: Hierarchy]
  /// One array of codes for each column.
  let codes: [String: [UInt32]]
  let rows: [[String]]
  let rowCount: Int

  init() throws {
    let table = try DelimitedText(
      contentsOf: SharedFolder.file("data/tabular/arx/adult.csv"), delimiter: ";")
    var (hierarchies, codes) = ([String: Hierarchy](), [String: [UInt32]]())
    for name in Self.order {
      let file = try DelimitedText(
        contentsOf: SharedFolder.file("data/tabular/arx/adult_hierarchy_\(name).csv"),
        delimiter: ";", hasHeader: false)
      hierarchies[name] = try Self.hierarchy(name, file.rows)
      var codeOfValue: [String: UInt32] = [:]
      for (index, row) in file.rows.enumerated() { codeOfValue[row[0]] = UInt32(index + 1) }
      codes[name] = (table.column(name) ?? []).map { codeOfValue[$0, default: 0] }
    }
    self.hierarchies = hierarchies
    self.codes = codes
    rows = table.rows
    rowCount = table.rows.count
  }

  /// Levels from rows of (value, level 1, level 2, ...).
  static func hierarchy(_ name: String, _ rows: [[String]]) throws -> Hierarchy {
    let levels = rows[0].indices.map { level -> Hierarchy.Level in
      var (labels, groupOfLabel, groups) = ([String](), [String: UInt32](), [UInt32(0)])
      for row in rows {
        if groupOfLabel[row[level]] == nil {
          labels.append(row[level])
          groupOfLabel[row[level]] = UInt32(labels.count)
        }
        groups.append(groupOfLabel[row[level]] ?? 0)
      }
      return Hierarchy.Level(groupOfCode: groups, labels: labels)
    }
    return try Hierarchy(column: name, valueCount: rows.count, levels: levels)
  }

  /// A search table with one tuple for each row; the rows that are not released are its population.
  func searchTable(sensitive: String?, isReleased: [Bool]? = nil) throws -> SearchTable {
    let names = Self.order.filter { $0 != sensitive }
    let all = names + (sensitive.map { [$0] } ?? [])
    let tuples = try CodeColumns(
      columns: all.map { codes[$0] ?? [] },
      cardinalities: all.map { hierarchies[$0]?.levels[0].groupOfCode.count ?? 0 },
      rowCount: rowCount)
    let attribute = sensitive.map { name in
      SearchTable.Sensitive(
        name: name, labels: hierarchies[name]?.levels[0].labels ?? [],
        hierarchy: hierarchies[name])
    }
    return try SearchTable(
      quasiIdentifiers: names.compactMap { hierarchies[$0] },
      sensitive: attribute.map { [$0] } ?? [], tuples: tuples,
      counts: isReleased.map { $0.map { $0 ? 1 : 0 } } ?? Array(repeating: 1, count: rowCount),
      populationCounts: isReleased.map { Array(repeating: 1, count: $0.count) })
  }

  /// The rows of the subset's file, each found once among the rows of the table.
  func subset() throws -> [Bool] {
    let file = try DelimitedText(
      contentsOf: SharedFolder.file("data/tabular/arx/adult_subset.csv"), delimiter: ";")
    var left: [[String]: Int] = [:]
    for row in file.rows { left[row, default: 0] += 1 }
    return rows.map { row in
      guard let count = left[row], count > 0 else { return false }
      left[row] = count - 1
      return true
    }
  }
}

extension ClassTable {
  /// The classes of a table under one recoding, the obvious way.
  init(_ table: SearchTable, _ node: GeneralizationNode) throws {
    let columns = zip(zip(table.tuples.columns, table.quasiIdentifiers), node.levels).map {
      let groups = $0.0.1.levels[$0.1].groupOfCode
      return $0.0.0.map { groups[Int($0)] }
    }
    let classes = EquivalenceClasses(
      try CodeColumns(
        columns: columns,
        cardinalities: zip(table.quasiIdentifiers, node.levels).map {
          $0.levels[$1].cardinality
        },
        rowCount: table.tuples.rowCount))
    var (rows, population) = ([UInt32](), [UInt32]())
    rows = [UInt32](repeating: 0, count: classes.count)
    population = rows
    for (tuple, index) in classes.classOfRow.enumerated() {
      rows[Int(index)] += table.counts[tuple]
      population[Int(index)] += table.populationCounts?[tuple] ?? 0
    }
    let kept = rows.indices.filter { rows[$0] > 0 }
    let representatives = kept.map { Int(classes.representatives[$0]) }
    var newIndex = [Int](repeating: -1, count: classes.count)
    for (index, old) in kept.enumerated() { newIndex[old] = index }
    let sensitive = table.sensitive.indices.map { index in
      Self.counts(
        table.tuples.columns[table.quasiIdentifiers.count + index], table.counts,
        classOfTuple: classes.classOfRow.map { newIndex[Int($0)] }, classCount: kept.count)
    }
    self.init(
      sizes: kept.map { rows[$0] }, rows: kept.map { rows[$0] },
      populationSizes: table.populationCounts == nil ? [] : kept.map { population[$0] },
      sensitive: sensitive, codes: columns.map { column in representatives.map { column[$0] } })
  }

  private static func counts(
    _ codes: [UInt32], _ counts: [UInt32], classOfTuple: [Int], classCount: Int
  ) -> ValueCounts {
    var ofClass = [[UInt32: UInt32]](repeating: [:], count: classCount)
    for (tuple, index) in classOfTuple.enumerated() where index >= 0 && counts[tuple] > 0 {
      ofClass[index][codes[tuple], default: 0] += counts[tuple]
    }
    var result = ValueCounts(starts: [0], values: [], counts: [])
    for values in ofClass {
      for (value, count) in values.sorted(by: { $0.key < $1.key }) {
        result.values.append(value)
        result.counts.append(count)
      }
      result.starts.append(result.values.count)
    }
    return result
  }
}
