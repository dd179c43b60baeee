import Findings
import Foundation
import TestSupport
import Testing

@Suite("The document of a baseline")
struct BaselineDocumentTests {
  static let document = BaselineDocument(
    tool: "t", createdAt: "2026-11-21T10:15:00Z", policy: "public",
    entries: [
      .init(
        rule: "a", fingerprint: "rule=a;metric=m", comparison: "at-most", level: 0.31,
        since: "2026-11-21T10:15:00Z", until: "2027-02-19T10:15:00Z", owner: "o", reason: "r"),
      .init(
        rule: "b", fingerprint: "rule=b;columns=;file=", since: "2026-11-21T10:15:00Z",
        until: "2027-02-19T10:15:00Z"),
    ])

  @Test("comes back as it was written, and other versions are refused")
  func roundTrip() throws {
    let data = try Self.document.encoded()
    #expect(try BaselineDocument.decode(from: data) == Self.document)
    let other = String(decoding: data, as: UTF8.self)
      .replacing("\"schemaVersion\": \"1.0\"", with: "\"schemaVersion\": \"2.0\"")
    #expect(throws: ReportDocumentError.self) {
      try BaselineDocument.decode(from: Data(other.utf8))
    }
  }

  @Test(
    "fits its JSON Schema, which refuses strangers and other moments",
    .enabled(if: PythonSchema.isInstalled, "python3 with jsonschema is not installed"))
  func schema() throws {
    let schema = PythonSchema.file("gate-baseline-1.json")
    let good = String(
      decoding: try JSONSerialization.data(
        withJSONObject: JSONSerialization.jsonObject(with: Self.document.encoded())), as: UTF8.self)
    let bad = [
      good.replacing("\"owner\"", with: "\"stranger\""),
      good.replacing("2027-02-19T10:15:00Z", with: "2027-02-19"),
      good.replacing("\"at-most\"", with: "\"about\""),
    ]
    let documents = ([good] + bad).map { Data($0.utf8) }
    #expect(try PythonSchema.validity(of: documents, by: schema) == [true, false, false, false])
  }

  @Test(
    "paths are named below the repository",
    arguments: [
      ("a/b.csv", nil, "a/b.csv"), ("./a//b.csv", nil, "a/b.csv"), ("a/../b", nil, "b"),
      ("/repo/a", "/repo", "a"), ("/repo/a", "/repo/", "a"), ("/repo/./x/../a", "/repo", "a"),
      ("/repository/a", "/repo", nil), ("/repo", "/repo", nil), ("../a", "/repo", nil),
      ("/repo/../a", "/repo", nil), ("/a", nil, nil), ("", "/repo", nil), (".", nil, nil),
    ] as [(String, String?, String?)])
  func paths(path: String, root: String?, expected: String?) {
    #expect(RepositoryPath.relative(path, below: root) == expected)
  }
}
