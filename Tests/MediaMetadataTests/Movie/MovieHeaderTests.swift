import Testing

@testable import MediaMetadata

/// What becomes of the boxes of `moov`.
@Suite struct MovieHeaderTests {
  typealias Build = MovieBuilder

  @Test("times become zero and names empty")
  func timesBecomeZeroAndNamesEmpty() throws {
    // Catches a header whose creation time or handler name survives.
    let input = Build().file()
    let output = try Conformance.check(input)
    let header = try #require(MovieView.content(["moov", "mvhd"], in: output))
    #expect(header[4..<12].allSatisfy { $0 == 0 })
    #expect(Array(header[12..<20]) == Build.words(1000, 2000), "scale and duration stay")
    #expect(header[72..<96].allSatisfy { $0 == 0 }, "preview and selection times go")
    let track = try #require(MovieView.content(["moov", "trak", "tkhd"], in: output))
    #expect(track[4..<12].allSatisfy { $0 == 0 })
    #expect(track[0..<4].elementsEqual([0, 0, 0, 3]), "flags stay")
    let handler = try #require(MovieView.content(["moov", "trak", "mdia", "hdlr"], in: output))
    #expect(handler.count == 25 && handler[12...].allSatisfy { $0 == 0 })
    #expect(!MovieView.holds(output, "ACME") && !MovieView.holds(output, "Zoe"))

    let found = try MovieView.disclosures(input)
    #expect(found.contains { $0.location == "moov/mvhd" && $0.value == "2017-05-11 22:55:45" })
    #expect(found.contains { $0.value == "Zoe's camera" && $0.category == .software })
  }

  @Test("samples of positions go with their track")
  func samplesOfPositionsGoWithTheirTrack() throws {
    // Catches what ExifTool does: a GPS track that stays in a file it calls clean.
    var build = Build()
    let positions = MovieGPMFTests.sample(latitude: 48.8582, longitude: 2.2945)
    build.tracks.insert(
      .init(handler: "meta", format: "gpmd", samples: [positions, positions]), at: 0)
    let input = build.file()
    let output = try Conformance.check(input)
    #expect(!MovieView.holds(output, "GPS5") && !MovieView.holds(output, "gpmd"))
    #expect(MovieView.holds(output, "one sampleanother"))
    let found = try MovieView.disclosures(input)
    #expect(
      found.contains {
        $0.category == .place && $0.value == "48.858200 2.294500"
          && $0.meaning == "where it was taken: 4 positions"
      })
  }

  @Test("offsets follow the data", arguments: [false, true])
  func offsetsFollowTheData(isWide: Bool) throws {
    // Catches tables that still point at where samples were; wide ones become narrow.
    var build = Build()
    build.tracks = [.init(isWide: isWide)]
    build.before = Build.box("free", Array("secret slack".utf8))
    let output = try Conformance.check(build.file())
    let table = try #require(
      MovieView.content(
        ["moov", "trak", "mdia", "minf", "stbl", "stco"], in: output))
    let width = 4
    let first = try #require(MovieBytes.integer(table, at: 8, width))
    let second = try #require(MovieBytes.integer(table, at: 8 + width, width))
    #expect(output[first...].starts(with: "one sample".utf8))
    #expect(output[second...].starts(with: "another".utf8))
    #expect(!MovieView.holds(output, "secret"))
  }

  @Test("captions stay unless hidden content goes")
  func captionsStayUnlessHiddenContentGoes() throws {
    var build = Build()
    build.tracks.append(
      .init(
        handler: "text", format: "tx3g", samples: [[0, 5] + Array("hello".utf8)],
        entryBoxes: [UInt8](repeating: 0, count: 30)))
    let input = build.file()
    #expect(MovieView.holds(try Conformance.check(input), "hello"))
    #expect(!MovieView.holds(try Conformance.check(input, under: .strict), "hello"))
    let kept = try MovieView.disclosures(input).filter { $0.value == "hello" }
    #expect(kept.map(\.fate) == [.kept])
  }

  @Test("chapter titles go")
  func chapterTitlesGo() throws {
    var build = Build()
    build.tracks[0].trackBoxes = Build.box("tref", Build.box("chap", Build.words(2)))
    build.tracks.append(
      .init(handler: "text", format: "text", samples: [[0, 9] + Array("Chapter 1".utf8)]))
    let output = try Conformance.check(build.file())
    #expect(!MovieView.holds(output, "Chapter 1") && !MovieView.holds(output, "tref"))
  }

  @Test("a movie without pictures and sound is refused")
  func aMovieWithoutPicturesAndSoundIsRefused() {
    var build = Build()
    build.tracks = [.init(handler: "meta", format: "mebx")]
    #expect(throws: MediaError.self) { try MovieView.disclosures(build.file()) }
  }

  @Test("encrypted samples are refused")
  func encryptedSamplesAreRefused() {
    var build = Build()
    build.tracks[0].format = "encv"
    build.tracks[0].entryBoxes = Build.box("sinf", Build.box("frma", Array("avc1".utf8)))
    #expect {
      try MovieView.disclosures(build.file())
    } throws: { error in
      if case MediaError.encrypted = error { true } else { false }
    }
  }

  @Test("data in other files are refused")
  func dataInOtherFilesAreRefused() throws {
    // The alias of a data reference without the mark "in this file".
    let plain = Build.box("url ", Build.words(1))
    let other = Build.box("alis", Build.words(0), Array("/Users/zoe/film.mov".utf8))
    let input = Build().file()
    let place = try #require(Self.find(plain, in: input))
    var changed = input
    changed.replaceSubrange(place, with: other)
    #expect(throws: MediaError.self) { try MovieView.disclosures(changed) }
  }

  private static func find(_ wanted: [UInt8], in bytes: [UInt8]) -> Range<Int>? {
    (0...(bytes.count - wanted.count)).first {
      bytes[$0..<($0 + wanted.count)].elementsEqual(wanted)
    }.map { $0..<($0 + wanted.count) }
  }

  @Test("unknown boxes go and are shown")
  func unknownBoxesGoAndAreShown() throws {
    var build = Build()
    build.tracks[0].trackBoxes =
      Build.box("udta", Build.box("name", Array("My track".utf8)))
      + Build.box("zzzz", Array("unknown words".utf8))
    build.movieBoxes = Build.box("free", Array("slack words".utf8))
    build.after = Build.box("skip", Array("more words".utf8)) + Array("tail words".utf8)
    let input = build.file()
    let output = try Conformance.check(input)
    let values = try MovieView.disclosures(input).compactMap(\.value)
    for words in ["My track", "unknown words", "slack words", "more words", "tail words"] {
      #expect(!MovieView.holds(output, words))
      #expect(values.contains { $0.contains(words) })
    }
  }

  @Test("a file that ends early keeps what is there")
  func aFileThatEndsEarlyKeepsWhatIsThere() throws {
    // Players show the samples that are there; offsets behind the end stay behind the end.
    let input = Build().file()
    for missing in 1...16 {
      let output = try Conformance.check(Array(input.dropLast(missing)))
      let data = try #require(MovieView.content(["mdat"], in: output))
      #expect(data == Array("one sampleanother".utf8.dropLast(missing)))
    }
  }

  @Test("days stay by choice")
  func daysStayByChoice() throws {
    var policy = ScrubPolicy.standard
    policy.coarsening = .init(gridDegrees: nil, keepsDay: true)
    let output = try Conformance.check(Build().file(), under: policy)
    let header = try #require(MovieView.content(["moov", "mvhd"], in: output))
    let seconds = MovieBytes.word(header, at: 4)
    #expect(seconds % 86_400 == 0)
    #expect(MovieTime.text(secondsSince1904: seconds) == "2017-05-11 00:00:00")
  }
}
