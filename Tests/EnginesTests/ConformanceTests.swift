import Foundation
import Tables
import Testing

@testable import Engines

@Suite struct ConformanceTests {
  /// Rows with missing cells, leading zeros, quotes, delimiters, line feeds, letters beyond ASCII.
  static let names = ["id", "zip", "note", "größe"]
  static let rows: [[String?]] = [
    ["1", "01234", "plain", "1.80"], ["2", nil, "with \"quotes\", and comma", "1.75"],
    ["3", "01234", "two\nlines", nil], ["1", "99999", nil, "1.80"],
    ["5", "00001", "Zürich 東京 🎈, more than twelve bytes", "-0.5"],
    ["6", "00001", "tab\there; semicolon", "1e3"],
  ]

  static func select() -> String {
    let tuples = rows.map { row in
      "("
        + row.map { $0.map { "'" + $0.replacing("'", with: "''") + "'" } ?? "NULL" }
        .joined(separator: ", ") + ")"
    }
    let columns = names.map { "\"\($0)\"" }.joined(separator: ", ")
    return "SELECT * FROM (VALUES \(tuples.joined(separator: ", "))) AS t (\(columns))"
  }

  static func delimited(_ delimiter: String) -> String {
    let lines = ([names.map(Optional.some)] + rows).map { row in
      row.map { cell in
        guard let cell else { return "" }
        let isPlain = !cell.contains { "\",;\t\n".contains($0) }
        return isPlain ? cell : "\"" + cell.replacing("\"", with: "\"\"") + "\""
      }.joined(separator: delimiter)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  static func jsonLines() throws -> String {
    try rows.map { row in
      var object: [String: Any] = [:]
      for (name, cell) in zip(names, row) { object[name] = cell ?? NSNull() }
      let data = try JSONSerialization.data(withJSONObject: object)
      return String(decoding: data, as: UTF8.self)
    }.joined(separator: "\n")
  }

  static func sources(_ files: TestFiles) throws -> [DataSource] {
    let quoted = { (cell: String?) in
      cell.map { "'" + $0.replacing("'", with: "''") + "'" } ?? "NULL"
    }
    let inserts = rows.map {
      "INSERT INTO people VALUES (\($0.map(quoted).joined(separator: ",")))"
    }
    let create =
      "CREATE TABLE people (" + names.map { "\"\($0)\" TEXT" }.joined(separator: ",") + ")"
    let array = "[" + (try jsonLines()).split(separator: "\n").joined(separator: ",\n") + "]"
    let gzip = try files.copy(select(), to: "a.csv.gz", "FORMAT csv, COMPRESSION gzip, HEADER")
    return [
      DataSource(try files.write("a.csv", delimited(","))),
      DataSource(try files.write("semicolon.csv", delimited(";"))),
      DataSource(try files.write("crlf.csv", delimited(",").replacing("\n", with: "\r\n"))),
      DataSource(try files.write("a.tsv", delimited("\t"))), DataSource(gzip),
      DataSource(try files.copy(select(), to: "a.parquet", "FORMAT parquet")),
      DataSource(try files.write("a.jsonl", jsonLines())),
      DataSource(try files.copy(select(), to: "a.jsonl.gz", "FORMAT json, COMPRESSION gzip")),
      DataSource(try files.write("a.json", array)),
      DataSource(try files.sqlite("a.sqlite", [create] + inserts)),
    ]
  }

  @Test("the same rows give the same codes in every format")
  func sameCodes() throws {
    // Would catch: a format that loses missing cells, zeros, quotes, order or encoding.
    let files = try TestFiles()
    let oracle = Self.names.indices.map { index in
      CodedColumn(name: Self.names[index], texts: Self.rows.map { $0[index] })
    }
    for source in try Self.sources(files) {
      let engine = try Shared.engine()
      // JSON objects have no order of keys.
      let found = try engine.columns(of: source).map(\.name)
      #expect(found.sorted() == Self.names.sorted(), "\(source.paths)")
      var expected = oracle
      if source.paths[0].hasSuffix("crlf.csv") {
        // A line feed inside quotes is part of the value, and so is the carriage return here.
        expected[2] = CodedColumn(
          name: "note", texts: Self.rows.map { $0[2]?.replacing("\n", with: "\r\n") })
      }
      let table = try engine.readCoded(
        source: source, columns: Self.names.map { ColumnRequest($0) }, name: "people")
      #expect(table.columns == expected, "\(source.paths)")
      #expect(table.rowCount == Self.rows.count && table.name == "people")
      #expect(try engine.rowCount(of: source) == Self.rows.count)
      let some = try engine.readCoded(
        source: source, columns: [ColumnRequest("größe"), ColumnRequest("id")], name: "some")
      #expect(some.columns == [expected[3], expected[0]], "projection of \(source.paths)")
    }
  }

  @Test("declared types give the same numbers in every format, whichever type the format keeps")
  func sameTypes() throws {
    // Would catch: rounding of 1.5 to a whole number, days counted differently, a zone dropped.
    let files = try TestFiles()
    let select = """
      SELECT * FROM (VALUES (7, 1.5, DATE '2020-02-29', TIMESTAMP '1969-12-31 23:59:59.5', true),
      (-8, NULL, DATE '1969-12-31', TIMESTAMP '2020-02-29 00:00:00', false),
      (NULL, -0.0, NULL, NULL, NULL), (7, 1.5, DATE '2020-02-29', NULL, true))
      AS t (whole, number, day, moment, truth)
      """
    let text = "SELECT COLUMNS(*)::VARCHAR FROM (\(select))"
    let double =
      "SELECT whole::DOUBLE AS whole, number::DOUBLE AS number, day, moment, truth FROM (\(select))"
    let sources = [
      try files.copy(select, to: "typed.parquet", "FORMAT parquet"),
      try files.copy(double, to: "double.parquet", "FORMAT parquet"),
      try files.copy(text, to: "text.parquet", "FORMAT parquet"),
      try files.copy(text, to: "text.csv", "FORMAT csv, HEADER"),
      try files.copy(select, to: "typed.jsonl", "FORMAT json"),
    ]
    for path in sources {
      let table = try Shared.engine().readCoded(
        source: DataSource(path),
        columns: [
          ColumnRequest("whole", .integer), ColumnRequest("number", .real),
          ColumnRequest("day", .date), ColumnRequest("moment", .timestamp),
          ColumnRequest("truth", .boolean), ColumnRequest("whole", .key),
        ], name: "t")
      let columns = table.columns
      #expect(columns[0].dictionary == .integers([7, -8]), "\(path)")
      #expect(columns[0].codes == [1, 2, 0, 1], "\(path)")
      #expect(columns[1].dictionary == .reals([1.5, 0]), "\(path)")
      #expect(columns[1].codes == [1, 0, 2, 1], "\(path)")
      #expect(columns[2].dictionary == .integers([18_321, -1]), "\(path)")
      #expect(columns[3].dictionary == .integers([-500_000, 1_582_934_400_000_000]), "\(path)")
      #expect(columns[4].dictionary == .integers([1, 0]), "\(path)")
      #expect(columns[5].dictionary == .opaque(count: 2) && columns[5].codes == [1, 2, 0, 1])
    }
  }

  @Test("texts that stand for one number share a code, in the order of first appearance")
  func mergedTexts() throws {
    // Would catch: codes of "01" and "1" kept apart, or numbered anew out of order.
    let files = try TestFiles()
    let path = try files.write("a.csv", "n,x\n01,1.0\n2,nan\n1,1\n+2,1e0\n,\n0,-0\n")
    let table = try Shared.engine().readCoded(
      source: DataSource(path),
      columns: [ColumnRequest("n", .integer), ColumnRequest("x", .real)],
      name: "t")
    #expect(table.columns[0].dictionary == .integers([1, 2, 0]))
    #expect(table.columns[0].codes == [1, 2, 1, 2, 0, 3])
    #expect(table.columns[1].dictionary == .reals([1, 0]))
    #expect(table.columns[1].codes == [1, 0, 1, 1, 0, 2])
  }

  @Test("declared null texts are missing, in text columns of every format")
  func nullTexts() throws {
    // Would catch: null texts that only CSV knows, or the empty field lost beside others.
    let files = try TestFiles()
    let csv = try files.write("a.csv", "a,b\nNA,1\nx,?\n,NA\n")
    let jsonl = try files.write(
      "a.jsonl", "{\"a\":\"NA\",\"b\":1}\n{\"a\":\"x\",\"b\":\"?\"}\n{\"a\":\"\",\"b\":\"NA\"}\n")
    for path in [csv, jsonl] {
      let source = DataSource(path, nullTexts: ["NA", "?"])
      let table = try Shared.engine().readCoded(
        source: source, columns: [ColumnRequest("a"), ColumnRequest("b", .integer)], name: "t")
      #expect(cells(table.columns[0]) == [nil, "x", ""], "\(path)")
      #expect(cells(table.columns[1]) == ["1", nil, nil], "\(path)")
      let histogram = try Shared.engine().classSizeHistogram(source: source, columns: ["b"])
      #expect(histogram.map(\.size) == [1, 2])
    }
    let kept = try Shared.engine().readCoded(
      source: DataSource(csv, nullTexts: []), columns: [ColumnRequest("a")], name: "t")
    #expect(cells(kept.columns[0]) == ["NA", "x", ""])
  }

  @Test("a folder, a pattern and a list of files are read as one table in the order of paths")
  func manyFiles() throws {
    // Would catch: files of another format swept in, order by the file system, hidden files.
    let files = try TestFiles()
    for (name, value) in [("d/b.csv", "2"), ("d/a.csv", "1"), ("d/sub/c.csv", "3")] {
      _ = try files.write(name, "x\n\(value)\n")
    }
    _ = try files.write("d/.hidden.csv", "x\n9\n")
    _ = try files.write("d/readme.md", "no table\n")
    let read = { (source: DataSource) in
      try cells(
        Shared.engine().readCoded(source: source, columns: [ColumnRequest("x")], name: "t")
          .columns[0])
    }
    #expect(try read(DataSource(files.path("d"))) == ["1", "2", "3"])
    #expect(try read(DataSource(files.path("d/*.csv"))) == ["1", "2"])
    #expect(
      try read(DataSource(paths: [files.path("d/b.csv"), files.path("d/a.csv")])) == ["2", "1"])
  }

  @Test("latin-1 and utf-16 are read where they are declared")
  func encodings() throws {
    // Would catch: bytes taken for UTF-8, or replaced.
    let files = try TestFiles()
    let latin = try files.write("latin.csv", Array("a,b\n".utf8) + [0x5A, 0xFC, 0x2C, 0x31, 0x0A])
    let wide = try #require("a,b\nZü,1\n".data(using: .utf16LittleEndian))
    let utf16 = try files.write("wide.csv", [0xFF, 0xFE] + Array(wide))
    for (path, encoding) in [(latin, "latin-1"), (utf16, "utf-16")] {
      let table = try Shared.engine().readCoded(
        source: DataSource(path, csv: CSVFormat(encoding: encoding)),
        columns: [ColumnRequest("a")], name: "t")
      #expect(cells(table.columns[0]) == ["Zü"])
    }
  }

  @Test("a file without a header, with other quotes and delimiters, is read as declared")
  func csvOptions() throws {
    // Would catch: the first row lost as a header; options that don't reach the engine.
    let files = try TestFiles()
    let path = try files.write("a.txt", "'x|y'|1\n'it''s'|2\n")
    let options = CSVFormat(delimiter: "|", quote: "'", hasHeader: false)
    let table = try Shared.engine().readCoded(
      source: DataSource(path, csv: options),
      columns: [ColumnRequest("column1"), ColumnRequest("column2", .integer)], name: "t")
    #expect(cells(table.columns[0]) == ["x|y", "it's"] && cells(table.columns[1]) == ["1", "2"])
    let unquoted = try files.write("b.csv", "a,b\n\"x,y\"\n")
    let plain = try Shared.engine().readCoded(
      source: DataSource(unquoted, csv: CSVFormat(quote: nil)), columns: [ColumnRequest("b")],
      name: "t")
    #expect(cells(plain.columns[0]) == ["y\""])
  }

  @Test("a SQLite table is read whatever its cells' types are")
  func sqliteTypes() throws {
    // Would catch: numbers, blobs and NULLs of a column without a fixed type; views; two tables.
    let files = try TestFiles()
    let path = try files.sqlite(
      "x.db",
      [
        "CREATE TABLE \"odd \"\"name\" (a, \"b c\" INTEGER)",
        "INSERT INTO \"odd \"\"name\" VALUES (1, 'text'), (2.5, NULL), (x'00FF', 3), ('', 4)",
        "CREATE TABLE other (z)",
      ])
    let source = DataSource(path, table: "odd \"name")
    let table = try Shared.engine().readCoded(
      source: source, columns: [ColumnRequest("b c"), ColumnRequest("a")], name: "t")
    #expect(cells(table.columns[0]) == ["text", nil, "3", "4"])
    #expect(cells(table.columns[1]) == ["1", "2.5", "00ff", ""])
    #expect(try Shared.engine().rowCount(of: source) == 4)
  }
}
