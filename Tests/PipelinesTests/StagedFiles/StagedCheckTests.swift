import Findings
import Foundation
import TestSupport
import Testing

@testable import Pipelines

@Suite("Staged files")
struct StagedCheckTests {
  static func report(_ files: [(String, String)]) throws -> StagedReport {
    let folder = try TestFolder()
    for (name, text) in files { try folder.write(name, text) }
    let paths = files.map { folder.url.appendingPathComponent($0.0).path }
    return try StagedCheck().run(paths)
  }

  static func items(_ name: String, _ text: String) throws -> [StagedReport.Item] {
    try report([(name, text)]).items
  }

  static func places(_ items: [StagedReport.Item]) -> [String] {
    items.map { "\($0.line):\($0.column) \($0.meaning) \($0.count)" }
  }

  @Test("are told by line and column, once for each kind and column, with their number")
  func tables() throws {
    let text = """
      key,age,note
      a,30,nothing
      b,31,"she said ""write to jane@posteo.de"", twice"
      c,32,+49 30 1234567
      d,33,ö joe@posteo.de
      """
    #expect(
      Self.places(try Self.items("t.csv", text)) == [
        "3:27 an e-mail address 2", "4:6 a telephone number 1",
      ])
    let tabs = text.replacing(",", with: "\t")
    #expect(try Self.items("t.tsv", tabs).count == 2)
    let semicolons = "key;age;note\r\na;3;x\r\nb;4;jane@posteo.de\r\n"
    #expect(Self.places(try Self.items("t.csv", semicolons)) == ["3:5 an e-mail address 1"])
    let inside = "key,note\n1,\"first line\nsecond jane@posteo.de\"\n"
    #expect(Self.places(try Self.items("t.csv", inside)) == ["3:8 an e-mail address 1"])
  }

  @Test("of JSON Lines are told by line and column, escapes and keys included")
  func jsonLines() throws {
    let text = """
      {"n": 1, "note": "fine"}
      {"n": 4111111111111111, "note": "jane\\u0040posteo.de"}
      {"n": 3, "who": {"joe@posteo.de": 2}}
      """
    #expect(
      Self.places(try Self.items("t.jsonl", text)) == [
        "2:7 a payment card's number 1", "2:34 an e-mail address 1", "3:19 an e-mail address 1",
      ])
  }

  @Test("say which columns' names are direct identifiers, where they can name people")
  func names() throws {
    func rows(_ values: [String]) -> String {
      (["id,Nachname"] + values.enumerated().map { "\($0),\($1)" }).joined(separator: "\n")
    }
    let people = rows((0..<60).map { String(repeating: "x", count: $0 + 1) })
    #expect(
      Self.places(try Self.items("t.csv", people)) == ["1:4 a name that says a person's name 1"])
    let products = rows((0..<60).map { ["bolt", "nut"][$0 % 2] })
    #expect(try Self.items("t.csv", products).isEmpty)
    #expect(try Self.items("t.csv", "id,nachname\n").isEmpty)
    #expect(try Self.items("t.csv", "id,age,postcode\n1,30,10115\n2,40,10117\n").isEmpty)
  }

  @Test("without a header are read from the first line; UTF-16 and a byte order mark as well")
  func beginnings() throws {
    #expect(
      Self.places(try Self.items("t.csv", "jane@posteo.de,3\n")) == ["1:1 an e-mail address 1"])
    let folder = try TestFolder()
    let text = "a,b\n1,jane@posteo.de\n"
    try folder.write("a.csv", [0xEF, 0xBB, 0xBF] + Array(text.utf8))
    try folder.write(
      "b.csv", [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] })
    try folder.write(
      "c.csv", [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] })
    let items = try StagedCheck().run([folder.url.path]).items
    #expect(Self.places(items) == Array(repeating: "2:3 an e-mail address 1", count: 3))
  }

  // Catches a report that repeats what it warns of.
  @Test("never show a value")
  func noValues() throws {
    let secrets = [
      "jane@posteo.de", "+4930123456789", "4111111111111111", "DE89370400440532013000",
    ]
    let folder = try TestFolder()
    try folder.write("t.csv", "\(secrets[0]),b\n" + secrets.map { "\($0),1\n" }.joined())
    try folder.write("t.jsonl", secrets.map { "{\"\($0)\": \"\($0)\"}\n" }.joined())
    try folder.write("a.gif", TinyGIF.bytes(comment: "jane@posteo.de"))
    let report = try StagedCheck().run([folder.url.path])
    #expect(report.items.count >= 8)
    for item in report.items {
      let text = item.meaning + item.location
      #expect(!secrets.contains { text.contains($0) })
    }
  }

  @Test("are read to 64 KB, which the report says; other kinds are listed as not looked into")
  func limits() throws {
    let filler = String(repeating: "1,2,3\n", count: StagedCheck.tableLimit / 6 + 1)
    let report = try Self.report([
      ("long.csv", "a,b,c\n" + filler + "jane@posteo.de,1,2\n"), ("short.csv", "a\n1\n"),
      ("code.swift", "let a = 1"), ("empty.csv", ""),
    ])
    #expect(report.items.isEmpty)
    #expect(report.readInPart == 1 && report.checked == 3)
    #expect(report.skipped.map { ($0 as NSString).lastPathComponent } == ["code.swift"])
  }

  @Test("that are not there are an error")
  func missing() {
    #expect(throws: FileError.missing(path: "/nowhere/a.csv")) {
      try StagedCheck().run(["/nowhere/a.csv"])
    }
  }

  @Test("that are broken pictures may hold anything, and count")
  func brokenPicture() throws {
    let folder = try TestFolder()
    try folder.write("a.jpg", [0xFF, 0xD8, 0xFF, 0xE1, 0xFF])
    try folder.write("clean.gif", TinyGIF.bytes(comment: ""))
    let report = try StagedCheck().run([folder.url.path])
    #expect(report.items.map { ($0.file as NSString).lastPathComponent } == ["a.jpg"])
    #expect(report.checked == 2)
  }

  // Catches a parser that traps or loops: every prefix, and bytes at random.
  @Test("of any bytes are read without a trap")
  func anyBytes() {
    let text = Array("\"a,\"\"b\n\",{\"k\\u00\": +49(30)\n1-2.3/4,@x.de,DE89 3704,756.1\r\n".utf8)
    var state: UInt64 = 7
    for length in 0...text.count {
      for _ in 0..<20 {
        var bytes = Array(text.prefix(length))
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        if length > 0 { bytes[Int(state >> 33) % length] = UInt8(truncatingIfNeeded: state >> 20) }
        _ = StagedTable.tally(bytes[...]).items(file: "")
        _ = StagedLines.tally(bytes[...]).items(file: "")
      }
    }
  }
}
