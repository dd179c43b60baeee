import Foundation
import Synchronization
import Testing

@testable import Engines

@Suite("Private aggregates")
struct PrivateAggregateTests {
  /// Cells that tempt an engine to fail, and what they become.
  ///
  /// On a grid of step 1/4 from -2 to 3,
  /// worked out by hand; nil is missing.
  static let cells: [(text: String, step: Int64?)] = [
    ("", nil), ("nan", nil), ("abc", nil), ("1e999", 12), ("-1e999", -8), ("inf", 12),
    ("-Infinity", -8), ("3.1", 12), ("-2.0", -8), ("0.3", 1), ("0.375", 2), ("0.125", 0),
    ("1e308", 12), ("-1e308", -8), ("9223372036854775808", 12), ("0", 0), ("-0.0", 0),
  ]
  static let column = GridColumn(name: "v", bounds: -2...3, exponent: -2, steps: -8...12)

  @Test("turn any cell into a step of the grid or leave it out, and never fail")
  func hostileCells() throws {
    // Would catch: a cast that throws, an infinity that is lost, ties rounded away from even.
    let files = try TestFiles()
    let engine = try Shared.engine()
    for (index, cell) in Self.cells.enumerated() {
      let path = try files.write("\(index).csv", "u,v\na,\(cell.text)\nb,7e9\n")
      let total = try engine.gridTotal(of: DataSource(path), column: Self.column)
      #expect(total.rows == (cell.step == nil ? 1 : 2), "\(cell.text)")
      #expect(total.total == Int128(cell.step ?? 0) + 12, "\(cell.text)")
    }
    let all = try files.write("all.csv", "u,v\n" + Self.cells.map { "a,\($0.text)\n" }.joined())
    let source = DataSource(all)
    let steps = Self.cells.compactMap(\.step)
    let total = try engine.gridTotal(of: source, column: Self.column)
    #expect(total.rows == steps.count)
    #expect(total.total == steps.reduce(0) { $0 + Int128($1) })
    var counted: [Int64: Int] = [:]
    try engine.forEachStep(of: source, column: Self.column) { counted[$0] = $1 }
    #expect(counted == Dictionary(grouping: steps) { $0 }.mapValues(\.count))
    #expect(try engine.presentRows(of: source, column: nil) == Self.cells.count)
    let clamped = try engine.subjectTotal(
      of: source, column: Self.column, subject: "u", clampedTo: -3...3)
    #expect(clamped == 3)
  }

  @Test("read numbers of Parquet with NaN, infinities and NULL as they read text")
  func parquet() throws {
    let files = try TestFiles()
    let path = try files.copy(
      """
      SELECT * FROM (VALUES (1::DOUBLE), ('nan'::DOUBLE), ('inf'::DOUBLE), ('-inf'::DOUBLE), \
      (NULL), (1e308)) AS t (v)
      """, to: "v.parquet", "FORMAT parquet")
    let total = try Shared.engine().gridTotal(of: DataSource(path), column: Self.column)
    #expect(total.rows == 4)
    #expect(total.total == 4 + 12 - 8 + 12)
  }

  @Test("sums leave 64 bits without loss")
  func wideSums() throws {
    // Would catch: an accumulator of 64 bits, or of floating point.
    let files = try TestFiles()
    let path = try files.copy(
      "SELECT 1e300::DOUBLE AS v FROM range(5000)", to: "w.parquet", "FORMAT parquet")
    let column = GridColumn(
      name: "v", bounds: 0...0x1p52, exponent: 0, steps: 0...(1 << 52) - 1)
    let total = try Shared.engine().gridTotal(of: DataSource(path), column: column)
    #expect(total.total == 5000 * Int128((1 << 52) - 1))
  }

  @Test("hand every row to the reader once, with one code for each subject and group")
  func handsRows() throws {
    // Would catch: rows lost or doubled between threads, codes that are shared by two values.
    let files = try TestFiles()
    var generator = SplitMix64(state: 7)
    for round in 0..<20 {
      let rows = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        (
          Int.random(in: 0...4, using: &generator), Int.random(in: 0...3, using: &generator),
          Int.random(in: 0...9, using: &generator)
        )
      }
      let text =
        "u,g,v\n" + rows.map { "\($0.0 == 0 ? "" : "s\($0.0)"),k\($0.1),\($0.2)\n" }.joined()
      let path = try files.write("rows.csv", text)
      let seen = Mutex<[[Int64]]>([])
      let column = GridColumn(name: "v", bounds: 0...9, exponent: 0, steps: 0...9)
      let keys = try Shared.engine().readContributions(
        of: DataSource(path),
        columns: ContributionColumns(
          subject: "u", subjectKeys: round % 2 == 0 ? .codes : .words, group: "g",
          listedGroups: ["k2", "none"], value: column)
      ) { _, subjects, groups, values in
        for row in subjects.indices {
          let cells = [Int64(bitPattern: subjects[row]), Int64(groups[row]), values[row]]
          seen.withLock { $0.append(cells) }
        }
      }
      #expect(keys.prefix(2) == ["k2", "none"])
      let handed = seen.withLock { $0 }
      // Group codes back to texts; subjects compared by the rows that they share.
      let bySubject = Dictionary(grouping: handed) { $0[0] }.values.map { rows in
        rows.map { "\(keys[Int($0[1]) - 1]) \($0[2])" }.sorted()
      }
      let expected = Dictionary(grouping: rows.filter { $0.0 != 0 }) { $0.0 }.values.map { rows in
        rows.map { "k\($0.1) \($0.2)" }.sorted()
      }
      #expect(bySubject.map { "\($0)" }.sorted() == expected.map { "\($0)" }.sorted())
    }
  }

  @Test("hand whole numbers of subjects as they are, and leave out rows without one")
  func wholeNumbersAsTheyAre() throws {
    // Would catch: a NULL read as the number below it, 0 taken for missing, a number narrowed.
    let files = try TestFiles()
    for type in ["BIGINT", "INTEGER", "UTINYINT"] {
      let path = try files.copy(
        """
        SELECT CASE WHEN i % 5 = 2 THEN NULL ELSE i % 7 END::\(type) AS u, \
        'k' || i % 3 AS g FROM range(10000) AS t (i)
        """, to: "\(type).parquet", "FORMAT parquet")
      let seen = Mutex<[UInt64: Int]>([:])
      let keys = try Shared.engine().readContributions(
        of: DataSource(path), columns: ContributionColumns(subject: "u", group: "g")
      ) { _, subjects, groups, _ in
        for row in subjects.indices {
          let cell = subjects[row] << 32 | UInt64(groups[row])
          seen.withLock { $0[cell, default: 0] += 1 }
        }
      }
      var expected: [UInt64: Int] = [:]
      for row in 0..<10_000 where row % 5 != 2 {
        let code = (keys.firstIndex(of: "k\(row % 3)") ?? -2) + 1
        expected[UInt64(row % 7) << 32 | UInt64(code), default: 0] += 1
      }
      #expect(seen.withLock { $0 } == expected, "\(type)")
    }
  }

  @Test("count each subject's rows up to the limit, exactly")
  func boundedRows() throws {
    let files = try TestFiles()
    let path = try files.write("r.csv", "u\na\na\na\nb\n\"\"\nc\nc\n")
    let engine = try Shared.engine()
    for (limit, expected) in [(1, 3), (2, 5), (3, 6), (9, 6)] {
      #expect(
        try engine.boundedRows(of: DataSource(path), subject: "u", column: nil, limit: limit)
          == expected)
    }
  }
}
