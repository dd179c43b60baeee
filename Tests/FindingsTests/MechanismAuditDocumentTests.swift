import Foundation
import TestSupport
import Testing

@testable import Findings

@Suite("The document of a mechanism audit")
struct MechanismAuditDocumentTests {
  static func claim(_ bound: Double, upper: Double?) -> MechanismAuditReport.Claim {
    .init(
      epsilon: 1, delta: 0.001, epsilonLowerBound: bound, eventUpperBound: upper,
      deltaLowerBound: bound > 1 ? 0.1 : 0, likely: [0.5, 0.6], rare: [0, 0.1],
      pair: "0 and 1", view: "value", event: "at-least", eventValue: 1, favoursFirst: false)
  }

  static let report = MechanismAuditReport(
    tool: "t", createdAt: "2026-11-21T00:00:00Z", source: "system", samples: 1_000,
    confidence: 0.999, tests: 4, isPlanted: false,
    mechanisms: [
      .init(
        name: "sound", types: ["Sound"], setting: "s", epsilon: 1, isCaught: false,
        claims: [claim(0.9, upper: 1.2)]),
      .init(
        name: "broken", types: [], setting: "s", epsilon: 1, isCaught: true,
        claims: [claim(1.5, upper: nil)]),
    ])

  @Test("comes back as it was written, and knows what was caught")
  func roundTrip() throws {
    let data = try Self.report.encoded()
    let read = try MechanismAuditReport.decode(from: data)
    #expect(read == Self.report)
    #expect(try read.encoded() == data)
    #expect(read.caught.map(\.name) == ["broken"])
    #expect(read.mechanisms.map { $0.claims[0].isRefuted } == [false, true])
    let text = String(decoding: data, as: UTF8.self)
    for bad in ["", text.replacing("\"1.0\"", with: "\"2.0\""), String(text.dropLast(3))] {
      #expect(throws: ReportDocumentError.self) {
        try MechanismAuditReport.decode(from: Data(bad.utf8))
      }
    }
  }

  @Test(
    "fits its JSON Schema, which knows no other key",
    .enabled(if: PythonSchema.isInstalled, "python3 with jsonschema is not installed"))
  func schema() throws {
    let schema = PythonSchema.file("mechanism-audit-1.json")
    let object = try JSONSerialization.jsonObject(with: Self.report.encoded())
    var other = try #require(object as? [String: Any])
    other["stranger"] = 1
    var without = try #require(object as? [String: Any])
    without["confidence"] = nil
    let documents = try [object, other, without].map {
      try JSONSerialization.data(withJSONObject: $0)
    }
    #expect(try PythonSchema.validity(of: documents, by: schema) == [true, false, false])
  }
}
