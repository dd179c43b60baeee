import TestSupport
import Testing

@testable import MediaMetadata

/// The container: what of it stays, what goes, and what is refused.
@Suite struct ZipReaderTests {
  static func plain(_ change: (inout ZipBuilder.Member) -> Void = { _ in }) -> ZipBuilder {
    var member = ZipBuilder.Member("a.txt", "Some text, some text, some text.", isDeflated: true)
    change(&member)
    return ZipBuilder([member, ZipBuilder.Member("b/c.txt", "More text.")])
  }

  static func picture(_ comment: String) -> [UInt8] {
    GIFSample.file(
      GIFSample.extension(0xfe, Array(comment.utf8)),
      GIFSample.image(chunked: GIFSample.chunked(GIFSample.sixPixels)))
  }

  @Test func timesExtraFieldsCommentsAndSystemsGo() throws {
    var builder = Self.plain {
      $0.extra = [0x75, 0x78, 4, 0] + Array("Zq01".utf8)
      $0.comment = Array("Zq02".utf8)
      $0.hasDescriptor = true
      $0.before = Array("Zq03".utf8)
    }
    builder.comment = Array("Zq04".utf8)
    builder.prefix = Array("Zq05".utf8)
    let output = try Conformance.check(builder.bytes)
    #expect(!String(decoding: output, as: UTF8.self).contains("Zq0"))
    var reading = Reading()
    let archive = try ZipArchive(output, &reading)
    #expect(archive.members.map(\.entry.time) == [ZipTime.first, ZipTime.first])
    #expect(archive.members.map(\.entry.madeBy) == [20, 20])
    #expect(archive.members.map(\.entry.attributes) == [0, 0])
    #expect(try ZipContents.of(output) == ZipContents.of(builder.bytes))
  }

  @Test func packedBytesOfUntouchedMembersStay() throws {
    let builder = Self.plain()
    let packed = Deflate.deflate(builder.members[0].content[...])
    #expect(try Conformance.check(builder.bytes).contains(packed))
  }

  @Test func sizesOfSixtyFourBitsAreRead() throws {
    var builder = ZipBuilder([ZipBuilder.Member("a.txt", "text")])
    builder.members[0].isWide = true
    #expect(try ZipContents.of(Conformance.check(builder.bytes))["a.txt"] == Array("text".utf8))
  }

  @Test func picturesInArchivesAreCleaned() throws {
    let picture = Self.picture("Zq01")
    let output = try Conformance.check(ZipBuilder([.init("a.gif", bytes: picture)]).bytes)
    #expect(!(try ZipContents.flat(output)).contains("Zq01"))
  }

  @Test func residuesOfFileManagersGo() throws {
    let names = ["a.txt", "__MACOSX/._a.txt", "x/.DS_Store", "Thumbs.db"]
    let output = try Conformance.check(ZipBuilder(names.map { .init($0, "text") }).bytes)
    #expect(try Array(ZipContents.of(output).keys) == ["a.txt"])
  }

  @Test(arguments: [
    "../a", "a/../../b", "/etc/passwd", "C:/a", "a\\b", "a\0b", "..", "a//b", "",
  ])
  func namesThatLeaveTheirFolderAreRefused(name: String) {
    #expect(throws: MediaError.self) {
      try Conformance.check(ZipBuilder([.init(name, "x"), .init("y", "z")]).bytes)
    }
  }

  @Test func namesThatStandTwiceAreRefused() {
    #expect(throws: MediaError.self) {
      try Conformance.check(ZipBuilder([.init("a", "x"), .init("a", "y")]).bytes)
    }
  }

  @Test func encryptedMembersAreRefusedAsSuch() {
    let bytes = Self.plain { $0.flags = 1 }.bytes
    #expect { try Conformance.check(bytes) } throws: { error in
      if case MediaError.encrypted = error { true } else { false }
    }
  }

  @Test func wrongCheckSumsAndLengthsAreRefused() {
    #expect(throws: MediaError.self) { try Conformance.check(Self.plain { $0.check = 1 }.bytes) }
    #expect(throws: MediaError.self) { try Conformance.check(Self.plain { $0.count = 5 }.bytes) }
  }

  @Test func membersOfUnknownMethodsStayInPlainArchivesAndAreReported() throws {
    let bytes = Self.plain { $0.method = 93 }.bytes
    try Conformance.check(bytes)
    var reading = Reading()
    _ = try MediaFormats.read(MediaSource(bytes), &reading)
    #expect(reading.disclosures.contains { $0.location == "a.txt" && $0.fate == .kept })
  }

  @Test func refusalsHoldNoNameOfAMember() throws {
    var link = ZipBuilder([.init("maria.txt", "target"), .init("b.txt", "text")])
    link.members[0].attributes = 0xa1ff_0000
    let broken = ZipBuilder([.init("maria.jpg", bytes: [0xff, 0xd8, 0xff, 0xe0, 0])])
    for bytes in [link.bytes, broken.bytes] {
      #expect {
        try Conformance.check(bytes)
      } throws: { error in
        guard case MediaError.unclassified(.zip, _, _, let structure) = error else { return false }
        return !structure.contains("maria")
      }
      var policy = ScrubPolicy.standard
      policy.salvage = true
      var reading = Reading(policy: policy)
      _ = try MediaFormats.read(MediaSource(bytes), &reading)
      #expect(
        reading.disclosures.contains { $0.location.contains("maria") && $0.fate == .removed })
    }
  }

  @Test func whatCantBeLookedIntoGoesWhenStrict() throws {
    let members: [ZipBuilder.Member] = [
      .init("a.txt", "text"), .init("b.bin", bytes: [0, 1, 2, 3]),
      .init("c.jpg", bytes: [0xff, 0xd8, 0xff, 0xe0, 0]),
    ]
    var builder = ZipBuilder(members + [.init("d.txt", "packed")])
    builder.members[3].method = 93
    let output = try Conformance.check(builder.bytes, under: .strict)
    #expect(try ZipContents.of(output) == ["a.txt": Array("text".utf8)])
    var reading = Reading(policy: .strict)
    _ = try MediaFormats.read(MediaSource(builder.bytes), &reading)
    for name in ["b.bin", "c.jpg", "d.txt"] {
      #expect(reading.disclosures.contains { $0.location == name && $0.fate == .removed })
    }
    let unknown = ZipBuilder([members[1]]).bytes
    try Conformance.check(unknown)
    #expect(throws: MediaError.self) { try Conformance.check(unknown, under: .strict) }
    #expect(try Conformance.check(ZipBuilder().bytes, under: .strict) == ZipBuilder().bytes)
  }

  @Test func overlappingMembersAreRefused() throws {
    // Both lines of the directory point at the first member.
    var builder = Self.plain()
    builder.members[1] = builder.members[0]
    builder.members[1].name = Array("b.txt".utf8)
    var bytes = builder.bytes
    let end = bytes.count - 22
    for index in (end - 9)..<(end - 5) { bytes[index] = 0 }
    #expect(throws: MediaError.self) { try Conformance.check(bytes) }
  }

  @Test func aBombIsStoppedByItsLimit() {
    let limits = Limits(
      imageBytes: 1 << 20, headerBytes: 1 << 20, structures: 1_000, depth: 4,
      inflatedBytes: 1 << 16, disclosures: 100)
    let bytes = ZipBuilder([
      .init("a", String(repeating: "0", count: 1 << 18), isDeflated: true)
    ]).bytes
    var reading = Reading(limits: limits)
    #expect { try MediaFormats.read(MediaSource(bytes), &reading) } throws: { error in
      if case MediaError.limit(.inflatedBytes, _) = error { true } else { false }
    }
  }

  @Test func archivesWithinArchivesEndAtTheDepthLimit() {
    var bytes = ZipBuilder([.init("a", "x")]).bytes
    for _ in 0..<20 { bytes = ZipBuilder([.init("a.zip", bytes: bytes)]).bytes }
    var reading = Reading()
    #expect { try MediaFormats.read(MediaSource(bytes), &reading) } throws: { error in
      error as? MediaError == .limit(.depth, allowed: Limits.standard.depth)
    }
  }

  @Test func nestedBombsShareOneAllowance() {
    let limits = Limits(
      imageBytes: 1 << 20, headerBytes: 1 << 20, structures: 100_000, depth: 4,
      inflatedBytes: 1 << 10, disclosures: 100)
    let inner = ZipBuilder(
      (0..<20).map { .init("a\($0)", String(repeating: "0", count: 1 << 10), isDeflated: true) })
    let outer = ZipBuilder((0..<20).map { .init("b\($0).zip", bytes: inner.bytes) })
    var reading = Reading(limits: limits)
    #expect { try MediaFormats.read(MediaSource(outer.bytes), &reading) } throws: { error in
      error as? MediaError == .limit(.inflatedBytes, allowed: 1 << 16)
    }
  }

  @Test func brokenArchivesNeverTrap() throws {
    var builder = Self.plain { $0.hasDescriptor = true }
    builder.members.append(.init("d.gif", bytes: Self.picture("text")))
    try Conformance.fuzz(builder.bytes, rounds: Build.isOptimised ? 2_000 : 60)
  }
}
