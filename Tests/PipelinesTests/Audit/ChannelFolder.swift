import Findings
import Foundation
import Numerics

@testable import Pipelines

/// A folder with tables of people who are tied, choose and write; all keys and texts hold a canary.
struct ChannelFolder {
  /// What no report may hold.
  static let canary = "zq7canary"
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "palimpsest-channels-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(at: url) }

  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: url.appendingPathComponent(name))
  }

  static func key(_ person: Int) -> String { "\(canary)p\(person)" }

  /// A network of `people` who make `each` ties, likelier with those who have some.
  func writeNetwork(_ name: String = "ties.csv", people: Int, each: Int, seed: UInt64 = 1) throws {
    var source = SeededGenerator(seed: seed, stream: "channel-audit-tests")
    var ends = [0]
    var text = "a,b\n"
    for person in 1..<people {
      for _ in 0..<min(each, person) {
        let other = ends[source.index(below: ends.count)]
        text += "\(Self.key(person)),\(Self.key(other))\n"
        ends.append(other)
      }
      ends += [Int](repeating: person, count: each)
    }
    try write(name, text)
  }

  /// A manifest of one table, its settings and columns six spaces deep.
  func audit(_ table: String, adversary: String = "", seed: UInt64 = 1) throws -> RiskReport {
    try write(
      "palimpsest.yaml",
      "version: 1\ndataset: {name: d}\ntables:\n  t:\n\(table)\(adversary)")
    var request = try AuditRequest(
      target: .manifest(path: url.path), seed: seed, engine: .init(), reproduce: "test",
      toolVersion: "test")
    // Single channels are what these tests are about.
    request.fusesChannels = false
    return try RiskAudit.run(request)
  }

  static func edges(_ more: String = "") -> String {
    """
        kind: edges
        source: ties.csv
    \(more)    columns:
          a: {role: source}
          b: {role: target}

    """
  }

  static let ratings = """
        kind: events
        source: ratings.csv
        columns:
          who: {role: subject}
          film: {role: item}
          stars: {role: rating}

    """

  static let texts = """
        kind: text
        source: texts.csv
        columns:
          who: {role: subject}
          words: {role: text}

    """
}

extension RiskReport {
  /// The success of the first attack whose id begins so; `nil` where none was made.
  func success(_ id: String) -> Double? {
    attacks.first { $0.attack.id.hasPrefix(id) }?.success.value
  }
}
