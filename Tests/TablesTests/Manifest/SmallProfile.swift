import Foundation
import Tables
import TestSupport

/// A slow profile of a CSV file, for tests of proposals only.
enum SmallProfile {
  /// Every CSV file below folders of the shared data, hierarchies left out: they are no tables.
  static func csvFiles(below folders: [String]) -> [URL] {
    folders.flatMap { folder -> [URL] in
      let root = SharedFolder.file("data/" + folder)
      let found = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
      return (found?.allObjects as? [URL] ?? []).filter {
        ($0.pathExtension == "csv" || $0.lastPathComponent == "adult.data")
          && !$0.lastPathComponent.contains("hierarchy")
      }
    }.sorted { $0.path < $1.path }
  }

  /// The evidence in the first rows of a file; `nil` where it holds no row.
  static func profile(_ file: URL, rows limit: Int) throws -> TableEvidence? {
    let handle = try FileHandle(forReadingFrom: file)
    defer { try? handle.close() }
    let data = try handle.read(upToCount: 1 << 20) ?? Data()
    var text = String(decoding: data, as: UTF8.self)
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    let lines = text.split(whereSeparator: \.isNewline).prefix(limit + 1)
    guard let header = lines.first, lines.count > 1 else { return nil }
    let delimiter: Character = header.contains(";") ? ";" : ","
    let names = fields(header, delimiter)
    let rows = lines.dropFirst().dropLast(lines.count > limit ? 0 : 1).map { fields($0, delimiter) }
    let whole = rows.filter { $0.count == names.count }
    guard !whole.isEmpty else { return nil }
    return TableEvidence(
      name: file.deletingPathExtension().lastPathComponent,
      columns: names.indices.compactMap { index in
        let name = names[index].isEmpty ? "column\(index)" : names[index]
        return evidence(name, whole.map { $0[index] })
      })
  }

  private static func fields(_ line: Substring, _ delimiter: Character) -> [String] {
    var fields: [String] = []
    var field = ""
    var isQuoted = false
    for character in line {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == delimiter, !isQuoted {
        fields.append(field.trimmingCharacters(in: .whitespaces))
        field = ""
      } else {
        field.append(character)
      }
    }
    fields.append(field.trimmingCharacters(in: .whitespaces))
    return fields
  }

  private static func evidence(_ name: String, _ cells: [String]) -> ColumnEvidence {
    let filled = cells.filter { !["", "?", "NA", "N", "*"].contains($0) }
    var counts: [String: Int] = [:]
    for cell in filled { counts[cell, default: 0] += 1 }
    func share(_ holds: (String) -> Bool) -> Double {
      filled.isEmpty ? 0 : Double(filled.count(where: holds)) / Double(filled.count)
    }
    var patterns = ColumnEvidence.PatternShares()
    let isInteger = share { Int($0) != nil } == 1
    let isReal = share { Double($0) != nil } == 1
    if isReal {
      patterns.latitude = share { abs(Double($0) ?? 999) <= 90 }
      patterns.longitude = share { abs(Double($0) ?? 999) <= 180 }
      patterns.unixSeconds = share { (315_532_800...4_102_444_800).contains(Double($0) ?? 0) }
    } else {
      patterns.email = share { $0.contains("@") && $0.contains(".") && !$0.contains(" ") }
      patterns.date = share { $0.count == 10 && $0.split(separator: "-").count == 3 }
    }
    let words = filled.map { $0.split(separator: " ").count }.reduce(0, +)
    let size = Double(max(1, filled.count))
    return ColumnEvidence(
      name: name, type: filled.isEmpty ? .text : isInteger ? .integer : isReal ? .real : .text,
      rows: cells.count, missing: cells.count - filled.count, distinct: counts.count,
      uniqueShare: Double(counts.values.count(where: { $0 == 1 })) / Double(cells.count),
      patterns: patterns, meanLength: Double(filled.map(\.count).reduce(0, +)) / size,
      meanWords: Double(words) / size)
  }
}
