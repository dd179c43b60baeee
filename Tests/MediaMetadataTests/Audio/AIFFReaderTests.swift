import Testing

@testable import MediaMetadata

@Suite struct AIFFReaderTests {
  private let format = AudioSample.chunk("COMM", AudioSample.common, isBig: true)
  private let samples = AudioSample.chunk(
    "SSND", [0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3], isBig: true)
  private var plain: [UInt8] { AudioSample.aiff(format + samples) }

  @Test func onlyFormatAndSamplesStay() throws {
    let others = ["NAME", "AUTH", "(c) ", "ANNO", "COMT", "APPL", "MARK", "what"].flatMap {
      AudioSample.chunk($0, Array("text of \($0)".utf8), isBig: true)
    }
    let tag = AudioSample.chunk(
      "ID3 ", AudioSample.id3(3, AudioSample.frame("TIT2", [0] + Array("Song".utf8))), isBig: true)
    let input = AudioSample.aiff(others + format + samples + tag) + Array("behind".utf8)
    #expect(try Conformance.check(input) == plain)
    let values = try AudioSample.disclosures(input).compactMap(\.value)
    for text in ["text of NAME", "text of AUTH", "text of what", "Song", "behind"] {
      #expect(values.contains { $0.contains(text) }, "\(text)")
    }
  }

  @Test func bytesThatAnOffsetPassesOverGo() throws {
    let hidden = AudioSample.chunk(
      "SSND", [0, 0, 0, 6, 0, 0, 0, 0] + Array("hidden".utf8) + [1, 2, 3], isBig: true)
    #expect(try Conformance.check(AudioSample.aiff(format + hidden)) == plain)
  }

  @Test func aCompressionsNameIsEmptied() throws {
    let kind = AudioSample.common + Array("sowt".utf8)
    let version = AudioSample.chunk("FVER", [0xa2, 0x80, 0x51, 0x40], isBig: true)
    func file(_ name: [UInt8]) -> [UInt8] {
      let format = AudioSample.chunk("COMM", kind + name, isBig: true)
      return AudioSample.aiff(version + format + samples, type: "AIFC")
    }
    #expect(try Conformance.check(file([6] + Array("my own".utf8) + [0])) == file([0, 0]))
  }
}
