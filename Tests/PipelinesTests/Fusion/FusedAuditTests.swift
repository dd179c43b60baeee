import Findings
import Foundation
import TestSupport
import Testing

@testable import Pipelines

@Suite("All channels together")
struct FusedAuditTests {
  // 120 people, six jobs, two hours each: either alone finds some, both find more. A difference of
  // shares of 120 has a deviation below .06.
  @Test(
    "channels of two tables are put together by the people's keys, and none of it shows",
    .enabled(if: Build.isOptimised))
  func together() throws {
    let folder = try FusedFolder()
    defer { folder.remove() }
    try folder.writePeople(120)
    let report = try RiskAudit.run(folder.request())
    let fused = try #require(report.fused)
    let attack = try #require(report.attacks.first { $0.id == fused.attack })
    #expect(Set(fused.channels.map(\.channel)) == [.attributes, .cadence])
    #expect(attack.setting.candidates == 120)
    #expect(attack.success.value > fused.bestChannelSuccess.value + 0.1)
    #expect(fused.profiles.map(\.id) == ["ours"])
    #expect(fused.verdicts.count == 6)
    // Shares of channels sum to what is found beyond a guess.
    let shares = fused.channels.reduce(0) { $0 + $1.shapley.value }
    #expect(abs(shares - (attack.success.value - attack.baseline.value)) < 0.1)
    // Without the times only jobs are left, without jobs only times.
    let times = try #require(fused.columns.first { $0.column == "at" })
    let jobs = try #require(fused.columns.first { $0.column == "job" })
    #expect(times.without.value < 0.2 && jobs.without.value < attack.success.value)
    let text = String(decoding: try report.encoded(), as: UTF8.self)
    #expect(!text.contains(FusedFolder.canary))
    #expect(try RiskReport.decode(from: report.encoded()) == report)
  }

  @Test(
    "removing the column named first lowers the risk most, in an audit of what is left",
    .enabled(if: Build.isOptimised))
  func exhaustive() throws {
    let folder = try FusedFolder()
    defer { folder.remove() }
    try folder.writePeople(120, seed: 3)
    let whole = try #require(try RiskAudit.run(folder.request()).fused)
    var risks: [String: Double] = [:]
    for (column, knows) in [("at", ["attributes"]), ("job", ["earlier-times"])] {
      let report = try RiskAudit.run(folder.request(knows))
      risks[column] = report.attacks.first { $0.id == report.fused?.attack }?.success.value
    }
    let first = try #require(whole.columns.first?.column)
    #expect(try #require(risks[first]) == risks.values.min())
  }

  @Test(
    "an audit made again finds the same, and makes only what changed",
    .enabled(if: Build.isOptimised))
  func again() throws {
    let folder = try FusedFolder()
    defer { folder.remove() }
    try folder.writePeople(60)
    var request = try folder.request()
    request.cacheFolder = request.defaultCacheFolder
    let cache = folder.path(".palimpsest/cache")
    func entries() throws -> Set<String> {
      Set(try FileManager.default.contentsOfDirectory(atPath: cache).filter { $0.hasSuffix("y") })
    }
    let first = try RiskAudit.run(request)
    let made = try entries()
    #expect(made.count == 3)
    let second = try RiskAudit.run(request)
    #expect(second.attacks == first.attacks && second.fused == first.fused)
    #expect(try entries() == made)
    // A column that nobody declared changes no step, and the table's digest all the same.
    try folder.writePeople(60, more: true)
    let third = try RiskAudit.run(request)
    #expect(third.fused == first.fused && third.attacks == first.attacks)
    #expect(third.dataset.tables[0].digest != first.dataset.tables[0].digest)
    // Other events change the steps that read them, not the other table's.
    try folder.writePeople(60, isStranger: true)
    let fourth = try RiskAudit.run(request)
    #expect(fourth.fused != first.fused)
    #expect(try entries().count == 5)
    // Nothing about a person is kept.
    for name in try entries() {
      let text = String(
        decoding: try Data(contentsOf: URL(fileURLWithPath: "\(cache)/\(name)")), as: UTF8.self)
      #expect(!text.contains(FusedFolder.canary))
    }
  }

  @Test(
    "each person's risk goes to a file of the owner's alone, under pseudonyms",
    .enabled(if: Build.isOptimised))
  func sideFile() throws {
    let folder = try FusedFolder()
    defer { folder.remove() }
    try folder.writePeople(60)
    try ReleaseKey.write(to: folder.path("key"))
    var request = try folder.request()
    request.keepsSubjects = true
    let audited = try RiskAudit.runKeepingSubjects(request)
    try audited.writeSubjectRisks(to: folder.path("risks.json"), keyPath: folder.path("key"))
    let data = try Data(contentsOf: folder.url.appendingPathComponent("risks.json"))
    let document = try SubjectRisks.read(from: data)
    #expect(document.subjects.count == 60)
    #expect(!String(decoding: data, as: UTF8.self).contains(FusedFolder.canary))
    let mode = try FileManager.default.attributesOfItem(atPath: folder.path("risks.json"))
    #expect(mode[.posixPermissions] as? Int == 0o600)
    let found = try SubjectRiskFile.entries(
      of: [FusedFolder.key(0), "nobody"], in: document, keyPath: folder.path("key"))
    #expect(found[0] != nil && found[1] == nil)
  }

  // The whole way on one feature: little enough for an unoptimised build.
  @Test("a profile that knows one column is tried, and the report keeps its secrets")
  func oneColumn() throws {
    let folder = try FusedFolder()
    defer { folder.remove() }
    try folder.writePeople(24)
    let report = try RiskAudit.run(folder.request(["attributes"]))
    let fused = try #require(report.fused)
    let attack = try #require(report.attacks.first { $0.id == "fused/posterior" })
    // Six jobs among 24 people: whoever knows one finds about six people of 24.
    #expect(abs(attack.success.value - 0.25) < 0.13)
    #expect(fused.columns.map(\.column) == ["job"])
    #expect(try RiskReport.decode(from: report.encoded()) == report)
    let text = String(decoding: try report.encoded(), as: UTF8.self)
    #expect(!text.contains(FusedFolder.canary))
  }

  @Test("too few people, or none wanted, is said and is no error")
  func tooFew() throws {
    let folder = try FusedFolder()
    defer { folder.remove() }
    try folder.writePeople(12)
    let report = try RiskAudit.run(folder.request())
    #expect(report.fused == nil)
    #expect(report.notMeasured.contains { $0.what == "all channels together" })
    try folder.writePeople(40)
    var request = try folder.request()
    request.fusesChannels = false
    #expect(try RiskAudit.run(request).fused == nil)
    request.keepsSubjects = true
    let audited = try RiskAudit.runKeepingSubjects(request)
    #expect(throws: PipelineError.noSubjectRisks) {
      try audited.writeSubjectRisks(to: folder.path("risks.json"), keyPath: folder.path("key"))
    }
  }

  // One-sided at 2.5 %: the lower end of a 95 % interval above the baseline.
  @Test(
    "people whose later events are others' are found at the baseline",
    .enabled(if: Build.isOptimised))
  func nullControl() throws {
    let folder = try FusedFolder()
    defer { folder.remove() }
    var alarms = 0
    for seed in 0..<UInt64(NullControl.runs) {
      try folder.writePeople(40, seed: 50 + seed, isStranger: true)
      let report = try RiskAudit.run(folder.request(["earlier-times"], seed: seed))
      let attack = try #require(report.attacks.first { $0.id == report.fused?.attack })
      if attack.success.lower > attack.baseline.value { alarms += 1 }
    }
    #expect(alarms <= NullControl.mostAlarms, "\(alarms)")
  }
}
