import Deidentification
import Foundation
import Numerics

/// Reads a table and its hierarchies as ARX keeps them: `;`, first the value, then its groups.
///
/// The whole domain is that of the hierarchy's file, whether or not a value occurs.
struct HierarchyFiles {
  let hierarchies: [Hierarchy]
  let columns: [[UInt32]]

  init(table: URL, columns names: [String], hierarchy: (String) -> URL) throws {
    var rows = try Self.lines(table)
    let header = rows.removeFirst().map { String(decoding: $0, as: UTF8.self) }
    var hierarchies: [Hierarchy] = []
    var columns: [[UInt32]] = []
    for name in names {
      let lines = try Self.lines(hierarchy(name))
      let levels = (0..<(lines.first?.count ?? 0)).map { level -> Hierarchy.Level in
        var numbers: [Data: UInt32] = [:]
        var labels: [String] = []
        let groups = lines.map { line -> UInt32 in
          if let number = numbers[line[level]] { return number }
          labels.append(String(decoding: line[level], as: UTF8.self))
          numbers[line[level]] = UInt32(labels.count)
          return UInt32(labels.count)
        }
        return Hierarchy.Level(groupOfCode: [0] + groups, labels: labels)
      }
      hierarchies.append(try Hierarchy(column: name, valueCount: lines.count, levels: levels))
      var codes: [Data: UInt32] = [:]
      for (index, line) in lines.enumerated() { codes[line[0]] = UInt32(index + 1) }
      let position = header.firstIndex(of: name) ?? 0
      columns.append(rows.map { codes[$0[position]] ?? 0 })
    }
    self.hierarchies = hierarchies
    self.columns = columns
  }

  /// The distinct tuples of the columns.
  func searchTable() throws -> SearchTable {
    let unique = UniqueTuples(
      try CodeColumns(
        columns: columns, cardinalities: hierarchies.map { $0.levels[0].groupOfCode.count },
        rowCount: columns.first?.count ?? 0))
    return try SearchTable(
      quasiIdentifiers: hierarchies, tuples: unique.tuples, counts: unique.counts)
  }

  private static func lines(_ file: URL) throws -> [[Data]] {
    try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map { line in
      let end = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      return end.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    }
  }
}
