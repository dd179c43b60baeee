import Engines
import Testing

@Suite struct ColumnDigestTests {
  private static func digests(
    _ rows: [String], header: String = "a,b", columns: [String]? = nil
  ) throws -> [String: String] {
    let files = try TestFiles()
    let path = try files.write("t.csv", ([header] + rows).joined(separator: "\n") + "\n")
    return try Shared.engine().columnDigests(
      of: DataSource(paths: [path]), columns: columns)
  }

  @Test("A column's digest depends on its own cells and on nothing else")
  func independent() throws {
    let first = try Self.digests(["1,x", "2,y", "3,x"])
    #expect(Set(first.keys) == ["a", "b"])
    #expect(first.values.allSatisfy { $0.count == 64 })
    #expect(try Self.digests(["1,x", "2,y", "3,x"]) == first)
    // Another column beside it, and another file, row for row the same.
    let wider = try Self.digests(["1,9,x", "2,8,y", "3,7,x"], header: "a,c,b")
    #expect(wider["a"] == first["a"] && wider["b"] == first["b"])
    #expect(try Self.digests(["1,x", "2,y", "3,x"], columns: ["b"]) == ["b": first["b"]])
    let changed = try Self.digests(["1,x", "2,z", "3,x"])
    #expect(changed["a"] == first["a"] && changed["b"] != first["b"])
  }

  // Catches: an exclusive or over hashes that cancels equal cells, or one whose parts can be
  // swapped.
  @Test("Every two columns of up to four cells have different digests")
  func exhaustive() throws {
    let letters = ["p", "q", ""]
    var seen: Set<String> = []
    for (rows, columns) in [(2, 9), (3, 27), (4, 81)] {
      for code in 0..<columns {
        var rest = code
        let cells = (0..<rows).map { _ in
          defer { rest /= 3 }
          return letters[rest % 3]
        }
        let digest = try Self.digests(cells.map { "\($0),1" }, columns: ["a"])["a"]
        #expect(seen.insert(try #require(digest)).inserted, "\(cells)")
      }
    }
    #expect(seen.count == 9 + 27 + 81)
  }

  @Test("Rows in another order give another digest, above one block of rows too")
  func order() throws {
    let rows = (0..<5000).map { "\($0 % 7),\($0)" }
    let first = try Self.digests(rows)
    var swapped = rows
    swapped.swapAt(10, 4001)
    let second = try Self.digests(swapped)
    #expect(first["a"] != second["a"] && first["b"] != second["b"])
    #expect(try Self.digests(rows) == first)
    #expect(try Self.digests(Array(rows.dropLast()))["a"] != first["a"])
  }

  @Test("Whole numbers and the same digits as text differ, and empty tables have digests")
  func types() throws {
    let files = try TestFiles()
    let numbers = try files.copy("SELECT 1::BIGINT AS a", to: "n.parquet", "FORMAT parquet")
    let texts = try files.copy("SELECT '1' AS a", to: "t.parquet", "FORMAT parquet")
    let nothing = try files.copy("SELECT NULL::VARCHAR AS a", to: "m.parquet", "FORMAT parquet")
    let empty = try files.copy("SELECT '' AS a", to: "e.parquet", "FORMAT parquet")
    let none = try files.copy(
      "SELECT '' AS a WHERE false", to: "none.parquet", "FORMAT parquet")
    let all = try [numbers, texts, nothing, empty, none].map {
      try Shared.engine().columnDigests(of: DataSource(paths: [$0]))["a"]
    }
    #expect(Set(all.compactMap(\.self)).count == 5)
  }

  @Test("A column that is not there is named")
  func missing() throws {
    #expect(throws: EngineError.self) { try Self.digests(["1,2"], columns: ["c"]) }
  }
}
