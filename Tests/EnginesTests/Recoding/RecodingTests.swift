import Engines
import Foundation
import TestSupport
import Testing

@Suite("Recoded copies of a table")
struct RecodingTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// A file of `rows` with the columns a, b, c; empty cells are missing.
  func source(_ rows: [[String]]) throws -> DataSource {
    let text = "a,b,c\n" + rows.map { $0.map(Self.cell).joined(separator: ",") + "\n" }.joined()
    let path = folder.url.appendingPathComponent("source.csv").path
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return DataSource(path)
  }

  static func cell(_ text: String) -> String {
    text.contains { ",\"\n".contains($0) }
      ? "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : text
  }

  func rows(_ path: String, _ columns: [String]) throws -> [[String]] {
    let engine = try Engine()
    let table = try engine.readCoded(
      source: DataSource(path), columns: columns.map { ColumnRequest($0) }, name: "t")
    return (0..<table.rowCount).map { row in
      table.columns.map { column in
        guard case .texts(let values) = column.dictionary, column.codes[row] > 0 else { return "" }
        return values[Int(column.codes[row]) - 1]
      }
    }
  }

  @Test(
    "cells become their groups, missing ones stay missing, others are dropped",
    arguments: ["csv", "parquet"])
  func groups(ending: String) throws {
    let rows = [["1", "x", "p"], ["2", "it's, \"q\"", "q"], ["", "x", "r"], ["3", "", "s"]]
    let recoding = TableRecoding(columns: [
      .init("c"),
      .init(
        "a",
        groups: ValueGroups(
          values: ["1", "2", "3"], groups: [1, 1, 2], labels: ["low", "it's high"])),
      .init(
        "b",
        groups: ValueGroups(
          values: ["it's, \"q\"", "x"], groups: [2, 1], labels: ["X", "[1, 2["])),
    ])
    let path = folder.url.appendingPathComponent("out.\(ending)").path
    let written = try Engine().writeRecoded(source: try source(rows), recoding, to: path)
    #expect(written.rowCount == 4)
    #expect(
      try self.rows(path, ["c", "a", "b"]) == [
        ["p", "low", "X"], ["q", "low", "[1, 2["], ["r", "", "X"], ["s", "it's high", ""],
      ])
    #expect(throws: EngineError.self) { try self.rows(path, ["d"]) }
  }

  @Test(
    "suppressed classes are removed or masked, as a slow program says, on random tables",
    arguments: 0..<6)
  func suppression(seed: Int) throws {
    var generator = SystemRandomNumberGenerator()
    // Three columns of three million groups each pass 64 bits: two keys are needed.
    let wide = seed % 2 == 1
    let rows = (0..<200).map { _ in
      [
        "\(Int.random(in: 0..<4, using: &generator))",
        "\(Int.random(in: 0..<3, using: &generator))", "z",
      ]
      .map { Int.random(in: 0..<10, using: &generator) == 0 ? "" : $0 }
    }
    var labels = [String](repeating: "g", count: wide ? 3_000_000 : 4)
    for index in 0..<4 { labels[index] = "g\(index)" }
    let groups: [String: UInt32] = ["": 0, "0": 1, "1": 1, "2": UInt32(labels.count), "3": 3]
    let values = ["0", "1", "2", "3"]
    let mapping = ValueGroups(
      values: values, groups: values.map { groups[$0] ?? 0 }, labels: labels)
    let third = ValueGroups(values: ["z"], groups: [1], labels: labels)
    let tuples = rows.map { [groups[$0[0]] ?? 0, groups[$0[1]] ?? 0, $0[2].isEmpty ? 0 : 1] }
    let suppressed =
      Array(Set(tuples)).filter { _ in Bool.random(using: &generator) } + [[0, 0, 0]]
    for mode in [TableRecoding.SuppressedRows.removed, .masked] {
      let recoding = TableRecoding(
        columns: [
          .init("a", groups: mapping), .init("b", groups: mapping), .init("c", groups: third),
        ],
        suppressed: suppressed, suppressedRows: mode)
      let path = folder.url.appendingPathComponent("out.csv").path
      _ = try Engine().writeRecoded(source: try source(rows), recoding, to: path)
      let expected = tuples.compactMap { tuple -> [String]? in
        if suppressed.contains(tuple) { return mode == .removed ? nil : ["*", "*", "*"] }
        return tuple.map { $0 == 0 ? "" : labels[Int($0) - 1] }
      }
      #expect(try self.rows(path, ["a", "b", "c"]) == expected)
    }
  }

  @Test("a recoding that fails leaves what was there before, and no other file")
  func failure() throws {
    let path = folder.url.appendingPathComponent("out.csv").path
    try Data("before".utf8).write(to: URL(fileURLWithPath: path))
    let ragged = folder.url.appendingPathComponent("ragged.csv").path
    let text = "a,b\n" + String(repeating: "1,2\n", count: 5_000) + "1,2,3\n"
    try Data(text.utf8).write(to: URL(fileURLWithPath: ragged))
    #expect(throws: EngineError.self) {
      try Engine().writeRecoded(
        source: DataSource(ragged), TableRecoding(columns: [.init("a")]), to: path)
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "before")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(Set(names) == ["out.csv", "ragged.csv"])
    let document = folder.url.appendingPathComponent("x.docx").path
    #expect(throws: EngineError.unknownFormat(file: document)) {
      try Engine().writeRecoded(
        source: DataSource(ragged), TableRecoding(columns: [.init("a")]), to: document)
    }
  }

  @Test("a table of text becomes Parquet with types; what is no number becomes missing")
  func typed() throws {
    let path = folder.url.appendingPathComponent("out.parquet").path
    let source = try source([["1", "2.5", "x"], ["", "y", ""]])
    let written = try Engine().writeTyped(source: source, types: [.integer, .real], to: path)
    #expect(written.rowCount == 2)
    let engine = try Engine()
    #expect(
      try engine.readNumbers(source: DataSource(path), column: "b").map(\.isNaN) == [false, true])
    #expect(try rows(path, ["a", "b", "c"]) == [["1", "2.5", "x"], ["", "", ""]])
  }
}
