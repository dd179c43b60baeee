import Findings
import Foundation
import TestSupport
import Testing

/// `audit` of a folder of files, as a user runs it.
@Suite("The audit of a folder of files")
struct AuditFilesTests {
  /// Three people with two pictures each, of which a comment is all that differs in kind.
  static func folder() throws -> TestFolder {
    let folder = try TestFolder()
    for (person, name) in ["Zqanna", "Zqbert", "Zqcara"].enumerated() {
      for file in 0..<2 {
        var bytes = TinyGIF.bytes(comment: "Zqcomment")
        bytes[13] = UInt8(person * 2 + file)
        try folder.write("photos/\(name)/\(file).gif", bytes)
      }
    }
    return folder
  }

  @Test("a report is written, without a name of a person, and bad usage is told with a remedy")
  func audit() throws {
    let folder = try Self.folder()
    let audit = try Command.run(
      ["audit", "photos", "--seed", "3", "--out", "report"], in: folder.url)
    #expect(audit.exitCode == 0, "\(audit.complaint)")
    let document = try folder.bytes("report/palimpsest-report.json")
    let report = try RiskReport.decode(from: Data(document))
    #expect(report.dataset.tables.map(\.kind) == ["media"])
    #expect(report.dataset.tables[0].subjects == 3)
    #expect(report.attacks.contains { $0.attack.id == "file-metadata/owners" })
    #expect(report.notes.contains { $0.contains("counts as one person: 3 people") })
    for text in [
      audit.output, String(decoding: document, as: UTF8.self),
      String(decoding: try folder.bytes("report/palimpsest-report.html"), as: UTF8.self),
    ] {
      #expect(!text.contains("Zq"))
    }
    let scrub = try Command.run(["scrub", "photos", "--out", "clean"], in: folder.url)
    #expect(scrub.exitCode == 0)
    let twins = try Command.run(
      ["audit", "clean", "--known", "photos", "--json", "--quiet", "--out", "report"],
      in: folder.url)
    #expect(twins.exitCode == 0, "\(twins.complaint)")
    let known = try RiskReport.decode(from: Data(folder.bytes("report/palimpsest-report.json")))
    #expect(
      known.attacks.first { $0.attack.id == "file-metadata/twins" }?.success.value == 1)
    for arguments in [
      ["photos", "--known", "photos"], ["photos", "--quasi-identifiers", "age"],
      ["photos", "--known", "nowhere"], ["photos/Zqanna/0.gif", "--known", "photos"],
    ] {
      let bad = try Command.run(["audit"] + arguments, in: folder.url)
      #expect(bad.exitCode == 2, "\(arguments): \(bad.complaint)")
      #expect(!bad.complaint.isEmpty)
    }
    let gate = try Command.run(
      ["audit", "clean", "--known", "photos", "--fail-above", "0.2", "--out", "report"],
      in: folder.url)
    #expect(gate.exitCode == 3)
  }
}
