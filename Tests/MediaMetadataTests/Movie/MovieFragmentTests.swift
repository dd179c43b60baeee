import Testing

@testable import MediaMetadata

/// Fragmented movies.
@Suite struct MovieFragmentTests {
  typealias Build = MovieBuilder

  /// How data offsets of fragments count.
  enum Base: CaseIterable {
    case implicit, fragment, absolute
  }

  /// A movie without samples, then a fragment of a track of positions and one of pictures.
  static func file(_ base: Base, gap: Int = 0) -> [UInt8] {
    var build = Build()
    build.tracks = [
      .init(handler: "meta", format: "gpmd", samples: []), .init(samples: []),
    ]
    build.movieBoxes = Build.box(
      "mvex", Build.box("trex", Build.words(0, 1, 1, 0, 0, 0)),
      Build.box("trex", Build.words(0, 2, 1, 0, 0, 0)))
    let head = build.file().dropLast(8)
    let secret = Array("GPS of the house".utf8)
    let pictures = Array("picture one, two".utf8)
    func fragment(_ dataStart: Int) -> [UInt8] {
      func track(_ identifier: Int, _ offset: Int, _ sizes: [Int]) -> [UInt8] {
        let flags =
          switch base {
          case .implicit: 0
          case .fragment: 0x2_0000
          case .absolute: 1
          }
        let start = base == .absolute ? Build.number(head.count, 8) : []
        // Without a base, the second track's data count from the end of the first one's.
        let isImplicit = base == .implicit && identifier == 2
        let run =
          isImplicit
          ? Build.words(0x200, sizes.count) : Build.words(0x201, sizes.count, offset)
        return Build.box(
          "traf", Build.box("tfhd", Build.words(flags, identifier), start),
          Build.box("tfdt", Build.words(0, 0)),
          Build.box("trun", run, sizes.flatMap { Build.number($0, 4) }))
      }
      return Build.box(
        "moof", Build.box("mfhd", Build.words(0, 1)), track(1, dataStart, [secret.count]),
        track(2, dataStart + secret.count, [10, 6]))
    }
    let length = fragment(0).count
    return head + fragment(length + 8) + Build.box("mdat", secret + pictures)
  }

  @Test("data of dropped tracks go", arguments: Base.allCases)
  func dataOfDroppedTracksGo(base: Base) throws {
    // Catches runs that still point past what was cut out before them.
    let input = Self.file(base)
    let output = try Conformance.check(input)
    #expect(!MovieView.holds(output, "GPS") && MovieView.holds(output, "picture one, two"))
    let run = try #require(MovieView.content(["moof", "traf", "trun"], in: output))
    let fragment = try #require(
      BoxHeader.list(output, in: 0..<output.count).first { $0.name == "moof" })
    let start = fragment.range.lowerBound + MovieBytes.word(run, at: 8)
    #expect(output[start...].starts(with: "picture one, two".utf8))
    #expect(try MovieView.disclosures(input).contains { $0.value == "GPS of the house" })
  }

  @Test("a fragment without its movie is refused")
  func aFragmentWithoutItsMovieIsRefused() throws {
    let whole = Self.file(.fragment)
    let boxes = BoxHeader.list(whole, in: 0..<whole.count)
    let parts = boxes.filter { $0.name != "moov" }.flatMap { Array(whole[$0.range]) }
    #expect(throws: MediaError.self) { try MovieView.disclosures(parts) }
  }

  @Test("cut and flipped fragments conform")
  func cutAndFlippedFragmentsConform() throws {
    for base in Base.allCases { try Conformance.fuzz(Self.file(base), rounds: 150) }
  }
}
