import Testing

@testable import MediaMetadata

/// Matroska files made element by element.
@Suite struct MatroskaReaderTests {
  static func element(_ id: UInt32, _ content: [UInt8]) -> [UInt8] {
    let width = (32 - id.leadingZeroBitCount + 7) / 8
    let code = (0..<width).reversed().map { UInt8(truncatingIfNeeded: id >> UInt32(8 * $0)) }
    let size = (0..<8).reversed().map { UInt8(truncatingIfNeeded: content.count >> (8 * $0)) }
    return code + [0x01] + size.dropFirst() + content
  }

  static let header = element(0x1a45_dfa3, element(0x4282, Array("matroska".utf8)))
  static let info = element(
    0x1549_a966,
    element(0x2a_d7b1, [0x0f, 0x42, 0x40]) + element(0x7ba9, Array("Secret title".utf8))
      + element(0x4d80, Array("Secret muxer".utf8)) + element(0x5741, Array("Secret app".utf8)))
  static let tracks = element(
    0x1654_ae6b,
    element(
      0xae,
      element(0xd7, [1]) + element(0x73c5, [0xca, 0xfe]) + element(0x83, [1])
        + element(0x536e, Array("Secret name".utf8)) + element(0x86, Array("V_VP8".utf8))
        + element(0xe0, element(0xb0, [16]) + element(0xba, [16]))))

  static func cluster(_ time: UInt8, _ frame: [UInt8], secret: String = "") -> [UInt8] {
    let void = secret.isEmpty ? [] : element(0xec, Array(secret.utf8))
    return element(
      0x1f43_b675, element(0xe7, [time]) + void + element(0xa3, [0x81, 0, 0, 0x80] + frame))
  }

  static func cues(_ places: [Int]) -> [UInt8] {
    element(
      0x1c53_bb6b,
      places.enumerated().flatMap { index, place in
        element(
          0xbb,
          element(0xb3, [UInt8(index)])
            + element(
              0xb7,
              element(0xf7, [1])
                + element(0xf1, [UInt8(place >> 8), UInt8(place & 0xff)])))
      })
  }

  @Test func theIndexLeadsToTheClustersWhereTheyMovedTo() throws {
    let one = Self.cluster(0, [1, 2, 3], secret: "Secret void")
    let two = Self.cluster(9, [4, 5, 6])
    for isInFront in [true, false] {
      let tags = Self.element(0x1254_c367, Array("Secret tags".utf8))
      let length = Self.cues([0, 0]).count
      let before = Self.info.count + Self.tracks.count + tags.count + (isInFront ? length : 0)
      let index = Self.cues([before, before + one.count])
      let content =
        isInFront
        ? Self.info + Self.tracks + tags + index + one + two
        : Self.info + Self.tracks + tags + one + two + index
      let input = Self.header + Self.element(0x1853_8067, content) + Array("Secret tail".utf8)
      let output = try Conformance.check(input)
      #expect(!String(decoding: output, as: UTF8.self).contains("Secret"))
      // Found by their bytes, not by the reader that is tested.
      let segment = try #require(output.firstRange(of: [0x18, 0x53, 0x80, 0x67])).upperBound + 8
      let clusters = output.ranges(of: [0x1f, 0x43, 0xb6, 0x75]).map { $0.lowerBound - segment }
      let places = output.ranges(of: [0xf1, 0x88]).map { range in
        output[range.upperBound..<range.upperBound + 8].reduce(0) { $0 << 8 | Int($1) }
      }
      #expect(clusters.count == 2 && places == clusters)
      let listed = output.ranges(of: [0x53, 0xac, 0x88]).map { range in
        segment + output[range.upperBound..<range.upperBound + 8].reduce(0) { $0 << 8 | Int($1) }
      }
      let ids = output.ranges(of: [0x53, 0xab, 0x84]).map {
        Array(output[$0.upperBound..<$0.upperBound + 4])
      }
      #expect(listed.count == 3 && listed.map { Array(output[$0..<$0 + 4]) } == ids)
    }
  }

  @Test func sizesThatAreUnknownAreFound() throws {
    let unknown: [UInt8] = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]
    let block = Self.element(0xe7, [0]) + Self.element(0xa3, [0x81, 0, 0, 0x80, 7, 7])
    let cluster: [UInt8] = [0x1f, 0x43, 0xb6, 0x75] + unknown + block
    let input =
      Self.header + [0x18, 0x53, 0x80, 0x67] + unknown + Self.info + Self.tracks + cluster + cluster
    let output = try Conformance.check(input)
    #expect(output.ranges(of: block).count == 2)
    #expect(output.ranges(of: unknown).isEmpty)
  }

  @Test func aTrackOfDataGoesWithItsFrames() throws {
    let extra = Self.element(
      0xae, Self.element(0xd7, [2]) + Self.element(0x83, [33]) + Self.element(0x86, [0x53]))
    var tracks = Self.tracks
    tracks = Self.element(0x1654_ae6b, Array(tracks.dropFirst(12)) + extra)
    let data = Self.element(0xa3, [0x82, 0, 0, 0x80] + Array("Secret place".utf8))
    let cluster = Self.element(
      0x1f43_b675, Self.element(0xe7, [0]) + Self.element(0xa3, [0x81, 0, 0, 0x80, 7]) + data)
    let input = Self.header + Self.element(0x1853_8067, Self.info + tracks + cluster)
    let output = try Conformance.check(input)
    #expect(!String(decoding: output, as: UTF8.self).contains("Secret"))
  }

  @Test func damageNeverTraps() throws {
    let input =
      Self.header
      + Self.element(
        0x1853_8067, Self.info + Self.tracks + Self.cues([0, 300]) + Self.cluster(0, [1, 2, 3]))
    try Conformance.fuzz(input, rounds: 300)
  }

  /// A film whose second track is of this codec and set up so.
  static func film(_ codec: String, _ setup: [UInt8], type: UInt8 = 2) -> [UInt8] {
    let extra = element(
      0xae,
      element(0xd7, [2]) + element(0x73c5, [0, 0, 0, 2]) + element(0x83, [type])
        + element(0x86, Array(codec.utf8)) + element(0x63a2, setup))
    let tracks = element(0x1654_ae6b, Array(Self.tracks.dropFirst(12)) + extra)
    return header + element(0x1853_8067, info + tracks + cluster(0, [1, 2, 3]))
  }

  @Test func commentsInASetUpGo() throws {
    let first = [UInt8](repeating: 7, count: 300)
    let comments = [3] + Array("vorbis".utf8) + Array("Secret".utf8)
    let empty: [UInt8] = [3] + Array("vorbis".utf8) + [0, 0, 0, 0, 0, 0, 0, 0, 1]
    // Xiph's lacing: 255 and the rest.
    let setup = [2, 255, 45, UInt8(comments.count)] + first + comments + [9, 9]
    let output = try Conformance.check(Self.film("A_VORBIS", setup))
    #expect(!output.ranges(of: [2, 255, 45, 16] + first + empty + [9, 9]).isEmpty)
    #expect(!String(decoding: output, as: UTF8.self).contains("Secret"))
  }

  @Test(arguments: ["A_VORBIS", "V_THEORA", "A_FLAC", "S_TEXT/WEBVTT"])
  func aSetUpThatCantBeReadIsRefused(codec: String) throws {
    let type: UInt8 = codec.hasPrefix("S") ? 17 : 2
    #expect(throws: MediaError.self) {
      try Conformance.check(Self.film(codec, Array("Secret".utf8), type: type))
    }
  }

  @Test func notesInTheHeadOfSubtitlesGo() throws {
    let head =
      "WEBVTT Secret\nKind: Secret\n\nNOTE Secret\nSecret\n\nSTYLE\n::cue {}\n\nREGION\nid:a\n"
    let output = try Conformance.check(
      Self.film("S_TEXT/WEBVTT", Array(head.utf8), type: 17))
    let plain = "WEBVTT\n\nSTYLE\n::cue {}\n\nREGION\nid:a\n"
    #expect(output.ranges(of: Array(plain.utf8)).count == 1)
    #expect(!String(decoding: output, as: UTF8.self).contains("Secret"))
  }

  @Test func textThatOnlyBeginsAsAStyleGoes() throws {
    let head = "WEBVTT\n\nSTYLED by Secret\nSecret\n\nSTYLE \n::cue {}\n\nREGIONAL Secret\n"
    let output = try Conformance.check(Self.film("S_TEXT/WEBVTT", Array(head.utf8), type: 17))
    #expect(output.ranges(of: Array("WEBVTT\n\nSTYLE \n::cue {}\n".utf8)).count == 1)
    #expect(!String(decoding: output, as: UTF8.self).contains("Secret"))
  }

  /// What a group of one block says of it are numbers: what is longer is none.
  @Test func longNumbersInAGroupGo() throws {
    let block = Self.element(0xa1, [0x81, 0, 0, 0, 1, 2])
    let cluster = Self.element(
      0x1f43_b675,
      Self.element(0xe7, [0])
        + Self.element(
          0xa0,
          block + Self.element(0x9b, [5]) + Self.element(0xfb, Array("Secret place".utf8))))
    let input = Self.header + Self.element(0x1853_8067, Self.info + Self.tracks + cluster)
    let output = try Conformance.check(input)
    #expect(output.ranges(of: block + Self.element(0x9b, [5])).count == 1)
    #expect(!String(decoding: output, as: UTF8.self).contains("Secret"))
  }
}
