import Testing

@testable import MediaMetadata

@Suite("The account of bytes")
struct AnatomyTests {
  @Test("a gap, an overlap or an early end is found")
  func account() {
    let first = Piece(input: 0..<4, owner: "a", output: .same)
    let second = Piece(input: 4..<9, owner: "b", output: .nothing)
    #expect(throws: Never.self) {
      try Anatomy(pieces: [first, second], payload: []).checkAccount(of: 9)
    }
    for (pieces, count) in [
      ([first], 9), ([second], 9), ([first, first], 4), ([second, first], 9),
    ] {
      #expect(throws: MediaError.self) {
        try Anatomy(pieces: pieces, payload: []).checkAccount(of: count)
      }
    }
  }

  @Test("text in unknown bytes is found in ASCII and in UTF-16")
  func runs() {
    let bytes: [UInt8] =
      [0xff, 1] + Array("secret".utf8) + [7, 7] + "wide".utf8.flatMap { [$0, 0] }
    #expect(PrintableText.runs(in: bytes[...]) == "secret wide")
    #expect(PrintableText.runs(in: [1, 2, 3]) == nil)
  }
}
