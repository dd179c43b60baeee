import Foundation
import Tables
import Testing

@testable import Engines

/// A text that must never come out again.
let canary = "CANARY7f3a"

/// A source with one thing wrong, and what must be said about it.
struct BadInput {
  let name: String
  let source: DataSource
  var columns: [ColumnRequest] = [ColumnRequest("a"), ColumnRequest("b")]
  let matches: (EngineError) -> Bool
}

@Suite struct ErrorTests {
  private static func malformed(
    _ expected: Malformation, line: Int? = nil, column: String? = nil
  ) -> (EngineError) -> Bool {
    { error in
      guard case .malformed(let found, let place) = error else { return false }
      return found == expected && place.line == line && place.file != nil
        && (column == nil || place.column == column)
    }
  }

  private static func ragged(_ found: Int, line: Int) -> (EngineError) -> Bool {
    malformed(.raggedRow(expected: 2, found: found), line: line)
  }

  private static func conversion(
    _ type: ValueType, line: Int?, row: Int, column: String = "a"
  ) -> (EngineError) -> Bool {
    { error in
      guard case .conversion(let place, let found) = error else { return false }
      return found == type && place.line == line && place.row == row && place.column == column
    }
  }

  static func texts(_ files: TestFiles) throws -> [BadInput] {
    func csv(
      _ name: String, _ text: String, options: CSVFormat = CSVFormat(),
      columns: [ColumnRequest] = [ColumnRequest("a"), ColumnRequest("b")],
      _ matches: @escaping (EngineError) -> Bool
    ) throws -> BadInput {
      let source = DataSource(try files.write("\(name).csv", text), csv: options)
      return BadInput(name: name, source: source, columns: columns, matches: matches)
    }
    let many = (0..<30_000).map { "\($0),\(canary)\n" }.joined()
    let whole = [ColumnRequest("a", .integer)]
    return [
      try csv("row too short", "a,b\n1,2\n\(canary)\n", ragged(1, line: 3)),
      try csv("row too long", "a,b\n1,2\n3,\(canary),5\n", ragged(3, line: 3)),
      try csv("late ragged row", "a,b\n" + many + "x,y,\(canary)\n", ragged(3, line: 30_002)),
      try csv(
        "ragged after quoted line feeds", "a,b\n\"1\n1\",2\n\(canary)\n",
        ragged(1, line: 4)),
      try csv(
        "unclosed quote", "a,b\n1,2\n\"\(canary),3\n4,5\n",
        malformed(.unterminatedQuote, line: 3)),
      try csv(
        "text after a quote", "a,b\n1,2\n\"x\"\(canary),3\n",
        malformed(.unterminatedQuote, line: 3)),
      try csv(
        "mixed line endings", "a,b\r\n1,2\n\(canary),5\r\n6,7\r8,9\n",
        malformed(.mixedLineEndings, line: 2)),
      try csv(
        "NUL byte", "a,b\n1,2\n\"x\ny\",2\n\(canary)\0,3\n",
        malformed(.nulByte, line: 5, column: "a")),
      try csv("header only", "a,b\n") { if case .noRows = $0 { true } else { false } },
      try csv("no byte", "") { if case .emptyFile = $0 { true } else { false } },
      try csv("blank lines only", "\n\n\n") {
        if case .emptyFile = $0 { true } else { if case .noRows = $0 { true } else { false } }
      },
      try csv("doubled column name", "a,b,a\n1,2,\(canary)\n") {
        $0 == .duplicateColumn(file: files.path("doubled column name.csv"), first: 1, second: 3)
      },
      try csv("no such column", "Aa,b\n\(canary),2\n", columns: [ColumnRequest("aa")]) {
        $0
          == .noSuchColumn(
            file: files.path("no such column.csv"), column: "aa", available: ["Aa", "b"],
            nearest: "Aa")
      },
      try csv(
        "no whole number", "a,b\n1,2\n\"\n\",3\n\(canary),4\n", columns: whole,
        conversion(.integer, line: 3, row: 2)),
      try csv(
        "beyond 64 bits", "a,b\n1,2\n\n9223372036854775808,3\n", columns: whole,
        conversion(.integer, line: 4, row: 2)),
      try csv(
        "no number", "a,b\n1e400,\(canary)\n", columns: [ColumnRequest("a", .real)],
        conversion(.real, line: 2, row: 1)),
      try csv(
        "no date", "a,b\n2020-02-30,\(canary)\n", columns: [ColumnRequest("a", .date)],
        conversion(.date, line: 2, row: 1)),
      try csv(
        "no timestamp", "a,b\n2020-02-03T25:00,\(canary)\n",
        columns: [ColumnRequest("a", .timestamp)], conversion(.timestamp, line: 2, row: 1)),
      try csv(
        "no truth value", "a,b\n\(canary),x\n", columns: [ColumnRequest("a", .boolean)],
        conversion(.boolean, line: 2, row: 1)),
      try csv("unknown encoding", "a,b\n\(canary),2\n", options: .init(encoding: "ebcdic")) {
        if case .unknownEncoding("ebcdic", _) = $0 { true } else { false }
      },
      try csv("delimiter of two bytes", "a,b\n\(canary),2\n", options: .init(delimiter: "é")) {
        if case .invalidSourceOption("delimiter", _) = $0 { true } else { false }
      },
      try csv(
        "quote is the delimiter", "a,b\n\(canary),2\n", options: .init(delimiter: ",", quote: ",")
      ) { if case .invalidSourceOption("quote", _) = $0 { true } else { false } },
      try csv(
        "line too long", "a,b\n1,2\n\(canary)" + String(repeating: "x", count: 3_000_000) + ",2\n",
        options: .init()
      ) {
        guard case .lineTooLong(let place, 2_000_000) = $0 else { return false }
        return place.line == 3
      },
      try csv(
        "NUL in the header", "a\0,b\n\(canary),2\n",
        malformed(.nulByte, line: 1)),
    ]
  }

  static func bytes(_ files: TestFiles) throws -> [BadInput] {
    let engine = try Shared.engine()
    let parquet = try files.copy(
      "SELECT '\(canary)' AS a, i AS b FROM range(1000) t(i)", to: "good.parquet", "FORMAT parquet")
    let whole = try Data(contentsOf: URL(fileURLWithPath: parquet))
    let gzip = try files.copy(
      "SELECT '\(canary)' || i AS a, i AS b FROM range(100000) t(i)", to: "good.csv.gz",
      "FORMAT csv, COMPRESSION gzip")
    let packed = try Data(contentsOf: URL(fileURLWithPath: gzip))
    let other = try files.copy("SELECT 1 AS a", to: "p/1.parquet", "FORMAT parquet")
    _ = try files.copy("SELECT '\(canary)' AS a", to: "p/2.parquet", "FORMAT parquet")
    _ = (engine, other)
    func input(
      _ name: String, _ bytes: [UInt8],
      columns: [ColumnRequest] = [ColumnRequest("a"), ColumnRequest("b")],
      _ matches: @escaping (EngineError) -> Bool
    ) throws -> BadInput {
      let source = DataSource(try files.write(name, bytes))
      return BadInput(name: name, source: source, columns: columns, matches: matches)
    }
    let isEncoding = { (line: Int?) in
      { (error: EngineError) in
        guard case .wrongEncoding(let place, _) = error else { return false }
        return place.line == line && place.file != nil
      }
    }
    return [
      try input(
        "latin.csv", Array("a,b\n1,2\n\(canary)".utf8) + [0xE9] + Array(",2\n".utf8),
        isEncoding(3)),
      try input(
        "utf16.csv",
        [0xFF, 0xFE] + Array("a,b\n\(canary),2\n".data(using: .utf16LittleEndian) ?? Data())
      ) { error in
        if case .wrongEncoding = error { return true }
        if case .malformed(.nulByte, _) = error { return true }
        return false
      },
      try input("no.csv.gz", Array("a,b\n\(canary),2\n".utf8), malformed(.gzip)),
      try input("cut.csv.gz", Array(packed.prefix(packed.count / 2)), malformed(.gzip)),
      try input("text.parquet", Array("a,b\n\(canary),2\n".utf8), malformed(.parquet)),
      try input("cut.parquet", Array(whole.prefix(whole.count - 30)), malformed(.parquet)),
      try input("short.parquet", Array("PAR1".utf8), malformed(.parquet)),
      try input(
        "damaged.parquet",
        Array(whole.prefix(4)) + [UInt8](repeating: 0xEE, count: 200)
          + Array(whole.dropFirst(204)), malformed(.parquet)),
      BadInput(
        name: "two schemas", source: DataSource(files.path("p")), columns: [ColumnRequest("a")]
      ) { $0 == .schemaMismatch(file: files.path("p/2.parquet")) },
      BadInput(
        name: "text as date in Parquet", source: DataSource(parquet),
        columns: [ColumnRequest("a", .date)], matches: conversion(.date, line: nil, row: 1)),
      BadInput(
        name: "number as date in Parquet", source: DataSource(parquet),
        columns: [ColumnRequest("b", .date)],
        matches: conversion(.date, line: nil, row: 1, column: "b")),
      try input("text.sqlite", Array("a,b\n\(canary),2\n".utf8), malformed(.sqlite)),
      try input(
        "bad.jsonl", Array("{\"a\":1,\"b\":2}\n{\"a\":\(canary),\"b\":2}\n".utf8),
        malformed(.json, line: 2)),
      try input(
        "cut.jsonl", Array("{\"a\":1,\"b\":2}\n{\"a\":\"\(canary)".utf8),
        malformed(.json, line: 2)),
      try input(
        "array.jsonl", Array("{\"a\":1,\"b\":2}\n[\"\(canary)\"]\n".utf8)
      ) { error in
        if case .malformed(.notAnObject, let place) = error { return place.line == 2 }
        return false
      },
      try input(
        "twice.jsonl", Array("{\"a\":1,\"b\":2}\n{\"a\":1,\"a\":\"\(canary)\"}\n".utf8),
        malformed(.duplicateKey, line: 2)),
      try input(
        "case.jsonl", Array("{\"a\":1,\"A\":\"\(canary)\"}\n".utf8)
      ) { if case .duplicateColumn = $0 { true } else { false } },
      try input(
        "latin.jsonl",
        Array("{\"a\":1,\"b\":2}\n{\"a\":\"\(canary)".utf8) + [0xE9]
          + Array("\",\"b\":1}\n".utf8), isEncoding(2)),
      try input(
        "date.jsonl", Array("{\"a\":\"2020-01-01\"}\n{\"a\":\"\(canary)\"}\n".utf8),
        columns: [ColumnRequest("a", .date)], conversion(.date, line: 2, row: 2)),
    ]
  }

  static func paths(_ files: TestFiles) throws -> [BadInput] {
    _ = try files.write("mixed/a.csv", "a,b\n1,\(canary)\n")
    _ = try files.write("mixed/b.jsonl", "{\"a\":\"\(canary)\"}\n")
    _ = try files.write("header/1.csv", "a,b\n1,\(canary)\n")
    _ = try files.write("header/2.csv", "b,a\n1,\(canary)\n")
    _ = try files.write("typed/1.csv", "a\n1\n2\n")
    _ = try files.write("typed/2.csv", "a\n3\n\(canary)\n")
    _ = try files.write("none/readme.md", "x")
    let strange = try files.write("table.xyz", "a,b\n\(canary),2\n")
    let tables = try files.sqlite(
      "two.db", ["CREATE TABLE x (a)", "CREATE TABLE y (a)", "INSERT INTO x VALUES ('\(canary)')"])
    let bytes = try files.sqlite(
      "bytes.db", ["CREATE TABLE x (a)", "INSERT INTO x VALUES (CAST(x'ff41' AS TEXT))"])
    return [
      BadInput(name: "no file", source: DataSource(files.path("none.csv"))) {
        $0 == .fileMissing(file: files.path("none.csv"))
      },
      BadInput(name: "no match", source: DataSource(files.path("zz*.csv"))) {
        $0 == .noMatch(pattern: files.path("zz*.csv"))
      },
      BadInput(name: "folder without tables", source: DataSource(files.path("none"))) {
        $0 == .emptyFolder(folder: files.path("none"))
      },
      BadInput(name: "unknown format", source: DataSource(strange)) {
        $0 == .unknownFormat(file: strange)
      },
      BadInput(name: "mixed formats", source: DataSource(files.path("mixed"))) {
        $0 == .mixedFormats(file: files.path("mixed/b.jsonl"))
      },
      BadInput(name: "columns in another order", source: DataSource(files.path("header"))) {
        $0 == .schemaMismatch(file: files.path("header/2.csv"))
      },
      BadInput(
        name: "bad value in the second file", source: DataSource(files.path("typed")),
        columns: [ColumnRequest("a", .integer)]
      ) { error in
        conversion(.integer, line: 3, row: 2)(error) && error.file == files.path("typed/2.csv")
      },
      BadInput(name: "device", source: DataSource("/dev/null", format: .csv)) {
        $0 == .notAFile(file: "/dev/null")
      },
      BadInput(name: "no path", source: DataSource(paths: [])) {
        if case .fileMissing = $0 { true } else { false }
      },
      BadInput(name: "remote address", source: DataSource("https://example.org/a.csv")) {
        if case .fileMissing = $0 { true } else { false }
      },
      BadInput(name: "no such table", source: DataSource(tables, table: "z")) {
        $0 == .noSuchTable(file: tables, table: "z", available: ["x", "y"])
      },
      BadInput(name: "table not named", source: DataSource(tables)) {
        $0 == .tableNotNamed(file: tables, available: ["x", "y"])
      },
      BadInput(
        name: "table without rows", source: DataSource(tables, table: "y"),
        columns: [ColumnRequest("a")]
      ) { $0 == .noRows(file: tables) },
      BadInput(
        name: "no UTF-8 in SQLite", source: DataSource(bytes), columns: [ColumnRequest("a")]
      ) { if case .wrongEncoding = $0 { true } else { false } },
    ]
  }

  @Test("each bad input gives one error with its place and remedy, and never a value")
  func badInputs() throws {
    // Would catch: a message of the engine passed on, a wrong line, a crash, a guess.
    let files = try TestFiles()
    let inputs = try Self.texts(files) + Self.bytes(files) + Self.paths(files)
    #expect(inputs.count >= 55)
    for input in inputs {
      let error = engineError {
        _ = try Shared.engine().readCoded(
          source: input.source, columns: input.columns, name: "t")
      }
      let found = try #require(error, "\(input.name): no error")
      #expect(input.matches(found), "\(input.name): \(found) \(String(reflecting: found))")
      #expect(!"\(found)".contains(canary), "\(input.name) tells a value")
      #expect(!String(reflecting: found).contains(canary), "\(input.name) holds a value")
      #expect(!found.remedy.isEmpty && !found.problem.isEmpty, "\(input.name)")
      #expect(!found.description.contains("the engine refused"), "\(input.name): \(found)")
    }
  }

  @Test("counting, profiling and columns tell the same errors without a value")
  func otherReaders() throws {
    // Would catch: a query beside readCoded that passes the engine's message on.
    let files = try TestFiles()
    for input in try Self.texts(files) + Self.bytes(files) {
      let engine = try Shared.engine()
      for body in [
        { _ = try engine.classSizeHistogram(source: input.source, columns: ["a"]) },
        { _ = try engine.profile(of: input.source) },
        { _ = try engine.rowCount(of: input.source) },
        { _ = try engine.distinctTuples(source: input.source, columns: input.columns, name: "t") },
      ] {
        guard let error = engineError(body) else { continue }
        #expect(!"\(error)\(String(reflecting: error))".contains(canary), "\(input.name)")
        #expect(!"\(error)".contains("the engine refused"), "\(input.name): \(error)")
      }
    }
  }

  @Test("a file or folder without rights is refused", .enabled(if: getuid() != 0))
  func rights() throws {
    // Would catch: a missing file reported where rights are missing. Root may read everything.
    let files = try TestFiles()
    let path = try files.write("a.csv", "a\n1\n")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    #expect(
      engineError { _ = try Shared.engine().columns(of: DataSource(path)) }
        == .notPermitted(file: path))
  }

  @Test("a library that is missing or none is told with its remedy")
  func library() throws {
    // Would catch: a crash at the first use on a machine without DuckDB.
    let missing = engineError { _ = try Library(candidates: ["/nowhere/libduckdb.so"]) }
    #expect(missing == .libraryMissing(searched: ["/nowhere/libduckdb.so"]))
    #expect("\(try #require(missing))".contains("scripts/bootstrap"))
    let files = try TestFiles()
    let text = try files.write("libduckdb.so", "no library")
    #expect(
      engineError { _ = try Library(candidates: [text]) }
        == .libraryUnusable(path: text, missing: nil))
    let other = engineError { _ = try Library(candidates: ["libsqlite3.so.0"]) }
    #expect(
      other
        == .libraryUnusable(path: "libsqlite3.so.0", missing: "duckdb_library_version"))
  }

  @Test("the library is looked for where PALIMPSEST_DUCKDB says, or in .deps here and above")
  func places() {
    // Would catch: a command that only works in the root of the clone.
    #expect(Library.candidates(environment: ["PALIMPSEST_DUCKDB": "/x.so"]) == ["/x.so"])
    let places = Library.candidates(
      environment: [:], workingDirectory: "/a/b", executable: "/c/d/run")
    #expect(
      places == [
        "/a/b", "/a", "", "/c/d", "/c",
      ].map { $0 + "/.deps/duckdb/libduckdb.so" } + ["libduckdb.so"])
  }

  @Test("the nearest column is suggested, within a third of its letters")
  func nearestName() {
    // Would catch: nonsense suggestions, or none for a typo.
    #expect(NearestName(to: "ocupation", in: ["age", "occupation"]).name == "occupation")
    #expect(NearestName(to: "AGE", in: ["age", "sex"]).name == "age")
    #expect(NearestName(to: "postcode", in: ["age", "sex"]).name == nil)
    #expect(NearestName.distance(Array("kitten".utf8), Array("sitting".utf8)) == 3)
    #expect(NearestName.distance([], Array("abc".utf8)) == 3)
  }
}
