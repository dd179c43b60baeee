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

  @Test func linksOfPicturesAndFieldsOfFormsFollow() throws {
    let body =
      #"<w:bookmarkStart w:name="Zq01"/><w:ffData><w:name w:val="Zq01"/></w:ffData>"#
      + #"<a:hlinkClick r:id="rId9"/>"#
    let bytes = OfficeSample.word(body: body)
    let text = try OOXMLWordTests.document(bytes, .strict)
    #expect(text.contains(#"<w:name w:val="Bookmark1"/>"#))
  }
}
