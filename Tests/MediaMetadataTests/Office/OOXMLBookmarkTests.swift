import Testing

@testable import MediaMetadata

/// Names of bookmarks under a strict policy: gone, and what refers to them still does.
@Suite struct OOXMLBookmarkTests {
  private static let fields =
    #"<w:p><w:bookmarkStart w:id="1" w:name="Zq01_Draft"/><w:r><w:t>here</w:t></w:r>"#
    + #"<w:bookmarkEnd w:id="1"/><w:bookmarkStart w:id="2" w:name="_Toc1"/>"#
    + #"<w:hyperlink w:anchor="zq01_draft"><w:r><w:t>there</w:t></w:r></w:hyperlink>"#
    + #"<w:r><w:fldChar w:fldCharType="begin"/></w:r>"#
    + #"<w:r><w:instrText xml:space="preserve"> PAGEREF Zq01_Draft \h </w:instrText></w:r>"#
    + #"<w:r><w:fldChar w:fldCharType="end"/></w:r>"#
    + #"<w:fldSimple w:instr=" REF Zq01_Draft \* MERGEFORMAT "/></w:p>"#

  @Test func namesAreKeptAndToldByDefault() throws {
    let text = try OOXMLWordTests.document(OfficeSample.word(body: Self.fields))
    #expect(text.contains(Self.fields))
  }

  @Test func strictRenamesThemWhereverTheyStand() throws {
    let text = try OOXMLWordTests.document(OfficeSample.word(body: Self.fields), .strict)
    #expect(!text.lowercased().contains("zq01"))
    #expect(text.contains(#"w:name="Bookmark1"/>"#) && text.contains(#"w:name="_Toc1""#))
    #expect(text.contains(#"<w:hyperlink w:anchor="Bookmark1">"#))
    #expect(text.contains(#"> PAGEREF Bookmark1 \h </w:instrText>"#))
    #expect(text.contains(#"w:instr=" REF Bookmark1 \* MERGEFORMAT ""#))
  }

  @Test func newNamesMeetNoOthers() throws {
    let body =
      #"<w:bookmarkStart w:name="Zq01"/><w:bookmarkStart w:name="Bookmark1"/>"#
      + #"<w:bookmarkStart w:name="Zq02"/>"#
    let text = try OOXMLWordTests.document(OfficeSample.word(body: body), .strict)
    let names = text.matches(of: /w:name="(\w+)"/).map { String($0.1) }
    #expect(names == ["Bookmark2", "Bookmark1", "Bookmark3"])
  }

  @Test func wordsThatBeginACodeAreNoNames() throws {
    let body =
      #"<w:bookmarkStart w:name="page"/><w:fldSimple w:instr=" PAGE "/>"#
      + #"<w:fldSimple w:instr=" PAGEREF page "/>"#
    let text = try OOXMLWordTests.document(OfficeSample.word(body: body), .strict)
    #expect(text.contains(#"w:instr=" PAGE ""#) && text.contains(#"w:instr=" PAGEREF Bookmark1 ""#))
  }

  @Test func aNameInPiecesStaysEverywhere() throws {
    let body =
      #"<w:bookmarkStart w:name="Zq01"/><w:r><w:instrText> REF Zq</w:instrText></w:r>"#
      + #"<w:r><w:instrText>01 \h</w:instrText></w:r>"#
    let text = try OOXMLWordTests.document(OfficeSample.word(body: body), .strict)
    #expect(text.contains(body))
  }

  /// Codes in which a bookmark's name is something else: a part of an address, an entry of an
  /// index, a switch; and a name that is no word.
  @Test(arguments: [
    ("report", #" HYPERLINK &quot;https://example.com/report&quot; "#),
    ("Maria", #" XE &quot;Maria&quot; "#), ("h", #" REF _Toc1 \h "#), ("total", " SEQ total "),
    ("l", #" HYPERLINK \l &quot;_Toc1&quot; "#), ("my-section", " REF my-section "),
  ])
  func namesThatMayBeSomethingElseStayAndAreReported(name: String, code: String) throws {
    for field in [
      #"<w:fldSimple w:instr="\#(code)"/>"#, "<w:r><w:instrText>\(code)</w:instrText></w:r>",
    ] {
      let body = #"<w:bookmarkStart w:name="\#(name)"/>"# + field
      let bytes = OfficeSample.word(body: body)
      #expect(try OOXMLWordTests.document(bytes, .strict).contains(body))
      var reading = Reading(policy: .strict)
      _ = try MediaFormats.read(MediaSource(bytes), &reading)
      #expect(reading.disclosures.contains { $0.value == name && $0.fate == .kept })
    }
  }

  @Test func linksToBookmarksFollowAndAddressesStay() throws {
    let code = #" HYPERLINK &quot;https://example.com/a&quot; \l &quot;Zq01&quot; "#
    let body = #"<w:bookmarkStart w:name="Zq01"/><w:fldSimple w:instr="\#(code)"/>"#
    let text = try OOXMLWordTests.document(OfficeSample.word(body: body), .strict)
    #expect(text.contains(#"example.com/a&quot; \l &quot;Bookmark1&quot;"#))
  }

  @Test func newNamesDoNotHidePaths() throws {
    let body =
      #"<w:bookmarkStart w:name="C"/><w:bookmarkStart w:name="ann"/>"#
      + #"<w:fldSimple w:instr=" LINK &quot;C:\\ann\\p.jpg&quot; "/>"#
    let text = try OOXMLWordTests.document(OfficeSample.word(body: body), .strict)
    #expect(text.contains(#"w:instr=" LINK &quot;p.jpg&quot; ""#))
  }

  @Test func linksOfPicturesAndFieldsOfFormsFollow() throws {
    let body =
      #"<w:bookmarkStart w:name="Zq01"/><w:ffData><w:name w:val="Zq01"/></w:ffData>"#
      + #"<a:hlinkClick r:id="rId9"/>"#
    let bytes = OfficeSample.word(body: body)
    let text = try OOXMLWordTests.document(bytes, .strict)
    #expect(text.contains(#"<w:name w:val="Bookmark1"/>"#))
  }
}
