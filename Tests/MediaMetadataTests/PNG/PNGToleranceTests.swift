import Testing

@testable import MediaMetadata

/// PNG files that break rules: decoders must make of the output what they made of the input.
struct PNGToleranceTests {
  private static let stream = Deflate.zlib(PNGBuilder.rows[...])

  @Test("a file cut anywhere is refused, or stays as it is where its picture is cut")
  func cuts() throws {
    let picture = PNGBuilder.picture(split: 7) { $0.chunk("gAMA", [0, 0, 0xb1, 0x8f]) }
    let dataStart = 8 + 25 + 16
    for end in 0..<picture.count {
      let cut = Array(picture[..<end])
      do {
        let output = try Conformance.check(cut)
        #expect(end >= dataStart + 8)
        #expect(output.starts(with: cut.prefix(output.count)) || output == picture)
      } catch let error as MediaError {
        if end >= dataStart + 8 { Issue.record("refused at \(end): \(error.reason)") }
      }
    }
  }

  @Test("a wrong check sum stays wrong, but no longer says anything")
  func wrongSums() throws {
    var builder = PNGBuilder()
    builder.chunk("IHDR", PNGBuilder.header(3, 2), wrong: true)
    builder.chunk("gAMA", [0, 0, 0xb1, 0x8f], wrong: true)
    builder.chunk("tRNS", [0, 1, 0, 2, 0, 3], wrong: true)
    builder.chunk("IDAT", Self.stream, wrong: true)
    builder.chunk("IEND", [], wrong: true)
    let output = try Conformance.check(builder.bytes)
    let chunks = try Self.chunks(output)
    #expect(chunks.map(\.name) == ["IHDR", "tRNS", "IDAT", "IEND"], "libpng skips such a gAMA")
    for chunk in chunks {
      let right = CRC32.of(output[(chunk.start + 4)..<chunk.content.upperBound])
      var reader = ByteReader(output, in: chunk.content.upperBound..<chunk.end)
      #expect(reader.bigEndian(4) == UInt64(~right))
    }
  }

  private static func chunks(_ bytes: [UInt8]) throws -> [PNGChunk] {
    var reading = Reading()
    return try PNGChunks(bytes, &reading).all
  }

  @Test("second chunks, late chunks and those of a wrong length go, as decoders ignore them")
  func ignored() throws {
    let plain = PNGBuilder.picture { $0.chunk("gAMA", [0, 0, 0xb1, 0x8f]) }
    let odd = PNGBuilder.picture { builder in
      builder.chunk("gAMA", [0, 0, 0xb1, 0x8f])
      builder.chunk("gAMA", [1, 0, 0xb1, 0x8f])
      builder.chunk("PLTE", [1, 2, 3])
      builder.chunk("sRGB", [0])
      builder.chunk("tRNS", [0, 1])
      builder.chunk("pHYs", [0])
      builder.chunk("acTL", [0])
    } after: { builder in
      builder.chunk("bKGD", [0, 1, 0, 2, 0, 3])
      builder.chunk("PLTE", [1, 2, 3])
      builder.chunk("fdAT", [0, 0, 0, 0, 1])
    }
    #expect(try Conformance.check(odd) == plain)
  }

  @Test("data chunks with others between them come together; others in front of the header go")
  func gaps() throws {
    var builder = PNGBuilder()
    builder.chunk("teXt", "before")
    builder.chunk("IHDR", PNGBuilder.header(3, 2))
    builder.chunk("IDAT", Array(Self.stream[..<5]))
    builder.chunk("teXt", "between")
    builder.chunk("IDAT", Array(Self.stream[5...]))
    builder.chunk("IEND", "more")
    builder.raw([1, 2, 3])
    var plain = PNGBuilder()
    plain.chunk("IHDR", PNGBuilder.header(3, 2))
    plain.chunk("IDAT", Array(Self.stream[..<5]))
    plain.chunk("IDAT", Array(Self.stream[5...]))
    plain.chunk("IEND")
    #expect(try Conformance.check(builder.bytes) == plain.bytes)
  }

  @Test("a broken stream is cut where it breaks, and keeps what was inflated")
  func brokenStream() throws {
    // Two rows in a stored block, then a block of a reserved kind and text.
    var stream: [UInt8] = [0x78, 1, 0, 20, 0, 235, 255] + PNGBuilder.rows + [7]
    stream += Array("TokenBehind".utf8)
    let output = try Conformance.check(PNGBuilder.picture(stream: stream))
    #expect(output == PNGBuilder.picture(stream: Array(stream[..<28])))
  }

  @Test("no cut, flip, repeat or insertion makes it trap, and what it takes conforms")
  func fuzz() throws {
    let rows = [UInt8](repeating: 0, count: 2) + PNGBuilder.rows
    let seeds = [
      PNGBuilder.picture(split: 6) { builder in
        builder.chunk("tEXt", "Author\0somebody")
        builder.chunk("iCCP", Array("name\0\0".utf8) + Deflate.zlib(rows[...]))
        builder.chunk("iTXt", "Title\0\0\0de\0Titel\0text")
      },
      PNGAnimationTests.animation(),
      PNGHiddenColourTests.picture(depth: 8, colour: 6, interlaced: false).bytes,
    ]
    for (index, seed) in seeds.enumerated() {
      try Conformance.fuzz(seed, rounds: 100, seed: UInt64(index))
    }
  }
}
