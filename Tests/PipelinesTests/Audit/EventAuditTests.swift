import Findings
import Foundation
import Numerics
import Tables
import TestSupport
import Testing

@testable import Pipelines

/// A log of people who have two places and hours of their own.
private struct DrawnLog {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "palimpsest-events-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
  }

  /// `people` people with `each` events, near two places and about two hours of their own.
  func writeVisits(people: Int, each: Int, seed: UInt64 = 1) throws {
    var source = SeededGenerator(seed: seed, stream: "event-audit-tests")
    var text = "who,when,lat,lon\n"
    for person in 0..<people {
      let places = (0..<2).map { _ in (50 + 0.3 * source.unit(), 8 + 0.3 * source.unit()) }
      let hours = (0..<2).map { _ in source.index(below: 24) }
      for event in 0..<each {
        let choice = source.bernoulli(0.6) ? 0 : 1
        let second = event * 86_400 + hours[choice] * 3_600 + source.index(below: 3_600)
        let (latitude, longitude) = places[choice]
        text += "p\(person),\(1_700_000_000 + second),\(latitude),\(longitude)\n"
      }
    }
    try write("visits.csv", text)
  }

  func report(_ manifest: String, seed: UInt64 = 1) throws -> RiskReport {
    try write("palimpsest.yaml", manifest)
    var request = try AuditRequest(
      target: .manifest(path: folder.path), seed: seed, engine: .init(), reproduce: "test",
      toolVersion: "test")
    // Single channels are what these tests are about.
    request.fusesChannels = false
    return try RiskAudit.run(request)
  }

  static let visits = """
    version: 1
    dataset: {name: visits}
    tables:
      visits:
        kind: events
        source: visits.csv
        columns:
          who: {role: subject}
          when: {role: time, type: integer, unit: seconds}
          lat: {role: latitude}
          lon: {role: longitude}

    """
}

@Suite("The audit of what people do", .enabled(if: EngineLibrary.exists))
struct EventAuditTests {
  // Catches an attack that is not run, runs on the wrong columns, or grades itself kindly.
  @Test("finds people with places and hours of their own by each channel")
  func findsPeople() throws {
    let log = try DrawnLog()
    defer { log.remove() }
    try log.writeVisits(people: 40, each: 120)
    let report = try log.report(DrawnLog.visits)
    func success(_ id: String) -> Double? {
      report.attacks.first { $0.attack.id == id }?.success.value
    }
    let wanted = [
      "places/unicity", "places/uncertain-sightings", "places/top-places", "places/known-visits",
      "places/noisy-traces", "places/periods", "cadence/periods",
    ]
    let found = report.attacks.map(\.attack.id)
    for id in wanted { #expect(found.contains { $0.hasPrefix(id) }, "\(id) is not in \(found)") }
    // Two places of their own, among some 3,000 cells, and two hours among 168.
    #expect(success("places/unicity") ?? 0 > 0.9)
    #expect(success("places/periods") ?? 0 > 0.9)
    #expect(success("cadence/periods") ?? 0 > 0.5)
    #expect(report.notMeasured.allSatisfy { $0.channel != .places && $0.channel != .device })
    #expect(report.verdict.risk.value > 0.9)
    for attack in report.attacks {
      #expect(!attack.sentence.isEmpty && !attack.setting.knowledge.isEmpty)
      #expect(attack.baseline.value < 0.1, "\(attack.id)")
    }
  }

  @Test("gives the same document for the same seed")
  func seedDecides() throws {
    let log = try DrawnLog()
    defer { log.remove() }
    try log.writeVisits(people: 12, each: 60)
    let first = try log.report(DrawnLog.visits, seed: 5)
    let second = try log.report(DrawnLog.visits, seed: 5)
    #expect(first.attacks == second.attacks)
  }

  // Catches a trap on what has no spread: each of these has been a division by zero somewhere.
  @Test(
    "answers for logs that hardly say anything",
    arguments: [
      "p,1,50,8\n", "p,1,50,8\np,1,50,8\np,1,50,8\n", "p,1,50,8\nq,1,50,8\n",
      "p,5,90,0\nq,7,-90,180\nr,9,0,-180\nq,7,0,179.999999\n",
      "p,-62135596800,50,8\nq,253402300799,50,8\np,253402300799,51,8\nq,-62135596800,50,8\n",
    ])
  func degenerate(rows: String) throws {
    let log = try DrawnLog()
    defer { log.remove() }
    try log.write("visits.csv", "who,when,lat,lon\n" + rows)
    let report = try log.report(DrawnLog.visits)
    #expect(report.attacks.allSatisfy { (0...1).contains($0.success.value) })
    #expect(report.attacks.contains { $0.attack.channel == .places })
    _ = try report.encoded()
  }

  @Test("names each channel that could not be attacked, with the reason")
  func statesGaps() throws {
    let log = try DrawnLog()
    defer { log.remove() }
    try log.write("visits.csv", "who,when,lat,lon\np,1,50,8\nq,2,51,8\n")
    let report = try log.report(DrawnLog.visits)
    let gap = report.notMeasured.first { $0.channel == .cadence && $0.what.hasPrefix("times of") }
    #expect(gap?.why.contains("events") == true)
  }

  // Catches contacts that are read from one side only, or that count as places.
  @Test("ties people by whom they write to")
  func contacts() throws {
    let log = try DrawnLog()
    defer { log.remove() }
    var source = SeededGenerator(seed: 3, stream: "contacts")
    var text = "from,to,at\n"
    for person in 0..<30 {
      let friends = (0..<4).map { _ in source.index(below: 30) }
      for event in 0..<120 {
        text += "p\(person),p\(friends[source.index(below: 4)]),\(event * 7_200 + person)\n"
      }
    }
    try log.write("mail.csv", text)
    let report = try log.report(
      """
      version: 1
      dataset: {name: mail}
      tables:
        mail:
          kind: edges
          source: mail.csv
          columns:
            from: {role: source}
            to: {role: target}
            at: {role: time, type: integer, unit: seconds}

      """)
    let contacts = try #require(report.attacks.first { $0.attack.id == "graph/contacts" })
    #expect(contacts.success.value > 0.9)
    #expect(report.attacks.contains { $0.attack.id == "graph/interactions" })
    #expect(report.attacks.contains { $0.attack.id == "cadence/periods" })
  }

  @Test("tells devices by their traits, and finds them again")
  func devices() throws {
    let log = try DrawnLog()
    defer { log.remove() }
    var text = "who,when,agent,screen\n"
    for person in 0..<60 {
      for event in 0..<6 {
        text += "p\(person),2024-0\(1 + event)-01T08:00:00,"
        text += "Browser/\(100 + person % 30 + event),\(person % 7)x\(person % 11)\n"
      }
    }
    try log.write("logins.csv", text)
    let report = try log.report(
      """
      version: 1
      dataset: {name: logins}
      tables:
        logins:
          kind: events
          source: logins.csv
          columns:
            who: {role: subject}
            when: {role: time, type: timestamp}
            agent: {role: device}
            screen: {role: device}

      """)
    let devices = report.attacks.filter { $0.attack.channel == .device }
    #expect(devices.count == 2)
    #expect(devices.contains { $0.attack.risk == .linkability && $0.success.value > 0.5 })
  }
}
