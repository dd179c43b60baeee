import Testing

@testable import MediaMetadata

@Suite struct WAVReaderTests {
  private let samples = AudioSample.chunk("data", [1, 2, 3])
  private let format = AudioSample.chunk("fmt ", AudioSample.format)
  private var plain: [UInt8] { AudioSample.wav(format + samples) }

  @Test func onlyFormatAndSamplesStay() throws {
    let info = AudioSample.chunk(
      "LIST", Array("INFO".utf8) + AudioSample.chunk("IART", Array("Singer".utf8)))
    let broadcast = AudioSample.chunk(
      "bext", Array("A take".utf8) + [UInt8](repeating: 0, count: 250) + Array("Studio".utf8))
    let tag = AudioSample.chunk(
      "id3 ", AudioSample.id3(3, AudioSample.frame("TIT2", [0] + Array("Song".utf8))))
    let odd = AudioSample.chunk("abcd", Array("odd chunk".utf8))
    let input = AudioSample.wav(info + format + broadcast + samples + tag + odd) + [9, 9]
    #expect(try Conformance.check(input) == plain)
    let values = try AudioSample.disclosures(input).compactMap(\.value)
    for text in ["Singer", "A take", "Studio", "Song", "odd chunk"] {
      #expect(values.contains { $0.contains(text) }, "\(text)")
    }
  }

  @Test func sizesAndPaddingArePutRight() throws {
    var input = plain
    input[4] = 0xff
    input[input.count - 1] = 0x41
    #expect(try Conformance.check(input) == plain)
    // Written to a pipe: no size was ever known.
    var open = plain.dropLast()
    open.replaceSubrange(4..<8, with: [0xff, 0xff, 0xff, 0xff])
    open.replaceSubrange(40..<44, with: [0xff, 0xff, 0xff, 0xff])
    #expect(try Conformance.check(Array(open)) == plain)
  }

  @Test func longFilesKeepTheirChunkOfSizes() throws {
    func long(_ extra: [UInt8], _ size: UInt8) -> [UInt8] {
      let numbers: [UInt8] = [size, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0]
      let sizes = numbers + [2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
      return Array("RF64".utf8) + [255, 255, 255, 255] + Array("WAVE".utf8)
        + AudioSample.chunk("ds64", sizes) + format
        + Array("data".utf8) + [255, 255, 255, 255, 1, 2, 3, 4] + extra
    }
    let bare = long([], 80 - 4)
    let input = long(AudioSample.chunk("cart", Array("Artist".utf8)), 99)
    let output = try Conformance.check(input)
    #expect(output.count == bare.count && Int(output[20]) == output.count - 8)
  }

  @Test func samplesBeforeTheirFormatAndTwoOfThemAreRefused() {
    for chunks in [samples + format, format + samples + samples, format] {
      #expect(throws: MediaError.self) { try Conformance.check(AudioSample.wav(chunks)) }
    }
  }

  @Test func longFilesWithoutSizesSayWhereTheirSamplesEnd() throws {
    let bare =
      Array("RF64".utf8) + [255, 255, 255, 255] + Array("WAVE".utf8) + format + samples
    #expect(try Conformance.check(bare) == bare)
    #expect(try Conformance.check(bare + AudioSample.chunk("cart", [1, 2])) == bare)
  }

  @Test func otherFormatsAreRefused() {
    var reading = Reading(policy: .standard)
    let bytes = Array("RIFX".utf8) + plain.dropFirst(4)
    #expect(throws: MediaError.self) { try WAVReader.read(MediaSource(bytes), &reading) }
  }
}
