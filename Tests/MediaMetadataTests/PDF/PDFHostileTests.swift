import Testing

@testable import MediaMetadata

/// Files that lie about themselves: loops, bombs, wrong offsets and lengths.
@Suite struct PDFHostileTests {
  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func brokenCrossReferencesAreMendedByASearch() throws {
    let good = PDFSample.page()
    let expected = try Conformance.check(good)
    var source = text(good)
    source.replace(/startxref\s+\d+/, with: "startxref\n3")
    #expect(try Conformance.check(Array(source.utf8)) == expected)
    let shifted = text(good).replacing("%PDF-1.7\n", with: "%PDF-1.7\n%xyz\n")
    #expect(try Conformance.check(Array(shifted.utf8)) == expected)
    let cut = Array(good.prefix(good.count - 120))
    #expect(try Conformance.check(cut) == expected)
  }

  @Test func wrongLengthsAreMended() throws {
    let good = PDFSample.page()
    let expected = try Conformance.check(good)
    for length in ["0", "3", "99999999", "-1", "4 0 R", "(x)"] {
      let wrong = text(good).replacing(/\/Length \d+/, with: "/Length \(length)")
      #expect(try Conformance.check(Array(wrong.utf8)) == expected)
    }
  }

  @Test func loopsEnd() throws {
    let good = text(PDFSample.page())
    let loops = [
      good.replacing("/Kids[3 0 R]", with: "/Kids[2 0 R 3 0 R]"),
      good.replacing("/Parent 2 0 R", with: "/Parent 3 0 R"),
      good.replacing("/Contents 4 0 R", with: "/Contents[4 0 R 4 0 R 3 0 R]"),
      good.replacing("/Root 1 0 R", with: "/Root 1 0 R/Prev 9"),
      text(PDFSample.page(catalog: "/Outlines 5 0 R", ["<</First 5 0 R/Next 5 0 R>>"])),
      text(PDFSample.page(catalog: "/Outlines 5 0 R", ["6 0 R", "5 0 R"])),
    ]
    for loop in loops { try Conformance.check(Array(loop.utf8)) }
  }

  @Test func bombsMeetLimits() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: MediaError.limit(.depth, allowed: PDFLexer.nestingLimit)) {
      try Conformance.check(PDFSample.page(catalog: "/ViewerPreferences \(deep)"))
    }
    // Each object is a string up to the end of the file.
    let open = (5..<2_000).map { "/k\($0) \($0) 0 R" }.joined()
    #expect(throws: MediaError.limit(.structures, allowed: Limits.standard.structures)) {
      try Conformance.check(
        PDFSample.page(catalog: "/Dests<<\(open)>>", Array(repeating: "(", count: 1_995)))
    }
    let zeros = Deflate.zlib([UInt8](repeating: 0, count: 1 << 21)[...])
    var limits = Limits.standard
    limits.inflatedBytes = 1 << 20
    let digits = zeros.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    let stream = PDFSample.stream(digits, "/Filter[/ASCIIHexDecode/FlateDecode]")
    let bomb = PDFSample.page(page: "/Contents 5 0 R", [stream])
    #expect(throws: MediaError.limit(.inflatedBytes, allowed: 1 << 20)) {
      var reading = Reading(limits: limits)
      _ = try MediaFormats.read(MediaSource(bomb), &reading)
    }
  }

  @Test func numbersThatDoNotFitAreNoTrap() throws {
    let large = "99999999999999999999"
    let good = text(PDFSample.page())
    let variants = [
      good.replacing("/Size 5", with: "/Size \(large)/Prev \(large)"),
      good.replacing("/Size 5", with: "/Size 5/Prev 9223372036854775807"),
      good.replacing("/Size 5", with: "/Size 5/XRefStm 9223372036854775807"),
      good.replacing("0 5\n0000000000", with: "9223372036854775807 5\n9999999999"),
      good.replacing("/Kids[3 0 R]", with: "/Kids[\(large) 0 R 9223372036854775807 0 R 3 0 R]"),
    ]
    for variant in variants {
      do { try Conformance.check(Array(variant.utf8)) } catch is MediaError {}
    }
  }

  @Test func brokenVariantsAreRefusedOrConform() throws {
    let sample = PDFSample.page(
      catalog: "/Names<</Dests<</Names[(a)[3 0 R/Fit]]>>>>/Outlines 5 0 R",
      page: "/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(x)>>>>]",
      ["<</First 6 0 R/Last 6 0 R>>", "<</Title(a)/Parent 5 0 R>>"])
    try Conformance.fuzz(sample, rounds: 300)
  }
}
