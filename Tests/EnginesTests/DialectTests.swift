import Foundation
import Testing

@testable import Engines

@Suite struct DialectTests {
  /// Another engine's words: Spark's backticks, functions with a mark.
  private struct OtherDialect: Dialect {
    func identifier(_ name: String) -> String { "`" + name.replacing("`", with: "``") + "`" }
    func literal(_ text: String) -> String { "<\(text)>" }
    func readCSV(_ reading: CSVReading) -> String { "csv" }
    func readLines(_ files: [String], encoding: String, maximumLineBytes: Int) -> String { "lines" }
    func readJSON(_ files: [String], isLines: Bool, names: [String], maximumBytes: Int) -> String {
      "json"
    }
    func describeJSON(_ files: [String], isLines: Bool, maximumBytes: Int) -> String { "json" }
    func readParquet(_ files: [String], columnCount: Int) -> String { "parquet" }
    func describeParquet(_ files: [String]) -> String { "parquet" }
    func readSQLite(_ files: [String], table: String, columnCount: Int) -> String { "sqlite" }
    func columnType(_ engineType: String) -> ValueType { .text }
    func integer(_ value: String) -> String { "OTHER_LONG(\(value))" }
    func real(_ value: String) -> String { "OTHER_DOUBLE(\(value))" }
    func realOrNull(_ text: String) -> String { "OTHER_TRY(\(text))" }
    func text(_ value: String) -> String { "OTHER_STRING(\(value))" }
    func days(_ date: String) -> String { "OTHER_DAYS(\(date))" }
    func microseconds(_ timestamp: String) -> String { "OTHER_MICROS(\(timestamp))" }
    func microsecondsOrNull(_ text: String) -> String { "OTHER_TRY_MICROS(\(text))" }
    func clockOrNull(_ text: String) -> String { "OTHER_CLOCK(\(text))" }
    func hasOffset(_ text: String) -> String { "OTHER_OFFSET(\(text))" }
    func time(ofClock clock: String, zone: String) -> String { "OTHER_TIME(\(clock))" }
    func clock(ofTime time: String, zone: String) -> String { "OTHER_CLOCK(\(time))" }
    func floorDivide(_ value: String, by divisor: Int64) -> String { "OTHER_DIV(\(value))" }
    func floorModulo(_ value: String, by divisor: Int64) -> String { "OTHER_MOD(\(value))" }
    func nearestInteger(_ value: String) -> String { "OTHER_NEAREST(\(value))" }
    func isNotANumber(_ value: String) -> String { "OTHER_NAN(\(value))" }
    func exactSum(_ value: String) -> String { "OTHER_SUM(\(value))" }
    func number(_ value: Double) -> String { "\(value)D" }
    func length(_ text: String) -> String { "OTHER_LENGTH(\(text))" }
    func approximateCountDistinct(_ value: String) -> String { "OTHER_HLL(\(value))" }
    func hashBucket(_ values: [String], modulus: Int) -> String {
      "OTHER_HASH(\(values.joined(separator: ", ")), \(modulus))"
    }
    func rowNumber() -> String { "OTHER_ROW" }
    func cellHash(row: String, _ value: String) -> String { "OTHER_CELL_HASH(\(value))" }
    func exclusiveOr(_ value: String) -> String { "OTHER_XOR(\(value))" }
    func sha256(parameter index: Int) -> String { "OTHER_SHA" }
    func typed(_ text: String, as type: ValueType) -> String { "OTHER_TYPED(\(text))" }
    func copy(_ query: String, to path: String, format: FileFormat) -> String {
      "OTHER_COPY \(query)"
    }
  }

  private let relation = Relation(
    from: "t",
    columns: [
      SourceColumn(name: "a", type: .text), SourceColumn(name: "b", type: .integer),
      SourceColumn(name: "c", type: .timestamp),
    ], files: ["f"], failureContext: FailureContext())

  @Test("queries speak another engine's SQL through the dialect alone")
  func otherEngine() {
    // Would catch: a function or a cast of DuckDB written into a query.
    let queries = Queries(dialect: OtherDialect())
    let requests = [
      ColumnRequest("a"), ColumnRequest("b", .integer), ColumnRequest("c", .timestamp),
    ]
    let texts = [
      queries.rowCount(relation), queries.classSizeHistogram(relation, columns: [0, 1]),
      queries.distinctTuples(relation, columns: [0, 1, 2], requests: requests),
      queries.cells(relation, columns: [0, 1, 2], requests: requests),
      queries.hashSample(relation, columns: [0], modulus: 3, limit: 9),
      queries.summary(
        relation, columns: [0, 1], numeric: [true, false], temporal: [false, true]),
      queries.spread(relation, columns: [0, 1], moduli: [1, 5]),
      queries.events(EventReading(subject: "c0", time: "c1", clock: "c1"), from: "t"),
      queries.eventSummary(), queries.medianTime(eventCount: 8), queries.splitEvents(at: nil),
      queries.splitEvents(at: 5), queries.trace(["time", "latitude"], period: 1),
      queries.visits(.grid(meters: 500), slotMicroseconds: 60), queries.counts(of: .contacts),
      queries.counts(of: .gaps), queries.counts(of: .sessionSizes(gapSeconds: 60)),
      queries.counts(of: .hoursOfWeek), queries.numbering("n", of: ["c0"], in: "t"),
      queries.replacingNulls(in: "t", columns: relation.columns, nullTexts: ["x"]),
    ]
    for text in texts {
      for word in ["CAST(", "BIGINT", "VARCHAR", "TRY_", "approx_", "hash(", "epoch", "\""] {
        let found = text.replacing("OTHER_TRY_MICROS", with: "").contains(word)
        #expect(!found, "\(word) in \(text)")
      }
    }
    #expect(
      queries.cells(relation, columns: [2, 0], requests: [requests[2], requests[0]])
        == "SELECT OTHER_MICROS(c2), OTHER_STRING(c0) FROM t")
    #expect(
      queries.classSizeHistogram(relation, columns: [1])
        == "SELECT OTHER_LONG(size) AS size, OTHER_LONG(count(*)) AS classes FROM "
        + "(SELECT count(*) AS size FROM t GROUP BY c1) AS groups GROUP BY size ORDER BY size")
  }

  @Test("literals and identifiers keep every text whole")
  func quoting() throws {
    // Would catch: a quote, a NUL or a line feed that ends or changes a text.
    let dialect = DuckDBDialect()
    let texts = [
      "it's", "''", "\\", "a\"b", "a\nb", "\0", "a\0b'", "🎈", "--", ";", "$1", "%", "",
    ]
    for text in texts {
      let engine = try Shared.engine()
      let value = try engine.query("SELECT \(dialect.literal(text)) AS x").columns[0].texts[0]
      #expect(value == text, "\(text.debugDescription)")
      if !text.isEmpty, !text.contains("\0") {
        #expect(try engine.query("SELECT 'x' AS \(dialect.identifier(text))").names == [text])
      }
    }
    #expect(DuckDBDialect.escapedPattern("/a[1]*?.csv") == "/a[[]1][*][?].csv")
  }

  @Test("the engine's names of types are understood")
  func types() {
    // Would catch: wide integers cut to 64 bits, decimals with a fraction taken for whole numbers.
    let dialect = DuckDBDialect()
    let expected: [(String, ValueType)] = [
      ("BIGINT", .integer), ("UBIGINT", .text), ("HUGEINT", .text), ("DECIMAL(18,0)", .integer),
      ("DECIMAL(18,2)", .real), ("DECIMAL(38,0)", .real), ("DATE", .date), ("TIME", .text),
      ("TIMESTAMP WITH TIME ZONE", .timestamp), ("TIMESTAMP_NS", .timestamp), ("FLOAT", .real),
      ("STRUCT(a INTEGER)", .text), ("BOOLEAN", .boolean), ("BLOB", .text), ("UUID", .text),
    ]
    for (name, type) in expected { #expect(dialect.columnType(name) == type, "\(name)") }
  }

  @Test("a header is split as RFC 4180 has it, and its delimiter found")
  func header() throws {
    // Would catch: a delimiter inside quotes, a quoted line feed, a single column.
    let read = { (lines: [String]) in
      try CSVHeader(lines: lines, file: "f", format: .csv, options: CSVFormat())
    }
    #expect(try read(["a,b;c", "1,2;3"]).delimiter == ",")
    #expect(try read(["a;b;c", "1,5;2;3", "4;5,5;6"]).delimiter == ";")
    #expect(try read(["\"a,x\";b", "1;2"]).names == ["a,x", "b"])
    #expect(try read(["\"a", "x\",b", "1,2"]).names == ["a\nx", "b"])
    #expect(try read(["\"say \"\"hi\"\"\",", "1,2"]).names == ["say \"hi\"", "column2"])
    #expect(try read(["one column", "some text"]).names == ["one column"])
    #expect(try read(["a|b|c", "1|2"]).delimiter == "|")
  }
}
