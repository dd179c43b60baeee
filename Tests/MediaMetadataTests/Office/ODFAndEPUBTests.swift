import Testing

@testable import MediaMetadata

/// OpenDocument and books.
@Suite struct ODFAndEPUBTests {
  @Test func anOpenDocumentLosesItsDescriptionAndItsPeople() throws {
    let content =
      "<office:document-content><office:annotation><dc:creator>Zq01</dc:creator>"
      + "<dc:date>2019-03-04T17:11:09</dc:date><text:p>kept</text:p></office:annotation>"
      + #"<text:p officeooo:rsid="0012">a</text:p></office:document-content>"#
    let bytes = ZipBuilder([
      .init("content.xml", content, isDeflated: true),
      .init("mimetype", "application/vnd.oasis.opendocument.text"),
      .init(
        "meta.xml",
        #"<office:document-meta office:version="1.3"><a>Zq02</a></office:document-meta>"#),
      .init("Thumbnails/thumbnail.png", "Zq03"),
      .init(
        "META-INF/manifest.xml",
        #"<m:manifest><m:file-entry m:full-path="Thumbnails/thumbnail.png"/></m:manifest>"#),
    ]).bytes
    let output = try Conformance.check(bytes)
    let text = try ZipContents.flat(output)
    #expect(!text.contains("Zq") && !text.contains("rsid") && !text.contains("2019"))
    #expect(text.contains("<text:p>kept</text:p>") && !text.contains("thumbnail"))
    #expect(output.dropFirst(30).starts(with: Array("mimetypeapplication/vnd".utf8)))
  }

  @Test func aBookKeepsItsTitleAndANeutralNumber() throws {
    let package =
      #"<package unique-identifier="i"><metadata><dc:identifier id="i">Zq01</dc:identifier>"#
      + "<dc:title>Title</dc:title><dc:creator>Zq02</dc:creator><dc:language>en</dc:language>"
      + #"<meta name="cover" content="c"/><meta name="calibre:x" content="Zq03"/></metadata>"#
      + "</package>"
    let bytes = ZipBuilder([
      .init("mimetype", "application/epub+zip"), .init("a.opf", package),
      .init("iTunesMetadata.plist", "Zq04"),
      .init("a.xhtml", "<html><body><!--Zq05--><p>Text</p></body></html>"),
    ]).bytes
    let text = try ZipContents.flat(Conformance.check(bytes))
    #expect(!text.contains("Zq") && !text.contains("iTunes"))
    #expect(text.contains("<dc:title>Title</dc:title>") && text.contains("<p>Text</p>"))
    #expect(text.contains(#"name="cover""#) && text.contains("urn:uuid:00000000"))
  }

  @Test func lockedDocumentsAreRefusedAsEncrypted() {
    let bytes = ZipBuilder([
      .init("mimetype", "application/vnd.oasis.opendocument.text"),
      .init("META-INF/manifest.xml", "<m><e><encryption-data/></e></m>"),
    ]).bytes
    #expect { try Conformance.check(bytes) } throws: { error in
      if case MediaError.encrypted = error { true } else { false }
    }
  }
}
