import Findings
import Foundation
import TestSupport
import Testing

/// `docs/schemas/gate-verdict-1.json` and `release-approvals-1.json` beside what is written.
@Suite("The JSON Schemas of verdicts and approvals")
struct GateSchemaTests {
  private func verdicts(_ schema: String, _ texts: [String]) throws -> [Bool] {
    try PythonSchema.validity(of: texts.map { Data($0.utf8) }, by: PythonSchema.file(schema))
  }

  // Catches: a field, a word or a reason that was added in one of the two only.
  @Test(
    "Each verdict of the truth table follows the schema; with a key too many it does not",
    .enabled(if: PythonSchema.isInstalled, "python3 with jsonschema is not installed"))
  func verdictSchema() throws {
    let texts = try TruthCase.all.map {
      String(decoding: try $0.fixture().verdict().encoded(), as: UTF8.self)
    }
    #expect(try verdicts("gate-verdict-1.json", texts).allSatisfy { $0 })
    let wrong = texts[0].replacingOccurrences(of: "\"outcome\":", with: "\"outcom\":")
    let other = texts[0].replacingOccurrences(of: "\"threshold-met\"", with: "\"met-threshold\"")
    #expect(try verdicts("gate-verdict-1.json", [wrong, other]) == [false, false])
    let data = try Data(contentsOf: PythonSchema.file("gate-verdict-1.json"))
    let schema = String(decoding: data, as: UTF8.self)
    for reason in GateDecision.Reason.allCases {
      #expect(schema.contains("\"\(reason.rawValue)\""))
    }
  }

  // Catches: approvals that people write by the schema and the gate does not read.
  @Test(
    "Approvals follow their schema",
    .enabled(if: PythonSchema.isInstalled, "python3 with jsonschema is not installed"))
  func approvalsSchema() throws {
    let digest = String(repeating: "0a", count: 32)
    let approvals = ReleaseApprovals(
      candidates: [digest], report: digest, preparedBy: "ada",
      approvals: [.init(person: "bob", role: "steward", at: "2027-01-14T10:00:00Z")])
    let text = String(decoding: try approvals.encoded(), as: UTF8.self)
    let wrong = text.replacingOccurrences(of: "\"at\"", with: "\"on\"")
    #expect(try verdicts("release-approvals-1.json", [text, wrong]) == [true, false])
    #expect(throws: ReportDocumentError.self) {
      try ReleaseApprovals.decode(from: Data(wrong.utf8))
    }
  }
}
