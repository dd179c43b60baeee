import Testing

@testable import MediaMetadata

/// What stays of a WebP file and what goes, by the specification and libwebp's reading of it.
@Suite struct WebPReaderTests {
  private static let packet =
    "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF "
    + "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description "
    + "xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>TOKEN3</dc:title>"
    + "</rdf:Description></rdf:RDF></x:xmpmeta>"

  private func disclosures(
    _ bytes: [UInt8], under policy: ScrubPolicy = .standard
  ) throws -> [Disclosure] {
    var reading = Reading(policy: policy)
    _ = try MediaFormats.read(MediaSource(bytes), &reading)
    return reading.disclosures
  }

  private func shows(_ bytes: [UInt8], _ token: String) throws -> Bool {
    try disclosures(bytes).contains { $0.value?.contains(token) == true }
  }

  @Test(arguments: [WebPSample.lossless, WebPSample.lossy])
  func aSimpleFileStaysByteForByte(picture: [UInt8]) throws {
    let file = WebPSample.file(picture)
    #expect(try Conformance.check(file) == file)
    #expect(try disclosures(file).isEmpty)
  }

  @Test func metadataGoesAndTheFlagsFollow() throws {
    let file = WebPSample.file(
      WebPSample.extended(0x0c), WebPSample.chunk("ABCD", Array("TOKEN1".utf8)),
      WebPSample.lossless,
      WebPSample.chunk("EXIF", WebPSample.exif(orientation: 1, artist: "TOKEN2")),
      WebPSample.chunk("XMP ", Array(Self.packet.utf8)),
      WebPSample.chunk("C2PA", Array("TOKEN4".utf8)))
    let clean = WebPSample.file(WebPSample.extended(0), WebPSample.lossless)
    #expect(try Conformance.check(file + Array("TOKEN5".utf8)) == clean)
    for token in 1...5 {
      #expect(try shows(file + Array("TOKEN5".utf8), "TOKEN\(token)"))
    }
  }

  @Test func anOrientationStaysAsABlockOfItsOwn() throws {
    let file = WebPSample.file(
      WebPSample.extended(8), WebPSample.lossless,
      WebPSample.chunk("EXIF", WebPSample.exif(orientation: 6, artist: "TOKEN")))
    let output = try Conformance.check(file)
    let block = ExifBlock.replacement(for: ExifSummary(orientation: 6), under: .standard) ?? []
    let expected = WebPSample.file(
      WebPSample.extended(8), WebPSample.lossless, WebPSample.chunk("EXIF", block))
    #expect(output == expected)
    // Without its flag, or without VP8X, decoders do not look at it.
    let unflagged = WebPSample.file(
      WebPSample.extended(0), WebPSample.lossless, WebPSample.chunk("EXIF", block))
    #expect(
      try Conformance.check(unflagged)
        == WebPSample.file(WebPSample.extended(0), WebPSample.lossless))
    let simple = WebPSample.file(WebPSample.lossless, WebPSample.chunk("EXIF", block))
    #expect(try Conformance.check(simple) == WebPSample.file(WebPSample.lossless))
  }

  @Test func reservedBitsAndFlagsForNothingAreCleared() throws {
    var file = WebPSample.file(WebPSample.extended(0xfd & ~0x02), WebPSample.lossless)
    file[21] = 1
    file[23] = 0x80
    let clean = WebPSample.file(WebPSample.extended(0x10), WebPSample.lossless)
    #expect(try Conformance.check(file) == clean)
  }

  @Test(arguments: [0, 3, 20, 4_000, 0xffff_ffff])
  func aWrongSizeInTheHeaderIsRepaired(size: Int) throws {
    let file = WebPSample.file(WebPSample.lossless, size: size)
    #expect(try Conformance.check(file) == WebPSample.file(WebPSample.lossless))
  }

  @Test func paddingIsOneZero() throws {
    let content: [UInt8] = [0x2f, 0, 0, 0, 0, 0x07, 0x50, 0xe2, 0xbe]
    let clean = WebPSample.file(WebPSample.lossless)
    let dirty = WebPSample.file(WebPSample.chunk("VP8L", content, padding: [65]))
    #expect(try Conformance.check(dirty) == clean)
    let none = WebPSample.file(WebPSample.chunk("VP8L", content, padding: []))
    #expect(try Conformance.check(none) == clean)
    // Where the header's size ends before the padding, what follows is none.
    let trailed = none + Array("TOKEN".utf8)
    #expect(try Conformance.check(trailed) == clean)
    #expect(try shows(trailed, "TOKEN"))
  }

  @Test func picturesThatAreNotShownGo() throws {
    let clean = WebPSample.file(WebPSample.lossy)
    #expect(try Conformance.check(WebPSample.file(WebPSample.lossy, WebPSample.lossless)) == clean)
    let alpha = WebPSample.chunk("ALPH", [0, 1, 2, 3, 4] + Array("TOKEN".utf8))
    let file = WebPSample.file(
      WebPSample.extended(0x10, side: 2), alpha, alpha, WebPSample.lossy, alpha,
      WebPSample.frame(0, WebPSample.lossless), WebPSample.animation)
    let expected = WebPSample.file(
      WebPSample.extended(0x10, side: 2), WebPSample.chunk("ALPH", [0, 1, 2, 3, 4]),
      WebPSample.lossy)
    #expect(try Conformance.check(file) == expected)
    #expect(try shows(file, "TOKEN"))
  }

  @Test func framesKeepAlphaAndPictureOnly() throws {
    let junk = WebPSample.chunk("JUNK", Array("TOKEN".utf8))
    let alpha = WebPSample.chunk("ALPH", [1, 9, 9])
    let clean = WebPSample.file(
      WebPSample.extended(0x12, side: 2), WebPSample.animation,
      WebPSample.frame(2, alpha, WebPSample.lossy), WebPSample.frame(1, WebPSample.lossless))
    #expect(try Conformance.check(clean) == clean)
    let animation = WebPSample.chunk("ANIM", [255, 255, 255, 255, 0, 0] + Array("TOKEN".utf8))
    let file = WebPSample.file(
      WebPSample.extended(0x12, side: 2), animation, WebPSample.lossless,
      WebPSample.frame(0xf2, alpha, WebPSample.lossy, junk, WebPSample.lossy), junk,
      WebPSample.frame(1, junk, WebPSample.lossless, [1, 2, 3]), WebPSample.frame(0, junk))
    #expect(try Conformance.check(file) == clean)
    #expect(try shows(file, "TOKEN"))
  }

  @Test func aPictureThatIsCutOffKeepsItsSizeAndItsBytes() throws {
    for picture in [WebPSample.lossy, WebPSample.lossless] {
      let file = Array(WebPSample.file(picture).dropLast(4))
      #expect(try Conformance.check(file) == file)
    }
    let animated = Array(
      WebPSample.file(
        WebPSample.extended(2, side: 2), WebPSample.animation,
        WebPSample.frame(0, WebPSample.lossy), WebPSample.frame(0, WebPSample.lossy)
      ).dropLast(6))
    #expect(try Conformance.check(animated) == animated)
  }

  @Test func aFileCutOffAnywhereConformsOrIsRefused() throws {
    for flags in [0x1e, 0x1c] as [UInt8] {
      let file = WebPSample.file(
        WebPSample.extended(flags, side: 2), WebPSample.animation,
        WebPSample.frame(0, WebPSample.chunk("ALPH", [1, 2]), WebPSample.lossy),
        WebPSample.chunk("ALPH", [1, 2]), WebPSample.lossy,
        WebPSample.chunk("EXIF", WebPSample.exif(orientation: 3)))
      for count in 0..<file.count {
        do { try Conformance.check(Array(file.prefix(count))) } catch is MediaError {}
      }
    }
  }

  @Test func whatHoldsNoPictureIsRefused() {
    let files = [
      WebPSample.file(WebPSample.extended(0)), WebPSample.file(WebPSample.chunk("VP8L", [1, 2])),
      WebPSample.file(WebPSample.chunk("VP8 ", [UInt8](repeating: 1, count: 20))), [],
    ]
    for file in files { #expect(throws: MediaError.self) { try Conformance.check(file) } }
  }

  @Test func provenanceStaysWhereThePolicyKeepsIt() throws {
    var policy = ScrubPolicy.standard
    policy.provenance = .keep
    let file = WebPSample.file(
      WebPSample.extended(0), WebPSample.lossless, WebPSample.chunk("C2PA", [1, 2, 3]))
    #expect(try Conformance.check(file, under: policy) == file)
  }

  @Test func mutantsConformOrAreRefused() throws {
    let animated = WebPSample.file(
      WebPSample.extended(0x1e, side: 2), WebPSample.animation,
      WebPSample.frame(0, WebPSample.chunk("ALPH", [1, 2]), WebPSample.lossy),
      WebPSample.frame(0, WebPSample.lossless, WebPSample.chunk("JUNK", [1, 2, 3])),
      WebPSample.chunk("EXIF", WebPSample.exif(orientation: 3)))
    try Conformance.fuzz(animated, rounds: 400)
    let still =
      WebPSample.file(
        WebPSample.extended(0x1c, side: 2), WebPSample.chunk("ALPH", [0, 2, 3, 4, 5]),
        WebPSample.lossy, WebPSample.chunk("EXIF", WebPSample.exif(orientation: 3, artist: "A")),
        WebPSample.chunk("XMP ", [1, 2, 3])) + [1, 2, 3]
    try Conformance.fuzz(still, rounds: 400)
  }
}
