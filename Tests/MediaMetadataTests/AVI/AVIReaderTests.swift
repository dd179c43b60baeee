import Testing

@testable import MediaMetadata

/// AVI files made chunk by chunk.
@Suite struct AVIReaderTests {
  static func chunk(_ code: String, _ content: [UInt8]) -> [UInt8] {
    let size = (0..<4).map { UInt8(truncatingIfNeeded: content.count >> (8 * $0)) }
    return Array(code.utf8) + size + content + (content.count % 2 == 1 ? [0] : [])
  }

  static func list(_ form: String, _ content: [UInt8]) -> [UInt8] {
    chunk("LIST", Array(form.utf8) + content)
  }

  static func file(_ frame: [UInt8], codec: String) -> [UInt8] {
    let format =
      [40, 0, 0, 0, 16, 0, 0, 0, 16, 0, 0, 0, 1, 0, 24, 0] + Array(codec.utf8)
      + [UInt8](repeating: 0, count: 20)
    let stream =
      chunk("strh", Array("vids".utf8) + [UInt8](repeating: 0, count: 52))
      + chunk("strf", format) + chunk("strn", Array("Secret name".utf8))
      + chunk(
        "vprp",
        [UInt8](repeating: 0, count: 32) + [1] + [UInt8](repeating: 0, count: 35)
          + Array("Secret field".utf8))
    let header = list(
      "hdrl",
      chunk("avih", [UInt8](repeating: 0, count: 40) + Array("Secret reserved!".utf8))
        + list("strl", stream) + chunk("IDIT", Array("Secret time".utf8)))
    let content =
      header + list("INFO", chunk("IART", Array("Secret name".utf8)))
      + chunk("JUNK", Array("Secret junk".utf8)) + list("movi", chunk("00dc", frame))
      + chunk("idx1", [UInt8](repeating: 1, count: 16) + Array("Secret".utf8))
    return chunk("RIFF", Array("AVI ".utf8) + content) + Array("Secret tail".utf8)
  }

  @Test func nothingMovesAndNoWordStays() throws {
    let input = Self.file([1, 2, 3, 4, 5], codec: "DIB ")
    let output = try Conformance.check(input)
    #expect(!String(decoding: output, as: UTF8.self).contains("Secret"))
    #expect(output.count == input.count - "Secret tail".utf8.count)
    for mark in ["movi", "idx1", "00dc", "strf"] {
      #expect(
        output.firstRange(of: Array(mark.utf8)) == input.firstRange(of: Array(mark.utf8)))
    }
  }

  @Test func theEncodersWordsInUnitsOfH264AreBlanked() throws {
    // A message of user data (type 5): a number of sixteen bytes, and words.
    let id: [UInt8] = Array(0x10..<0x20)
    let words = Array("Secret settings of an encoder".utf8)
    let message: [UInt8] = [6, 5, UInt8(id.count + words.count)] + id + words + [0x80]
    let picture: [UInt8] = [0, 0, 1, 0x65, 0x88, 0x84, 0x21]
    let frame: [UInt8] = [0, 0, 0, 1] + message + picture
    let output = try Conformance.check(Self.file(frame, codec: "H264"))
    #expect(!String(decoding: output, as: UTF8.self).contains("Secret"))
    #expect(output.firstRange(of: picture) != nil)
  }

  @Test func damageNeverTraps() throws {
    try Conformance.fuzz(Self.file([1, 2, 3, 4, 5], codec: "H264"), rounds: 500)
  }

  @Test func framesOfNoStreamBecomeBlank() throws {
    let secret = Self.chunk("77dc", Array("Secret frame".utf8))
    var input = Self.file([1, 2, 3, 4], codec: "DIB ")
    let frame = try #require(input.firstRange(of: Self.chunk("00dc", [1, 2, 3, 4])))
    // In place of the chunk that follows, which is of no use either.
    let index = try #require(input.firstRange(of: Array("idx1".utf8))).lowerBound
    #expect(frame.upperBound == index)
    let list = try #require(input.firstRange(of: Array("movi".utf8))).lowerBound - 4
    for (place, more) in [(4, secret.count), (list, secret.count)] {
      let size = (0..<4).reduce(0) { $0 | Int(input[place + $1]) << (8 * $1) } + more
      for byte in 0..<4 { input[place + byte] = UInt8(truncatingIfNeeded: size >> (8 * byte)) }
    }
    input.insert(contentsOf: secret, at: frame.upperBound)
    let output = try Conformance.check(input)
    #expect(!String(decoding: output, as: UTF8.self).contains("Secret"))
    #expect(output.firstRange(of: Self.chunk("00dc", [1, 2, 3, 4])) == frame)
  }

  @Test func aStreamOfNoKnownKindGoesWhenSalvaging() throws {
    let words = Array("Secret frame".utf8)
    var input = Self.file(words, codec: "Secr")
    let kind = try #require(input.firstRange(of: Array("vids".utf8)))
    input.replaceSubrange(kind, with: Array("Secr".utf8))
    #expect(throws: MediaError.self) { try Conformance.check(input) }
    var policy = ScrubPolicy.standard
    policy.salvage = true
    let output = try Conformance.check(input, under: policy)
    #expect(!String(decoding: output, as: UTF8.self).contains("Secr"))
    #expect(output.count == input.count - "Secret tail".utf8.count)
  }
}
