import Testing

@testable import MediaMetadata

/// Tracks of measures beside pictures and sound.
@Suite struct MovieTimedTrackTests {
  typealias Build = MovieBuilder

  private func found(_ track: MovieBuilder.Track) throws -> [Disclosure] {
    var build = Build()
    build.tracks.append(track)
    let input = build.file()
    let output = try Conformance.check(input)
    #expect(!MovieView.holds(output, track.format.description))
    #expect(MovieView.content(["mdat"], in: output) == Array("one sampleanother".utf8))
    return try MovieView.disclosures(input)
  }

  @Test("keys of a phone's timed metadata are named: faces are people")
  func timedKeys() throws {
    let key = "com.apple.quicktime.detected-face.bounds"
    let entry = Build.box("keyd", Array("mdta".utf8), Array(key.utf8))
    let keys = Build.box("keys", Build.box("\0\0\0\u{1}", entry))
    let found = try found(
      .init(handler: "meta", format: "mebx", samples: [[0, 0, 0, 8, 0, 0, 0, 1]], entryBoxes: keys))
    #expect(
      found.contains {
        $0.category == .person && $0.location == "moov/trak 2/samples/\(key)"
      })
  }

  @Test("positions of camera motion metadata are counted")
  func cameraMotion() throws {
    func bytes(_ value: Double) -> [UInt8] {
      var bytes: [UInt8] = []
      bytes.append(littleEndian: value.bitPattern, 8)
      return bytes
    }
    // Kind 5: latitude, longitude and altitude (Google's Camera Motion Metadata specification).
    let sample = [0, 0, 5, 0] + bytes(-12.5) + bytes(100.25) + bytes(3)
    let found = try found(.init(handler: "camm", format: "camm", samples: [sample, sample]))
    #expect(
      found.contains {
        $0.value == "-12.500000 100.250000" && $0.meaning.hasSuffix(": 2 positions")
      })
  }

  @Test("places and serial numbers of Sony's real-time metadata are read")
  func realTime() throws {
    func item(_ tag: Int, _ value: [UInt8]) -> [UInt8] {
      Build.number(tag, 2) + Build.number(value.count, 2) + value
    }
    let sample =
      Build.number(28, 2) + [UInt8](repeating: 0, count: 26) + [6, 0x0e, 1, 2]
      + [UInt8](repeating: 7, count: 16) + item(0x8114, Array("ILCE-7SM3 5072108".utf8))
      + item(0x8501, [0x53]) + item(0x8502, Build.words(33, 1, 51, 1, 2448, 100))
      + item(0x8503, [0x45]) + item(0x8504, Build.words(151, 1, 12, 1, 0, 1))
    let found = try found(.init(handler: "meta", format: "rtmd", samples: [sample]))
    #expect(found.contains { $0.category == .place && $0.value == "-33.856800 151.200000" })
    #expect(found.contains { $0.category == .identifier && $0.value == "ILCE-7SM3 5072108" })
  }

  @Test("a time code's start is told in hours, minutes, seconds and frames")
  func timeCode() throws {
    let fields = Build.words(0, 0, 25, 1) + [25, 0]
    let found = try found(
      .init(
        handler: "tmcd", format: "tmcd", samples: [Build.number(931_000, 4)], entryBoxes: fields))
    #expect(found.contains { $0.category == .time && $0.value == "10:20:40:00" })
  }
}
