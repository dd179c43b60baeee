import Testing

@testable import MediaMetadata

/// What stays of a page, and what goes.
@Suite struct HTMLReaderTests: TextFormatTests {
  /// Pages with a token, and what is left of them.
  static let telling: [(String, String)] = [
    ("<!DOCTYPE html><html><!-- TOKEN --><p>a", "<!DOCTYPE html><html><p>a"),
    ("<!-- saved from url=(5)TOKEN --><html><p>a", "<html><p>a"),
    ("<html><!-- TOKEN -- > --!><p>a", "<html><p>a"),
    ("<html><!--TOKEN---><p>a", "<html><p>a"),
    ("<html><![if TOKEN]><p>a<![endif]>", "<html><p>a"),
    ("<html><META NAME=author CONTENT=TOKEN><p>a", "<html><p>a"),
    ("<html><meta property='og:x' content='TOKEN' /><p>a", "<html><p>a"),
    (
      "<html><meta charset=utf-8><meta name=viewport content=a>"
        + "<meta name=geo.position content=TOKEN>",
      "<html><meta charset=utf-8><meta name=viewport content=a>"
    ),
    ("<html><link rel=File-List href='TOKEN'><p>a", "<html><p>a"),
    ("<body data-u=\"TOKEN\" class=b><p>a", "<body class=b><p>a"),
    ("<html><p data-mce-style='TOKEN'>a<script>1</script>", "<html><p>a<script>1</script>"),
    ("<html><xml><o:Author>TOKEN</o:Author></xml><p>a", "<html><p>a"),
    ("<html xmlns:o='TOKEN'><p>a<o:p>b</o:p>", "<html><p>ab"),
    ("<html><img src=\"file:///home/TOKEN/a.png\">", "<html><img src=\"a.png\">"),
    ("<html><img src='C:\\Users\\TOKEN\\a.png'>", "<html><img src='a.png'>"),
    ("<html><a href='file:///home/TOKEN/'>a</a>", "<html><a href=''>a</a>"),
    (
      "<html><a href=file:///home/TOKEN/ class=x>a</a>", "<html><a href=. class=x>a</a>"
    ),
    ("<html><style>/*TOKEN*/p{}</style>", "<html><style>p{}</style>"),
    (
      "<html><style>p{a:url( \"file:///home/TOKEN/a.png\" );b:url(c.png)}</style>",
      "<html><style>p{a:url( \"a.png\" );b:url(c.png)}</style>"
    ),
    (
      "<html><p style='a:url(C:\\Users\\TOKEN\\a.png)'>",
      "<html><p style='a:url(a.png)'>"
    ),
    (
      "<html><p style=\"a:url(&quot;file:///home/TOKEN/a.png&quot;)\">",
      "<html><p style=\"a:url(a.png)\">"
    ),
    (
      "<html><p style=\"a:url(b.png); /* TOKEN */ c:'/*d*/'\">",
      "<html><p style=\"a:url(b.png);  c:'/*d*/'\">"
    ),
    (
      "<html><svg><g mask='url(C:/TOKEN/a.svg)'/></svg>", "<html><svg><g mask='url(a.svg)'/></svg>"
    ),
    ("<html><p style='mso-x:TOKEN;color:red'>", "<html><p style='color:red'>"),
    ("<!DOCTYPE html TOKEN><html>", "<!DOCTYPE html><html>"),
  ]

  @Test(arguments: telling.indices)
  func whatIsNotShownGoesAndIsReported(index: Int) throws {
    let (told, plain) = Self.telling[index]
    #expect(try scrubbed(told) == plain)
    #expect(try shown(told).contains { $0.value?.contains("TOKEN") == true })
  }

  @Test func whatIsShownStaysByteForByte() throws {
    let plain =
      "<!DOCTYPE html>\n<html lang=en><head><title>a <!-- b --></title><script>if (a<b) c='</p>'"
      + "</script></head><body onload=x()><textarea><!-- t --></textarea><p a = b>1 < 2 &amp; 3</p>"
      + "<svg><![CDATA[ x ]]></svg><a href='http://x/y'>z</a></body></html>"
    #expect(try scrubbed(plain) == plain)
    #expect(try shown(plain).allSatisfy { $0.fate == .kept })
  }

  @Test func statementsForMachinesGoWhenStrict() throws {
    let told = "<html><script type='application/ld+json'>{\"a\":\"TOKEN\"}</script><p>a"
    #expect(try scrubbed(told) == told)
    #expect(try !scrubbed(told, under: .strict).contains("TOKEN"))
  }

  @Test func XHTMLIsAPageAndOtherXMLIsNot() throws {
    let page = "<?xml version=\"1.0\"?>\n<!-- a -->\n<html xmlns=\"http://www.w3.org/1999/xhtml\"/>"
    #expect(try MediaFormats.reader(of: MediaSource(Array(page.utf8)))?.format == .html)
    let other = "<?xml version=\"1.0\"?>\n<list><html/></list>"
    #expect(try MediaFormats.reader(of: MediaSource(Array(other.utf8)))?.format == .xml)
  }

  @Test func brokenPagesAreRefusedWithoutATrap() throws {
    for text in ["<html><p a='", "<html><!-- ", "<html><!DOCTYPE html [<!ENTITY a 'b'>]>"] {
      #expect(throws: MediaError.self) { try scrubbed(text) }
    }
    for (seed, pair) in Self.telling.enumerated() {
      try Conformance.fuzz(Array(pair.0.utf8), rounds: 60, seed: UInt64(seed))
    }
  }

  /// A search for each of the two ends of a comment would look at the rest of the page every time:
  /// 3 * 10^10 steps here.
  @Test(arguments: ["<!---->a", "<!----!>a"])
  func manyCommentsAreReadInOnePass(comment: String) throws {
    let count = 60_000
    let page = "<html>" + String(repeating: comment, count: count)
    var reading = Reading(detail: .structures)
    let anatomy = try MediaFormats.read(MediaSource(Array(page.utf8)), &reading).anatomy
    #expect(anatomy.outputCount == 6 + count)
  }

  @Test func tagsOfEndlessAttributesEndAtTheLimit() throws {
    let page = "<html><p" + String(repeating: " a", count: 1 << 16 + 1) + ">"
    #expect(throws: MediaError.limit(.structures, allowed: 1 << 16)) { try scrubbed(page) }
  }

  @Test(arguments: ["<!-- attr( -->", "<!--<script-->", "<meta name=author content='[data-'>"])
  func attributesGoWithTheProgramThatWouldReadThem(reader: String) throws {
    #expect(try scrubbed("<html>\(reader)<p data-a=TOKEN>b") == "<html><p>b")
    let path = "<html><p data-a=TOKEN id=c href='file:///[data-'>b"
    #expect(try scrubbed(path) == "<html><p id=c href='data-'>b")
  }

  /// What follows must not become a part of what stands before.
  @Test(arguments: [
    ("<br class=a data-b='T'/>", "<br class=a />"),
    ("<br class=a data-b data-c/>", "<br class=a />"),
    ("<br class='a' data-b/>", "<br class='a'/>"),
    ("<p id='a'data-b='T'class='c'>", "<p id='a'class='c'>"),
    ("<p id='a' data-b='T'class='c'>", "<p id='a' class='c'>"),
    ("<p id=a data-b='T'/id=c>", "<p id=a /id=c>"),
  ])
  func attributesThatGoJoinNothing(told: String, plain: String) throws {
    #expect(try scrubbed("<html>\(told)") == "<html>\(plain)")
  }

  @Test func aPageMayBeginWithAFormFeed() throws {
    #expect(try scrubbed("<!---->\u{c}<html>a") == "\u{c}<html>a")
  }

  /// Without the tag between them, two bytes would be the mark of UTF-16.
  @Test func otherFormatsAreRefused() {
    var reading = Reading(policy: .standard)
    let bytes: [UInt8] = [0xfe, 0x3c, 0x3f, 0x3e, 0xff]
    #expect(throws: MediaError.self) { try HTMLReader.read(MediaSource(bytes), &reading) }
  }

  @Test func whatAnIslandOpensIsNotOpenBehindIt() throws {
    let told = "<html><xml><math></xml><style>/*TOKEN*/a</style>"
    #expect(try scrubbed(told) == "<html><style>a</style>")
  }

  /// Left to themselves, the bytes around them would be something else.
  @Test(arguments: ["<<xml></xml>a", "<style>a/**/data:,b</style>", "<style>da/**/ta:,b</style>"])
  func islandsAndCommentsInsideSomethingElseAreRefused(text: String) {
    #expect(throws: MediaError.self) { try scrubbed("<html>\(text)") }
  }

  @Test func pagesWithinPagesAreNotReadTwiceAtEachLevel() {
    // Sixteen levels of pages, each with a reader of attributes that goes: 65,536 readings of the
    // innermost would not end today.
    var page = "<html>" + String(repeating: "x", count: 20_000) + "</html>"
    for _ in 0..<16 {
      let inner = page.replacing("%", with: "%25").replacing("\"", with: "%22")
      page = "<html><!--attr(--><img src=\"data:text/html,\(inner)\"></html>"
    }
    var reading = Reading(detail: .structures)
    _ = try? MediaFormats.read(MediaSource(Array(page.utf8)), &reading)
    #expect(!reading.disclosures.isEmpty)
  }
}
