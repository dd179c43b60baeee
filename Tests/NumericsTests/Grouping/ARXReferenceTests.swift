import Foundation
import TestSupport
import Testing

@testable import Numerics

/// ARX 3.9.2's class counts, and its distinction and separation of every subset.
@Suite("ARX reference values", .enabled(if: SharedFolder.exists))
struct ARXReferenceTests {
  private struct Case: Decodable {
    struct Subset: Decodable {
      let qi: String
      let distinction: Double
      let separation: Double
    }
    let file: String
    let qi: String
    let rows: Int
    let classes: Double
    let avgRisk: Double
    let highestRisk: Double
    let lowestRisk: Double
    let sampleUniqueness: Double
    let subsets: [Subset]?
  }

  @Test("classes, risks, distinction and separation agree with ARX to 1e-9 in each case")
  func everyCase() throws {
    // Would catch any disagreement with the tool whose numbers the field knows.
    let vectors = try String(
      contentsOf: SharedFolder.file("vectors/tabular/arx_risk_reference.jsonl"), encoding: .utf8)
    for line in vectors.split(separator: "\n") {
      let reference = try JSONDecoder().decode(Case.self, from: Data(line.utf8))
      guard let file = Self.find(reference.file) else {
        Issue.record("no data file \(reference.file) below data/tabular")
        continue
      }
      let names = reference.qi.components(separatedBy: ",")
      let table = try Self.columns(names, of: file)
      #expect(table.rowCount == reference.rows)
      let sizes = ClassSizes(table)
      let rows = Double(reference.rows)
      #expect(Double(sizes.classCount) == reference.classes)
      #expect(abs(Double(sizes.classCount) / rows - reference.avgRisk) < 1e-9)
      #expect(abs(Double(sizes.uniqueCount) / rows - reference.sampleUniqueness) < 1e-9)
      #expect(abs(1 / Double(sizes.smallest ?? 0) - reference.highestRisk) < 1e-9)
      #expect(abs(1 / Double(sizes.largest ?? 0) - reference.lowestRisk) < 1e-9)
      guard let subsets = reference.subsets, !subsets.isEmpty else { continue }
      let scan = try SubsetScan(table)
      for subset in subsets {
        var mask: UInt32 = 0
        for name in subset.qi.components(separatedBy: "|") {
          let column = try #require(names.firstIndex(of: name))
          mask |= 1 << UInt32(column)
        }
        #expect(abs(scan[mask].distinction - subset.distinction) < 1e-9, "\(subset.qi)")
        #expect(abs(scan[mask].separation - subset.separation) < 1e-9, "\(subset.qi)")
      }
    }
  }

  private static func find(_ name: String) -> URL? {
    let folder = SharedFolder.file("data/tabular")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    while let file = files?.nextObject() as? URL {
      if file.lastPathComponent == name { return file }
    }
    return nil
  }

  private static func columns(_ names: [String], of file: URL) throws -> CodeColumns {
    let data = try Data(contentsOf: file)
    var lines = data.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }[...]
    let header = lines.removeFirst()
    let separator = header.contains(UInt8(ascii: ";")) ? UInt8(ascii: ";") : UInt8(ascii: ",")
    let found = fields(of: header, separator).map { String(decoding: $0, as: UTF8.self) }
    let indices = try names.map { try #require(found.firstIndex(of: $0)) }
    var codes = [[UInt32]](repeating: [], count: names.count)
    var dictionaries = [[[UInt8]: UInt32]](repeating: [:], count: names.count)
    for line in lines {
      let row = fields(of: line, separator)
      for (column, index) in indices.enumerated() {
        let next = UInt32(dictionaries[column].count)
        let code = dictionaries[column][row[index]] ?? next
        if code == next { dictionaries[column][row[index]] = next }
        codes[column].append(code)
      }
    }
    return try CodeColumns(
      columns: codes, cardinalities: dictionaries.map(\.count), rowCount: lines.count)
  }

  private static func fields(of line: Data, _ separator: UInt8) -> [[UInt8]] {
    var fields: [[UInt8]] = [[]]
    var quoted = false
    for byte in line {
      if byte == UInt8(ascii: "\"") {
        quoted.toggle()
      } else if byte == separator, !quoted {
        fields.append([])
      } else {
        fields[fields.count - 1].append(byte)
      }
    }
    return fields
  }
}
