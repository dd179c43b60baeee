import Foundation
import Tables
import TestSupport
import Testing

@testable import Engines

@Suite struct SafetyTests {
  @Test("names of files and columns are never part of the SQL's meaning")
  func injection() throws {
    // Would catch: a quote, a bracket or a comment in a name that ends the text around it.
    let files = try TestFiles()
    let names = [
      "x\"; DROP TABLE y; --", "it's", "a,b", "c0", "C0", "{x}", "\\", "select", "🎈 ", "$1",
    ]
    let header = names.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
    let row = names.indices.map(String.init).joined(separator: ",")
    let fileNames = [
      "plain.csv", "with space.csv", "it's.csv", "q\"uote.csv", "a[1].csv", "st*r.csv", "wh?t.csv",
      "größe 東京.csv", "semi;colon--.csv", "$1 {x}.csv", "back\\slash.csv",
    ]
    for fileName in fileNames {
      let path = try files.write(fileName, header + "\n" + row + "\n")
      let source = DataSource(path, nullTexts: ["", "');--"])
      let engine = try Shared.engine()
      #expect(try engine.columns(of: source).map(\.name) == names, "\(fileName)")
      let table = try engine.readCoded(
        source: source, columns: names.map { ColumnRequest($0) }, name: "t")
      #expect(table.columns.map { cells($0)[0] } == names.indices.map { "\($0)" }, "\(fileName)")
      #expect(try engine.classSizeHistogram(source: source, columns: names).count == 1)
      #expect(try engine.profile(of: source).columns.map(\.name) == names)
    }
  }

  @Test("names of Parquet columns and JSON keys are taken as they are")
  func injectionElsewhere() throws {
    // Would catch: names that only CSV shields.
    let files = try TestFiles()
    let names = ["x\"; DROP TABLE y; --", "it's", "c0", "select"]
    let columns = names.enumerated().map {
      "\($0) AS \"\($1.replacing("\"", with: "\"\""))\""
    }.joined(separator: ", ")
    let parquet = try files.copy("SELECT \(columns)", to: "it's.parquet", "FORMAT parquet")
    let object = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    let json = try files.write("it's.jsonl", Array(JSONSerialization.data(withJSONObject: object)))
    for path in [parquet, json] {
      let table = try Shared.engine().readCoded(
        source: DataSource(path), columns: names.map { ColumnRequest($0, .integer) }, name: "t")
      #expect(table.columns.map { cells($0)[0] } == names.indices.map { "\($0)" }, "\(path)")
    }
  }

  @Test("limits are set, the configuration is locked, and nothing is loaded from outside")
  func settings() throws {
    // Would catch: options that don't reach the engine; extensions fetched behind our back.
    let engine = try Engine(options: EngineOptions(memoryBytes: 64 << 20, threadCount: 3))
    let setting = { (name: String) in
      try engine.query("SELECT CAST(current_setting('\(name)') AS VARCHAR) AS v").columns[0].texts[
        0]
    }
    #expect(try setting("threads") == "3")
    #expect(try setting("memory_limit") == "64.0 MiB")
    #expect(try setting("autoinstall_known_extensions") == "false")
    #expect(try setting("autoload_known_extensions") == "false")
    #expect(try setting("lock_configuration") == "true")
    #expect(throws: EngineError.self) { try engine.query("SET threads = 1") }
    #expect(throws: EngineError.self) { try engine.query("INSTALL httpfs") }
    #expect(throws: EngineError.self) {
      try engine.query("SELECT * FROM read_csv('https://localhost:1/a.csv')")
    }
    #expect(engine.version.hasPrefix("DuckDB v"))
  }

  @Test("options out of range are refused")
  func options() {
    // Would catch: zero threads that the engine takes for all.
    for (options, name) in [
      (EngineOptions(threadCount: 0), "threadCount"),
      (EngineOptions(memoryBytes: 1), "memoryBytes"),
      (EngineOptions(temporaryBytes: -1), "temporaryBytes"),
    ] {
      #expect(engineError { _ = try Engine(options: options) } == .invalidOption(name: name))
    }
    #expect(
      engineError { _ = try Engine(options: EngineOptions(temporaryFolder: "/proc/nothing")) }
        == .notPermitted(file: "/proc/nothing"))
  }

  @Test("the folder for spilled data is private, and gone with the engine")
  func scratch() throws {
    // Would catch: people's data left behind on disk, or readable by others.
    let files = try TestFiles()
    var engine: Engine? = try Engine(
      options: EngineOptions(memoryBytes: 32 << 20, threadCount: 1, temporaryFolder: files.folder))
    let inside = try #require(FileManager.default.contentsOfDirectory(atPath: files.folder).first)
    let attributes = try FileManager.default.attributesOfItem(atPath: files.path(inside))
    #expect(attributes[.posixPermissions] as? Int == 0o700)
    let path = try files.copy(
      "SELECT i::VARCHAR || '-some-longer-text' AS a FROM range(400000) t(i)", to: "a.parquet",
      "FORMAT parquet")
    let histogram = try engine?.classSizeHistogram(source: DataSource(path), columns: ["a"])
    #expect(histogram == [ClassSizeCount(size: 1, classCount: 400_000)])
    engine = nil
    #expect(try FileManager.default.contentsOfDirectory(atPath: files.folder) == ["a.parquet"])
  }

  @Test("too little memory and a full disk are errors of their own")
  func space() throws {
    // Would catch: a crash, or the engine's text with its settings' names.
    let files = try TestFiles()
    let path = try files.copy(
      "SELECT i::VARCHAR || '-some-longer-text' AS a FROM range(3000000) t(i)", to: "a.parquet",
      "FORMAT parquet")
    let engine = try Engine(
      options: EngineOptions(
        memoryBytes: 16 << 20, threadCount: 1, temporaryFolder: files.folder, temporaryBytes: 0))
    let error = try #require(
      engineError { _ = try engine.classSizeHistogram(source: DataSource(path), columns: ["a"]) })
    switch error {
    case .diskFull(let folder): #expect(folder == files.folder)
    case .outOfMemory(let limit): #expect(limit == 16 << 20)
    default: Issue.record("\(error)")
    }
  }

  @Test("an interrupt ends what runs, and only that")
  func interrupt() async throws {
    // Would catch: Ctrl-C that waits for the end; an engine that is dead afterwards.
    let engine = try Engine(options: EngineOptions(memoryBytes: 256 << 20))
    let running = Task.detached {
      engineError {
        _ = try engine.query(
          "SELECT max(hash(a.i + b.i)) FROM range(1000000) a(i), range(1000000) b(i)")
      }
    }
    try await Task.sleep(for: .milliseconds(300))
    let start = ContinuousClock.now
    engine.interrupt()
    #expect(await running.value == .interrupted)
    #expect(ContinuousClock.now - start < .seconds(5))
    #expect(try engine.query("SELECT CAST(41 + 1 AS BIGINT) AS x").columns[0].integers == [42])
  }

  @Test("queries run side by side on one engine")
  func sideBySide() async throws {
    // Would catch: one connection shared between threads; more queries than kept connections.
    let files = try TestFiles()
    let path = try files.write(
      "a.csv", "a,b\n" + (0..<5_000).map { "\($0 % 7),\($0)\n" }.joined())
    let engine = try Shared.engine()
    let counts = try await withThrowingTaskGroup(of: [Int].self) { group in
      for _ in 0..<20 {
        group.addTask {
          let table = try engine.readCoded(
            source: DataSource(path), columns: [ColumnRequest("a"), ColumnRequest("b")], name: "t")
          return table.columns.map(\.dictionary.count)
        }
      }
      var all: [[Int]] = []
      for try await counts in group { all.append(counts) }
      return all
    }
    #expect(counts.count == 20 && counts.allSatisfy { $0 == [7, 5_000] })
  }

  @Test("ten thousand columns are read and profiled in reasonable time")
  func wide() throws {
    // Would catch: work that grows with the square of the columns.
    let files = try TestFiles()
    let engine = try Engine()
    let names = (0..<10_000).map { "column \($0)" }
    let row = { (row: Int) in (0..<10_000).map { "\(($0 + row) % 11)" }.joined(separator: ",") }
    let path = try files.write(
      "wide.csv", ([names.joined(separator: ",")] + (0..<5).map(row)).joined(separator: "\n"))
    let start = ContinuousClock.now
    let table = try engine.readCoded(
      source: DataSource(path), columns: names.map { ColumnRequest($0, .integer) }, name: "t")
    #expect(table.columns.count == 10_000 && table.rowCount == 5)
    #expect(table.columns[9_999].dictionary == .integers([0, 1, 2, 3, 4]))
    let profile = try engine.profile(of: DataSource(path))
    #expect(profile.columns.allSatisfy { $0.distinctCount == 5 })
    #expect(ContinuousClock.now - start < .seconds(60))
  }

  @Test("a field of many megabytes is read when the limit is raised")
  func largeField() throws {
    // Would catch: a limit that can't be raised, long texts compared by their beginnings.
    let files = try TestFiles()
    let engine = try Engine()
    let long = String(repeating: "x", count: 20_000_000)
    let path = try files.write("a.csv", "a,b\n\(long)1,1\n\(long)2,2\n\(long)1,3\n")
    let source = DataSource(path, csv: CSVFormat(maximumLineBytes: 32_000_000))
    let table = try engine.readCoded(
      source: source, columns: [ColumnRequest("a"), ColumnRequest("b")], name: "t")
    #expect(table.columns[0].codes == [1, 2, 1])
  }

  @Test(
    "every table of the shared folder is read whole, or refused with a reason",
    .enabled(if: FileManager.default.fileExists(atPath: SharedFolder.file("data/tabular").path)))
  func sharedTables() throws {
    // Would catch: real files' habits: semicolons, quotes, byte order marks, no header.
    let folder = SharedFolder.file("data/tabular").path
    let names = try #require(FileManager.default.enumerator(atPath: folder)).compactMap {
      $0 as? String
    }
    let tables = names.filter { $0.hasSuffix(".csv") }.sorted()
    #expect(!tables.isEmpty)
    for name in tables {
      let path = folder + "/" + name
      let isHierarchy = name.contains("hierarchy")
      let source = DataSource(path, csv: CSVFormat(hasHeader: !isHierarchy))
      let oracle = FieldCounts(try Data(contentsOf: URL(fileURLWithPath: path)))
      let engine = try Shared.engine()
      let error = engineError {
        let columns = try engine.columns(of: source)
        let table = try engine.readCoded(
          source: source, columns: columns.map { ColumnRequest($0.name) }, name: name)
        #expect(oracle.firstRaggedLine == nil, "\(name)")
        #expect(table.rowCount == oracle.rowCount - (isHierarchy ? 0 : 1), "\(name)")
        #expect(table.columns.count == oracle.fieldCount, "\(name)")
      }
      guard let error else { continue }
      guard case .malformed(.raggedRow, let place) = error else {
        Issue.record("\(name): \(error)")
        continue
      }
      #expect(place.line == oracle.firstRaggedLine, "\(name)")
    }
  }
}

/// The fields of each line of a file, counted byte by byte: the obvious way, for files without
/// quoted line feeds.
private struct FieldCounts {
  private(set) var rowCount = 0
  private(set) var fieldCount = 0
  private(set) var firstRaggedLine: Int?

  init(_ data: Data) {
    let lines = [UInt8](data).split(separator: 0x0A, omittingEmptySubsequences: false)
    let header = lines.first ?? []
    let delimiter =
      Array(",;\t".utf8).max { one, other in
        header.count { $0 == one } < header.count { $0 == other }
      } ?? 0x2C
    for (index, line) in lines.enumerated() {
      let bytes = line.last == 0x0D ? line.dropLast() : line
      if bytes.isEmpty { continue }
      rowCount += 1
      var isQuoted = false
      var count = 1
      for byte in bytes {
        if byte == 0x22 { isQuoted.toggle() }
        if byte == delimiter, !isQuoted { count += 1 }
      }
      if rowCount == 1 { fieldCount = count }
      if count != fieldCount, firstRaggedLine == nil { firstRaggedLine = index + 1 }
    }
  }
}
