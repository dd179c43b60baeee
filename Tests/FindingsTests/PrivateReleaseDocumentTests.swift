import Foundation
import TestSupport
import Testing

@testable import Findings

@Suite("The document of a private release")
struct PrivateReleaseDocumentTests {
  static let releases = [
    PrivateRelease(
      tool: "t", createdAt: "2026-11-21T00:00:00Z",
      query: .init(
        kind: .mean, file: "f.csv", column: "pay", lower: -1, upper: 2.5, step: 0.0009765625),
      neighbours: .init(relation: .addRemove, unit: .row),
      mechanism: .init(name: "discrete Laplace", scale: 2.5),
      cost: .init(epsilon: 1, delta: 0, rho: 0.5),
      accuracy: .init(level: 0.95, measure: .value, reach: 7.5), results: [.init(value: 1.25)],
      notes: ["each row by itself"]),
    PrivateRelease(
      tool: "t", createdAt: "2026-11-21T00:00:00Z",
      query: .init(kind: .histogram, file: "f.csv", column: "ward", declaresKeys: false),
      neighbours: .init(
        relation: .addRemove, unit: .dataSubject, subject: "user", rowsPerSubject: 3,
        groupsPerSubject: 2),
      mechanism: .init(name: "discrete Gaussian", scale: 4, threshold: 51),
      cost: .init(epsilon: 1, delta: 1e-9, rho: nil), accuracy: nil,
      results: [.init(key: "A", value: 60), .init(key: "", value: 52)], notes: []),
    PrivateRelease(
      tool: "t", createdAt: "2026-11-21T00:00:00Z",
      query: .init(kind: .quantile, file: "f.csv", column: "pay", lower: 0, upper: 9, step: 1),
      neighbours: .init(relation: .addRemove, unit: .dataSubject, subject: "u", rowsPerSubject: 1),
      mechanism: .init(name: "exponential mechanism", scale: nil),
      cost: .init(epsilon: 1, delta: 0, rho: nil),
      accuracy: .init(level: 0.95, measure: .rank, reach: 12),
      results: [.init(probability: 0.5, value: 4)], notes: []),
  ]

  @Test("comes back as it was written; damaged or of another version, it is refused")
  func roundTrip() throws {
    for release in Self.releases {
      let data = try release.encoded()
      let read = try PrivateRelease.decode(from: data)
      #expect(read == release)
      #expect(try read.encoded() == data)
      let text = String(decoding: data, as: UTF8.self)
      for bad in ["", text.replacing("\"1.0\"", with: "\"2.0\""), String(text.dropLast(3))] {
        #expect(throws: ReportDocumentError.self) {
          try PrivateRelease.decode(from: Data(bad.utf8))
        }
      }
    }
  }

  @Test(
    "fits its JSON Schema, which knows no other key and wants what it costs",
    .enabled(if: PythonSchema.isInstalled, "python3 with jsonschema is not installed"))
  func schema() throws {
    let schema = PythonSchema.file("private-release-1.json")
    for release in Self.releases {
      let object = try JSONSerialization.jsonObject(with: release.encoded())
      var (other, without) = (try #require(object as? [String: Any]), [String: Any]())
      (without, other["stranger"]) = (other, 1)
      without["cost"] = nil
      let documents = try [object, other, without].map {
        try JSONSerialization.data(withJSONObject: $0)
      }
      #expect(try PythonSchema.validity(of: documents, by: schema) == [true, false, false])
    }
  }
}
