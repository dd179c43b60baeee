import Foundation
import TestSupport
import Testing

@testable import MediaMetadata

/// Would catch an identifier that a reader shows and the collection's view misses, and one made of
/// nothing.
@Suite("Identifiers of files")
struct FileIdentityTests {
  static func values(_ identity: FileIdentity, _ kind: IdentifierKind) -> [String] {
    identity.identifiers.filter { $0.kind == kind }.compactMap(\.text)
  }

  static func read(_ path: String) throws -> FileIdentity {
    let data = try Data(contentsOf: SharedFolder.file("data/media").appendingPathComponent(path))
    return FileIdentity.read(
      MediaSource([UInt8](data)), name: (path as NSString).lastPathComponent,
      key: IdentifierKey(), keepsText: true)
  }

  @Test(
    "zones are the offsets that times end in, never a date",
    arguments: [
      ("2010-02-03T21:17:48+01:00", "+0100"), ("D:20100203211748-05'30'", "-0530"),
      ("+02:00", "+0200"), ("Tue, 3 Feb 2010 21:17:48 -0800", "-0800"), ("2010-02-03", nil),
      ("2010-02-03T21:17:48Z", nil), ("2010:02:03 21:17:48", nil), ("", nil), ("-", nil),
    ] as [(String, String?)])
  func zones(text: String, zone: String?) {
    #expect(IdentifierText.zone(of: text) == zone)
  }

  @Test(
    "ids lose their schemes and dashes, and words are no ids",
    arguments: [
      ("uuid:345E7BBC-4872-11DF-ACBF-A8F3B3C9B964", "345e7bbc487211dfacbfa8f3b3c9b964"),
      ("xmp.did:048011740720681191098D880683E515", "048011740720681191098d880683e515"),
      (
        "adobe:docid:photoshop:4cc7b857-69d0-11d8-8ac4-bb59c92f0d9a",
        "4cc7b85769d011d88ac4bb59c92f0d9a"
      ), ("photograph", nil), ("", nil),
    ] as [(String, String?)])
  func ids(text: String, id: String?) {
    #expect(IdentifierText.bareID(text) == id)
  }

  @Test(
    "a place is a cell of a hundredth of a degree, and the null island is none",
    arguments: [
      ("53.3828472, -1.4566778; altitude 72.37 m", "cell 5338 -146"),
      ("+48.8584+002.2945+035.0/", "cell 4886 229"), ("0.0, 0.0", nil), ("N", nil),
      ("91.0, 12.0", nil),
    ] as [(String, String?)])
  func cells(text: String, cell: String?) {
    #expect(IdentifierText.cell(text) == cell)
  }

  @Test(
    "names of devices' files keep their letters and the number of digits",
    arguments: [
      ("IMG_1234.JPG", "img_####.jpg"), ("DSC00012.ARW", "dsc#####.arw"),
      ("20190304_171109.jpg", "########_######.jpg"), ("0001.jpg", nil),
      ("holiday 2019 with grandmother.jpg", nil), ("a1.jpg", nil),
    ] as [(String, String?)])
  func patterns(name: String, pattern: String?) {
    #expect(IdentifierText.namePattern(name) == pattern)
  }

  @Test("paths give the folder and the account, and those that any machine has give no account")
  func paths() {
    let windows = IdentifierText.path("C:\\Users\\Zqanna\\Desktop\\report.docx")
    #expect(windows?.folder == "/users/zqanna/desktop")
    #expect(windows?.account == "zqanna")
    #expect(IdentifierText.path("file:///home/zqbert/a.odt")?.account == "zqbert")
    #expect(IdentifierText.path("C:\\Users\\Public\\a.jpg")?.account == nil)
    #expect(IdentifierText.path("https://example.org/a") == nil)
  }

  @Test(
    "the form of a value bounds its bits, and placeholders have none",
    arguments: [
      ("1234567", 0.0), ("3001234", 7 * 3.321928094887362), ("0000000", 0), ("00ab6ad5", 24),
      ("unknown", 0), ("0123456789", 0), ("345e7bbc487211dfacbfa8f3b3c9b964", 64), ("", 0),
    ])
  func forms(value: String, bits: Double) {
    #expect(abs(IdentifierForm.bits(of: value) - bits) < 1e-9)
  }

  @Test(
    "planted identifiers of documents, books and pictures are found",
    .enabled(if: SharedFolder.exists))
  func planted() throws {
    let docx = try Self.read("canary/canary.docx")
    #expect(Self.values(docx, .company).count == 1)
    #expect(Self.values(docx, .template).count == 1)
    #expect(Self.values(docx, .accountName).count == 3)
    #expect(Self.values(docx, .revisionID) == ["00c4aa17"])
    let odt = try Self.read("canary/canary.odt")
    #expect(Self.values(odt, .printer).count == 1)
    #expect(!Self.values(odt, .personName).isEmpty)
    #expect(Self.values(try Self.read("canary/canary.pdf"), .pdfID).count == 1)
    let jpeg = try Self.read("canary/canary.jpg")
    #expect(Self.values(jpeg, .locationCell) == ["cell 4886 229"])
    #expect(Self.values(jpeg, .thumbnail).count == 1)
    #expect(Self.values(jpeg, .quantisation).count == 1)
    #expect(Self.values(try Self.read("canary/canary.tif"), .computer).count == 1)
  }

  @Test(
    "every real file is read twice to the same digests under one key, and to others under another",
    .enabled(if: SharedFolder.exists))
  func steady() throws {
    let root = SharedFolder.file("data/media/canary")
    let names = try FileManager.default.contentsOfDirectory(atPath: root.path).sorted()
    let (key, other) = (IdentifierKey(), IdentifierKey())
    for name in names {
      let source = MediaSource([UInt8](try Data(contentsOf: root.appendingPathComponent(name))))
      let once = FileIdentity.read(source, name: name, key: key)
      let again = FileIdentity.read(source, name: name, key: key)
      #expect(once.identifiers == again.identifiers)
      #expect(once.identifiers.allSatisfy { $0.text == nil })
      #expect(Set(once.identifiers).count == once.identifiers.count)
      let keyed = FileIdentity.read(source, name: name, key: other)
      #expect(Set(once.identifiers).isDisjoint(with: keyed.identifiers))
      #expect(keyed.identifiers.map(\.kind) == once.identifiers.map(\.kind))
    }
  }

  // Lengths and offsets of the thumbnail's directories and of archives come from the file.
  @Test(
    "files cut short or changed anywhere are read without a trap",
    .enabled(if: SharedFolder.exists))
  func broken() throws {
    var state: UInt64 = 7
    func draw(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for name in ["canary/canary.jpg", "canary/canary.docx", "canary/canary.odt"] {
      let whole = [UInt8](
        try Data(contentsOf: SharedFolder.file("data/media").appendingPathComponent(name)))
      for round in 0..<(Build.isOptimised ? 500 : 10) {
        var bytes = whole
        if round.isMultiple(of: 2) { bytes.removeLast(draw(below: bytes.count)) }
        // Exif stands in the first bytes: half of the changes go there.
        for _ in 0..<4 where !bytes.isEmpty {
          let range = round % 4 < 2 ? min(1_024, bytes.count) : bytes.count
          bytes[draw(below: range)] = UInt8(draw(below: 256))
        }
        let identity = FileIdentity.read(MediaSource(bytes), name: name, key: IdentifierKey())
        #expect(Set(identity.identifiers).count == identity.identifiers.count)
      }
    }
  }

  @Test(
    "a file scrubbed strictly carries nothing but what it shows and what is reported as kept",
    .enabled(if: SharedFolder.exists))
  func scrubbed() throws {
    let root = SharedFolder.file("data/media/canary")
    var checked = 0
    for name in try FileManager.default.contentsOfDirectory(atPath: root.path).sorted() {
      let source = MediaSource([UInt8](try Data(contentsOf: root.appendingPathComponent(name))))
      var reading = Reading(policy: .strict, detail: .structures)
      guard let anatomy = try? MediaFormats.read(source, &reading).anatomy,
        let bytes = try? Rebuild.bytes(of: anatomy, from: source)
      else { continue }
      checked += 1
      let identity = FileIdentity.read(MediaSource(bytes), name: "a", key: IdentifierKey())
      // A link in a PDF to a file on a disk is content: it stays, and `inspect` says so.
      var after = Reading(policy: .strict, detail: .values)
      _ = try? MediaFormats.read(MediaSource(bytes), &after)
      let keepsPath = after.disclosures.contains {
        $0.fate == .kept && IdentifierText.path($0.value ?? "") != nil
      }
      let paths: Set<IdentifierKind> = keepsPath ? [.folder, .accountName] : []
      let rest = identity.identifiers.map(\.kind).filter {
        !$0.isOfPayload && !paths.contains($0)
      }
      #expect(rest.isEmpty, "\(name): \(rest)")
    }
    #expect(checked > 20)
  }
}
