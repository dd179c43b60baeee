import Testing

@testable import MediaMetadata

/// The chunk reader that RIFF formats share.
@Suite struct RIFFChunkTests {
  private let bytes = WebPSample.chunk("ABCD", [1, 2, 3]) + WebPSample.chunk("LIST", [])

  @Test func aChunkIsCodeSizeContentAndPadding() throws {
    let source = MediaSource(bytes)
    let first = try #require(try RIFFChunk.read(source, at: 0, within: 0..<bytes.count))
    #expect(first.name == "ABCD")
    #expect(first.content == 8..<11)
    #expect(first.end == 12)
    #expect(first.isPadded && first.missing == 0)
    let second = try #require(try RIFFChunk.read(source, at: 12, within: 0..<bytes.count))
    #expect(second.content == 20..<20 && second.end == 20)
    #expect(RIFFChunk.header(first.code, size: 3) == Array(bytes[0..<8]))
  }

  @Test func whatPassesTheBoundsIsCutAndCounted() throws {
    let source = MediaSource(bytes)
    let cut = try #require(try RIFFChunk.read(source, at: 0, within: 0..<9))
    #expect(cut.content == 8..<9 && cut.end == 9 && cut.missing == 2 && !cut.isPadded)
    let unpadded = try #require(try RIFFChunk.read(source, at: 0, within: 0..<11))
    #expect(unpadded.missing == 0 && !unpadded.isPadded)
    #expect(try RIFFChunk.read(source, at: 0, within: 0..<7) == nil)
    #expect(try RIFFChunk.read(source, at: 30, within: 0..<30) == nil)
  }
}
