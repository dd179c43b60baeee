import Testing

@testable import MediaMetadata

/// Inflating: zlib's own streams, every way to be broken, and a slow oracle.
struct InflateTests {
  private static func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.utf8.map { $0 < 0x3a ? $0 - 0x30 : $0 - 0x57 }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  /// Made by zlib 1.2.13, with a fixed code.
  static let fixed = bytes(
    "78010bc94855282ccd4cce56482aca2fcf5348cbaf50c82acd2d2856c82f4b2d5228014ae72456552aa4e4a7eb29"
      + "84d04c3100f93c3076")
  /// Made by zlib 1.2.13 at level 9, with a code of its own: 300 skewed random bytes whose CRC-32
  /// is 0x0b4ac0a5.
  static let dynamic = bytes(
    "78da05c1cb4ec2401400d03bcf3b2fa69d4e1f14840ed2142c29264844e3c2045726c6a51b13bfc0aff0cb3d4764"
      + "ba88047a297e5def4a56eefdb226370161efdab13d99641f474af99b8de8b50ae1589f879f9aedaef779cbb7"
      + "4192e19b24c3e4ea0e22b46afcf47f480ae0a660b0c7d7493b5f16797cf2b615f8e13330016249a2abd57c01"
      + "a4be0a1750a32e50af205fa04882db86a2dada81a9ea6005cd78eab94c655254765219634e0c9ec72ffb7216"
      + "cbbef2520912e4068ecdc334055832acbcb9144aecdc5af16cc3ba53ba85b823527ae356402825ef039921aa"
      + "32288e346f3561ba58eb14ad9ecd4de344d6106bc78b9e3ae9e8a63a74f522ff075f9a1739")
  private static let stored = bytes("7801010f00f0ff73746f7265642061732069742069732ded057f")
  /// Three parts with a full and a sync flush between them.
  private static let flushed = bytes(
    "789ccacf4b5500000000ffff2a29cf5700000000ffffcbcf4b552829cf07002c8d0599")

  private static func inflate(_ stream: [UInt8], limit: Int = 1 << 20) throws -> Inflated? {
    try Inflate.zlib(stream[...], limit: limit, checksSum: true)
  }

  @Test("streams of zlib with stored, fixed, own and flushed blocks inflate to what went in")
  func kinds() throws {
    let sentence = "The quick brown fox jumps over the lazy dog. "
    let expected = [
      (Self.fixed, sentence + sentence + sentence), (Self.stored, "stored as it is"),
      (Self.flushed, "one two one two"), (Self.bytes("789c030000000001"), ""),
    ]
    for (stream, text) in expected {
      let inflated = try #require(try Self.inflate(stream))
      #expect(String(decoding: inflated.bytes, as: UTF8.self) == text)
      #expect(inflated.consumed == stream.count)
      #expect(inflated.checkSumMatches == true)
    }
    let random = try #require(try Self.inflate(Self.dynamic))
    #expect(random.bytes.count == 300)
    #expect(CRC32.of(random.bytes[...]) == 0x0b4a_c0a5)
    let raw = try Inflate.deflate(Self.dynamic[2...], limit: 300)
    #expect(raw?.bytes == random.bytes)
  }

  @Test("a long run is inflated to its last byte, past several windows")
  func longRun() throws {
    let run = Self.bytes(
      "78daedc13101000000c2a0f54f6d0d0fa0" + String(repeating: "00", count: 96) + "80570386af0001")
    let inflated = try Self.inflate(run)
    #expect(inflated?.bytes.count == 100_000)
    #expect(inflated?.bytes.allSatisfy { $0 == 0 } == true)
  }

  @Test("what follows a stream is not touched, and counted apart")
  func trailing() throws {
    let inflated = try #require(try Self.inflate(Self.fixed + [1, 2, 3, 4, 5, 6, 7, 8, 9]))
    #expect(inflated.consumed == Self.fixed.count)
  }

  @Test("a stream cut anywhere is refused, and its prefix is a prefix of the whole")
  func cuts() throws {
    for stream in [Self.fixed, Self.dynamic, Self.stored, Self.flushed] {
      let whole = try #require(try Self.inflate(stream)).bytes
      for end in stream.indices {
        #expect(try Inflate.zlib(stream[..<end], limit: 1 << 20) == nil)
        let prefix = try Inflate.prefix(stream[..<end], limit: 1 << 20)
        #expect(whole.starts(with: prefix.bytes))
        #expect(!prefix.isWhole)
        #expect(prefix.consumed == end, "a cut stream takes all there is")
      }
    }
  }

  @Test("runs of any length put the stream together again")
  func runs() {
    for length in 1...40 {
      // Each run is followed by a byte that is none of the stream's.
      var spread: [UInt8] = []
      var runs: [Range<Int>] = []
      var start = 0
      while start < Self.dynamic.count {
        let part = Self.dynamic[start...].prefix(length)
        runs.append(spread.count..<(spread.count + part.count))
        spread += part + [0xee]
        start += length
      }
      var stream = InflateStream(spread, runs: runs + [0..<0], checksSum: true)
      var sum = CRC32()
      while stream.next() { sum.update(stream.window[stream.chunk]) }
      #expect(sum.value == 0x0b4a_c0a5)
      #expect(stream.state == .finished)
      #expect(stream.checkSumMatches == true)
      #expect(stream.consumed == Self.dynamic.count)
    }
  }

  @Test("a wrong check sum is told, not refused")
  func wrongSum() throws {
    var stream = Self.fixed
    stream[stream.count - 1] ^= 1
    #expect(try Self.inflate(stream)?.checkSumMatches == false)
    #expect(try Inflate.zlib(stream[...], limit: 1000)?.checkSumMatches == nil)
  }

  @Test("more bytes than allowed are an error before they are memory")
  func limit() throws {
    #expect(throws: MediaError.limit(.inflatedBytes, allowed: 134)) {
      try Self.inflate(Self.fixed, limit: 134)
    }
    #expect(try Self.inflate(Self.fixed, limit: 135)?.bytes.count == 135)
    let first = try #require(Inflate.first(9, of: Self.fixed[...]))
    #expect(String(decoding: first, as: UTF8.self) == "The quick")
  }

  /// The header's bits after 0x78 0x01, least significant first, as a binary number reads.
  private static func stream(_ bits: String) -> [UInt8] {
    var bytes: [UInt8] = [0x78, 0x01]
    let digits = Array(bits.utf8).filter { $0 != 0x20 }.map { $0 - 0x30 }
    for start in stride(from: 0, to: digits.count, by: 8) {
      var byte: UInt8 = 0
      for (place, bit) in digits[start...].prefix(8).enumerated() { byte |= bit << UInt8(place) }
      bytes.append(byte)
    }
    return bytes + [UInt8](repeating: 0, count: 16)
  }

  @Test(
    "streams that zlib refuses are refused",
    arguments: [
      ("a reserved kind of block", "1 11"),
      ("a stored block whose length and complement disagree", "1 00 00000 10000000 00000000"),
      ("a distance before the first byte", "1 10 0000001 00000 0000000"),
      ("a length symbol that is reserved", "1 10 00001100 11000110"),
      ("a distance symbol that is reserved", "1 10 00110000 0000001 11110"),
      ("more literals than there are", "1 01 01111 00000 0000"),
      ("more distances than there are", "1 01 00000 01111 0000"),
      ("a repeat of nothing", "1 01 00000 00000 0000 100 000 000 100 0"),
      ("an over-subscribed code of lengths", "1 01 00000 00000 0000 100 100 100 000"),
      ("an incomplete code of lengths", "1 01 00000 00000 0000 010 000 000 000"),
      ("no code of lengths at all", "1 01 00000 00000 0000 000 000 000 000"),
      (
        "a code without an end of block",
        "1 01 00000 00000 0000 000 000 100 100 0 1111111 0 1111111"
      ),
    ])
  func refused(_ what: String, _ bits: String) throws {
    let stream = Self.stream(bits)
    #expect(try Inflate.zlib(stream[...], limit: 1 << 20) == nil, "\(what)")
    #expect(PlainInflate.zlib(stream) == nil, "\(what)")
  }

  @Test("headers that zlib refuses are refused")
  func headers() throws {
    for header: [UInt8] in [
      [0x78, 0x02], [0x79, 0x9b], [0x88, 0x1c], [0x78, 0xbb], [0x1f, 0x8b],
    ] {
      #expect(try Inflate.zlib((header + Self.fixed[2...])[...], limit: 1 << 20) == nil)
    }
  }

  @Test("damaged streams give what a bit-by-bit inflater gives, or are refused as it refuses them")
  func oracle() throws {
    var generator = SplitMix(state: 11)
    let seeds = [
      Self.fixed, Self.dynamic, Self.flushed, Deflate.zlib(Array(repeating: 7, count: 600)[...]),
      Deflate.zlib((0..<400).map { UInt8($0 * $0 % 251) }[...]),
    ]
    var accepted = 0
    for round in 0..<500 {
      var stream = seeds[round % seeds.count]
      for _ in 0...(generator.next() % 2) {
        let at = Int(generator.next() % UInt64(stream.count))
        stream[at] ^= 1 << UInt8(generator.next() % 8)
      }
      let expected = PlainInflate.zlib(stream)
      let inflated = try Self.inflate(stream)
      let checked = inflated?.checkSumMatches == true ? inflated?.bytes : nil
      #expect(checked == expected, "round \(round)")
      if expected != nil { accepted += 1 }
    }
    #expect(accepted < 500)
  }
}
