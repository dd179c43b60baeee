import Foundation
import TestSupport
import Testing

@testable import Findings

@Suite("The document of privacy costs")
struct PrivacyCostsTests {
  static let step = PrivacyCosts.Step("this follows", source: "there")
  static func costs(epsilon: Double?, isMet: Bool) -> PrivacyCosts {
    PrivacyCosts(
      tool: "t", unit: "row", neighbours: "substitute",
      total: .init(
        asked: .epsilon, epsilon: epsilon, delta: 1e-6, notion: epsilon.map { _ in "renyi" },
        epsilonAtLeast: epsilon),
      notions: ["renyi", "basic", "concentrated", "gaussian", "privacyLoss"].map {
        .init(
          notion: $0, epsilon: $0 == "renyi" ? epsilon : nil, delta: nil,
          reason: $0 == "renyi" ? nil : "not known for x", source: "s")
      },
      curve: [.init(delta: 1e-6, epsilon: epsilon, notion: nil)],
      releases: [
        .init(
          name: "x\u{202E}\n", mechanism: "gaussian", count: 3, rate: 0.5, alone: epsilon,
          saved: nil, steps: [step]),
        .init(
          name: "y", mechanism: "pure", count: 1, rate: 1, alone: epsilon, saved: 0, steps: []),
      ],
      target: .init(
        epsilon: 1, delta: 1e-6, spent: epsilon, isMet: isMet, left: epsilon.map { 1 - $0 }),
      groups: [.init(size: 2, epsilon: nil, step: step)],
      calibration: .init(parameter: "sigma", value: 2, epsilon: 1, delta: 1e-6, step: step),
      notes: ["n"])
  }

  @Test("comes back as it was written, and tells whether the target is kept")
  func roundTrip() throws {
    for costs in [Self.costs(epsilon: 0.5, isMet: true), Self.costs(epsilon: nil, isMet: false)] {
      let data = try costs.encoded()
      let read = try PrivacyCosts.decode(from: data)
      #expect(read == costs)
      #expect(try read.encoded() == data)
      #expect(read.meetsTarget == (costs.total.epsilon != nil))
    }
    #expect(throws: ReportDocumentError.self) {
      try Self.costs(epsilon: .infinity, isMet: false).encoded()
    }
  }

  @Test(
    "fits its JSON Schema",
    .enabled(if: PythonSchema.isInstalled, "python3 with jsonschema is not installed"))
  func schema() throws {
    let schema = PythonSchema.file("privacy-costs-1.json")
    var lines: [Data] = []
    for costs in [Self.costs(epsilon: 0.5, isMet: true), Self.costs(epsilon: nil, isMet: false)] {
      let object = try JSONSerialization.jsonObject(with: try costs.encoded())
      lines.append(try JSONSerialization.data(withJSONObject: object))
      var other = try #require(object as? [String: Any])
      other["stranger"] = 1
      lines.append(try JSONSerialization.data(withJSONObject: other))
    }
    #expect(try PythonSchema.validity(of: lines, by: schema) == [true, false, true, false])
  }
}
