import Findings
import Foundation
import MediaMetadata
import TestSupport
import Testing

@testable import Pipelines

/// Pictures that carry an XMP packet, each with a picture of its own.
enum SamplePictures {
  /// A picture of one pixel in two colours of its own, numbered, by a creator; `document` is its id.
  static func gif(_ number: Int, creator: String?, document: String = "") -> [UInt8] {
    var bytes = TinyGIF.bytes(comment: "")
    bytes[13] = UInt8(truncatingIfNeeded: number)
    bytes[14] = UInt8(truncatingIfNeeded: number >> 8)
    guard let creator else { return bytes }
    let packet = """
      <?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">\
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description \
      rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
      xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmpMM:DocumentID="\(document)"><dc:creator><rdf:Seq><rdf:li>\
      \(creator)</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>\
      <?xpacket end="w"?>
      """
    // The magic trailer lets readers of blocks skip the packet (XMP part 3, 1.1.2).
    let trailer = [1] + (0...255).reversed().map { UInt8($0) } + [0]
    let block = [0x21, 0xFF, 11] + Array("XMP DataXMP".utf8) + Array(packet.utf8) + trailer
    bytes.insert(contentsOf: block, at: 19)
    return bytes
  }

  /// `people` folders of `files` pictures each; `creator` names who made those of a person.
  static func write(
    _ folder: TestFolder, _ root: String, people: Int, files: Int, _ creator: (Int) -> String?
  ) throws {
    for person in 0..<people {
      for file in 0..<files {
        let letter = ["a", "b", "c", "d", "e", "f"][file]
        try folder.write(
          "\(root)/\(names[person])/\(letter).gif",
          gif(person * files + file, creator: creator(person)))
      }
    }
  }

  /// Names of folders.
  static let names = [
    "Zqanna", "Zqbert", "Zqcara", "Zqdora", "Zqemil", "Zqfred", "Zqgerd", "Zqhans", "Zqinga",
    "Zqjutta", "Zqkarl", "Zqlotte",
  ]
}

/// Would catch a rate that metadata does not explain, a scrub after which people are still found,
/// a value in the report, and a folder that ends the audit.
@Suite("A folder of files as evidence")
struct CollectionAuditTests {
  static func report(
    _ folder: TestFolder, _ path: String, known: String? = nil, seed: UInt64 = 5
  ) throws -> RiskReport {
    try CollectionAudit.run(
      CollectionRequest(
        folder: folder.url.appendingPathComponent(path).path,
        known: known.map { folder.url.appendingPathComponent($0).path }, seed: seed,
        reproduce: "palimpsest audit \(path)", toolVersion: "test"))
  }

  static func result(_ report: RiskReport, _ id: String) throws -> AttackResult {
    try #require(report.attacks.first { $0.attack.id == "file-metadata/" + id })
  }

  @Test("people are found by a name in their files, and by nothing once the files are scrubbed")
  func scrubbed() throws {
    let folder = try TestFolder()
    try SamplePictures.write(folder, "photos", people: 12, files: 4) { "Zq\($0)Creator" }
    let before = try Self.result(Self.report(folder, "photos"), "owners")
    // One of twelve is held out; the other eleven are all found.
    #expect(before.success.value == 1)
    #expect(before.setting.targets == 11)
    #expect(before.setting.candidates == 11)
    #expect(before.excess.lower > 0)
    let clean = folder.url.appendingPathComponent("clean").path
    _ = try FolderScrub(policy: .standard, target: .folder(clean)).run(
      folder.url.appendingPathComponent("photos").path, tool: "test")
    let after = try Self.report(folder, "clean")
    let owners = try Self.result(after, "owners")
    #expect(abs(owners.success.value - 1.0 / 11) < 1e-12)
    #expect(owners.baseline.value == 1.0 / 11)
    #expect(owners.remedy.isEmpty)
    #expect(after.dataset.tables[0].columns.map(\.name) == ["payload"])
    #expect(try Self.result(after, "twins").success.value == 0)
  }

  @Test("a scrubbed release beside the originals: nobody by metadata, everybody by a twin")
  func twins() throws {
    let folder = try TestFolder()
    try SamplePictures.write(folder, "photos", people: 12, files: 3) { "Zq\($0)Creator" }
    let clean = folder.url.appendingPathComponent("clean").path
    _ = try FolderScrub(policy: .standard, target: .folder(clean)).run(
      folder.url.appendingPathComponent("photos").path, tool: "test")
    let report = try Self.report(folder, "clean", known: "photos")
    let owners = try Self.result(report, "owners")
    #expect(abs(owners.success.value - owners.baseline.value) < 1e-12)
    let twins = try Self.result(report, "twins")
    #expect(twins.success.value == 1)
    #expect(twins.measures.first { $0.id == "twins" }?.estimate?.value == 36)
    #expect(report.findings.contains { $0.id == "linked/file-metadata/twins/files" })
    let unscrubbed = try Self.report(folder, "photos", known: "clean")
    #expect(!unscrubbed.attacks.contains { $0.attack.id == "file-metadata/twins" })
  }

  @Test("one name in all files finds nobody")
  func shared() throws {
    let folder = try TestFolder()
    try SamplePictures.write(folder, "photos", people: 6, files: 2) { _ in "Zqstudio" }
    let owners = try Self.result(Self.report(folder, "photos"), "owners")
    #expect(abs(owners.success.value - 1.0 / 6) < 1e-12)
  }

  @Test("files without a person's folder are tied, and no rate is stated")
  func ownerless() throws {
    let folder = try TestFolder()
    for file in 0..<4 {
      let id = file < 2 ? "xmp.did:5f2c8e91-7b44-4d0a-9c3e-1a2b3c4d5e6f" : ""
      try folder.write(
        "photos/\(file).gif",
        SamplePictures.gif(file, creator: file < 3 ? "Zq\(file)" : nil, document: id))
    }
    try folder.write("photos/copy.gif", SamplePictures.gif(3, creator: "Zqsomebody"))
    let report = try Self.report(folder, "photos")
    let ties = try Self.result(report, "ties")
    // Two files of one document, of five; equal content is what the result on twins is about.
    #expect(abs(ties.success.value - 0.4) < 1e-12)
    #expect(report.verdict.sentence.contains("no rate of people found was measured"))
    #expect(report.notMeasured.contains { $0.what == "how many people are found" })
    #expect(!report.attacks.contains { $0.attack.id == "file-metadata/owners" })
    #expect(try Self.result(report, "twins").success.value == 1)
  }

  @Test("no value, no name of a person and no path stands in the report, and it reads back")
  func noValues() throws {
    let folder = try TestFolder()
    try SamplePictures.write(folder, "photos", people: 5, files: 4) { "Zq\($0)Creator" }
    try folder.write("photos/loose.gif", SamplePictures.gif(900, creator: "Zqloose"))
    let report = try Self.report(folder, "photos")
    let document = try report.encoded()
    #expect(!String(decoding: document, as: UTF8.self).contains("Zq"))
    #expect(try RiskReport.decode(from: document) == report)
    #expect(report.notMeasured.contains { $0.what == "1 file beside the people's folders" })
  }

  @Test("two runs with one seed say the same, whatever key their values were hashed under")
  func repeatable() throws {
    let folder = try TestFolder()
    try SamplePictures.write(folder, "photos", people: 5, files: 4) { "Zq\($0 / 2)Creator" }
    let (one, other) = (try Self.report(folder, "photos"), try Self.report(folder, "photos"))
    #expect(one.attacks == other.attacks)
    #expect(one.blame == other.blame)
    #expect(one.findings == other.findings)
  }

  @Test("people of the known folder alone are none of the release's data subjects")
  func subjects() throws {
    let folder = try TestFolder()
    try SamplePictures.write(folder, "known", people: 12, files: 2) { "Zq\($0)Creator" }
    try SamplePictures.write(folder, "photos", people: 5, files: 2) { "Zq\($0)Creator" }
    let report = try Self.report(folder, "photos", known: "known")
    #expect(report.dataset.tables[0].subjects == 5)
    #expect(report.notes.contains { $0.contains("5 people") })
    #expect(try Self.result(report, "owners").setting.candidates == 12)
  }

  @Test("one file of each person gives no rate, and nobody says that owners are unknown")
  func oneFileEach() throws {
    let folder = try TestFolder()
    try SamplePictures.write(folder, "photos", people: 6, files: 1) { "Zq\($0)Creator" }
    let report = try Self.report(folder, "photos")
    #expect(report.verdict.sentence.contains("no rate of people found was measured"))
    #expect(!report.verdict.sentence.contains("Nobody said whose"))
    #expect(!report.notes.contains { $0.contains("two halves") })
  }

  @Test("files without content are no twins of one another")
  func emptyContent() throws {
    let folder = try TestFolder()
    let packet = """
      <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF \
      xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""/>\
      </rdf:RDF></x:xmpmeta>
      """
    for file in 0..<4 {
      try folder.write("photos/\(file).gif", SamplePictures.gif(file, creator: nil))
      try folder.write("photos/\(file).xmp", packet)
    }
    let report = try Self.report(folder, "photos")
    #expect(try Self.result(report, "ties").success.value == 0)
    let column = report.dataset.tables[0].columns.first { $0.name == "payload" }
    #expect(column?.missing == 4)
  }

  @Test("broken and foreign files are counted as gaps and end nothing")
  func broken() throws {
    let folder = try TestFolder()
    try SamplePictures.write(folder, "photos", people: 3, files: 2) { "Zq\($0)Creator" }
    try folder.write("photos/Zqanna/cut.gif", Array(TinyGIF.bytes(comment: "x").prefix(20)))
    try folder.write("photos/Zqanna/strange.bin", [0, 1, 2, 3, 0xff, 0xfe])
    let gaps = try Self.report(folder, "photos").notMeasured
    #expect(gaps.contains { $0.what == "1 file not read to the end" })
    #expect(gaps.contains { $0.what == "1 file of no format that is read" })
  }

  @Test("what can't be audited is an error with a remedy")
  func errors() throws {
    let folder = try TestFolder()
    try SamplePictures.write(folder, "photos", people: 2, files: 2) { _ in nil }
    try folder.write("others/Zqnobody/a.gif", SamplePictures.gif(7, creator: nil))
    try folder.write("strange/a.bin", [0, 1, 2, 3, 0xff, 0xfe])
    #expect(throws: CollectionError.self) {
      try Self.report(folder, "photos", known: "photos/../photos")
    }
    #expect(throws: CollectionError.self) { try Self.report(folder, "photos", known: "others") }
    // A folder of what is known within the release would be found in itself.
    #expect(throws: CollectionError.self) {
      try Self.report(folder, "photos", known: "photos/Zqanna")
    }
    #expect(throws: CollectionError.self) { try Self.report(folder, "strange") }
    #expect(throws: FileError.self) { try Self.report(folder, "missing") }
    let file = folder.url.appendingPathComponent("others/Zqnobody/a.gif").path
    #expect(throws: CollectionError.knownWithoutFolder(path: file)) {
      try CollectionRequest.takes(file, known: "x")
    }
    #expect(try !CollectionRequest.takes(file, known: nil))
    #expect(try CollectionRequest.takes(folder.url.path, known: nil))
    try folder.write("strange/palimpsest.yaml", "name: x")
    #expect(
      try !CollectionRequest.takes(folder.url.appendingPathComponent("strange").path, known: nil))
    // Tables beside a picture want a manifest, by which their rows are attacked.
    try folder.write("tables/people.csv", "who,age\n1,2\n")
    try folder.write("tables/logo.gif", SamplePictures.gif(8, creator: nil))
    let tables = folder.url.appendingPathComponent("tables").path
    #expect(try !CollectionRequest.takes(tables, known: nil))
    try FileManager.default.moveItem(
      atPath: tables + "/people.csv", toPath: tables + "/Thumbs.db")
    #expect(try CollectionRequest.takes(tables, known: nil))
    for error: CollectionError in [
      .nothingRead(folder: "f"), .sameFolder(path: "f"), .nobodyInBoth(folder: "f", known: "g"),
    ] {
      #expect(error.description.contains("f"))
    }
  }

  @Test("who stops it gets no report")
  func cancelled() throws {
    let folder = try TestFolder()
    try SamplePictures.write(folder, "photos", people: 2, files: 2) { _ in nil }
    let request = CollectionRequest(
      folder: folder.url.path, seed: 1, reproduce: "", toolVersion: "test")
    #expect(throws: PipelineError.cancelled) {
      try CollectionAudit.run(
        request, progress: Progress(step: { _, _, _ in }, isCancelled: { true }))
    }
  }
}
