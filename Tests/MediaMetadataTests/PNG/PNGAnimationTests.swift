import Testing

@testable import MediaMetadata

/// Animated PNG: frames stay, what hides in their data goes, numbers stay without a gap.
struct PNGAnimationTests {
  private static let stream = Deflate.zlib(PNGBuilder.rows[...])

  /// Two frames, of which the first is the still picture; `data` makes the second's chunks, from
  /// sequence number 2 on, and returns the next number.
  static func animation(
    _ data: (inout PNGBuilder) -> Int = { builder in
      builder.chunk("fdAT", [0, 0, 0, 2] + stream)
      return 3
    }
  ) -> [UInt8] {
    var builder = PNGBuilder()
    builder.chunk("IHDR", PNGBuilder.header(3, 2))
    builder.chunk("acTL", [0, 0, 0, 3, 0, 0, 0, 0])
    builder.chunk("fcTL", PNGBuilder.frame(0, 3, 2))
    builder.chunk("IDAT", stream)
    builder.chunk("fcTL", PNGBuilder.frame(1, 3, 2))
    let next = data(&builder)
    builder.chunk("fcTL", PNGBuilder.frame(next, 3, 2))
    builder.chunk("fdAT", [0, 0, 0, UInt8(next + 1)] + stream)
    builder.chunk("IEND")
    return builder.bytes
  }

  @Test("an animation comes back byte for byte")
  func clean() throws {
    #expect(try Conformance.check(Self.animation()) == Self.animation())
  }

  @Test("bytes behind a frame's stream or rows go, and later numbers move up")
  func stray() throws {
    let split = Self.animation { builder in
      builder.chunk("fdAT", [0, 0, 0, 2] + Self.stream[..<9])
      builder.chunk("fdAT", [0, 0, 0, 3] + Self.stream[9...] + Array("TokenStray".utf8))
      builder.chunk("fdAT", [0, 0, 0, 4] + Array("TokenWhole".utf8))
      return 5
    }
    let expected = Self.animation { builder in
      builder.chunk("fdAT", [0, 0, 0, 2] + Self.stream[..<9])
      builder.chunk("fdAT", [0, 0, 0, 3] + Self.stream[9...])
      return 4
    }
    #expect(try Conformance.check(split) == expected)
    let surplus = Deflate.zlib((PNGBuilder.rows + Array("TokenSurplus".utf8))[...])
    let long = Self.animation { builder in
      builder.chunk("fdAT", [0, 0, 0, 2] + surplus[..<9])
      builder.chunk("fdAT", [0, 0, 0, 3] + surplus[9...])
      return 4
    }
    #expect(try Conformance.check(long) == Self.animation())
    let values = try PNGBuilder.reading(split + []).disclosures.compactMap(\.value)
    #expect(values.contains { $0.contains("TokenStray") && $0.contains("TokenWhole") })
  }

  @Test("a still picture that only stands in for the animation is told of, and kept")
  func standIn() throws {
    var builder = PNGBuilder()
    builder.chunk("IHDR", PNGBuilder.header(3, 2))
    builder.chunk("acTL", [0, 0, 0, 1, 0, 0, 0, 0])
    builder.chunk("IDAT", Self.stream)
    builder.chunk("fcTL", PNGBuilder.frame(0, 3, 2))
    builder.chunk("fdAT", [0, 0, 0, 1] + Self.stream)
    builder.chunk("IEND")
    let found = try PNGBuilder.reading(builder.bytes).disclosures
    #expect(found.map(\.fate) == [.kept])
    #expect(try Conformance.check(builder.bytes) == builder.bytes)
  }

  @Test("frames that do not fit, or data without a frame, are refused")
  func refused() {
    for frame in [PNGBuilder.frame(1, 4, 2), PNGBuilder.frame(1, 0, 1), [0, 0, 0, 1]] {
      var builder = PNGBuilder()
      builder.chunk("IHDR", PNGBuilder.header(3, 2))
      builder.chunk("acTL", [0, 0, 0, 1, 0, 0, 0, 0])
      builder.chunk("IDAT", Self.stream)
      builder.chunk("fcTL", frame)
      #expect(throws: MediaError.self) { try PNGBuilder.reading(builder.bytes) }
    }
    let early = PNGBuilder.picture { builder in
      builder.chunk("acTL", [0, 0, 0, 1, 0, 0, 0, 0])
      builder.chunk("fdAT", [0, 0, 0, 0] + Self.stream)
    }
    #expect(throws: MediaError.self) { try PNGBuilder.reading(early) }
  }
}
