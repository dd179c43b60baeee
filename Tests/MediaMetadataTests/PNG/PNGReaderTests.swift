import Testing

@testable import MediaMetadata

/// PNG: what informs goes with its value, what shows the picture stays.
struct PNGReaderTests {
  private static let plain = PNGBuilder.picture()

  @Test("a picture of nothing but rows comes back byte for byte")
  func clean() throws {
    #expect(try Conformance.check(Self.plain) == Self.plain)
    #expect(try Conformance.check(Self.plain, under: .strict) == Self.plain)
  }

  @Test("chunks that display needs stay, in place")
  func kept() throws {
    let picture = PNGBuilder.picture { builder in
      builder.chunk("gAMA", [0, 0, 0xb1, 0x8f])
      builder.chunk("cHRM", [UInt8](repeating: 1, count: 32))
      builder.chunk("sBIT", [8, 8, 8])
      builder.chunk("cICP", [9, 16, 0, 1])
      builder.chunk("mDCV", [UInt8](repeating: 2, count: 24))
      builder.chunk("cLLI", [UInt8](repeating: 3, count: 8))
      builder.chunk("bKGD", [0, 1, 0, 2, 0, 3])
      builder.chunk("pHYs", [0, 0, 11, 19, 0, 0, 11, 19, 1])
      builder.chunk("tRNS", [0, 1, 0, 2, 0, 3])
    }
    #expect(try Conformance.check(picture) == picture)
  }

  @Test("texts, times, unknown chunks and trailers go, and their values are shown")
  func dropped() throws {
    let picture = PNGBuilder.picture { builder in
      builder.chunk("tEXt", "Author\0TokenAuthor")
      builder.chunk("tEXt", "own keyword TokenKey\0TokenText")
      builder.chunk("zTXt", Array("Comment\0\0".utf8) + Deflate.zlib(Array("TokenZip".utf8)[...]))
      builder.chunk("iTXt", "Title\0\0\0de\0Titel TokenTitle\0TokenInternational")
      builder.chunk(
        "iTXt",
        Array("Description\0\u{1}\0\0\0".utf8) + Deflate.zlib(Array("TokenPacked".utf8)[...]))
      builder.chunk("tIME", [7, 0xe3, 3, 4, 17, 11, 9])
      builder.chunk("sPLT", "TokenPalette\0\u{8}")
      builder.chunk("prVt", "TokenPrivate")
      builder.chunk("dSIG", "TokenSigned")
      builder.chunk("caBX", "TokenProvenance")
      builder.chunk("tEXt", "Raw profile type xmp\0\nxmp\n       8\n546f6b656e486578\n")
    } after: { builder in
      builder.chunk("tEXt", "Software\0TokenSoftware")
      builder.chunk("gAMA", "TokenLateGamma")
    }
    let trailed = picture + Array("TokenTrailer".utf8)
    let found = try PNGBuilder.reading(trailed).disclosures
    let values = found.compactMap(\.value).joined(separator: "\n")
    let tokens = [
      "TokenAuthor", "TokenKey", "TokenText", "TokenZip", "TokenTitle", "TokenInternational",
      "TokenPacked", "2019-03-04 17:11:09", "TokenPalette", "TokenPrivate", "TokenSigned",
      "TokenProvenance", "TokenHex", "TokenSoftware", "TokenLateGamma", "TokenTrailer",
    ]
    for token in tokens { #expect(values.contains(token), "\(token)") }
    let places = found.map(\.location).joined(separator: "\n")
    for token in tokens { #expect(!places.contains(token), "a value in a location: \(token)") }
    #expect(try Conformance.check(trailed) == Self.plain)
    #expect(try Conformance.check(trailed, under: .strict) == Self.plain)
  }

  @Test("a block of metadata in digits is decoded; others are shown as they are")
  func rawProfiles() {
    let digits = Array("\nexif\n       6\n45786966\n0000\n".utf8)
    #expect(PNGRawProfile.decoded(digits[...]) == Array("Exif\0\0".utf8))
    for text in ["", "\n", "exif", "\nexif\n8", "\nexif\n 4\nno digits"] {
      #expect(PNGRawProfile.decoded(Array(text.utf8)[...]).isEmpty)
    }
  }

  @Test("an Exif block becomes what the policy lets stay of it, or goes")
  func exif() throws {
    let block: [UInt8] = Array("MM\0*\0\0\0\u{8}\0\u{1}\u{1}\u{e}\0\u{2}\0\0\0\u{4}abc\0".utf8)
    let picture = PNGBuilder.picture { $0.chunk("eXIf", block + [0, 0, 0, 0]) }
    let output = try Conformance.check(picture)
    #expect(output.count < picture.count)
    #expect(try PNGBuilder.reading(picture).disclosures.contains { $0.location.hasPrefix("eXIf") })
  }

  @Test("a picture left behind by a larger one is told of, with what its data says")
  func remains() throws {
    var builder = PNGBuilder()
    builder.raw(Array(Self.plain.dropFirst(8)))
    builder.raw(Array("end of a cut text".utf8))
    builder.chunk("IDAT", Deflate.zlib(Array("TokenCropped".utf8)[...]))
    builder.chunk("IEND")
    let found = try PNGBuilder.reading(builder.bytes).disclosures
    #expect(found.contains { $0.value?.contains("TokenCropped") == true && $0.severity == .high })
    #expect(try Conformance.check(builder.bytes) == Self.plain)
  }

  @Test("a whole file behind the end is taken apart for what it says")
  func embedded() throws {
    let inner = PNGBuilder.picture { $0.chunk("tEXt", "Author\0TokenInner") }
    let found = try PNGBuilder.reading(Self.plain + inner).disclosures
    #expect(found.contains { $0.location == "after IEND/tEXt Author" })
    #expect(try Conformance.check(Self.plain + inner) == Self.plain)
  }

  @Test("bytes behind the stream or behind the last row go, and the rows stay")
  func streams() throws {
    let stream = Deflate.zlib(PNGBuilder.rows[...])
    for split in [Int.max, stream.count, 5, 1] {
      let trailed = PNGBuilder.picture(stream: stream + Array("TokenStray".utf8), split: split)
      #expect(try Conformance.check(trailed) == PNGBuilder.picture(stream: stream, split: split))
      let values = try PNGBuilder.reading(trailed).disclosures.compactMap(\.value)
      #expect(values.contains { $0.contains("TokenStray") })
      let surplus = Deflate.zlib((PNGBuilder.rows + Array("TokenSurplus".utf8))[...])
      let long = PNGBuilder.picture(stream: surplus, split: split)
      #expect(try Conformance.check(long) == Self.plain)
      #expect(
        try PNGBuilder.reading(long).disclosures.contains {
          $0.value?.contains("TokenSurplus") == true
        })
    }
  }

  @Test("an empty data chunk stays before the stream's end and goes behind it")
  func emptyData() throws {
    let stream = Deflate.zlib(PNGBuilder.rows[...])
    let picture = PNGBuilder.picture(stream: [0x78]) { builder in
      builder.chunk("IDAT")
    } after: { builder in
      builder.chunk("IDAT", Array(stream.dropFirst()))
      builder.chunk("IDAT")
    }
    // The stream begins with the header that `Deflate` writes.
    #expect(stream.first == 0x78)
    let output = try Conformance.check(picture)
    #expect(output.count == picture.count - 12)
  }

  @Test("what no decoder can show, or none knows, is refused")
  func refused() {
    func refusal(_ bytes: [UInt8], _ policy: ScrubPolicy = .standard) -> MediaError? {
      do {
        _ = try PNGBuilder.reading(bytes, under: policy)
        return nil
      } catch { return error as? MediaError }
    }
    var apple = PNGBuilder()
    apple.chunk("CgBI", [0x50, 0, 0x20, 6])
    apple.raw(Array(Self.plain.dropFirst(8)))
    let twice = PNGBuilder.picture { $0.chunk("IHDR", PNGBuilder.header(3, 2)) }
    let unknown = PNGBuilder.picture { $0.chunk("ABCD", [1]) }
    var none = PNGBuilder()
    none.chunk("IHDR", PNGBuilder.header(3, 2))
    none.chunk("IEND")
    let broken = PNGBuilder.picture(stream: [1, 2, 3, 4, 5, 6, 7, 8])
    for bytes in [apple.bytes, twice, unknown, none.bytes, broken] {
      #expect(refusal(bytes) != nil)
    }
    var salvage = ScrubPolicy.standard
    salvage.salvage = true
    #expect(refusal(unknown, salvage) == nil)
    #expect(refusal(apple.bytes, salvage) != nil)
    #expect(!PNGReader.recognises([0x8a, 0x4d, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), "MNG")
    #expect(!PNGReader.recognises([0x8b, 0x4a, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), "JNG")
  }

  @Test("headers that decoders refuse are refused")
  func headers() {
    let good = PNGBuilder.header(3, 2)
    #expect(PNGPicture(good[...]) != nil)
    #expect(PNGPicture((good + [0])[...]) == nil)
    for (place, value) in [(3, 0), (7, 0), (0, 0x7f), (8, 4), (9, 1), (10, 1), (11, 1), (12, 2)] {
      var bad = good
      bad[place] = UInt8(value)
      #expect(PNGPicture(bad[...]) == nil, "byte \(place)")
    }
  }

  @Test("Adam7 cuts an 8 by 8 picture into 1, 1, 2, 4, 8, 16 and 32 pixels")
  func passes() throws {
    // PNG 3rd edition, 8.2; 64 grey pixels in 15 rows.
    let header = PNGBuilder.header(8, 8, colour: 0, interlaced: true)
    let picture = try #require(PNGPicture(header[...]))
    #expect(picture.passes.map { $0.rowCount * $0.height } == [1, 1, 2, 4, 8, 16, 32])
    #expect(picture.inflatedCount == 64 + 15)
    let small = try #require(
      PNGPicture(PNGBuilder.header(1, 1, colour: 0, interlaced: true)[...]))
    #expect(small.passes == [PNGPicture.Pass(rowCount: 1, height: 1)])
  }
}
