import Testing

@testable import MediaMetadata

@Suite struct FLACReaderTests {
  private let frames = (0..<5).flatMap { AudioSample.flacFrame(UInt8($0)) }

  @Test func onlyTheDescriptionAndTheFramesStay() throws {
    let comments = AudioSample.comments("encoder 1", ["ARTIST=Singer", "ODD=thing"])
    let input = AudioSample.flac(
      [(4, comments), (2, Array("appldata".utf8)), (1, Array("pad".utf8)), (5, [0x31, 0x32])],
      frames: frames)
    #expect(try Conformance.check(input) == AudioSample.flac([], frames: frames))
    let values = try AudioSample.disclosures(input).compactMap(\.value)
    for text in ["encoder 1", "Singer", "ODD=thing", "appldata"] {
      #expect(values.contains { $0.contains(text) }, "\(text)")
    }
  }

  @Test func tagsAroundTheStreamGo() throws {
    let plain = AudioSample.flac([], frames: frames)
    let old = Array("TAG".utf8) + [UInt8](repeating: 0x41, count: 125)
    let input = AudioSample.id3(4, AudioSample.frame("TIT2", [0, 0x41])) + plain + [1, 2, 3] + old
    #expect(try Conformance.check(input) == plain)
  }

  @Test func aTableOfPlacesStays() throws {
    let table = [UInt8](repeating: 0xff, count: 8) + [UInt8](repeating: 0, count: 10)
    let input = AudioSample.flac([(3, table), (1, [0, 0])], frames: frames)
    #expect(try Conformance.check(input) == AudioSample.flac([(3, table)], frames: frames))
    let hidden = [UInt8](repeating: 0xff, count: 8) + Array("hidden1234".utf8)
    let output = try Conformance.check(AudioSample.flac([(3, hidden)], frames: frames))
    #expect(output == AudioSample.flac([(3, table)], frames: frames))
  }

  @Test func bytesBetweenFramesAreRefused() throws {
    let input = AudioSample.flac([], frames: frames + Array("secret".utf8) + frames)
    #expect(throws: MediaError.self) { try Conformance.check(input) }
  }

  @Test func aFrameWhoseCheckIsWrongIsRefused() throws {
    var broken = frames
    broken[20] ^= 1
    #expect(throws: MediaError.self) {
      try Conformance.check(AudioSample.flac([], frames: broken))
    }
  }

  /// The tables of eight bytes a step against the definition.
  @Test func theChecksAreThoseOfTheirPolynomials() {
    var generator = SplitMix(state: 7)
    for count in 0..<40 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      #expect(
        UInt32(FLACCheck.long(bytes, 0..<count))
          == AudioSample.check(bytes, polynomial: 0x8005, width: 16))
      #expect(
        UInt32(FLACCheck.short(bytes[...]))
          == AudioSample.check(bytes, polynomial: 0x07, width: 8))
      #expect(
        OggCheck.of(bytes[...]) == AudioSample.check(bytes, polynomial: 0x04c1_1db7, width: 32))
    }
  }

  /// Each frame's end is looked for up to the next number, which never comes.
  @Test func framesOfOneNumberEndAtTheLimit() throws {
    let frame = AudioSample.flacFrame(0) + [1]
    let input = AudioSample.flac([], frames: (0..<2_000).flatMap { _ in frame })
    var reading = Reading()
    do {
      _ = try MediaFormats.read(MediaSource(input), &reading)
      Issue.record("bytes between frames were read as sound")
    } catch {
      guard case .malformed = error else {
        Issue.record("all bytes were looked at for every frame")
        return
      }
    }
  }

  @Test func manyTagsAtTheEndGo() throws {
    let plain = AudioSample.flac([], frames: frames)
    let old = Array("TAG".utf8) + [UInt8](repeating: 0x41, count: 125)
    let input = plain + (0..<20_000).flatMap { _ in old }
    #expect(try Conformance.check(input) == plain)
  }
}
