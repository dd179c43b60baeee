import Testing

@testable import MediaMetadata

/// Which invisible characters go, and which a script needs.
@Suite struct PlainTextReaderTests: TextFormatTests {
  /// Texts with marks, and what is left of them.
  static let marked: [(String, String)] = [
    ("a\u{200b}b\u{200c}c\u{200d}d\u{2060}e\u{feff}f", "abcdef"),
    ("hyphen\u{ad}ation", "hyphenation"),
    ("a\u{e0041}\u{e0042}b", "ab"),
    ("a\u{fe01}b\u{e0101}\u{e0102}c", "abc"),
    ("safe\u{202e}txt\u{202c}", "safetxt"),
    ("😀\u{fe0f}\u{fe0f}\u{e0100}", "😀\u{fe0f}"),
    ("a\u{3164}b\u{2800}c", "abc"),
    ("क\u{200d}\u{200c}\u{200d}", "क"),
    ("a \t b \t\nb\t \t\nc \t \nd", "a \t b\nb\nc\nd"),
    (
      "🏴\u{e0067}\u{e0061}\u{e007f}",
      "🏴"
    ),
  ]

  @Test(arguments: marked.indices)
  func marksThatCarryBitsGoAndAreReported(index: Int) throws {
    let (told, plain) = Self.marked[index]
    let output = try scrubbed(told)
    #expect(Array(output.unicodeScalars) == Array(plain.unicodeScalars))
    #expect(try shown(told).contains { $0.fate == .removed })
  }

  @Test(arguments: [
    "👩‍👩‍👧 👩🏽‍🚀 ❤️ 1️⃣ 🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}", "می‌خواهم", "क्‍ष ශ්‍රී",
    "葛\u{e0100}飾", "שלום \u{200e}abc", "ไทย\u{200b}ภาษา", "a b\tc\r\nd  \n", "a\u{a0}b",
    "\u{feff}a,b\n",
    "{\"a\": [1, 2]}", "# Title\n\n- item\n",
  ])
  func whatAScriptNeedsStays(text: String) throws {
    #expect(Array(try scrubbed(text).unicodeScalars) == Array(text.unicodeScalars))
  }

  @Test func lookAlikesAreReportedAndReplacedWhenStrict() throws {
    let told = "p\u{430}ssword and \u{43f}\u{440}\u{438}\u{432}\u{435}\u{442}"
    #expect(try scrubbed(told) == told)
    #expect(
      try scrubbed(told, under: .strict)
        == "password and \u{43f}\u{440}\u{438}\u{432}\u{435}\u{442}")
    #expect(try scrubbed("a\u{2009}b", under: .strict) == "a b")
  }

  @Test func bytesThatAreNoTextAreUnknown() throws {
    for bytes: [UInt8] in [[], [0x61, 0], [0xff, 0x61], [0x61, 0x1b], Array("%!PS-Adobe".utf8)] {
      #expect(try MediaFormats.reader(of: MediaSource(bytes)) == nil)
    }
  }

  @Test func wideTextStaysWide() throws {
    let form = TextForm.wide(isBig: false)
    let output = try Conformance.check(form.written(Array("a\u{200b}b".utf8)))
    #expect(output == form.written(Array("ab".utf8)))
  }

  @Test func nothingTraps() throws {
    for (seed, pair) in Self.marked.enumerated() {
      try Conformance.fuzz(Array(pair.0.utf8), rounds: 80, seed: UInt64(seed))
    }
  }

  /// Without the mark blanks stand at a line's end, or letters in one word.
  @Test func whatMarksHidIsFoundAtOnce() throws {
    let lines = "a \t\u{200b}\nb\t \u{2060}\nc \t\u{ad}\nd"
    #expect(try scrubbed(lines) == "a\nb\nc\nd")
    #expect(try scrubbed("a\t\u{a0}\nb\t\u{a0}\nc\t\u{a0}\nd", under: .strict) == "a\nb\nc\nd")
    #expect(try scrubbed("\u{430}\u{200b}bc", under: .strict) == "abc")
  }

  /// A text looks the same only if nothing but marks, blanks and look-alikes differ.
  @Test func looksAreComparedWithoutTheRulesOfEdits() throws {
    func look(_ text: String) -> String {
      String(decoding: TextLook.of(Array(text.utf8)), as: UTF8.self)
    }
    #expect(look("p\u{430}ss\u{200b}\u{a0}w \t\r\nx\u{3000} ") == "pass w\r\nx")
    #expect(look("a b\n\nc") == "a b\n\nc")
    for (told, other) in [("abc", "ab"), ("a b", "ab"), ("a\nb", "ab"), ("привет", "приве")] {
      #expect(look(told) != look(other))
    }
    // A scrub that lost a letter would not pass its check.
    let source = MediaSource(Array("p\u{430}ssword".utf8))
    var reading = Reading(policy: .strict)
    let anatomy = try MediaFormats.read(source, &reading).anatomy
    let lost = MediaSource(Array("passwor".utf8))
    var again = Reading(policy: .strict)
    let second = try MediaFormats.read(lost, &again).anatomy
    #expect(
      try !PayloadComparison.areEqual(anatomy.payload, of: source, second.payload, of: lost))
  }

  @Test func nothingTrapsWhenStrict() throws {
    var generator = SplitMix(state: 11)
    let letters = ["a", "\u{430}", " ", "\t", "\n", "\r\n", "\u{200b}", "\u{a0}", "\u{3000}", "葛"]
    for _ in 0..<400 {
      let text = (0..<Int.random(in: 1...24, using: &generator)).map { _ in
        letters.randomElement(using: &generator) ?? ""
      }.joined()
      try Conformance.check(Array(text.utf8), under: .strict)
      try Conformance.check(Array(text.utf8))
    }
  }

  /// A mark was kept for the sake of another that went.
  @Test(arguments: [
    ("a\u{34f}\u{34f}", "a"), ("a\u{34f}\u{34f}\u{301}", "a\u{34f}\u{301}"),
    ("a\u{ffa0}\u{115f}", "a"), ("\u{115f}\u{1160}\u{11a8}", "\u{115f}\u{1160}\u{11a8}"),
    ("😀\u{200d}\u{fe0f}", "😀\u{fe0f}"),
  ])
  func marksThatOnlyMarksNeedGo(told: String, plain: String) throws {
    #expect(Array(try scrubbed(told).unicodeScalars) == Array(plain.unicodeScalars))
    #expect(Array(try scrubbed(told, under: .strict).unicodeScalars) == Array(plain.unicodeScalars))
  }

  @Test(arguments: [
    ("a \t\r \t\nb \t\nc", "a\r\nb\nc"), ("a \t\rb\t \rc \t\rd", "a\rb\rc\rd"),
    ("\t \n\r\t \n \t\na", "\n\r\n\na"),
  ])
  func returnsEndLinesToo(told: String, plain: String) throws {
    #expect(Array(try scrubbed(told).utf8) == Array(plain.utf8))
    #expect(Array(try scrubbed(told, under: .strict).utf8) == Array(plain.utf8))
  }

  @Test func textOfWhichNothingIsSeenIsRefusedAndGoesFromTheFileAroundIt() throws {
    let bytes = Array("\u{200b}\u{2060}".utf8)
    for file in [bytes, TextForm.wide(isBig: true).written(bytes)] {
      #expect(throws: MediaError.malformed(.text, offset: 0, reason: "nothing in it is seen")) {
        try Conformance.check(file)
      }
      var reading = Reading(policy: .standard)
      #expect(try NestedFile.read(file, at: "part", &reading)?.isGone == true)
      #expect(reading.disclosures.contains { $0.fate == .removed })
    }
  }
}
