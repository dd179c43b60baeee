import Testing

@testable import MediaMetadata

/// What goes, what stays, and what is said of it.
@Suite struct PDFReaderTests {
  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private func disclosures(
    _ bytes: [UInt8], under policy: ScrubPolicy = .standard
  ) throws -> [Disclosure] {
    var reading = Reading(policy: policy)
    _ = try MediaFormats.read(MediaSource(bytes), &reading)
    return reading.disclosures
  }

  @Test func theOutputKeepsWhatPaints() throws {
    let output = text(try Conformance.check(PDFSample.page()))
    #expect(output.contains("(Hello) Tj"))
    #expect(output.contains("/BaseFont/Helvetica"))
    #expect(output.contains("/MediaBox[0 0 200 120]"))
  }

  @Test func propertiesIdsAndPrivateKeysGoAndAreShown() throws {
    let input = PDFSample.page(
      catalog: "/PieceInfo<</X<</Private(SecretPiece)>>>>/Metadata 5 0 R/Made.By(SecretKey)",
      page: "/LastModified(D:20200101)/PTEX.FileName(SecretPath)",
      [
        PDFSample.stream("<x>SecretPacket</x>", "/Type/Metadata/Subtype/XML"),
        "<</Author(SecretAuthor)/Title<feff0053006500630072006500740057>>>",
      ], trailer: "/Info 6 0 R/ID[(SecretId)(SecretId)]")
    let output = text(try Conformance.check(input))
    #expect(!output.contains("Secret") && !output.contains("LastModified"))
    let shown = try disclosures(input).compactMap(\.value).joined(separator: " ")
    for secret in ["Piece", "Key", "Path", "Packet", "Author", "W"] {
      #expect(shown.contains("Secret" + secret))
    }
  }

  @Test func onlyTheLastRevisionCounts() throws {
    let first = PDFSample.page(["<</Author(SecretOld)>>"], trailer: "/Info 5 0 R")
    let input = try PDFSample.revised(
      first, [(4, PDFSample.stream("BT (New) Tj ET")), (5, "<</Author(SecretNew)>>")],
      trailer: "/Info 5 0 R")
    let output = text(try Conformance.check(input))
    #expect(output.contains("(New) Tj") && !output.contains("Hello"))
    #expect(!output.contains("Secret"))
    let found = try disclosures(input)
    #expect(found.contains { $0.location == "Revisions" && $0.value == "1" })
    #expect(
      found.contains { $0.location == "Old object" && $0.value?.contains("SecretOld") == true })
  }

  @Test func pagesThatAreInNoTreeGo() throws {
    let input = PDFSample.page(
      catalog: "/Dests<</a[5 0 R/Fit]/b[3 0 R/Fit]>>",
      ["<</Type/Page/Contents 6 0 R/MediaBox[0 0 9 9]>>", PDFSample.stream("(SecretPage) Tj")])
    let output = text(try Conformance.check(input))
    #expect(!output.contains("SecretPage"))
    #expect(output.contains("/b[3 0 R /Fit]"))
  }

  @Test func programsAndAttachmentsGo() throws {
    let input = PDFSample.page(
      catalog: """
        /OpenAction<</S/JavaScript/JS(SecretScript)>>/AA<</WC<</S/JavaScript/JS(SecretAA)>>>>\
        /Names<</EmbeddedFiles<</Names[(SecretName) 5 0 R]>>>>
        """,
      page: """
        /Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/Launch/F(SecretProgram)>>>>\
        <</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://example.org)>>>>]
        """,
      ["<</Type/Filespec/F(SecretFile)/EF<</F 6 0 R>>>>", PDFSample.stream("SecretContent")])
    let output = text(try Conformance.check(input))
    #expect(!output.contains("Secret"))
    #expect(output.contains("(https://example.org)"))
    let shown = try disclosures(input).compactMap(\.value).joined(separator: " ")
    for secret in ["Script", "AA", "Name", "File", "Content", "Program"] {
      #expect(shown.contains("Secret" + secret))
    }
  }

  private let annotated = PDFSample.page(
    page: "/Annots[5 0 R 6 0 R 7 0 R 8 0 R]",
    [
      "<</Subtype/Text/Rect[0 0 9 9]/T(SecretPerson)/Contents(remark)/M(D:2020)/Popup 6 0 R>>",
      "<</Subtype/Popup/Rect[0 0 9 9]/Parent 5 0 R>>",
      "<</Subtype/Link/Rect[0 0 9 9]/Dest[3 0 R/Fit]>>",
      """
      <</Subtype/Widget/FT/Sig/T(field)/TU(tip)/Rect[0 0 9 9]\
      /V<</Type/Sig/Name(SecretSigner)/Contents<00>/ByteRange[0 1 2 3]>>>>
      """,
    ])

  @Test func commentsLoseTheirAuthorsAndSignaturesGo() throws {
    let output = text(try Conformance.check(annotated))
    #expect(!output.contains("Secret") && !output.contains("Popup") && !output.contains("D:2020"))
    #expect(output.contains("(remark)") && output.contains("/T(field)"))
    let found = try disclosures(annotated)
    #expect(found.contains { $0.location == "Annotation/Contents" && $0.fate == .kept })
    #expect(found.contains { $0.value?.contains("SecretSigner") == true && $0.fate == .removed })
  }

  @Test func theStrictPolicyDropsCommentsAndKeepsLinksAndFields() throws {
    let output = text(try Conformance.check(annotated, under: .strict))
    #expect(!output.contains("remark") && !output.contains("(tip)"))
    #expect(output.contains("/Subtype/Link") && output.contains("/T(field)"))
  }

  @Test func propertiesOfMarkedContentAreReportedAndStrictlyDropped() throws {
    let input = PDFSample.page(
      content: "/Span<</ActualText(words)/Private(Secret)>>BDC (x%y\\)) Tj EMC % SecretRemark\nq Q")
    let output = try Conformance.check(input)
    let kept = try painted(output)
    #expect(kept.contains("words") && kept.contains("(x%y\\)) Tj") && !kept.contains("Secret"))
    let strict = try painted(try Conformance.check(input, under: .strict))
    #expect(!strict.contains("words") && strict.contains("(x%y\\)) Tj"))
  }

  @Test func textInHiddenLayersIsShownAndStrictlyBlanked() throws {
    let input = PDFSample.page(
      catalog: "/OCProperties<</OCGs[5 0 R]/D<</OFF[5 0 R]>>>>",
      content: "/OC/o BDC (SecretLayer) Tj EMC (open) Tj",
      ["<</Type/OCG/Name(layer)>>"])
    var bytes = text(input)
    bytes.replace("/Resources<<", with: "/Resources<</Properties<</o 5 0 R>>")
    let changed = Array(bytes.utf8)
    #expect(
      try disclosures(changed).contains { $0.value == "SecretLayer" && $0.fate == .kept })
    let strict = try painted(try Conformance.check(changed, under: .strict))
    #expect(!strict.contains("SecretLayer") && strict.contains("(open) Tj"))
  }

  /// What the streams of a rewritten file inflate to.
  private func painted(_ bytes: [UInt8]) throws -> String {
    let document = PDFDocument(bytes, start: 0, limits: .standard)
    var reading = Reading()
    try PDFCrossReferences.read(document, &reading)
    var painted = ""
    for number in document.places.keys.sorted() {
      guard case .stream(let stream) = try document.object(number) else { continue }
      painted += text(try #require(try document.decoded(stream)))
    }
    return painted
  }

  @Test(arguments: [false, true])
  func objectStreamsAreReadAndMadeAnew(isHybrid: Bool) throws {
    let output = try Conformance.check(PDFSample.packed(isHybrid: isHybrid))
    #expect(output.starts(with: Array("%PDF-1.5".utf8)) && text(output).contains("/ObjStm"))
    let objects = try painted(output)
    #expect(objects.contains("(Hello) Tj"))
    #expect(objects.contains("1 0 2 30 3 66 <</Pages 2 0 R/Type/Catalog>>"))
    let cut = Array(PDFSample.packed(isHybrid: isHybrid).dropLast(25))
    #expect(try Conformance.check(cut) == output, "a search finds them too")
  }

  @Test func textOutsideOfThePageIsShown() throws {
    let input = PDFSample.page(
      content: "q 2 0 0 2 0 0 cm BT 90 20 Td (inside) Tj 20 0 TD (SecretSide) Tj ET Q BT (in) Tj ET"
    )
    let found = try disclosures(input).filter { $0.location == "Contents/outside the page" }
    #expect(found.map(\.value) == ["SecretSide"])
  }

  @Test func encryptedFilesAreRefused() {
    let input = PDFSample.page(["<</Filter/Standard>>"], trailer: "/Encrypt 5 0 R")
    #expect(throws: MediaError.encrypted(.pdf, offset: 0)) { try Conformance.check(input) }
  }

  @Test func junkBeforeTheHeaderAndBehindTheEndGoes() throws {
    let input = Array("SecretJunk\n".utf8) + PDFSample.page() + Array("SecretTail".utf8)
    let output = try Conformance.check(input)
    #expect(output.starts(with: Array("%PDF-1.7".utf8)) && !text(output).contains("Secret"))
  }
}
