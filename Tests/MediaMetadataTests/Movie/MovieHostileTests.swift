import Testing

@testable import MediaMetadata

/// Movies that are made to hurt.
@Suite struct MovieHostileTests {
  typealias Build = MovieBuilder

  @Test("cut and flipped movies conform")
  func cutAndFlippedMoviesConform() throws {
    var build = Build()
    build.tracks = [
      .init(isWide: true), .init(handler: "soun", format: "sowt"),
      .init(
        handler: "meta", format: "gpmd",
        samples: [MovieGPMFTests.sample(latitude: 1, longitude: 2)]),
    ]
    build.movieBoxes = Build.box(
      "udta", Build.box("\u{a9}xyz", [0, 5, 0x15, 0xc7], Array("+1+2/".utf8)))
    try Conformance.fuzz(build.file(), rounds: 400)
  }

  @Test("tables that name the same bytes many times are refused")
  func tablesThatNameTheSameBytesManyTimesAreRefused() {
    // Catches time that grows with the product of chunks and data.
    var build = Build()
    build.tracks[0].samples = [[UInt8](repeating: 1, count: 4096)]
    var input = build.file()
    // 2,000 chunks, all at the one sample: the table of groups says one sample a chunk, of 4 KiB.
    let table = Build.box(
      "stco", Build.words(0, 2000), (0..<2000).flatMap { _ in Build.number(700, 4) })
    let sizes = Build.box("stsz", Build.words(0, 4096, 2000))
    input = Self.replacing("stco", with: table, in: input)
    input = Self.replacing("stsz", with: sizes, in: input)
    #expect(throws: MediaError.self) { try MovieView.disclosures(input) }
  }

  @Test("two tables of which players take either are refused")
  func twoTablesOfWhichPlayersTakeEitherAreRefused() {
    // Written for 32 bits, both tables of offsets would be of one kind.
    for other in ["co64", "stz2"] as [StaticString] {
      let table = Build.box(other, Build.words(0, 0))
      let input = Self.replacing("stts", with: table, in: Build().file())
      let error = #expect(throws: MediaError.self) { try MovieView.disclosures(input) }
      #expect(error?.reason.contains("stands beside another in its place") == true)
    }
  }

  @Test("counts beyond their boxes are refused")
  func countsBeyondTheirBoxesAreRefused() {
    for name in ["stts", "stsc", "stco"] as [StaticString] {
      let input = Self.replacing(
        name.description, with: Build.box(name, Build.words(0, 0x7fff_ffff, 1, 1)),
        in: Build().file())
      #expect(throws: MediaError.self) { try MovieView.disclosures(input) }
    }
  }

  @Test("many constant samples cost nothing")
  func manyConstantSamplesCostNothing() throws {
    // A count of 2^32 - 1 samples of one byte takes no table, and must take no time.
    let input = Self.replacing(
      "stsz", with: Build.box("stsz", Build.words(0, 1, 0xffff_ffff)), in: Build().file())
    try Conformance.check(input)
  }

  /// The file with the first box of a type in the first track's tables replaced; sizes follow.
  private static func replacing(
    _ name: String, with new: [UInt8], in bytes: [UInt8]
  ) -> [UInt8] {
    func rebuilt(_ range: Range<Int>, _ path: ArraySlice<String>) -> [UInt8] {
      var isDone = false
      return BoxHeader.list(bytes, in: range).flatMap { box -> [UInt8] in
        guard !isDone, box.name == path.first else { return Array(bytes[box.range]) }
        isDone = true
        if path.count == 1 { return new }
        let inner = rebuilt(box.content, path.dropFirst())
        return Build.number(8 + inner.count, 4) + Build.number(Int(box.type), 4) + inner
      }
    }
    return rebuilt(0..<bytes.count, ["moov", "trak", "mdia", "minf", "stbl", name])
  }
}
