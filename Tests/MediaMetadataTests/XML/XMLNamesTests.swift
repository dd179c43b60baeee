import Testing

@testable import MediaMetadata

/// Names of elements in SVG under a strict policy: gone, and what refers to them still does.
@Suite struct XMLNamesTests: TextFormatTests {
  private static func drawing(_ content: String) -> String {
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2\">\(content)</svg>"
  }

  /// An element named "TOKEN" is "id1" afterwards; each way to refer to it follows.
  static let references: [(told: String, plain: String)] = [
    ("<use href=\"#TOKEN\"/>", "<use href=\"#id1\"/>"),
    ("<use xlink:href='#TOKEN'/>", "<use xlink:href='#id1'/>"),
    ("<use href=\"&#35;TOK%45N\"/>", "<use href=\"#id1\"/>"),
    ("<g fill=\"url(#TOKEN) red\"/>", "<g fill=\"url(#id1) red\"/>"),
    (
      "<g filter='url( \"#TOKEN\" ) url(#other)'/>", "<g filter='url( \"#id1\" ) url(#other)'/>"
    ),
    ("<g mask=\"url(&quot;#TOKEN&quot;)\"/>", "<g mask=\"url(#id1)\"/>"),
    ("<g style=\"a:url('#TOKEN');b:red\"/>", "<g style=\"a:url('#id1');b:red\"/>"),
    (
      "<g style=\"a:url(#TOKEN);/*c*/b:url(file:///home/x/y.svg)\"/>",
      "<g style=\"a:url(#id1);b:url(y.svg)\"/>"
    ),
    ("<style>a,#TOKEN b{c:url(#TOKEN)}</style>", "<style>a,#id1 b{c:url(#id1)}</style>"),
    (
      "<style><![CDATA[@media x{#TOKEN/*;*/>b{c:d}}]]></style>",
      "<style><![CDATA[@media x{#id1>b{c:d}}]]></style>"
    ),
    ("<g aria-labelledby=\"x TOKEN\"/>", "<g aria-labelledby=\"x id1\"/>"),
    ("<set begin=\"0.5s; TOKEN.click+1s\"/>", "<set begin=\"0.5s; id1.click+1s\"/>"),
    (
      "<animate attributeName=\"href\" values=\"#TOKEN;#x\"/>",
      "<animate attributeName=\"href\" values=\"#id1;#x\"/>"
    ),
    (
      "<set attributeName=\"a\" to=\"url(#TOKEN)\"/>", "<set attributeName=\"a\" to=\"url(#id1)\"/>"
    ),
    ("<metadata id=\"id1\"/><use href=\"#TOKEN\"/>", "<use href=\"#id1\"/>"),
  ]

  @Test(arguments: references.indices)
  func referencesFollow(index: Int) throws {
    let (told, plain) = Self.references[index]
    let whole = Self.drawing("<g id=\"TOKEN\"/>" + told)
    #expect(try scrubbed(whole, under: .strict) == Self.drawing("<g id=\"id1\"/>" + plain))
    #expect(try scrubbed(whole).contains("id=\"TOKEN\""))
    #expect(
      try shown(whole, under: .strict).filter { $0.location == "id" }
        .map { "\($0.value ?? "") \($0.fate)" } == ["TOKEN removed"])
  }

  @Test func coloursAreNoNames() throws {
    let told =
      "<g id=\"fade\" fill=\"#fade\" style=\"a:#fade\"/><style>#fade{a:#fade;b:#fade}</style>"
      + "<animate attributeName=\"fill\" to=\"#fade\"/>"
    let plain =
      "<g id=\"id1\" fill=\"#fade\" style=\"a:#fade\"/><style>#id1{a:#fade;b:#fade}</style>"
      + "<animate attributeName=\"fill\" to=\"#fade\"/>"
    #expect(try scrubbed(Self.drawing(told), under: .strict) == Self.drawing(plain))
  }

  @Test func namesThatSayNothingStayAndAreNotGivenTwice() throws {
    let told = "<a id='Ann'/><a id='id1'/><a xml:id='B&#111;b'/><a id='Ann'/><a href='#id1'/>"
    let plain = "<a id='id2'/><a id='id1'/><a xml:id='id3'/><a id='id2'/><a href='#id1'/>"
    #expect(try scrubbed(Self.drawing(told), under: .strict) == Self.drawing(plain))
  }

  /// What may name elements in a way that can't be followed: a name that no longer fits is damage.
  @Test(arguments: [
    "<script>a()</script>", "<g onclick=\"a()\"/>", "<a href=\"javascript:a()\"/>",
    "<style>[id=TOKEN]{a:b}</style>", "<style>#TOK\\45 N{a:b}</style>",
    "<style>#TOKEN &gt; a{a:b}</style>", "<style>@import 'a.css';</style>",
    "<g fill=\"url(#TOK\\45 N)\"/>", "<use href=\"#xpointer(id('TOKEN'))\"/>",
  ])
  func namesStayAndAreReportedWhereAProgramMayCallThem(other: String) throws {
    let told = Self.drawing("<g id=\"TOKEN\"/>" + other)
    #expect(try scrubbed(told, under: .strict) == told)
    #expect(
      try shown(told, under: .strict).contains {
        $0.location == "id" && $0.value == "TOKEN" && $0.fate == .kept
      })
  }

  @Test func sheetsElsewhereAndOtherXMLKeepNames() throws {
    let sheet = "<?xml-stylesheet href='a.css'?>" + Self.drawing("<g id=\"TOKEN\"/>")
    #expect(try scrubbed(sheet, under: .strict) == sheet)
    let list = "<?xml version='1.0'?><list id=\"TOKEN\"><a href=\"#TOKEN\"/></list>"
    #expect(try scrubbed(list, under: .strict) == list)
  }

  @Test func wideTextStaysWide() throws {
    let told = Self.drawing("<g id=\"\u{e4}\u{1f600}\"/><use href=\"#%C3%A4\u{1f600}\"/>")
    let plain = Self.drawing("<g id=\"id1\"/><use href=\"#id1\"/>")
    for form in [TextForm.wide(isBig: true), .wide(isBig: false), .narrow] {
      let output = try Conformance.check(form.written(Array(told.utf8)), under: .strict)
      #expect(output == form.written(Array(plain.utf8)))
    }
  }

  @Test func nothingTraps() throws {
    for (seed, pair) in Self.references.enumerated() {
      let whole = Self.drawing("<g id=\"TOKEN\"/>" + pair.told)
      try Conformance.fuzz(Array(whole.utf8), under: .strict, rounds: 60, seed: UInt64(seed))
    }
  }
}
