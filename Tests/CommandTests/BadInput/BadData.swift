import Foundation

/// Data files that must be refused, each with its place.
extension BadInput {
  static let data: [BadInput] = [
    csv("an empty file", ""),
    csv("a file of one newline", "\n"),
    csv("a header without rows", "a,b\n", names: ["data.csv", "no rows"]),
    csv("a row that is too short", "a,b\n1,2\n\(canary)\n3,4\n", names: ["data.csv, line 3"]),
    csv("a row that is too long", "a,b\n1,2\n3,\(canary),5\n", names: ["data.csv, line 3"]),
    csv("a quote that never ends", "a,b\n1,2\n3,\"\(canary)\n5,6\n"),
    csv("text behind a quote", "a,b\n1,2\n3,\"\(canary)\"x\n5,6\n", names: ["data.csv"]),
    csv("two columns of one name", "a,a,b\n1,2,3\n4,5,6\n", names: ["data.csv", "1", "2"]),
    csv(
      "a file without a header", "34,\(canary)@example.org\n35,q@example.org\n",
      names: ["data.csv", "header: false"]),
    csv(
      "a weight beyond all people", "a,b,w\n1,x,1\n2,\(canary),1e300\n3,z,2\n",
      options: ["--weight", "w"], names: ["w", "row 2"]),
    csv("a column that is not there", "a,c\n1,2\n3,4\n", names: ["data.csv", "b"]),
    csv(
      "a column in another case", "a,B\n1,2\n3,4\n", names: ["data.csv", "B"]),
    csv(
      "one row", "a,b\n1,\(canary)\n", names: ["a, b", "single value"]),
    csv(
      "all rows alike", "a,b\n1,\(canary)\n1,\(canary)\n", names: ["a, b", "single value"]),
    csv("all values missing", "a,b\n,\n,\n,\n", names: ["a, b", "single value"]),
    bytes(
      "bytes of another encoding",
      Array("a,b\n1,\(canary)".utf8) + [0xE9, 0x0A] + Array("2,x\n".utf8),
      names: ["data.csv", "utf-8"]),
    bytes(
      "a NUL in a cell", Array("a,b\n1,\(canary)\0x\n2,y\n".utf8), names: ["data.csv"]),
    bytes("a file of NULs", [UInt8](repeating: 0, count: 4096)),
    bytes("UTF-16 without saying so", utf16("a,b\n1,\(canary)\n2,x\n")),
    bytes("random bytes", noise(5_000)),
    bytes(
      "a field of three megabytes", Array("a,b\n1,".utf8) + long(3_000_000) + Array("\n2,x\n".utf8)),
    bytes("gzip that is none", file: "data.csv.gz", Array(sound.utf8), names: ["data.csv.gz"]),
    bytes("gzip that is cut off", file: "data.csv.gz", cutGzip, names: ["data.csv.gz"]),
    bytes("Parquet that is none", file: "data.parquet", Array(sound.utf8), names: ["data.parquet"]),
    bytes("an empty Parquet file", file: "data.parquet", [], names: ["data.parquet"]),
    bytes(
      "Parquet that is cut off", file: "data.parquet", Array("PAR1".utf8) + noise(200),
      names: ["data.parquet"]),
    bytes(
      "Parquet with a footer of nonsense", file: "data.parquet",
      Array("PAR1".utf8) + noise(64) + [255, 255, 255, 127] + Array("PAR1".utf8),
      names: ["data.parquet"]),
    bytes(
      "JSON lines that break off", file: "data.jsonl",
      Array("{\"a\":1,\"b\":\"\(canary)\"}\n{\"a\":2,\"b\":".utf8), names: ["data.jsonl"]),
    bytes(
      "JSON lines that are no objects", file: "data.jsonl", Array("1\n2\n\"\(canary)\"\n".utf8),
      names: ["data.jsonl"]),
    bytes("an empty file of JSON lines", file: "data.jsonl", [], names: ["data.jsonl"]),
    bytes(
      "JSON lines without the column", file: "data.jsonl",
      Array("{\"a\":1,\"c\":\"\(canary)\"}\n{\"a\":2}\n".utf8), names: ["data.jsonl", "b"]),
    bytes("SQLite that is none", file: "data.sqlite", Array(sound.utf8), names: ["data.sqlite"]),
    bytes("an empty SQLite file", file: "data.sqlite", [], names: ["data.sqlite"]),
    bytes(
      "SQLite with a damaged page", file: "data.sqlite",
      Array("SQLite format 3\0".utf8) + noise(2000), names: ["data.sqlite"]),
    bytes("an ending that says nothing", file: "data.xyz", Array(sound.utf8), names: ["data.xyz"]),
    csv(
      "a weight that is missing", "a,b,w\n1,x,1\n2,\(canary),\n3,z,2\n",
      options: ["--weight", "w"],
      names: ["w", "row 2"]),
    csv(
      "a weight of zero", "a,b,w\n1,x,1\n2,\(canary),0\n3,z,2\n", options: ["--weight", "w"],
      names: ["w", "row 2"]),
    csv(
      "a negative weight", "a,b,w\n1,x,1\n2,\(canary),-4\n3,z,2\n", options: ["--weight", "w"],
      names: ["w", "row 2"]),
    csv(
      "a weight in words", "a,b,w\n1,x,1\n2,y,\(canary)\n3,z,2\n", options: ["--weight", "w"],
      names: ["data.csv, line 3", "w"]),
    column(
      "a date that is none", "{role: quasi-identifier, type: date}",
      data: "a,b\n1,2020-01-01\n2,2020-02-31\n3,2020-03-01\n", names: ["data.csv, line 3", "b"]),
    column(
      "a date in words", "{role: quasi-identifier, type: date}",
      data: "a,b\n1,2020-01-01\n2,\(canary)\n", names: ["data.csv, line 3", "b"]),
    column(
      "a timestamp that is none", "{role: quasi-identifier, type: timestamp}",
      data: "a,b\n1,2020-01-01T10:00:00\n2,\(canary)\n", names: ["data.csv, line 3", "b"]),
    column(
      "a whole number that is none", "{role: quasi-identifier, type: integer}",
      data: "a,b\n1,7\n2,7.5\n3,\(canary)\n", names: ["data.csv, line 3", "b"]),
    column(
      "a whole number of thirty digits", "{role: quasi-identifier, type: integer}",
      data: "a,b\n1,7\n2,123456789012345678901234567890\n", names: ["data.csv, line 3", "b"]),
    column(
      "a number that is none", "{role: quasi-identifier, type: real}",
      data: "a,b\n1,7.5\n2,\(canary)\n", names: ["data.csv, line 3", "b"]),
    column(
      "a number without end", "{role: quasi-identifier, type: real}",
      data: "a,b\n1,7.5\n2,inf\n", names: ["data.csv, line 3", "b"]),
    column(
      "a truth value that is none", "{role: quasi-identifier, type: boolean}",
      data: "a,b\n1,true\n2,\(canary)\n", names: ["data.csv, line 3", "b"]),
    column(
      "a declared column that is not there", "{role: quasi-identifier}",
      data: "a,bb\n1,2\n3,4\n", names: ["data.csv", "b", "bb"]),
    manifest(
      "a source that is not there", template().replacing("data.csv", with: "missing.csv"),
      names: ["missing.csv"]),
    manifest(
      "a pattern without a match", template().replacing("data.csv", with: "'*.tsv'"),
      names: ["*.tsv"]),
    BadInput(
      "a folder of different formats",
      files: [
        ("palimpsest.yaml", Array(template().replacing("data.csv", with: "parts").utf8)),
        ("parts/one.csv", Array(sound.utf8)),
        ("parts/two.jsonl", Array("{\"a\":1,\"b\":2}\n".utf8)),
      ], run: ["audit", "."], names: ["parts"]),
    BadInput(
      "files of one table with different columns",
      files: [
        ("palimpsest.yaml", Array(template().replacing("data.csv", with: "'parts/*.csv'").utf8)),
        ("parts/1.csv", Array(sound.utf8)), ("parts/2.csv", Array("x,y\n1,\(canary)\n".utf8)),
      ], run: ["audit", "."], names: ["parts/2.csv"]),
    BadInput(
      "an empty folder as a source",
      files: [
        ("palimpsest.yaml", Array(template().replacing("data.csv", with: "parts").utf8)),
        ("parts/readme.xyz", Array("x".utf8)),
      ], run: ["audit", "."], names: ["parts"]),
    BadInput(
      "an original without a key",
      files: [
        (
          "palimpsest.yaml",
          Array(
            template().replacing(
              "    source: data.csv", with: "    source: data.csv\n    original: {source: data.csv}"
            ).utf8)
        ), ("data.csv", Array(sound.utf8)),
      ], run: ["audit", "."], names: ["subject"]),
    BadInput(
      "auxiliary data that share no column",
      files: [
        (
          "palimpsest.yaml",
          Array(
            template(b: "{role: quasi-identifier}\n      c: {role: subject}").replacing(
              "    source: data.csv",
              with: "    source: data.csv\n    auxiliary: {source: other.csv}"
            ).utf8)
        ), ("data.csv", Array(sound.utf8)), ("other.csv", Array("q,c\n\(canary),x\n".utf8)),
      ], run: ["audit", "."], names: ["a, b"]),
  ]

  private static func utf16(_ text: String) -> [UInt8] {
    [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }

  /// Bytes without order, the same each time.
  private static func noise(_ count: Int) -> [UInt8] {
    var state: UInt32 = 12345
    return (0..<count).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(state >> 24)
    }
  }

  private static func long(_ count: Int) -> [UInt8] { [UInt8](repeating: 0x78, count: count) }

  /// The head of a gzip stream, and nothing behind it.
  private static let cutGzip: [UInt8] = [
    0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B, 0xD4, 0x49, 0xE2, 0x32,
  ]
}
