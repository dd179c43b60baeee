import Testing

@testable import MediaMetadata

/// What stays of a GIF file and what goes, by the specification.
@Suite struct GIFReaderTests {
  /// Reads a file and returns what it gives away.
  private func disclosures(
    _ bytes: [UInt8], under policy: ScrubPolicy = .standard
  ) throws -> [Disclosure] {
    var reading = Reading(policy: policy)
    _ = try MediaFormats.read(MediaSource(bytes), &reading)
    return reading.disclosures
  }

  /// Whether some value shows the token.
  private func shows(_ bytes: [UInt8], _ token: String) throws -> Bool {
    try disclosures(bytes).contains { $0.value?.contains(token) == true }
  }

  @Test func aPlainPictureStaysByteForByte() throws {
    #expect(try Conformance.check(GIFSample.plain) == GIFSample.plain)
    #expect(try disclosures(GIFSample.plain).isEmpty)
  }

  /// Each structure that no picture needs, with a token that must go and be shown.
  private static let telling: [(String, [UInt8])] = [
    ("a comment", GIFSample.extension(0xfe, Array("TOKEN one".utf8))),
    ("a comment in two parts", GIFSample.extension(0xfe, Array("TOK".utf8), Array("EN".utf8))),
    ("a text", GIFSample.extension(1, [UInt8](repeating: 0, count: 12), Array("TOKEN".utf8))),
    ("an unknown extension", GIFSample.extension(0x99, Array("TOKEN".utf8))),
    ("an unknown program's data", GIFSample.application("PROGRAM 1.0", Array("TOKEN".utf8))),
    ("an unknown program's name", GIFSample.application("TOKEN   1.0", [1])),
    ("a short name", GIFSample.application("ABC", Array("TOKEN".utf8))),
    ("ImageMagick's gamma", GIFSample.application("ImageMagick", Array("TOKEN=1".utf8))),
    ("IPTC", GIFSample.application("MGKIPTC0000", [0x1c, 2, 80, 0, 5] + Array("TOKEN".utf8))),
    ("bytes between blocks", Array("TOKEN".utf8)),
    ("a provenance", GIFSample.application("C2PA_GIF\u{1}\0\0", Array("TOKEN".utf8))),
  ]

  @Test(arguments: telling.indices)
  func whatNoPictureNeedsGoesAndIsShown(index: Int) throws {
    let (name, block) = Self.telling[index]
    let picture = GIFSample.image(chunked: GIFSample.chunked(GIFSample.sixPixels))
    for file in [GIFSample.file(block, picture), GIFSample.file(picture, block)] {
      #expect(try Conformance.check(file) == GIFSample.plain, "\(name)")
      #expect(try shows(file, "TOKEN"), "\(name)")
    }
  }

  @Test func anXMPPacketIsReadUpToItsMagicTrailer() throws {
    // XMP Specification Part 3, 1.1.2: 01, FF down to 00, and the terminator.
    let packet =
      "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF "
      + "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description "
      + "xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>TOKEN</dc:title>"
      + "</rdf:Description></rdf:RDF></x:xmpmeta>"
    let magic = [1] + (0...255).reversed().map { UInt8($0) } + [0]
    let block = [0x21, 0xff, 11] + Array("XMP DataXMP".utf8) + Array(packet.utf8) + magic
    let file = GIFSample.file(
      block, GIFSample.image(chunked: GIFSample.chunked(GIFSample.sixPixels)))
    #expect(try Conformance.check(file) == GIFSample.plain)
    #expect(try shows(file, "TOKEN"))
  }

  @Test func bytesAfterTheEndCodeGo() throws {
    let surplus = Array("TOKEN".utf8)
    let inOneBlock = GIFSample.image(chunked: GIFSample.chunked(GIFSample.sixPixels + surplus))
    let further = GIFSample.image(
      chunked: GIFSample.chunked(GIFSample.sixPixels).dropLast() + GIFSample.chunked(surplus))
    for image in [inOneBlock, further] {
      let file = GIFSample.file(image)
      #expect(try Conformance.check(file) == GIFSample.plain)
      #expect(try shows(file, "TOKEN"))
    }
  }

  @Test func withoutAnEndCodeTheLastPixelEndsTheData() throws {
    let open = LZW.encode([0, 1, 2, 3, 0, 1], codeSize: 2, endCode: false)
    let plain = GIFSample.file(GIFSample.image(chunked: GIFSample.chunked(open)))
    #expect(try Conformance.check(plain) == plain)
    // 0x6d is no end code behind the last pixel's bits.
    let longer = GIFSample.file(
      GIFSample.image(chunked: GIFSample.chunked(open + Array("mmTOKEN".utf8))))
    #expect(try Conformance.check(longer).count <= plain.count + 1)
  }

  @Test func aLoopCountStaysAndNothingBesideIt() throws {
    let picture = GIFSample.image(chunked: GIFSample.chunked(GIFSample.sixPixels))
    for name in ["NETSCAPE2.0", "ANIMEXTS1.0"] {
      let clean = GIFSample.file(GIFSample.application(name, [1, 7, 0]), picture)
      #expect(try Conformance.check(clean) == clean)
      let extra = GIFSample.file(
        GIFSample.application(name, [2, 9, 9, 9, 9], [1, 7, 0, 65, 66], Array("TOKEN".utf8)),
        picture)
      #expect(try Conformance.check(extra) == clean)
      #expect(try shows(extra, "TOKEN"))
      let none = GIFSample.file(GIFSample.application(name, Array("TOKEN".utf8)), picture)
      #expect(try Conformance.check(none) == GIFSample.plain)
    }
  }

  @Test func aControlStaysBeforeAPictureOnly() throws {
    let control = GIFSample.extension(0xf9, [1, 5, 0, 2])
    let picture = GIFSample.image(chunked: GIFSample.chunked(GIFSample.sixPixels))
    let before = GIFSample.file(control, picture)
    #expect(try Conformance.check(before) == before)
    #expect(try Conformance.check(GIFSample.file(picture, control)) == GIFSample.plain)
    let parted = GIFSample.file(control, GIFSample.extension(0xfe, [65]), picture)
    #expect(try Conformance.check(parted) == before)
  }

  @Test func aControlKeepsFourBytes() throws {
    let picture = GIFSample.image(chunked: GIFSample.chunked(GIFSample.sixPixels))
    let clean = GIFSample.file(GIFSample.extension(0xf9, [0, 5, 0, 0]), picture)
    let extra = GIFSample.file(
      GIFSample.extension(0xf9, [0, 5, 0, 0], Array("TOKEN".utf8)), picture)
    #expect(try Conformance.check(extra) == clean)
    #expect(try shows(extra, "TOKEN"))
    // Decoders differ on lengths other than four, so the length stays.
    let long = GIFSample.file(GIFSample.extension(0xf9, [0, 5, 0, 0, 65, 66]), picture)
    let zeroed = GIFSample.file(GIFSample.extension(0xf9, [0, 5, 0, 0, 0, 0]), picture)
    #expect(try Conformance.check(long) == zeroed)
  }

  @Test func aControlThatDecodersReadDifferentlyIsRefusedUnlessSalvaged() throws {
    // ImageMagick reads the second sub-block over the first: colour 1 would be transparent.
    let picture = GIFSample.image(chunked: GIFSample.chunked(GIFSample.sixPixels))
    let file = GIFSample.file(GIFSample.extension(0xf9, [0, 5, 0, 0], [1, 0, 0, 1]), picture)
    #expect(throws: MediaError.self) { try Conformance.check(file) }
    var policy = ScrubPolicy.standard
    policy.salvage = true
    let clean = GIFSample.file(GIFSample.extension(0xf9, [0, 5, 0, 0]), picture)
    #expect(try Conformance.check(file, under: policy) == clean)
  }

  @Test func provenanceStaysWhereThePolicyKeepsIt() throws {
    var policy = ScrubPolicy.standard
    policy.provenance = .keep
    let file = GIFSample.file(
      GIFSample.application("C2PA_GIF\u{1}\0\0", Array("TOKEN".utf8)),
      GIFSample.image(chunked: GIFSample.chunked(GIFSample.sixPixels)))
    #expect(try Conformance.check(file, under: policy) == file)
    #expect(try disclosures(file, under: policy).contains { $0.fate == .kept })
  }

  @Test func aFileBehindTheTrailerIsReadAsWell() throws {
    let inner = GIFSample.file(
      GIFSample.extension(0xfe, Array("TOKEN".utf8)),
      GIFSample.image(chunked: GIFSample.chunked(GIFSample.sixPixels)))
    let file = GIFSample.plain + inner
    #expect(try Conformance.check(file) == GIFSample.plain)
    let locations = try disclosures(file).map(\.location)
    #expect(locations.contains("after the end/comment extension"))
    #expect(try shows(GIFSample.plain + Array("TOKEN".utf8), "TOKEN"))
  }

  @Test func aFileCutOffAnywhereConformsOrIsRefused() throws {
    let file = GIFSample.file(
      GIFSample.application("NETSCAPE2.0", [1, 0, 0]), GIFSample.extension(0xfe, [65, 66]),
      GIFSample.extension(0xf9, [0, 5, 0, 0]),
      GIFSample.image(chunked: GIFSample.chunked(GIFSample.sixPixels, size: 1)))
    for count in 0..<file.count {
      do { try Conformance.check(Array(file.prefix(count))) } catch is MediaError {}
    }
    // Without its trailer a file is decoded all the same: it stays as it is.
    let open = Array(GIFSample.plain.dropLast())
    #expect(try Conformance.check(open) == open)
  }

  @Test func mutantsConformOrAreRefused() throws {
    let file =
      GIFSample.file(
        GIFSample.application("NETSCAPE2.0", [1, 0, 0]), GIFSample.extension(0xfe, [65, 66]),
        GIFSample.extension(0xf9, [1, 5, 0, 0]),
        GIFSample.image(chunked: GIFSample.chunked(GIFSample.sixPixels, size: 2)),
        GIFSample.application("PROGRAM 1.0", [1, 2, 3]),
        GIFSample.image(chunked: GIFSample.chunked(GIFSample.sixPixels + [9, 9]))) + [7, 7]
    try Conformance.fuzz(file, rounds: 400)
  }
}
