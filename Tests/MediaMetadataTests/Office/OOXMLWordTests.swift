import TestSupport
import Testing

@testable import MediaMetadata

/// Word processing: what goes, what stays, and that the rest is as it was, byte for byte.
@Suite struct OOXMLWordTests {
  static func document(_ bytes: [UInt8], _ policy: ScrubPolicy = .standard) throws -> String {
    let output = try Conformance.check(bytes, under: policy)
    let part = try #require(try ZipContents.of(output)["word/document.xml"])
    return String(decoding: part, as: UTF8.self)
  }

  @Test func numbersOfSessionsGoAndNothingElseIsTouched() throws {
    let body =
      #"<w:p w:rsidR="00C4AA17"  w:x='1' ><w:r ><w:t xml:space="preserve"> a&amp;b "#
      + "</w:t></w:r></w:p >"
    let text = try Self.document(OfficeSample.word(body: body))
    #expect(text.contains(#"<w:p  w:x='1' ><w:r ><w:t xml:space="preserve"> a&amp;b </w:t>"#))
    #expect(!text.contains("rsid"))
  }

  @Test func authorsBecomeNumbersAndTimesGo() throws {
    let body =
      #"<w:ins w:id="1" w:author="Ann" w:date="2019-03-04T17:11:09Z"/>"#
      + #"<w:ins w:id="2" w:author="Bob" w:date="2019-03-04T17:11:09Z"/>"#
      + #"<w:ins w:id="3" w:author="Ann"/>"#
    let text = try Self.document(OfficeSample.word(body: body))
    #expect(
      text.contains(
        #"<w:ins w:id="1" w:author="Author 1"/><w:ins w:id="2" w:author="Author 2"/>"#
          + #"<w:ins w:id="3" w:author="Author 1"/>"#))
  }

  @Test func propertiesGoWithTheirTypeAndTheirLink() throws {
    let output = try Conformance.check(OfficeSample.word(body: "<w:p/>"))
    #expect(!(try ZipContents.flat(output)).contains("core"))
  }

  @Test func settingsLoseVariablesTemplatesAndKeys() throws {
    let settings =
      #"<w:rsids><w:rsidRoot w:val="1"/></w:rsids><w:docVars><w:docVar/></w:docVars>"#
      + #"<w:documentProtection w:edit="forms" w:hash="Zq01"/><w:zoom w:percent="100"/>"#
    let output = try Conformance.check(OfficeSample.word(body: "<w:p/>", settings: settings))
    let part = try #require(try ZipContents.of(output)["word/settings.xml"])
    #expect(
      String(decoding: part, as: UTF8.self).contains(
        #"><w:documentProtection w:edit="forms"/><w:zoom w:percent="100"/></w:settings>"#))
  }

  @Test func strictDropsHiddenRunsDeletedTextAndComments() throws {
    let body =
      "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Zq01</w:t></w:r>"
      + #"<w:del w:id="1" w:author="A"><w:r><w:delText>Zq02</w:delText></w:r></w:del>"#
      + #"<w:r><w:t>shown</w:t></w:r><w:commentRangeStart w:id="0"/></w:p>"#
    let bytes = OfficeSample.word(
      body: body, comments: #"<w:comment w:id="0" w:author="A"><w:t>Zq03</w:t></w:comment>"#)
    let kept = try ZipContents.flat(Conformance.check(bytes))
    #expect(["Zq01", "Zq02", "Zq03", "shown"].allSatisfy { kept.contains($0) })
    let strict = try ZipContents.flat(Conformance.check(bytes, under: .strict))
    #expect(!strict.contains("Zq") && strict.contains("<w:p><w:r><w:t>shown</w:t></w:r></w:p>"))
  }

  @Test func pathsOfFieldsAndPicturesLoseTheirFolders() throws {
    let body =
      #"<w:instrText> INCLUDEPICTURE "C:\\Users\\Zq01\\p.jpg" \d</w:instrText>"#
      + #"<w:docPr id="1" name="Picture 1" descr="C:\Users\Zq02\q.jpg"/>"#
    let text = try Self.document(OfficeSample.word(body: body))
    #expect(!text.contains("Zq"))
    #expect(text.contains(#"descr="q.jpg""#) && text.contains(#"name="Picture 1""#))
  }

  @Test func partsThatNothingReachesGo() throws {
    let bytes = OfficeSample.word(body: "<w:p/>", extra: [.init("word/left.xml", "<a>Zq01</a>")])
    #expect(try ZipContents.of(Conformance.check(bytes))["word/left.xml"] == nil)
  }

  @Test func documentsInDocumentsAreCleaned() throws {
    let inner = OfficeSample.word(body: #"<w:p w:rsidR="Zq01"/>"#)
    let bytes = OfficeSample.word(
      body: "<w:p/>", extra: [.init("word/embeddings/a.docx", bytes: inner)],
      links: [("rId9", "package", "embeddings/a.docx")])
    let text = try ZipContents.flat(Conformance.check(bytes))
    #expect(text.contains("word/embeddings/a.docx") && !text.contains("Zq"))
  }

  @Test func entitiesAreRefused() {
    let extra = ZipBuilder.Member(
      "word/h.xml", #"<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>"#)
    let bytes = OfficeSample.word(
      body: "<w:p/>", extra: [extra], links: [("rId9", "header", "h.xml")])
    #expect(throws: MediaError.self) { try Conformance.check(bytes) }
  }

  @Test func partsInWideCharactersBecomeNarrow() throws {
    var wide: [UInt8] = [0xff, 0xfe]
    for byte in #"<?xml version="1.0" encoding="UTF-16"?><a>t</a>"#.utf8 { wide += [byte, 0] }
    let bytes = OfficeSample.word(
      body: "<w:p/>", extra: [.init("word/h.xml", bytes: wide)],
      links: [("rId9", "header", "h.xml")])
    // A change of letters alone is told as how the archive was packed.
    let part = try ZipContents.of(Conformance.check(bytes))["word/h.xml"] ?? []
    #expect(String(decoding: part, as: UTF8.self).hasSuffix("<a>t</a>"))
  }

  @Test func brokenDocumentsNeverTrap() throws {
    let body = #"<w:p w:rsidR="00C4AA17"><w:r><w:t>a</w:t></w:r></w:p>"#
    try Conformance.fuzz(OfficeSample.word(body: body), rounds: Build.isOptimised ? 2_000 : 40)
  }
}
