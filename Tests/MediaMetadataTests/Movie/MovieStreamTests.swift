import Testing

@testable import MediaMetadata

/// User data inside streams other than H.264 and H.265.
@Suite struct MovieStreamTests {
  /// An `esds` box of a codec with what its decoder is set up with.
  static func descriptor(_ codec: UInt8, _ info: [UInt8]) -> [UInt8] {
    let inner = [5, UInt8(info.count)] + info
    let decoder = [codec, 0x15] + [UInt8](repeating: 0, count: 11) + inner
    let stream = [0, 1, 0, 4, UInt8(decoder.count)] + decoder + [6, 1, 2]
    return MovieBuilder.box("esds", [0, 0, 0, 0, 3, UInt8(stream.count)], stream)
  }

  @Test("names in fill elements of AAC become zeros")
  func namesInFillElementsOfAACBecomeZeros() throws {
    // libavcodec's `put_bitstream_info`: a fill element of 15 bytes, of no kind, then its name.
    let name = Array("Lavc59.37.100".utf8)
    let fill = [0b110_1111_0, 0b0000_001_0, 0b000_00000] + name + [0x01, 0x40, 0x22]
    #expect(MovieFillElements(fill[...]).bytes.prefix(3).elementsEqual(fill.prefix(3)))
    #expect(!MovieView.holds(MovieFillElements(fill[...]).bytes, "Lavc"))
    var build = MovieBuilder()
    build.tracks = [
      .init(
        handler: "soun", format: "mp4a", samples: [fill, [0x21, 0x10, 0x04]],
        entryBoxes: Self.descriptor(0x40, [0x12, 0x10]))
    ]
    let input = build.file()
    let output = try Conformance.check(input)
    #expect(!MovieView.holds(output, "Lavc"))
    #expect(try MovieView.disclosures(input).contains { $0.value?.contains("Lavc59") == true })
  }

  @Test("the one name that decoders go by stays in fill elements, and nothing after it")
  func namesThatDecodersGoBy() {
    // A frame of libfaac 1.28 as mat2's dirty.mp4 has it, with a word behind the version.
    let head: [UInt8] = [0xde, 0x04, 0x00, 0x00] + Array("libfaac 1.28".utf8)
    let frame = head + Array("Z".utf8) + [0x01, 0x02, 0x3c, 0x29]
    let blanked = MovieFillElements(frame[...]).bytes
    #expect(blanked.count == 18)
    #expect(blanked.starts(with: head) && !blanked.contains(0x5a))
    #expect(MovieFillElements((blanked + frame[18...])[...]).bytes == blanked)
  }

  @Test("comments of pictures in motion JPEG become zeros")
  func commentsOfPicturesInMotionJPEGBecomeZeros() throws {
    let comment = Array("by Zoe".utf8)
    let exif = Array("Exif\0\0Zoe's serial".utf8)
    let picture: [UInt8] =
      [0xff, 0xd8, 0xff, 0xfe, 0, UInt8(2 + comment.count)] + comment
      + [0xff, 0xe1, 0, UInt8(2 + exif.count)] + exif + [0xff, 0xe0, 0, 7] + Array("JFIF\0".utf8)
      + [0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]
    var build = MovieBuilder()
    build.tracks = [.init(format: "jpeg", samples: [picture])]
    let output = try Conformance.check(build.file())
    #expect(!MovieView.holds(output, "Zoe") && MovieView.holds(output, "JFIF"))
  }

  @Test("metadata units of AV1 become padding")
  func metadataUnitsOfAV1BecomePadding() throws {
    let secret: [UInt8] = [0x2a, 15, 31] + Array("Zoe was here".utf8) + [0x80, 0]
    let light: [UInt8] = [0x2a, 6, 1, 0, 9, 0, 9, 0x80]
    let frame: [UInt8] = [0x32, 3, 7, 7, 7]
    var build = MovieBuilder()
    build.tracks = [
      .init(
        format: "av01", samples: [secret + light + frame, frame],
        entryBoxes: MovieBuilder.box("av1C", [0x81, 0, 0, 0]))
    ]
    let output = try Conformance.check(build.file())
    let data = try #require(MovieView.content(["mdat"], in: output))
    #expect(!MovieView.holds(data, "Zoe") && data.count == secret.count + 18)
    #expect(data[0] == 15 << 3 | 2, "padding with a size")
    #expect(data[secret.count...].elementsEqual(light + frame + frame))
  }

  @Test("user data of MPEG4 becomes zeros but for what decoders go by")
  func userDataOfMPEG4BecomesZerosButForWhatDecodersGoBy() throws {
    let data = Array("XviD0069".utf8) + Array(" of Zoe".utf8)
    let sample: [UInt8] = [0, 0, 1, 0xb2] + data + [0, 0, 1, 0xb6, 1, 2, 3]
    var build = MovieBuilder()
    build.tracks = [
      .init(
        format: "mp4v", samples: [sample],
        entryBoxes: Self.descriptor(0x20, [0, 0, 1, 0xb2] + Array("hidden".utf8)))
    ]
    let output = try Conformance.check(build.file())
    #expect(MovieView.holds(output, "XviD0069\0\0\0\0\0\0\0\0\0\u{1}"))
    #expect(!MovieView.holds(output, "Zoe") && !MovieView.holds(output, "hidden"))
  }

  @Test("comments of Vorbis go")
  func commentsOfVorbisGo() throws {
    let comment = [3] + Array("vorbis".utf8) + [4, 0, 0, 0] + Array("Zoe!".utf8) + [0, 0, 0, 0, 1]
    let info = [2, 3, UInt8(comment.count)] + [1, 1, 1] + comment + [9, 9, 9]
    var build = MovieBuilder()
    build.tracks = [
      .init(handler: "soun", format: "mp4a", entryBoxes: Self.descriptor(0xdd, info))
    ]
    let output = try Conformance.check(build.file())
    #expect(!MovieView.holds(output, "Zoe"))
  }

  @Test("cut and flipped streams conform")
  func cutAndFlippedStreamsConform() throws {
    let fill = [0b110_1111_0, 2, 0] + Array("Lavc59.37.100".utf8) + [1, 0x40, 0x22]
    var build = MovieBuilder()
    build.tracks = [
      .init(
        handler: "soun", format: "mp4a", samples: [fill, fill],
        entryBoxes: Self.descriptor(0x40, [0x12, 0x10])),
      .init(
        format: "mp4v", samples: [[0, 0, 1, 0xb2, 65, 66, 67, 0, 0, 1, 0xb6, 1]],
        entryBoxes: Self.descriptor(0x20, [0, 0, 1, 0xb2, 65])),
      .init(
        format: "av01", samples: [[0x2a, 4, 31, 65, 66, 0x80, 0x32, 1, 7]],
        entryBoxes: MovieBuilder.box("av1C", [0x81, 0, 0, 0])),
      .init(format: "jpeg", samples: [[0xff, 0xd8, 0xff, 0xfe, 0, 4, 65, 66, 0xff, 0xda, 1, 2]]),
    ]
    try Conformance.fuzz(build.file(), rounds: 300)
  }
}
