import Findings
import Foundation
import TestSupport
import Testing

@testable import Pipelines

/// Would catch a table of files that is not opened, a name that leads out of the folder, an outcome
/// that outlives the files it is about, and a value in the report.
@Suite("The audit of a table that names files", .enabled(if: EngineLibrary.exists))
struct MediaTableAuditTests {
  /// Tables of people's pictures; `creator` names who made those of a person.
  private static func folder(
    people: Int = 12, rows: [String] = [], times: Bool = false, _ creator: (Int) -> String?
  ) throws -> TestFolder {
    let folder = try TestFolder()
    var text = "who,picture,at\n"
    for person in 0..<people {
      for file in 0..<4 {
        let name = "pictures/\(100 + person)-\(file).gif"
        try folder.write(
          name, SamplePictures.gif(person * 4 + file, creator: creator(person)))
        text += "Zqperson\(person),\(name),\(times ? String(1_700_000_000 + file) : "")\n"
      }
    }
    try folder.write("photos.csv", text + rows.map { $0 + "\n" }.joined())
    let time = times ? "{role: time, type: integer, unit: seconds}" : "{role: other, type: text}"
    try folder.write(
      "palimpsest.yaml",
      """
      version: 1
      dataset: {name: d}
      tables:
        photos:
          kind: media
          source: photos.csv
          columns:
            who: {role: subject, type: text}
            picture: {role: file}
            at: \(time)
      adversary:
        profiles: [./ours.yaml]

      """)
    try folder.write(
      "ours.yaml",
      """
      version: 1
      id: ours
      title: "Ours"
      source: "pictures that we were sent"
      knows: [earlier-files]

      """)
    return folder
  }

  private static func audit(_ folder: TestFolder, fuses: Bool = false) throws -> RiskReport {
    var request = try AuditRequest(
      target: .manifest(path: folder.url.path), seed: 5, engine: .init(), reproduce: "test",
      toolVersion: "test")
    request.fusesChannels = fuses
    request.cacheFolder = request.defaultCacheFolder
    return try RiskAudit.run(request)
  }

  private static func owners(_ report: RiskReport) throws -> AttackResult {
    try #require(report.attacks.first { $0.attack.id == "file-metadata/owners" })
  }

  @Test(
    "people are found by a name in their pictures, and the report holds none",
    arguments: [
      false, true,
    ])
  func found(times: Bool) throws {
    let folder = try Self.folder(times: times) { "Zq\($0)creator" }
    let report = try Self.audit(folder)
    let owners = try Self.owners(report)
    // One of twelve is held out; the other eleven are all found.
    #expect(owners.success.value == 1 && owners.setting.targets == 11)
    #expect(owners.setting.table == "photos")
    #expect(owners.setting.scenario == (times ? "time-split" : "known-points"))
    #expect(report.adversary.sentence.contains("other files of theirs (table photos)"))
    #expect(!report.notMeasured.contains { $0.what == "what the files carry of photos" })
    #expect(!String(decoding: try report.encoded(), as: UTF8.self).contains("Zq"))
  }

  @Test("an audit made again sees files that changed under the same names")
  func changed() throws {
    let folder = try Self.folder { "Zq\($0)creator" }
    #expect(try Self.owners(Self.audit(folder)).success.value == 1)
    for person in 0..<12 {
      for file in 0..<4 {
        try folder.write(
          "pictures/\(100 + person)-\(file).gif",
          SamplePictures.gif(person * 4 + file, creator: nil))
      }
    }
    let owners = try Self.owners(Self.audit(folder))
    #expect(owners.excess.lower <= 0, "\(owners.success)")
  }

  @Test("names that lead nowhere, out of the folder or to no known format are counted")
  func hostileNames() throws {
    let outside = try TestFolder()
    try outside.write("out.gif", SamplePictures.gif(1, creator: "Zqsecret"))
    let folder = try Self.folder(rows: [
      "Zqperson0,\(outside.url.path)/out.gif,", "Zqperson0,pictures/link.gif,",
      "Zqperson0,../\(outside.url.lastPathComponent)/out.gif,", "Zqperson0,pictures,",
      "Zqperson0,gone.gif,", "Zqperson1,,", ",pictures/100-0.gif,", "Zqperson1,noise.bin,",
      "Zqperson1,cut.gif,",
    ]) { "Zq\($0)creator" }
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appendingPathComponent("pictures/link.gif").path,
      withDestinationPath: outside.url.appendingPathComponent("out.gif").path)
    try folder.write("noise.bin", [0xF3, 0x9C, 0x01, 0x00, 0x02, 0xFF, 0xFE, 0x80])
    try folder.write("cut.gif", Array(SamplePictures.gif(2, creator: "Zqcut").dropLast(60)))
    let report = try Self.audit(folder)
    for words in [
      "photos: 2 cells without a file's name or a data subject left out.",
      "photos: 5 names of files that are not below the manifest's folder left out.",
      "photos: 1 file of no format that is read left out.",
      "photos: 1 file not read to the end: what stands before counts.",
    ] {
      #expect(report.notes.contains(words), "\(words): \(report.notes)")
    }
    #expect(!String(decoding: try report.encoded(), as: UTF8.self).contains("Zq"))
  }

  @Test("a table without two files of anybody is a gap, not an error")
  func nobody() throws {
    let folder = try Self.folder(people: 0, rows: ["Zqa,one.gif,", "Zqb,two.gif,"]) { _ in nil }
    try folder.write("one.gif", SamplePictures.gif(1, creator: "Zqa"))
    try folder.write("two.gif", SamplePictures.gif(2, creator: "Zqb"))
    #expect {
      try Self.audit(folder)
    } throws: { error in
      "\(error)".contains("palimpsest.yaml")
    }
  }

  @Test("files are a channel of all together")
  func fused() throws {
    let folder = try Self.folder(people: 24) { "Zq\($0 / 2)creator" }
    let report = try Self.audit(folder, fuses: true)
    let fused = try #require(report.fused)
    #expect(fused.channels.map(\.channel) == [.fileMetadata])
    #expect(fused.columns.map(\.column) == ["picture"])
    let attack = try #require(report.attacks.first { $0.id == "fused/posterior" })
    // Two people share each name: a guess between two is right in half the cases.
    #expect(attack.success.value > 0.25 && attack.success.value < 0.75)
  }
}
