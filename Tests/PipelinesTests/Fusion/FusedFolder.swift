import Findings
import Foundation
import Numerics

@testable import Pipelines

/// A folder with two tables about the same people: who they are, and when they do something.
struct FusedFolder {
  /// What no report may hold.
  static let canary = "zq7canary"
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "palimpsest-fused-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: url.appendingPathComponent(name))
  }

  static func key(_ person: Int) -> String { "\(canary)\(person)" }

  /// People with one of six jobs, and 120 events about two hours of their own.
  ///
  /// - Parameters:
  ///   - isStranger: whether later events are other people's: their hours are drawn anew.
  func writePeople(_ people: Int, seed: UInt64 = 1, isStranger: Bool = false, more: Bool = false)
    throws
  {
    var source = SeededGenerator(seed: seed, stream: "fused-audit-tests")
    // Of its own, so that other events leave jobs as they are.
    var jobs = SeededGenerator(seed: seed, stream: "fused-audit-tests/jobs")
    var rows = more ? "who,job,shoe\n" : "who,job\n"
    var events = "who,at\n"
    for person in 0..<people {
      rows += "\(Self.key(person)),job\(jobs.index(below: 6))\(more ? ",\(person)" : "")\n"
      var hours = (0..<2).map { _ in source.index(below: 24) }
      for event in 0..<120 {
        if event == 60, isStranger { hours = (0..<2).map { _ in source.index(below: 24) } }
        let hour = hours[source.bernoulli(0.6) ? 0 : 1]
        let second = event * 86_400 + hour * 3_600 + source.index(below: 3_600)
        events += "\(Self.key(person)),\(1_700_000_000 + second)\n"
      }
    }
    try write("people.csv", rows)
    try write("events.csv", events)
  }

  static let manifest = """
    version: 1
    dataset: {name: d}
    tables:
      people:
        kind: users
        source: people.csv
        columns:
          who: {role: subject, type: text}
          job: {role: quasi-identifier}
      events:
        kind: events
        source: events.csv
        columns:
          who: {role: subject, type: text}
          at: {role: time, type: integer, unit: seconds}
    adversary:
      profiles: [./ours.yaml]

    """

  /// Knows jobs, or times, or both.
  static func profile(_ knows: [String]) -> String {
    """
    version: 1
    id: ours
    title: "Ours"
    source: "what we saw"
    prior: 1
    knows:

    """ + knows.map { "  - \($0)\n" }.joined()
  }

  func request(
    _ knows: [String] = ["attributes", "earlier-times"], seed: UInt64 = 1
  ) throws -> AuditRequest {
    try write("palimpsest.yaml", Self.manifest)
    try write("ours.yaml", Self.profile(knows))
    return try AuditRequest(
      target: .manifest(path: url.path), seed: seed, engine: .init(), reproduce: "test",
      toolVersion: "test")
  }
}
