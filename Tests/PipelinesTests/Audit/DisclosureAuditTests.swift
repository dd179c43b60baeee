import Findings
import Foundation
import TestSupport
import Testing

@testable import Pipelines

/// pycanon's nine measures, read off the report.
@Suite(
  "The report agrees with pycanon", .enabled(if: SharedFolder.exists && EngineLibrary.exists))
struct DisclosureAuditTests {
  struct Entry: Sendable, CustomTestStringConvertible {
    let name: String
    let file: String
    let known: [String]
    let sensitive: String
    let values: [String: Double]

    var testDescription: String { name }
  }

  /// Entries with one sensitive attribute; several are combined by the kernel's own test.
  static let entries: [Entry] = {
    guard
      let text = try? String(
        contentsOf: SharedFolder.file("vectors/tabular/pycanon_reference.json"), encoding: .utf8),
      // Python writes NaN, which JSON does not have.
      let object = try? JSONSerialization.jsonObject(
        with: Data(text.replacing("NaN", with: "null").utf8)) as? [String: [String: Any]]
    else { return [] }
    return object.sorted { $0.key < $1.key }.compactMap { name, entry in
      guard let file = entry["file"] as? String, let known = entry["qi"] as? [String],
        let sensitive = entry["sa"] as? [String], sensitive.count == 1
      else { return nil }
      let keys = [
        "k": "k", "l": "l-distinct", "basic_beta": "beta-basic", "enh_beta": "beta-enhanced",
        "t": "t", "delta": "delta",
      ]
      var values: [String: Double] = [:]
      for (theirs, ours) in keys {
        if let value = entry[theirs] as? Double { values[ours] = value }
      }
      return Entry(
        name: name, file: file, known: known, sensitive: sensitive[0], values: values)
    }
  }()

  @Test("k, l, beta, t and delta", arguments: entries)
  func agrees(_ entry: Entry) throws {
    guard let path = DataFile.path(entry.file) else {
      Issue.record("\(entry.file) is not in the shared folder", severity: .warning)
      return
    }
    let request = try AuditRequest(
      target: .file(
        FileDescription(
          path: path, quasiIdentifiers: entry.known, sensitive: [entry.sensitive])),
      seed: 1, engine: .init(), reproduce: "test", toolVersion: "test")
    let report = try RiskAudit.run(request)
    let guess = try #require(report.attacks.first { $0.attack.id == "attributes/guess-value" })
    for (id, value) in entry.values {
      let found = guess.measures.first { $0.id == "disclosure/\(id)" }?.estimate?.value
      #expect(
        found.map { abs($0 - value) <= 1e-9 * max(1, abs(value)) } ?? false,
        "\(id): \(String(describing: found)), not \(value)")
    }
  }
}
