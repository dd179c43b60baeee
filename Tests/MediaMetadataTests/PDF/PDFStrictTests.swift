import Testing

@testable import MediaMetadata

/// What a strict policy drops of a PDF that is not painted on its pages.
@Suite struct PDFStrictTests {
  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// Checks that default keeps and reports each secret, and that strict drops all of them.
  private func checkStrict(
    _ input: [UInt8], _ secrets: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    var reading = Reading()
    _ = try MediaFormats.read(MediaSource(input), &reading)
    let kept = text(try Conformance.check(input))
    for secret in secrets {
      #expect(kept.contains(secret), sourceLocation: sourceLocation)
      #expect(
        reading.disclosures.contains { $0.fate == .kept && $0.value?.contains(secret) == true },
        sourceLocation: sourceLocation)
    }
    let strict = text(try Conformance.check(input, under: .strict))
    for secret in secrets { #expect(!strict.contains(secret), sourceLocation: sourceLocation) }
    return strict
  }

  @Test func linksToFilesGo() throws {
    let strict = try checkStrict(
      PDFSample.page(
        page: "/Annots[5 0 R 6 0 R 7 0 R]",
        [
          "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/GoToR/F(SecretFile.pdf)/D[0/Fit]>>>>",
          "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(file:///home/Secret2/a)>>>>",
          "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://example.org/)>>>>",
        ]), ["SecretFile", "Secret2"])
    #expect(strict.contains("https://example.org/"))
  }

  @Test func valuesOfFieldsGoWithTheirLooksAndStatesOfBoxesStay() throws {
    let strict = try checkStrict(
      PDFSample.page(
        catalog: "/AcroForm<</Fields[5 0 R 7 0 R]>>", page: "/Annots[5 0 R 7 0 R]",
        [
          "<</Type/Annot/Subtype/Widget/Rect[0 0 9 9]/FT/Tx/T(a)/V(SecretValue)/DV(SecretFirst)"
            + "/AP<</N 6 0 R>>>>",
          PDFSample.stream("BT (SecretLook) Tj ET", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]"),
          "<</Type/Annot/Subtype/Widget/Rect[0 0 9 9]/FT/Btn/T(b)/V/Yes/AS/Yes"
            + "/AP<</N<</Yes 8 0 R>>>>>>",
          PDFSample.stream("0 0 m", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]"),
        ]), ["SecretValue", "SecretFirst"])
    #expect(!strict.contains("SecretLook"))
    #expect(strict.contains("/V/Yes") && strict.contains("/AS/Yes") && strict.contains("0 0 m"))
  }

  @Test func valuesInTheFieldAroundGoWithTheLooksOfItsWidgets() throws {
    let strict = try checkStrict(
      PDFSample.page(
        catalog: "/AcroForm<</Fields[5 0 R]>>", page: "/Annots[6 0 R]",
        [
          "<</FT/Tx/T(a)/V(SecretValue)/Kids[6 0 R]>>",
          "<</Type/Annot/Subtype/Widget/Rect[0 0 9 9]/Parent 5 0 R/AP<</N 7 0 R>>>>",
          PDFSample.stream("BT (SecretLook) Tj ET", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]"),
        ]), ["SecretValue"])
    #expect(!strict.contains("SecretLook"))
  }

  @Test func layersLoseTheirNamesAndBookmarksGo() throws {
    let strict = try checkStrict(
      PDFSample.page(
        catalog: "/OCProperties<</OCGs[5 0 R]/D<</Order[(SecretLabel)5 0 R]>>>>/Outlines 6 0 R",
        page: "/B[]",
        [
          "<</Type/OCG/Name(SecretLayer)>>", "<</First 7 0 R/Last 7 0 R/Count 1>>",
          "<</Title(SecretTitle)/Parent 6 0 R/Dest[3 0 R/Fit]>>",
        ]), ["SecretTitle"])
    #expect(strict.contains("/Name(Layer)") && !strict.contains("Secret"))
  }

}
