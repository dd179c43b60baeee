import Testing

@testable import MediaMetadata

/// What stays of rich text, and what goes.
@Suite struct RTFReaderTests: TextFormatTests {
  /// Documents with a token, and what is left of them.
  static let telling: [(String, String)] = [
    ("{\\rtf1{\\info{\\author TOKEN}}Hi}", "{\\rtf1 Hi}"),
    ("{\\rtf1 {\\*\\generator TOKEN;}Hi}", "{\\rtf1 Hi}"),
    ("{\\rtf1{\\*\\rsidtbl \\rsid123{TOKEN}}\\pard Hi}", "{\\rtf1\\pard Hi}"),
    ("{\\rtf1{\\*\\userprops{\\propname TOKEN}}{\\*\\unheard TOKEN}\\b Hi}", "{\\rtf1\\b Hi}"),
    (
      "{\\rtf1{\\*\\revtbl {Unknown;}{TOKEN;}}Hi}",
      "{\\rtf1{\\*\\revtbl {Unknown;}{Author 1;}}Hi}"
    ),
    (
      "{\\rtf1{\\*\\atnid TOK}{\\*\\atnauthor TOKEN}{\\*\\annotation Hm}Hi}",
      "{\\rtf1{\\*\\atnid A1}{\\*\\atnauthor Author 1}{\\*\\annotation Hm}Hi}"
    ),
    ("{\\rtf1 Hi}TOKEN", "{\\rtf1 Hi}"),
    ("{\\rtf1{\\template TOKEN}\\b Hi}", "{\\rtf1\\b Hi}"),
  ]

  @Test(arguments: telling.indices)
  func whatIsNotShownGoesAndIsReported(index: Int) throws {
    let (told, plain) = Self.telling[index]
    #expect(try scrubbed(told) == plain)
    #expect(try shown(told).contains { $0.value?.contains("TOKEN") == true })
  }

  @Test func aDescriptionInsideAGroupIsRefused() {
    for told in ["{\\rtf1{X\\info{\\author TOKEN}}Hi}", "{\\rtf1 Hi\\generator TOKEN}"] {
      #expect(throws: MediaError.self) { try scrubbed(told) }
    }
  }

  @Test func wordsThatOnlyBeginLikeADescriptionStay() throws {
    let told =
      "{\\rtf1\\sectd\\titlepg{\\*\\listtable{\\list\\listtemplateid-1}}{\\b{\\*\\generator TOKEN;}}"
      + "{\\info{\\upr{\\title TOKEN}{\\*\\ud{\\title TOKEN}}}}Hi}"
    let plain = try scrubbed(told)
    #expect(plain.contains("\\titlepg") && plain.contains("\\listtemplateid-1"))
    #expect(!plain.contains("TOKEN"))
  }

  @Test func aDescriptionBehindHiddenTextGoesWithItOrIsRefused() throws {
    let told = "{\\rtf1\\v{\\'41\\u75?\\info T}}"
    #expect(try scrubbed(told, under: .strict) == "{\\rtf1\\v}")
    #expect(throws: MediaError.self) { try scrubbed(told) }
  }

  @Test func numbersOfSessionsGoWithoutJoiningWords() throws {
    #expect(
      try scrubbed("{\\rtf1{\\b\\insrsid123 Hi\\charrsid9\\i0 x}}") == "{\\rtf1{\\b Hi\\i0 x}}")
    #expect(try scrubbed("{\\rtf1\\insrsid123\\b Hi}") == "{\\rtf1\\b Hi}")
    #expect(try scrubbed("{\\rtf1{\\pict 474\\b\\insrsid1 a}}") == "{\\rtf1{\\pict 474\\b a}}")
  }

  @Test func commentsGoWhenStrict() throws {
    let told = "{\\rtf1 {\\*\\atnid A}{\\*\\atnauthor B}{\\*\\annotation TOKEN}{\\v TOKEN}Hi}"
    #expect(try !scrubbed(told, under: .strict).contains("TOKEN"))
    #expect(try scrubbed(told).contains("TOKEN"))
  }

  @Test func picturesAreCleaned() throws {
    let telling = GIFSample.file(
      GIFSample.extension(0xfe, Array("TOKEN".utf8)),
      GIFSample.image(chunked: GIFSample.chunked(GIFSample.sixPixels)))
    func digits(_ bytes: [UInt8]) -> String {
      bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    let plain = "{\\rtf1{\\pict\\pngblip\\picw3 \(digits(GIFSample.plain))}}"
    #expect(try scrubbed("{\\rtf1{\\pict\\pngblip\\picw3 \(digits(telling))}}") == plain)
    #expect(try scrubbed(plain) == plain)
    let binary = Array("{\\rtf1{\\pict\\pngblip\\bin\(telling.count) ".utf8) + telling
    let clean = Array("{\\rtf1{\\pict\\pngblip\\bin\(GIFSample.plain.count) ".utf8)
    #expect(
      try Conformance.check(binary + Array("}}".utf8))
        == clean + GIFSample.plain + Array("}}".utf8))
  }

  @Test(arguments: [
    "{\\rtf1", "{\\rtf1{}", "{\\rtf1\\bin9 }", "{\\rtf1\\", "{\\rtf1{\\pict 00",
  ])
  func brokenDocumentsAreRefused(text: String) throws {
    #expect(throws: MediaError.self) { try scrubbed(text) }
    #expect(throws: MediaError.self) { try scrubbed(text, under: .strict) }
  }

  @Test func nestingIsBoundedAndNothingTraps() throws {
    let deep = "{\\rtf1" + String(repeating: "{", count: 100_000)
    #expect(throws: MediaError.self) { try scrubbed(deep) }
    for (seed, pair) in Self.telling.enumerated() {
      try Conformance.fuzz(Array(pair.0.utf8), rounds: 100, seed: UInt64(seed))
    }
  }

  @Test func hiddenCharactersByTheirNumberAreTextToo() throws {
    let told = "{\\rtf1 a{\\v \\'54\\u75?\\~}b}"
    #expect(try scrubbed(told) == told)
    #expect(try shown(told).contains { $0.meaning == "text that is not shown" })
    #expect(try scrubbed(told, under: .strict) == "{\\rtf1 a{\\v }b}")
    // What stands outside stays, escapes and all.
    let plain = "{\\rtf1 \\'54{\\v\\v0 \\'55}\\u75?}"
    #expect(try scrubbed(plain, under: .strict) == plain)
  }

  /// What goes behind a hidden character must not join what follows to it.
  @Test func hiddenCharactersByTheirNumberEndBeforeWhatFollows() throws {
    let told = "{\\rtf1 {\\v\\u75\\insrsid9 6}}"
    #expect(try scrubbed(told) == "{\\rtf1 {\\v\\u75 6}}")
  }

  @Test(arguments: ["89504e4\\par 0d", "89504", "zz"])
  func picturesWhoseDigitsCantBeReadStayAndAreReported(digits: String) throws {
    let told = "{\\rtf1{\\pict\\pngblip \(digits)}}"
    #expect(try scrubbed(told) == told)
    #expect(try shown(told).contains { $0.location == "picture" && $0.fate == .kept })
  }

  /// Pictures of no known format, and what a strict policy leaves of them.
  @Test(arguments: [
    ("\\pngblip 0001", "\\pngblip "), ("\\pngblip zz", "\\pngblip "),
    ("\\pngblip 0001\\par 0203}{x", "\\pngblip \\par }{x"),
    ("\\pngblip\\bin2 \u{1}\u{2}ab", "\\pngblip "),
    ("\\pngblip,54\\insrsid9 ab{}", "\\pngblip{}"),
    ("\\dibitmap0\\bin2 \u{1}\u{2}", "\\dibitmap0"),
    ("\\wmetafile8 0100", "\\wmetafile8 0100"),
    ("\\emfblip\\bin2 \u{1}\u{2}", "\\emfblip\\bin2 \u{1}\u{2}"),
  ])
  func picturesThatCantBeLookedIntoGoWhenStrict(told: String, plain: String) throws {
    let text = "{\\rtf1{\\pict\(told)}a}"
    #expect(try scrubbed(text) == text.replacing("\\insrsid9 ", with: ""))
    #expect(try scrubbed(text, under: .strict) == "{\\rtf1{\\pict\(plain)}a}")
    let fate = told.contains("mf") || told.contains("wm") ? Disclosure.Fate.kept : .removed
    #expect(
      try shown(text, under: .strict).contains { $0.location == "picture" && $0.fate == fate })
    try Conformance.fuzz(Array(text.utf8), under: .strict, rounds: 20)
  }

  @Test func thePackageOfAThemeIsCleaned() throws {
    let telling = GIFSample.file(
      GIFSample.extension(0xfe, Array("TOKEN".utf8)),
      GIFSample.image(chunked: GIFSample.chunked(GIFSample.sixPixels)))
    func theme(_ bytes: [UInt8]) -> String {
      let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      return "{\\rtf1{\\*\\themedata \(digits)}a}"
    }
    #expect(try scrubbed(theme(telling)) == theme(GIFSample.plain))
  }

  /// A second scrub would find a group's start where the first found something before it.
  @Test(arguments: [
    ("{\\rtf1\\v{\\*\t\\a T}}", "{\\rtf1\\v}"), ("{\\rtf1\\v{\\*T\\a}}", "{\\rtf1\\v}"),
    ("{\\rtf1\\v{T\\b}}", "{\\rtf1\\v{\\b}}"),
    ("{\\rtf1\\v{T\\revtbl}}", "{\\rtf1\\v{\\*\\revtbl }}"),
    ("{\\rtf1\\v{{T}{\\*\\a}\\b}}", "{\\rtf1\\v{{}\\b}}"),
    ("{\\rtf1{\\insrsid9\\info T}b}", "{\\rtf1 b}"), ("{\\rtf1{\\insrsid9 a}}", "{\\rtf1{a}}"),
    ("{\\rtf1{{\\*\\a}\\*\\a T}b}", "{\\rtf1 b}"), ("{\\rtf1{{\\*\\a}\\b}}", "{\\rtf1{\\b}}"),
    ("{\\rtf1{\\*{{\\*\\a}\\info T}\\a}b}", "{\\rtf1 b}"),
  ])
  func whatGoesIsNoStartOfItsGroup(told: String, plain: String) throws {
    #expect(try scrubbed(told, under: .strict) == plain)
    _ = try scrubbed(told)
  }

  @Test func lettersBehindAnEscapedBackslashAreNoControlWord() throws {
    #expect(try scrubbed("{\\rtf1 \\\\a{\\*\\a}1}") == "{\\rtf1 \\\\a1}")
  }

  @Test(arguments: [Array("{a}".utf8), [0xff, 0xfe] + Array("{\0\\\0r\0t\0f\0}\0".utf8)])
  func otherFormatsAreRefused(bytes: [UInt8]) {
    var reading = Reading(policy: .standard)
    #expect(throws: MediaError.self) { try RTFReader.read(MediaSource(bytes), &reading) }
  }

  /// What goes behind digits, or between them, leaves them a whole file.
  @Test(arguments: ["{\\*\\a T}", "\\rsid1 ", "{\\info T}\\bliptag9 "])
  func picturesAreWholeWithoutWhatGoes(gone: String) throws {
    let telling = GIFSample.file(
      GIFSample.extension(0xfe, Array("TOKEN".utf8)),
      GIFSample.image(chunked: GIFSample.chunked(GIFSample.sixPixels)))
    func digits(_ bytes: some Sequence<UInt8>) -> String {
      bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    for file in [telling, GIFSample.plain] {
      let parts = [digits(file.prefix(20)), digits(file.dropFirst(20))]
      for text in [parts.joined() + gone, parts.joined(separator: gone)] {
        for policy in [ScrubPolicy.standard, .strict] {
          #expect(
            try scrubbed("{\\rtf1{\\pict \(text)}}", under: policy)
              == "{\\rtf1{\\pict \(digits(GIFSample.plain))}}")
        }
      }
    }
  }

  @Test func blanksBehindHiddenTextInPicturesStayBlanks() throws {
    #expect(try scrubbed("{\\rtf1\\v{\\pict\\{\\} }}", under: .strict) == "{\\rtf1\\v{\\pict  }}")
  }

  /// Whether digits go was asked before the word that says they are a metafile's.
  @Test func digitsBehindThoseThatGoAreTheFirst() throws {
    #expect(
      try scrubbed("{\\rtf1{\\pict zz\\wmetafile8 0100}}", under: .strict)
        == "{\\rtf1{\\pict \\wmetafile8 0100}}")
    #expect(
      try scrubbed("{\\rtf1{\\pict zz\\b 0100}}", under: .strict) == "{\\rtf1{\\pict \\b }}")
  }
}
