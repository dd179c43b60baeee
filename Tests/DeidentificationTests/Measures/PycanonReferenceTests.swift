import Foundation
import Numerics
import TestSupport
import Testing

@testable import Deidentification

/// pycanon's figures for one table.
struct PycanonReference: Decodable {
  let file: String
  let rows: Int
  let qi: [String]
  let sa: [String]
  let k: Int
  let alpha: Double
  let l: Int
  let entropyL: Int
  let c: Double?
  let beta: Double
  let enhancedBeta: Double
  let t: Double
  let delta: Double
  let classCount: Int?

  static func all() throws -> [String: PycanonReference] {
    let file = SharedFolder.file("vectors/tabular/pycanon_reference.json")
    // NaN is no JSON.
    let text = try String(contentsOf: file, encoding: .utf8)
      .replacingOccurrences(of: "NaN", with: "null")
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
    return object.compactMapValues { value in
      guard let row = value as? [String: Any], let file = row["file"] as? String,
        let alpha = row["alpha_k"] as? [Double], let recursive = row["c_l"] as? [Any]
      else { return nil }
      func number(_ key: String) -> Double { (row[key] as? NSNumber)?.doubleValue ?? .nan }
      return PycanonReference(
        file: file, rows: row["rows"] as? Int ?? -1, qi: row["qi"] as? [String] ?? [],
        sa: row["sa"] as? [String] ?? [], k: Int(number("k")), alpha: alpha[0],
        l: Int(number("l")), entropyL: Int(number("entropy_l")),
        c: (recursive[0] as? NSNumber)?.doubleValue, beta: number("basic_beta"),
        enhancedBeta: number("enh_beta"), t: number("t"), delta: number("delta"),
        classCount: row["n_classes"] as? Int)
    }
  }

  /// The table as pandas reads it: what all parses as a number is numeric, and has an order.
  func table() throws -> SearchTable {
    let text = try DelimitedText(contentsOf: SharedFolder.file("data/\(file)"))
    let columns = try (qi + sa).map { name in try #require(text.column(name)) }
    var codes: [[UInt32]] = []
    var dictionaries: [[String]] = []
    for column in columns {
      var number: [String: UInt32] = [:]
      var labels: [String] = []
      codes.append(
        column.map { cell in
          if let code = number[cell] { return code }
          labels.append(cell)
          number[cell] = UInt32(labels.count)
          return UInt32(labels.count)
        })
      dictionaries.append(labels)
    }
    return try SearchTable(
      quasiIdentifiers: zip(qi, dictionaries).map { try flat($0, $1) },
      sensitive: zip(sa, dictionaries.dropFirst(qi.count)).map { name, labels in
        .init(name: name, labels: labels, ranks: ranks(labels))
      },
      tuples: try CodeColumns(
        columns: codes, cardinalities: dictionaries.map { $0.count + 1 }, rowCount: text.rows.count),
      counts: [UInt32](repeating: 1, count: text.rows.count))
  }

  private func flat(_ name: String, _ labels: [String]) throws -> Hierarchy {
    let level = Hierarchy.Level(
      groupOfCode: (0...labels.count).map { UInt32($0) }, labels: labels)
    return try Hierarchy(column: name, valueCount: labels.count, levels: [level])
  }

  private func ranks(_ labels: [String]) -> [UInt32]? {
    let numbers = labels.compactMap { Double($0.trimmingCharacters(in: .whitespaces)) }
    guard numbers.count == labels.count else { return nil }
    let sorted = Set(numbers).sorted()
    return [0] + numbers.map { UInt32(sorted.firstIndex(of: $0) ?? 0) }
  }
}

@Suite("Measures of classes beside pycanon 1.3.5", .enabled(if: SharedFolder.exists))
struct PycanonReferenceTests {
  @Test("the small tables' figures are pycanon's")
  func small() throws { try compare { $0.rows < 1000 } }

  @Test("the large tables' figures are pycanon's", .enabled(if: Build.isOptimised))
  func large() throws { try compare { $0.rows >= 1000 } }

  private func compare(_ isChosen: (PycanonReference) -> Bool) throws {
    var seen = 0
    for (name, expected) in try PycanonReference.all() where isChosen(expected) {
      let path = SharedFolder.file("data/\(expected.file)").path
      guard FileManager.default.fileExists(atPath: path) else { continue }
      seen += 1
      let measures = try ClassMeasures(of: try expected.table())
      let place: Comment = "\(name)"
      #expect(measures.rowCount == expected.rows, place)
      #expect(measures.k == expected.k, place)
      if let count = expected.classCount { #expect(measures.classCount == count, place) }
      #expect(isEqual(measures.worst(\.alpha), expected.alpha), place)
      #expect(measures.sensitive.map(\.distinctL).min() == expected.l, place)
      // pycanon rounds down; exp(ln 2) may fall on either side of 2.
      let entropyL = measures.sensitive.map(\.entropyL).min() ?? .nan
      #expect(
        Int(entropyL * (1 - 1e-12)) == expected.entropyL
          || Int(entropyL * (1 + 1e-12)) == expected.entropyL, place)
      if let c = expected.c {
        let rising = measures.worst(\.risingRecursiveC) ?? .nan
        #expect((rising + 1).rounded(.down) == c, place)
      }
      #expect(isEqual(measures.worst(\.basicBeta), expected.beta), place)
      #expect(isEqual(measures.worst(\.enhancedBeta), expected.enhancedBeta), place)
      #expect(isEqual(measures.worst(\.t), expected.t), place)
      #expect(isEqual(measures.worst(\.delta), expected.delta), place)
    }
    #expect(seen > 0)
  }

  private func isEqual(_ ours: Double?, _ theirs: Double) -> Bool {
    guard let ours else { return false }
    return abs(ours - theirs) <= 1e-12 * max(abs(theirs), 1)
  }
}
