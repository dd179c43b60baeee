import Foundation
import TestSupport
import Testing

@testable import MediaMetadata

/// What nobody sees of what pages paint: shown by default, gone with a strict policy.
///
/// The page of `PDFSample` is 200 by 120 units; its font has no widths.
@Suite struct PDFPaintTests {
  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// What a strict policy leaves of all streams, as one text.
  func strict(
    _ input: [UInt8], sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    let output = try Conformance.check(input, under: .strict, sourceLocation: sourceLocation)
    let document = PDFDocument(output, start: 0, limits: .standard)
    var reading = Reading()
    try PDFCrossReferences.read(document, &reading)
    var all: [UInt8] = []
    for number in document.places.keys.sorted() {
      guard case .stream(let stream) = try document.object(number) else { continue }
      all += try document.decoded(stream) ?? []
      all.append(10)
    }
    return text(all)
  }

  /// Checks that the default keeps every byte that is painted and tells of the secret, and that
  /// strict leaves nothing of it; returns what strict leaves.
  private func checkGone(
    _ input: [UInt8], _ secret: String = "Secret", sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    #expect(
      try text(Conformance.check(input)).contains(secret), "the default keeps it",
      sourceLocation: sourceLocation)
    var reading = Reading()
    _ = try MediaFormats.read(MediaSource(input), &reading)
    #expect(
      reading.disclosures.contains { $0.fate == .kept && $0.value?.contains(secret) == true },
      "the default tells of it", sourceLocation: sourceLocation)
    let left = try strict(input, sourceLocation: sourceLocation)
    #expect(!left.contains(secret), sourceLocation: sourceLocation)
    return left
  }

  /// Every operator that shows text, and every one that moves it, ends outside.
  @Test(arguments: [
    "BT /F1 12 Tf 900 900 Td (Secret) Tj ET",
    "BT /F1 12 Tf 1 0 0 1 -900 5 Tm [(Se)-3(cret)]TJ ET",
    "BT /F1 12 Tf 0 400 TD (Secret) ' ET", "BT /F1 12 Tf 0 400 TD 1 2 (Secret) \" ET",
    "BT /F1 12 Tf 300 TL T* T* (Secret) Tj ET",
    "q BT /F1 12 Tf 20 20 Td -900 Ts (Secret) Tj ET Q",
    "q 1 0 0 1 0 900 cm BT /F1 12 Tf 20 20 Td <536563726574> Tj ET Q",
    "BT /F1 12 Tf 20 20 Td [(on)-90000(Secret)]TJ ET",
    "q BT /F1 12 Tf 20 20 Td 3 Tr (Secret) Tj ET Q",
    "/GS gs BT 0 -90 Td (Secret) Tj ET",
  ])
  func textThatNobodySeesGoes(content: String) throws {
    let states =
      "/Resources<</Font<</F1 5 0 R>>/ExtGState<</GS<</Font[5 0 R 12]>>>>>>"
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    let visible = "BT /F1 12 Tf 20 20 Td (Hello) Tj ET"
    let input = PDFSample.page(page: states, content: "\(visible) \(content) \(visible)", [font])
    let left = try strict(input)
    #expect(!left.contains("Secret") && !left.contains("cret") && !left.contains("5365"))
    #expect(left.components(separatedBy: "(Hello)").count == 3)
    var reading = Reading()
    _ = try MediaFormats.read(MediaSource(input), &reading)
    let told = reading.disclosures.filter { $0.fate == .kept }.compactMap(\.value).joined()
    #expect(told.replacing(" ", with: "").contains("Secret"))
  }

  /// What may be seen, or can't be followed, stays: an edge on the page, an unknown font, a mode
  /// that clips, a matrix that is none, a number that two viewers read in two ways.
  @Test(arguments: [
    "BT /F1 12 Tf 195 20 Td (Seen) Tj ET", "BT /F1 12 Tf 20 125 Td (Seen) Tj ET",
    "BT /F9 12 Tf 900 900 Td (Seen) Tj ET", "BT /F1 12 Tf 7 Tr 900 900 Td (Seen) Tj ET",
    "1 0 0 1 900 cm BT /F1 12 Tf 900 900 Td (Seen) Tj ET",
    "BT /F1 12 Tf -90 20 Td (Seen) Tj (more) Tj ET",
    "q 1 0 0 1 900 900 cm 0Q BT /F1 12 Tf 2 2 Td (Seen) Tj ET",
    "BT /F1 12 Tf q 900 900 Td (Seen) Tj Q ET", "BT /F1 9999999 Tf 900 900 Td (Seen) Tj ET",
    "BT /F1 12 Tf -90 20 Td 2000 Tz (Seen) Tj ET",
    "BT /F1 12 Tf -290 20 Td (Seen) Tj [-30000(on the page)]TJ ET",
  ])
  func textThatMayBeSeenStays(content: String) throws {
    #expect(try strict(PDFSample.page(content: content)).contains("(Seen)"))
  }

  @Test func textBesideTheCropBoxGoesWhateverBoxesSurroundIt() throws {
    let content = "BT /F1 12 Tf 20 90 Td (Secret) Tj 0 -80 Td (Hello) Tj ET"
    let left = try checkGone(PDFSample.page(page: "/CropBox[0 0 200 40]", content: content))
    #expect(left.contains("(Hello)"))
    // The crop box is cut to the media box.
    _ = try checkGone(
      PDFSample.page(
        page: "/CropBox[-9999 -9999 9999 9999]", content: "BT /F1 9 Tf 0 400 Td (Secret) Tj ET"))
  }

  @Test func textBehindWhatGoesStandsWhereItStood() throws {
    let widths = (0..<95).map { _ in "500" }.joined(separator: " ")
    let font = "<</Type/Font/Subtype/Type1/BaseFont/A/FirstChar 32/LastChar 126/Widths[\(widths)]>>"
    let resources = "/Resources<</Font<</F1 5 0 R>>>>"
    // Six glyphs of half a unit, three of character space, two and a half of word space.
    let content = "BT /F1 10 Tf 1 Tc 5 Tw -90 20 Td (Sec et) Tj 90 0 Td ET"
    _ = try checkGone(PDFSample.page(page: resources, content: content, [font]), "Sec")
    let followed = "BT /F1 10 Tf 1 Tc 5 Tw -90 20 Td (Sec et) Tj [-9000(Hello)]TJ ET"
    let left = try checkGone(PDFSample.page(page: resources, content: followed, [font]), "Sec")
    #expect(left.contains("() Tj [-4100.0000]TJ [-9000(Hello)]TJ"))
  }

  @Test func picturesAndFormsOutsideGoWithTheirBytes() throws {
    let resources = "/Resources<</XObject<</I 5 0 R/F 6 0 R/U 7 0 R>>/Font<</F1 8 0 R>>>>"
    let form = "/Type/XObject/Subtype/Form/BBox[0 0 90 90]/Resources<</Font<</F1 8 0 R>>>>"
    let image = "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8"
    let input = PDFSample.page(
      page: resources,
      content: "q 9 0 0 9 300 0 cm /I Do Q q 1 0 0 1 0 -99 cm /F Do Q BT (Hello) Tj ET",
      [
        PDFSample.stream("PictureSecret", image + "/ColorSpace/DeviceGray"),
        PDFSample.stream("BT /F1 9 Tf 2 2 Td (FormSecret) Tj ET", form),
        PDFSample.stream("UnusedSecret", image + "/ColorSpace/DeviceGray"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
      ])
    let left = try checkGone(input, "FormSecret")
    #expect(!left.contains("Secret") && !left.contains("Do") && left.contains("(Hello)"))
  }

  /// Two pages of one form: where it stands, and what must become of it.
  private func shared(_ first: String, _ second: String, _ inner: String = "") -> [UInt8] {
    let resources = "/Resources<</XObject<</F 7 0 R>>>>/MediaBox[0 0 200 120]"
    let form = "/Type/XObject/Subtype/Form/BBox[-900 -900 900 900]"
    return PDFSample.file([
      "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
      "<</Type/Page/Parent 2 0 R/Contents 5 0 R\(resources)>>",
      "<</Type/Page/Parent 2 0 R/Contents 6 0 R\(resources)>>",
      PDFSample.stream("q 1 0 0 1 \(first) cm /F Do Q"),
      PDFSample.stream("q 1 0 0 1 \(second) cm /F Do Q"),
      PDFSample.stream(
        "BT /F1 9 Tf 20 20 Td (Hello) Tj \(inner) ET", form + "/Resources<</Font<</F1 8 0 R>>>>"),
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ])
  }

  @Test func aFormThatOnePageShowsStaysAndIsNotDrawnOnTheOther() throws {
    let left = try strict(shared("0 0", "0 2000"))
    #expect(left.contains("(Hello)"))
    #expect(left.components(separatedBy: "/F Do").count == 2)
  }

  /// One stream is the content of two pages, on which its names mean different pictures.
  @Test func picturesOfAStreamThatPagesShareStay() throws {
    let image =
      "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 90 90]/Contents 5 0 R/Resources<</XObject"
    let left = try strict(
      PDFSample.file([
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
        page + "<</I 6 0 R>>>>>>", page + "<</I 7 0 R>>>>>>",
        PDFSample.stream("9 0 0 9 0 0 cm /I Do"), PDFSample.stream("one", image),
        PDFSample.stream("two", image),
      ]))
    #expect(left.contains("one") && left.contains("two"))
  }

  @Test func aSharedFormLosesOnlyWhatNoPageShows() throws {
    let both = try strict(shared("0 0", "0 10", "0 500 Td (Secret) Tj"))
    #expect(both.contains("(Hello)") && !both.contains("Secret"))
    let one = try strict(shared("0 0", "0 -500", "0 500 Td (Seen) Tj"))
    #expect(one.contains("(Hello)") && one.contains("(Seen)"))
  }

  @Test func aFormThatAPatternMayPaintTooIsNotTouched() throws {
    let form = "/Type/XObject/Subtype/Form/BBox[0 0 900 900]/Resources<</Font<</F1 6 0 R>>>>"
    let pattern =
      "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9"
      + "/Resources<</XObject<</F 5 0 R>>>>"
    let input = PDFSample.page(
      page: "/Resources<</XObject<</F 5 0 R>>/Pattern<</P 7 0 R>>>>",
      content: "/Pattern cs /P scn 0 0 9 9 re f /F Do",
      [
        PDFSample.stream("BT /F1 9 Tf 2 500 Td (Seen) Tj ET", form),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", PDFSample.stream("/F Do", pattern),
      ])
    #expect(try strict(input).contains("(Seen)"))
  }

  /// Parts of one page's content go on where the one before ends.
  @Test func contentInPartsIsFollowedAcrossThem() throws {
    let input = PDFSample.page(
      page: "/Contents[5 0 R 6 0 R]",
      [
        PDFSample.stream("q 1 0 0 1 0 900 cm BT /F1 9 Tf 2 2 Td (Sec"),
        PDFSample.stream("ret) Tj (Secret2) Tj ET Q BT /F1 9 Tf 2 2 Td (Hello) Tj ET"),
      ])
    let left = try strict(input)
    #expect(!left.contains("Secret2") && left.contains("(Hello)"))
    // A string that two streams share stays.
    #expect(left.contains("(Sec"))
  }

  /// Forms that paint each other, and towers of forms that double with each floor, come to an end.
  @Test func formsThatPaintEachOtherComeToAnEnd() throws {
    let form = "/Type/XObject/Subtype/Form/BBox[0 0 90 90]"
    let objects = (0..<40).map { floor in
      PDFSample.stream(
        "q 1.01 0 0 1 0 0 cm /F Do Q q 1 0 0 1.01 0 0 cm /F Do Q",
        form + "/Resources<</XObject<</F \(floor == 39 ? 5 : floor + 6) 0 R>>>>")
    }
    _ = try strict(
      PDFSample.page(page: "/Resources<</XObject<</F 5 0 R>>>>", content: "/F Do", objects))
  }

  /// Thousands of pages that share one list of parts, and one of annotations, cost no more each.
  @Test(.timeLimit(.minutes(1)))
  func listsThatPagesShareAreNotGoneThroughForEachOfThem() throws {
    let count = Build.isOptimised ? 20_000 : 1_000
    let kids = (0..<count).map { "\($0 + 6) 0 R" }.joined(separator: " ")
    let parts = Array(repeating: "4 0 R", count: count).joined(separator: " ")
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 90 90]/Contents 3 0 R/Annots 5 0 R>>"
    let input = PDFSample.file(
      [
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[\(kids)]/Count \(count)>>",
        "[\(parts)]", PDFSample.stream("0 0 m"), "[]",
      ] + Array(repeating: page, count: count))
    var reading = Reading(policy: .strict, detail: .structures)
    let anatomy = try MediaFormats.read(MediaSource(input), &reading).anatomy
    #expect(!anatomy.isClean)
  }

  @Test(.timeLimit(.minutes(1)))
  func damageNeverTraps() throws {
    let input = shared("0 0", "0 2000", "[(a)-20(b)]TJ 3 Tr (c) ' 1 2 (d) \" /F1 2 Tf T* (e) Tj")
    try Conformance.fuzz(input, under: .strict, rounds: Build.isOptimised ? 4_000 : 200)
  }
}
