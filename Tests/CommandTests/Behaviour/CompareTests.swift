import Foundation
import TestSupport
import Testing

/// Two audits side by side, and the side file of each data subject's risk, as a user asks for them.
@Suite("Audits compared, and risks of data subjects")
struct CompareTests {
  private let telling =
    "id,age,sex,job,ill\n"
    + (0..<80).map { "p\($0),\(20 + $0),\($0 % 2),j\($0 % 7),i\($0 % 3)" }
    .joined(separator: "\n") + "\n"
  private let coarse =
    "id,age,sex,job,ill\n"
    + (0..<80).map { "p\($0),20,\($0 % 2),j,i\($0 % 3)" }
    .joined(separator: "\n") + "\n"

  private let columns = [
    "--quasi-identifiers", "age,sex,job", "--sensitive", "ill", "--seed", "1", "--no-fusion",
    "--quiet",
  ]

  @Test("an audit beside an earlier one gives a page of both, and report tells of both")
  func auditCompares() throws {
    let folder = try TestFolder()
    try folder.write("data.csv", telling)
    let first = try Command.run(["audit", "data.csv", "--out", "one"] + columns, in: folder.url)
    #expect(first.exitCode == 0, "\(first.complaint)")
    try folder.write("data.csv", coarse)
    let earlier = "one/palimpsest-report.json"
    let second = try Command.run(
      ["audit", "data.csv", "--out", "two", "--compare", earlier] + columns, in: folder.url)
    #expect(second.exitCode == 0, "\(second.complaint)")
    func size(_ name: String) -> Int {
      (try? Data(contentsOf: folder.url.appendingPathComponent(name)).count) ?? 0
    }
    #expect(size("two/palimpsest-comparison.html") > 1_000)
    #expect(size("one/palimpsest-comparison.html") == 0)
    let told = try Command.run(
      ["report", "two/palimpsest-report.json", "--compare", earlier], in: folder.url)
    #expect(told.exitCode == 0, "\(told.complaint)")
    #expect(told.output.contains("two audits"))
  }

  @Test("what is no report can't be compared with, and nothing is written")
  func refusesOtherDocuments() throws {
    let folder = try TestFolder()
    try folder.write("data.csv", telling)
    try folder.write("other.json", "{\"schema\": \"palimpsest/other\"}")
    for earlier in ["other.json", "missing.json"] {
      let outcome = try Command.run(
        ["audit", "data.csv", "--out", "two", "--compare", earlier] + columns, in: folder.url)
      #expect(outcome.exitCode != 0 && !outcome.crashed)
      #expect(outcome.complaint.contains(earlier) || outcome.complaint.contains("report"))
      #expect(
        !FileManager.default.fileExists(
          atPath: folder.url.appendingPathComponent("two").path))
    }
  }

  @Test("risks of data subjects want a key, and all channels together")
  func subjectRisksNeedTheirKey() throws {
    let folder = try TestFolder()
    try folder.write("data.csv", telling)
    let plain = Array(columns.dropLast(2))
    for (options, words) in [
      (["--subject-risks", "risks.csv"], "--key"),
      (["--subject-risks", "risks.csv", "--key", "k", "--no-fusion"], "--no-fusion"),
    ] {
      let outcome = try Command.run(["audit", "data.csv"] + plain + options, in: folder.url)
      #expect(outcome.exitCode != 0 && !outcome.crashed)
      #expect(outcome.complaint.contains(words))
      #expect(
        !FileManager.default.fileExists(
          atPath: folder.url.appendingPathComponent("risks.csv").path))
    }
  }
}
