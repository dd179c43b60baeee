import Engines
import Foundation

extension WorkingTable {
  /// Writes the rows that are left as CSV, whole or not at all; only its owner may read it.
  ///
  /// - Returns: the number of rows written.
  /// - Throws: `FileError`.
  /// - Complexity: O(cells).
  func writeCSV(to path: String) throws(FileError) -> Int {
    let url = URL(fileURLWithPath: path)
    let folder = url.deletingLastPathComponent()
    let temporary = folder.appendingPathComponent(".\(url.lastPathComponent).\(UUID()).tmp")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      guard
        FileManager.default.createFile(
          atPath: temporary.path, contents: nil, attributes: [.posixPermissions: 0o600])
      else { throw CocoaError(.fileWriteNoPermission) }
      let handle = try FileHandle(forWritingTo: temporary)
      defer { try? handle.close() }
      try write { try handle.write(contentsOf: $0) }
      try handle.synchronize()
      guard rename(temporary.path, url.path) == 0 else {
        throw CocoaError(.fileWriteNoPermission)
      }
      return maskedColumns == nil ? isSuppressed.count { !$0 } : rowCount
    } catch {
      try? FileManager.default.removeItem(at: temporary)
      throw FileError(writing: path, error)
    }
  }

  private func write(_ block: (Data) throws -> Void) throws {
    let cells = columns.map { column in
      [[UInt8]()] + column.labels.map(Self.cell)
    }
    let masks = columns.map { maskedColumns?.contains($0.name) ?? false }
    let star = Array("*".utf8)
    var bytes: [UInt8] = []
    for (index, column) in columns.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += Self.cell(column.name)
    }
    bytes.append(UInt8(ascii: "\n"))
    for row in 0..<rowCount where !isSuppressed[row] || maskedColumns != nil {
      for index in columns.indices {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes +=
          isSuppressed[row] && masks[index]
          ? star : cells[index][Int(columns[index].codes[row])]
      }
      bytes.append(UInt8(ascii: "\n"))
      if bytes.count > 1 << 20 {
        try block(Data(bytes))
        bytes.removeAll(keepingCapacity: true)
      }
    }
    try block(Data(bytes))
  }

  /// A cell as RFC 4180 has it; a lone empty text is quoted, since an empty cell is missing.
  private static func cell(_ text: String) -> [UInt8] {
    let needsQuotes =
      text.isEmpty || text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
      || text.first == " " || text.last == " "
    guard needsQuotes else { return Array(text.utf8) }
    return Array(("\"" + text.replacing("\"", with: "\"\"") + "\"").utf8)
  }

  /// What becomes of the source's columns and rows, where this table holds its distinct tuples.
  var recoding: TableRecoding {
    let recoded = names.map { name -> TableRecoding.Column in
      guard let column = columns.first(where: { $0.name == name }), column.isTouched else {
        return TableRecoding.Column(name)
      }
      var groupOfCode = [UInt32](repeating: 0, count: column.sourceLabels.count + 1)
      for (before, after) in zip(column.sourceCodes, column.codes) {
        groupOfCode[Int(before)] = after
      }
      return TableRecoding.Column(
        name,
        groups: ValueGroups(
          values: column.sourceLabels, groups: Array(groupOfCode.dropFirst()),
          labels: column.labels))
    }
    let touched = names.compactMap { name in
      columns.firstIndex { $0.name == name && $0.isTouched }
    }
    var suppressed: Set<[UInt32]> = []
    for row in 0..<rowCount where isSuppressed[row] {
      suppressed.insert(touched.map { columns[$0].codes[row] })
    }
    return TableRecoding(
      columns: recoded, suppressed: suppressed.sorted { $0.lexicographicallyPrecedes($1) },
      suppressedRows: maskedColumns == nil ? .removed : .masked)
  }
}
