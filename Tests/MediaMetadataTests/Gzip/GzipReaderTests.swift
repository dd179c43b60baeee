import Testing

@testable import MediaMetadata

/// What stays of a gzip file and what goes (RFC 1952).
@Suite struct GzipReaderTests {
  /// A member whose header and trailer are made here.
  static func member(
    _ content: [UInt8], flags: UInt8 = 0, time: UInt8 = 0, rest: [UInt8] = []
  ) -> [UInt8] {
    var trailer: [UInt8] = []
    trailer.append(littleEndian: UInt64(CRC32.of(content[...])), 4)
    trailer.append(littleEndian: UInt64(content.count), 4)
    return [0x1f, 0x8b, 8, flags, time, 0, 0, 0, time, time == 0 ? 255 : 3] + rest
      + Deflate.deflate(content[...]) + trailer
  }

  private func shows(_ bytes: [UInt8], _ token: String) throws -> Bool {
    var reading = Reading()
    _ = try MediaFormats.read(MediaSource(bytes), &reading)
    return reading.disclosures.contains {
      $0.value?.contains(token) == true && $0.fate == .removed
    }
  }

  private static let unknown: [UInt8] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]

  @Test func aPlainMemberStaysByteForByte() throws {
    for content in [Self.unknown, GIFSample.plain, []] {
      #expect(try Conformance.check(Self.member(content)) == Self.member(content))
    }
    let two = Self.member(Self.unknown) + Self.member(Self.unknown)
    #expect(try Conformance.check(two) == two)
  }

  @Test func theHeaderSaysNothingAnyMore() throws {
    let rest = [5, 0] + Array("EXTRANAME\u{0}NOTE\u{0}##".utf8)
    let told = Self.member(Self.unknown, flags: 0x1e, time: 99, rest: rest)
    #expect(try Conformance.check(told) == Self.member(Self.unknown))
    for token in ["EXTRA", "NAME", "NOTE", "99"] { #expect(try shows(told, token)) }
    let twice = told + told
    #expect(
      try Conformance.check(twice) == Self.member(Self.unknown) + Self.member(Self.unknown))
  }

  @Test func theFileInsideIsCleaned() throws {
    let telling = GIFSample.file(
      GIFSample.extension(0xfe, Array("TOKEN".utf8)),
      GIFSample.image(chunked: GIFSample.chunked(GIFSample.sixPixels)))
    #expect(try Conformance.check(Self.member(telling)) == Self.member(GIFSample.plain))
    #expect(try shows(Self.member(telling), "TOKEN"))
    let tar = TarReaderTests.archive(
      TarReaderTests.member(TarReaderTests.header("a.gif", size: telling.count), telling))
    let clean = TarReaderTests.archive(
      TarReaderTests.member(
        TarReaderTests.header("a.gif", size: GIFSample.plain.count), GIFSample.plain))
    #expect(try Conformance.check(Self.member(tar)) == Self.member(clean))
  }

  @Test func bytesBehindTheEndGo() throws {
    let told = Self.member(Self.unknown) + Array("TOKEN".utf8)
    #expect(try Conformance.check(told) == Self.member(Self.unknown))
    #expect(try shows(told, "TOKEN"))
  }

  @Test func wrongCheckSumsAndBombsAreRefused() throws {
    var wrong = Self.member(Self.unknown)
    wrong[wrong.count - 5] ^= 1
    #expect(throws: MediaError.self) { try Conformance.check(wrong) }
    let bomb = Self.member([UInt8](repeating: 0, count: 1 << 20))
    var limits = Limits.standard
    limits.inflatedBytes = 1 << 19
    var reading = Reading(limits: limits)
    #expect(throws: MediaError.limit(.inflatedBytes, allowed: 1 << 19)) {
      try MediaFormats.read(MediaSource(bomb), &reading)
    }
  }

  @Test func brokenFilesAreRefusedWithoutATrap() throws {
    let rest = [5, 0] + Array("EXTRANAME\u{0}NOTE\u{0}##".utf8)
    try Conformance.fuzz(
      Self.member(GIFSample.plain, flags: 0x1e, time: 9, rest: rest), rounds: 300)
  }

  /// As in archives, what can't be looked into goes under a strict policy; nothing would stay.
  @Test func unknownContentIsRefusedWhenStrict() throws {
    #expect(throws: MediaError.self) {
      try Conformance.check(Self.member(Self.unknown), under: .strict)
    }
    #expect(
      try Conformance.check(Self.member(GIFSample.plain), under: .strict)
        == Self.member(GIFSample.plain))
  }

  @Test func filesInFilesShareOneLimit() throws {
    // Each inflates to less than the limit of one; 65 of them to more than all may.
    let inner = Self.member([UInt8](repeating: 0, count: 4_000))
    let members = (0..<66).flatMap {
      TarReaderTests.member(TarReaderTests.header("\($0).gz", size: inner.count), inner)
    }
    var limits = Limits.standard
    limits.inflatedBytes = 4_000
    var reading = Reading(limits: limits)
    #expect(throws: MediaError.limit(.inflatedBytes, allowed: 64 * 4_000)) {
      try MediaFormats.read(MediaSource(TarReaderTests.archive(members)), &reading)
    }
  }
}
