import Foundation
import Tables
import Testing

@testable import Engines

@Suite struct CodingTests {
  @Test("random texts of all lengths get the codes of the obvious algorithm")
  func randomTexts() throws {
    // Would catch: collisions of short and long texts, table growth that loses a value, order.
    for seed in UInt64(1)...4 {
      var random = SplitMix64(state: seed)
      let words = (0..<900).map { _ in
        String(
          (0..<Int.random(in: 0...40, using: &random)).map { _ in
            "abcäß🎈 \"".randomElement(using: &random) ?? "a"
          })
      }
      let texts: [String?] = (0..<9_000).map { _ in
        Int.random(in: 0..<20, using: &random) == 0 ? nil : words.randomElement(using: &random)
      }
      let files = try TestFiles()
      let lines = texts.map { text in
        text.map { "{\"a\":\"\($0.replacing("\"", with: "\\\""))\"}" } ?? "{\"a\":null}"
      }
      let path = try files.write("a.jsonl", lines.joined(separator: "\n"))
      for threads in [1, 3] {
        let engine = try Engine(
          options: EngineOptions(memoryBytes: 256 << 20, threadCount: threads))
        let table = try engine.readCoded(
          source: DataSource(path), columns: [ColumnRequest("a"), ColumnRequest("a", .key)],
          name: "t")
        let oracle = CodedColumn(name: "a", texts: texts)
        #expect(table.columns[0] == oracle, "seed \(seed), \(threads) threads")
        #expect(table.columns[1].codes == oracle.codes)
        #expect(table.columns[1].dictionary == .opaque(count: oracle.dictionary.count))
      }
    }
  }

  @Test(
    "codes are in the order of rows whichever way the engine reads: at once, streaming, threads")
  func orderIsFixed() throws {
    // Would catch: codes in the order in which threads come by; batches out of order.
    let files = try TestFiles()
    let select =
      "SELECT (i * 7919) % 100003 AS a, 'name ' || (i % 1013) AS b FROM range(150000) t(i)"
    let csv = try files.copy(select, to: "a.csv", "FORMAT csv, HEADER")
    let parquet = try files.copy(select, to: "a.parquet", "FORMAT parquet, ROW_GROUP_SIZE 4096")
    let requests = [ColumnRequest("a", .integer), ColumnRequest("b")]
    var tables: [CodedTable<Raw>] = []
    for path in [csv, parquet] {
      for (memory, threads) in [(1 << 30, 4), (1 << 30, 1), (16 << 20, 2)] {
        let engine = try Engine(
          options: EngineOptions(memoryBytes: max(memory, 64 << 20), threadCount: threads))
        tables.append(
          try engine.readCoded(source: DataSource(path), columns: requests, name: "t"))
      }
    }
    for table in tables.dropFirst() { #expect(table == tables[0]) }
    let first = try #require(tables.first)
    #expect(first.rowCount == 150_000)
    #expect(Array(cells(first.columns[0]).prefix(3)) == ["0", "7919", "15838"])
    #expect(first.columns[1].codes.prefix(1_014).last == 1)
  }

  @Test("texts are read as numbers, dates and truth values in the written forms only")
  func textForms() {
    // Would catch: a guess (5.0 as whole number, 2021-02-29, hexadecimal floats, blanks).
    #expect(TextForm.integer("-12") == -12 && TextForm.integer("+3") == 3)
    for bad in ["", " 1", "1 ", "1.0", "1e3", "0x1", "9223372036854775808", "１"] {
      #expect(TextForm.integer(bad) == nil, "\(bad)")
    }
    #expect(TextForm.real("1e3").word == 1_000 && TextForm.real(".5").word == 0.5)
    for bad in ["", "inf", "0x1p3", "1e999", "1,5", "nan(1)"] {
      #expect(TextForm.real(bad).word == nil, "\(bad)")
    }
    #expect(
      TextForm.boolean("Yes") == 1 && TextForm.boolean("f") == 0 && TextForm.boolean("2") == nil)
    for bad in ["2021-02-29", "1900-02-29", "2021-13-01", "2021-00-01", "21-01-01", "2021-1-1", ""]
    {
      #expect(TextForm.days(bad) == nil, "\(bad)")
    }
    #expect(TextForm.days("2000-02-29") == 11_016)
    for bad in [
      "2021-01-01T24:00", "2021-01-01T10", "2021-01-01 10:00:00.", "2021-01-01T10:00+25:00",
    ] {
      #expect(TextForm.microseconds(bad) == nil, "\(bad)")
    }
    #expect(TextForm.microseconds("1970-01-01T01:00:00.25+01:00") == 250_000)
    #expect(TextForm.microseconds("1970-01-01 00:00 UTC") == 0)
    #expect(TextForm.microseconds("1970-01-01T00:00:00-0130") == 5_400_000_000)
  }

  @Test("days agree with the C library's calendar on every day of four centuries")
  func calendar() throws {
    // Would catch: leap years. Oracle: gmtime of the C library.
    for day in stride(from: -80_000, to: 80_000, by: 7) {
      var time = time_t(day * 86_400)
      var parts = tm()
      try #require(gmtime_r(&time, &parts) != nil)
      let text = [Int(parts.tm_year) + 1_900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)]
        .enumerated()
        .map { String(repeating: "0", count: ($0 == 0 ? 4 : 2) - "\($1)".count) + "\($1)" }
        .joined(separator: "-")
      #expect(TextForm.days(text) == Int64(day), "\(text)")
    }
  }

  @Test("numbers are read with NaN for missing cells")
  func numbers() throws {
    // Would catch: a missing weight read as zero.
    let files = try TestFiles()
    let path = try files.write("w.csv", "w,x\n1.5,a\n,a\n2,a\nNaN,a\n1.5,a\n")
    let numbers = try Shared.engine().readNumbers(source: DataSource(path), column: "w")
    #expect(numbers[0] == 1.5 && numbers[1].isNaN && numbers[2] == 2 && numbers[3].isNaN)
    #expect(numbers.count == 5 && numbers[4] == 1.5)
  }

  @Test("class sizes and distinct tuples agree with counting rows one by one")
  func classSizes() throws {
    // Would catch: missing cells that vanish from GROUP BY, sizes and counts swapped.
    let files = try TestFiles()
    for seed in UInt64(11)...13 {
      var random = SplitMix64(state: seed)
      let rows = (0..<400).map { _ in
        (0..<3).map { _ in ["", "a", "b", "0", "00"].randomElement(using: &random) ?? "" }
      }
      let path = try files.write(
        "\(seed).csv", "x,y,z\n" + rows.map { $0.joined(separator: ",") + "\n" }.joined())
      var sizes: [[String]: Int] = [:]
      for row in rows { sizes[Array(row[0...1]), default: 0] += 1 }
      var histogram: [Int: Int] = [:]
      for size in sizes.values { histogram[size, default: 0] += 1 }
      let source = DataSource(path)
      let found = try Shared.engine().classSizeHistogram(source: source, columns: ["x", "y"])
      #expect(
        found
          == histogram.sorted { $0.key < $1.key }.map {
            ClassSizeCount(size: $0.key, classCount: $0.value)
          }, "seed \(seed)")
      let tuples = try Shared.engine().distinctTuples(
        source: source, columns: [ColumnRequest("x"), ColumnRequest("y")], name: "t")
      let x = cells(tuples.table.columns[0])
      let y = cells(tuples.table.columns[1])
      var again: [[String]: Int] = [:]
      for (index, count) in tuples.rowCounts.enumerated() {
        again[[x[index] ?? "", y[index] ?? ""]] = count
      }
      #expect(again == sizes && tuples.rowCounts.count == sizes.count, "seed \(seed)")
      #expect(
        try Shared.engine().classSizeHistogram(source: source, columns: [])
          == [ClassSizeCount(size: 400, classCount: 1)])
    }
  }

  @Test("a file that was written again is read again")
  func cacheIsFresh() throws {
    // Would catch: columns kept from an older file of the same name.
    let files = try TestFiles()
    let path = try files.write("a.csv", "a,b\n1,2\n")
    #expect(try Shared.engine().columns(of: DataSource(path)).map(\.name) == ["a", "b"])
    _ = try files.write("a.csv", "c,d,e\n1,2,3\n")
    #expect(try Shared.engine().columns(of: DataSource(path)).map(\.name) == ["c", "d", "e"])
  }
}
