import Testing

@testable import MediaMetadata

/// Objects and filters as the standard's own examples write them.
@Suite struct PDFSyntaxTests {
  private func object(_ text: String) -> PDFObject? {
    var lexer = PDFLexer(Array(text.utf8))
    return lexer.object()
  }

  @Test func stringsAreReadAsTheStandardsExamplesSay() {
    // ISO 32000-1, 7.3.4.2, examples 1 to 5, and 7.3.4.3.
    let examples: [(String, String)] = [
      (
        "(Strings may contain balanced parentheses () and\\nspecial characters ( * ! & } ^ % and so on).)",
        "Strings may contain balanced parentheses () and\nspecial characters ( * ! & } ^ % and so on)."
      ),
      ("(These \\\ntwo strings \\\nare the same.)", "These two strings are the same."),
      ("(with\\245two\\307)", "with\u{a5}two\u{c7}"), ("(\\0053)", "\u{5}3"), ("(\\53)", "+"),
      ("()", ""), ("<901FA>", "\u{90}\u{1f}\u{a0}"),
    ]
    for (text, expected) in examples {
      let bytes = object(text)?.string ?? [0]
      #expect(PDFCharacters.text(bytes[...]) == expected)
    }
  }

  @Test func namesAreReadAsTheStandardsExamplesSay() {
    // ISO 32000-1, 7.3.5, table 4.
    let examples = [
      ("/Name1", "Name1"),
      ("/A;Name_With-Various***Characters?", "A;Name_With-Various***Characters?"),
      ("/1.2", "1.2"), ("/$$", "$$"), ("/@pattern", "@pattern"), ("/.notdef", ".notdef"),
      ("/Lime#20Green", "Lime Green"), ("/paired#28#29parentheses", "paired()parentheses"),
      ("/The_Key_of_F#23_Minor", "The_Key_of_F#_Minor"), ("/A#42", "AB"),
    ]
    for (text, expected) in examples { #expect(object(text)?.name == expected) }
  }

  @Test func whatIsWrittenIsReadAgain() {
    let samples = [
      "[1 -2 +3 0.5 -.002 4. 12 0 R true false null /N#20 (a\\(b\\)) <00ff80> <</A[<<>>]/B 1>>]",
      "<</Z 1/A 2/Z 3>>", "[(\\r\\n\\t) (\u{e9}) ()]",
    ]
    for sample in samples {
      let first = object(sample)
      let spelled = first.map { PDFWriter.spelled($0) } ?? []
      var lexer = PDFLexer(spelled)
      let second = lexer.object()
      #expect(first == second)
      #expect(second.map { PDFWriter.spelled($0) } == spelled)
    }
    #expect(object("<</Z 1/A 2/Z 3>>")?.dictionary?["Z"] == .integer(3), "the last one counts")
  }

  @Test func lzwIsReadAsTheStandardsExampleSays() throws {
    // ISO 32000-1, 7.4.4.2, example 1 and table 7.
    let coded: [UInt8] = [0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01]
    let plain = try PDFFilter("LZWDecode", nil).decoded(coded[...], limit: 100)
    #expect(plain == [45, 45, 45, 45, 45, 65, 45, 45, 45, 66])
  }

  @Test func asciiAndRunLengthFiltersAreUndone() throws {
    // "Man " is 9jqo^ in base 85 by Wikipedia's example; run lengths by 7.4.5.
    let text = try PDFFilter("A85", nil).decoded(Array("9jqo^ z 9jqo~>".utf8)[...], limit: 100)
    #expect(text == Array("Man ".utf8) + [0, 0, 0, 0] + Array("Man".utf8))
    let hexadecimal = try PDFFilter("ASCIIHexDecode", nil).decoded(
      Array("4d 61 6E7>".utf8)[...], limit: 100)
    #expect(hexadecimal == Array("Manp".utf8))
    let run = try PDFFilter("RL", nil).decoded([2, 1, 2, 3, 254, 9, 128, 7], limit: 100)
    #expect(run == [1, 2, 3, 9, 9, 9])
  }

  @Test func predictorsOfPNGAreUndone() {
    // Rows of two bytes with each filter of PNG, by hand from ISO 15948, 9.2.
    let parameters = PDFDictionary([
      .init(key: "Predictor", value: .integer(15)), .init(key: "Columns", value: .integer(2)),
    ])
    let coded: [UInt8] = [0, 5, 6, 1, 5, 6, 2, 1, 1, 3, 1, 1, 4, 1, 1]
    #expect(PDFPredictor(parameters).undone(coded) == [5, 6, 5, 11, 6, 12, 4, 9, 5, 10])
  }

  @Test func textStringsOfAllEncodingsAreShown() {
    #expect(PDFText.decoded([0xfe, 0xff, 0x00, 0x41, 0x20, 0xac]) == "A€")
    #expect(PDFText.decoded([0xef, 0xbb, 0xbf, 0xc3, 0xa9]) == "é")
    #expect(PDFText.decoded([0x41, 0xa0, 0x80, 0xe9]) == "A€•é")
  }

  /// What a scan of a content stream finds: its locations.
  private func scanned(_ content: String) -> [String] {
    var scan = PDFContentScan(Array(content.utf8), hidden: [], strict: false)
    scan.run()
    return scan.findings.map(\.location)
  }

  @Test func numbersArePassedOverAndNothingBehindThem() {
    #expect(scanned("1 0 0 1 0 0 cm 0.5-.2 w") == [])
    #expect(scanned("12%secret\n3") == ["Contents/comment"])
    #expect(scanned("1 2/P<</X(y)>>BDC EMC") == ["Contents/private key"])
    #expect(scanned("/P<</X(y)>>12BDC EMC") == [])
    #expect(scanned("(50% (<<) \\) ) Tj<</X 1>>") == [])
    #expect(scanned("<41><42>Tj /P <</ActualText(y)>> DP") == ["Contents/ActualText"])
  }

  private func mayTell(_ bytes: [UInt8]) -> Bool { PDFContentBytes.mayTell(bytes.span) }

  @Test func whereSomethingMayStandTheScanLooks() {
    for count in [0, 1, 254, 255, 256, 257, 600] {
      let blanks = [UInt8](repeating: 32, count: count)
      #expect(!mayTell(blanks + [0x3c, 32, 0x3c] + blanks))
      #expect(mayTell(blanks + [0x3c, 0x3c] + blanks))
      #expect(mayTell(blanks + [0x25]))
    }
  }
}
