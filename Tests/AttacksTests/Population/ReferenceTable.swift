import Foundation
import TestSupport

/// A small table of texts for tests, read from a CSV file of the shared folder.
struct ReferenceTable {
  let names: [String]
  let rows: [[String]]

  /// Reads a file whose separator is `;` where its header has one, else `,`; quotes enclose fields.
  init(contentsOf url: URL) throws {
    let text = try String(contentsOf: url, encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline)
    let header = lines.first ?? ""
    let separator: UInt8 = header.contains(";") ? 59 : 44
    let parsed = lines.map { Self.fields(of: $0, separator: separator) }
    names = parsed.first ?? []
    rows = Array(parsed.dropFirst())
  }

  private static func fields(of line: Substring, separator: UInt8) -> [String] {
    var fields: [String] = []
    var field: [UInt8] = []
    var quoted = false
    for byte in line.utf8 {
      if byte == 34 {
        quoted.toggle()
      } else if byte == separator && !quoted {
        fields.append(String(decoding: field, as: UTF8.self))
        field.removeAll(keepingCapacity: true)
      } else {
        field.append(byte)
      }
    }
    fields.append(String(decoding: field, as: UTF8.self))
    return fields
  }

  func texts(_ name: String) throws -> [String] {
    guard let index = names.firstIndex(of: name) else { throw MissingColumn(name: name) }
    return rows.map { $0[index] }
  }

  func numbers(_ name: String) throws -> [Double] {
    try texts(name).map { Double($0) ?? .nan }
  }

  /// Codes from 1, in order of first appearance; the texts in `missing` become 0.
  func codes(_ name: String, missing: Set<String> = []) throws -> [UInt32] {
    var codeOfText: [String: UInt32] = [:]
    return try texts(name).map { text in
      if missing.contains(text) { return 0 }
      if let code = codeOfText[text] { return code }
      let code = UInt32(codeOfText.count + 1)
      codeOfText[text] = code
      return code
    }
  }

  func codes(_ names: [String]) throws -> [[UInt32]] { try names.map { try codes($0) } }

  /// Class sizes over columns, the obvious way.
  func classSizes(_ names: [String]) throws -> [Int] {
    let columns = try codes(names)
    var counts: [[UInt32]: Int] = [:]
    for row in rows.indices { counts[columns.map { $0[row] }, default: 0] += 1 }
    return Array(counts.values)
  }
}

struct MissingColumn: Error { let name: String }

/// Finds a data file anywhere below the shared folder's tables: by its name, else by a name that
/// ends with it, as `nist_acs_national2019.csv` does with `national2019.csv`.
func sharedTable(_ name: String) throws -> ReferenceTable? {
  let root = SharedFolder.file("data/tabular")
  guard let paths = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
  else { return nil }
  var similar: URL?
  for case let url as URL in paths {
    if url.lastPathComponent == name { return try ReferenceTable(contentsOf: url) }
    if url.lastPathComponent.hasSuffix("_\(name)") { similar = url }
  }
  return try similar.map { try ReferenceTable(contentsOf: $0) }
}

/// |a - b| <= tolerance * |b|.
func close(_ a: Double, _ b: Double, relative tolerance: Double) -> Bool {
  abs(a - b) <= tolerance * abs(b)
}

/// A small seeded generator for tests: SplitMix64.
struct TestGenerator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
