import TestSupport
import Testing

@testable import MediaMetadata

/// Pages that are made to cost much, or to hide what they show from whom follows them.
@Suite struct PDFPaintBoundsTests {
  private let form = "/Type/XObject/Subtype/Form/BBox[-900 -900 900 900]"
  private let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"

  private func strict(_ input: [UInt8]) throws -> String { try PDFPaintTests().strict(input) }

  /// What is told by default.
  private func told(_ input: [UInt8]) throws -> [Disclosure] {
    var reading = Reading()
    _ = try MediaFormats.read(MediaSource(input), &reading)
    return reading.disclosures
  }

  /// Two pages that paint by their own contents, numbers 5 and 6, with resources of their own.
  private func pages(
    _ first: String, _ second: String, _ resources: (String, String), _ objects: [String]
  ) -> [UInt8] {
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 120]/Resources"
    return PDFSample.file(
      [
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
        "\(page)<<\(resources.0)>>/Contents 5 0 R>>", "\(page)<<\(resources.1)>>/Contents 6 0 R>>",
        PDFSample.stream(first), PDFSample.stream(second),
      ] + objects)
  }

  @Test(.timeLimit(.minutes(1)))
  func oneStreamThatAPageNamesManyTimesIsNotHeldAsOften() throws {
    let parts = Array(repeating: "5 0 R", count: 5_000).joined(separator: " ")
    let content = String(repeating: " ", count: 100_000) + "BT /F1 9 Tf 0 900 Td (Kept) Tj ET"
    let input = PDFSample.page(page: "/Contents[\(parts)]", [PDFSample.stream(content)])
    #expect(try told(input).contains { $0.meaning == "content that is too long to be followed" })
  }

  @Test(.timeLimit(.minutes(1)))
  func widthsThatAFontNamesManyTimesAreNotHeldAsOften() throws {
    let widths = (0..<4_000).map { "\($0) 6 0 R" }.joined(separator: " ")
    let numbers = Array(repeating: "1", count: 60_000).joined(separator: " ")
    let input = PDFSample.page(
      page: "/Resources<</Font<</F1 5 0 R>>>>", content: "BT /F1 9 Tf 0 900 Td (Kept) Tj ET",
      [
        "<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[7 0 R]>>",
        "[\(numbers)]", "<</Type/Font/Subtype/CIDFontType2/W[\(widths)]>>",
      ])
    #expect(try strict(input).contains("(Kept)"))
  }

  @Test(.timeLimit(.minutes(1)))
  func aFormIsFollowedOnceFromAllPlacesThatAreUnknown() throws {
    let content = "0 0 cm " + String(repeating: "/F Do ", count: 200_000)
    let inner = "BT /F1 9 Tf 0 900 Td (Seen) Tj ET " + String(repeating: "0 0 m ", count: 2_000)
    let input = PDFSample.page(
      page: "/Resources<</XObject<</F 5 0 R>>/Font<</F1 6 0 R>>>>", content: content,
      [PDFSample.stream(inner, form), font])
    #expect(try !told(input).contains { $0.meaning.contains("too long") })
  }

  @Test(.timeLimit(.minutes(1)))
  func resourcesThatPagesInheritAreGoneThroughOnce() throws {
    let count = 3_000
    let kids = (0..<count).map { "\($0 + 4) 0 R" }.joined(separator: " ")
    let names = (0..<count).map { "/I\($0) 2 0 R" }.joined()
    let layers = (0..<count).map { "/L\($0) 3 0 R" }.joined()
    let input = PDFSample.file(
      [
        "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[3 0 R]/D<</OFF[3 0 R]>>>>>>",
        "<</Type/Pages/Kids[\(kids)]/Count \(count)/Resources<</XObject<<\(names)>>"
          + "/Pattern<<\(names)>>/Properties<<\(layers)>>>>>>",
        "<</Type/OCG/Name(a)>>",
      ]
        + Array(
          repeating: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 90 90]/Contents 9999 0 R>>",
          count: count))
    _ = try told(input)
  }

  @Test func operandsWithoutEndMeetALimit() throws {
    let text = " BT /F1 9 Tf 0 900 Td (Kept) Tj ET"
    let operands = PDFSample.page(content: String(repeating: "0 ", count: 70_000) + "w" + text)
    #expect(try told(operands).contains { $0.meaning.contains("can't be followed") })
  }

  @Test func aFormWithoutResourcesIsFollowedWithThoseOfEachPage() throws {
    let image =
      "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8"
      + "/ColorSpace/DeviceGray"
    let left = try strict(
      pages(
        "/F Do", "/F Do",
        ("/XObject<</F 7 0 R/I 8 0 R>>", "/XObject<</F 7 0 R/I 9 0 R>>"),
        [
          PDFSample.stream("9 0 0 9 0 0 cm /I Do", form), PDFSample.stream("one", image),
          PDFSample.stream("two", image),
        ]))
    #expect(left.contains("one") && left.contains("two"))
  }

  /// On one page the form is refused within itself; on the other it is shown there.
  @Test(arguments: [false, true])
  func aFormThatIsRefusedWithinItselfIsNotTakenAsFollowed(isLast: Bool) throws {
    let (first, second) = ("q 1 0 0 1 0 -500 cm /A Do Q", "/B Do")
    let objects = "/XObject<</A 7 0 R/B 8 0 R>>/Font<</F1 9 0 R>>"
    let left = try strict(
      pages(
        isLast ? second : first, isLast ? first : second, (objects, objects),
        [
          PDFSample.stream(
            "q 1 0 0 1 0 500 cm /B Do Q BT /F1 9 Tf 20 20 Td (Seen) Tj ET",
            form + "/Resources<<\(objects)>>"),
          PDFSample.stream("/A Do", form + "/Resources<<\(objects)>>"), font,
        ]))
    #expect(left.contains("(Seen)"))
  }

  @Test func aPagesContentThatIsListedAsAFormStays() throws {
    let input = PDFSample.page(
      page: "/Resources<</XObject<</F 4 0 R>>>>", content: "BT /F1 9 Tf 20 20 Td (Hello) Tj ET")
    #expect(try strict(input).contains("(Hello)"))
  }

  @Test func aMoveThatStandsForTextIsNotLostBeforeAComment() throws {
    let widths = (0..<95).map { _ in "500" }.joined(separator: " ")
    let font = "<</Type/Font/Subtype/Type1/BaseFont/A/FirstChar 32/LastChar 126/Widths[\(widths)]>>"
    let input = PDFSample.page(
      page: "/Resources<</Font<</F1 5 0 R>>>>",
      content: "BT /F1 10 Tf -90 20 Td (Secret) Tj%note\n[-9000(Hello)]TJ ET", [font])
    let left = try strict(input)
    #expect(left.contains("() Tj [-3000.0000]TJ") && !left.contains("note"))
  }

  /// Checks that a secret stays, be it by a strict policy, and is told as kept.
  private func checkToldAsKept(
    _ input: [UInt8], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(try strict(input).contains("(Secret)"), sourceLocation: sourceLocation)
    for policy in [ScrubPolicy.standard, .strict] {
      var reading = Reading(policy: policy)
      _ = try MediaFormats.read(MediaSource(input), &reading)
      #expect(
        reading.disclosures.contains { $0.fate == .kept && $0.value == "Secret" },
        sourceLocation: sourceLocation)
    }
  }

  /// Two viewers may read it in two ways, or it clips what is painted after it.
  @Test(arguments: [
    "BT /F1 9 Tf 20 20 Td 7 Tr (Secret) Tj ET", "BT /F1 9 Tf 20 20 Td 1 (Secret) Tj ET",
    "BT /F1 9 Tf 20 20 Td [[(Secret)]] TJ ET", "/F1 9 Tf 20 20 Td (Secret) Tj",
    "BT /F1 9 Tf 20 20 Td (Secret) m ET", "BT /F1 9 Tf 20 20 Td ET (Secret)",
    "BT /F9 9 Tf 20 20 Td 3 Tr (Secret) Tj ET",
  ])
  func textThatMayNotBePaintedIsToldAsKept(content: String) throws {
    try checkToldAsKept(PDFSample.page(content: content))
  }

  @Test func unpaintedTextGoesWhateverWidthsItsFontStates() throws {
    let input = PDFSample.page(
      page: "/Resources<</Font<</F1 5 0 R>>>>",
      content: "BT /F1 9 Tf 20 20 Td 3 Tr (Secret) Tj ET",
      ["<</Type/Font/Subtype/Type1/BaseFont/A/FirstChar 0/Widths[99999999]>>"])
    #expect(try !strict(input).contains("Secret"))
  }

  @Test(arguments: ["0 900 Td", "20 20 Td 3 Tr"])
  func unseenTextThatStandsAcrossTwoStreamsIsToldAsKept(place: String) throws {
    let input = PDFSample.page(
      page: "/Contents[5 0 R 6 0 R]",
      [
        PDFSample.stream("q BT /F1 9 Tf \(place) (Secret)"),
        PDFSample.stream("Tj ET Q"),
      ])
    try checkToldAsKept(input)
  }

  /// Two operators without a space between them, a number that a letter follows, no such form.
  @Test(arguments: ["qQ", "Qq", "0Q", "12x w", "/Nothing Do", "BI /W 1 ID x", "foo"])
  func contentThatCanNotBeFollowedIsTold(content: String) throws {
    let input = PDFSample.page(content: content + " BT /F1 9 Tf 0 900 Td (Kept) Tj ET")
    #expect(try told(input).contains { $0.fate == .kept && $0.meaning.contains("can't be") })
  }

  @Test(arguments: ["true", "/P<</MCID 1>>BDC EMC", "0 0 m 1 1 l b*", "BX EX", "[1 2]0 d"])
  func contentOfAllOperatorsIsFollowed(content: String) throws {
    let input = PDFSample.page(content: content + " BT /F1 9 Tf 0 900 Td (Secret) Tj ET")
    #expect(try !told(input).contains { $0.meaning.contains("can't be") })
    #expect(try !strict(input).contains("Secret"))
  }

  /// What a form without resources may paint is not known where a pattern paints it.
  @Test func whatOtherWaysMayPaintIsToldAsNotFollowed() throws {
    let pattern = "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9"
    let input = PDFSample.page(
      page: "/Resources<</XObject<</F 5 0 R>>/Pattern<</P 6 0 R>>>>", content: "0 0 m",
      [PDFSample.stream("0 0 m", form), PDFSample.stream("/F Do", pattern)])
    #expect(try told(input).contains { $0.meaning == "content that can't be followed" })
  }

  @Test func aPictureAtTheEndOfAFormIsSeenToStandOutside() throws {
    let input = PDFSample.page(
      page: "/Resources<</XObject<</F 5 0 R>>>>", content: "/F Do",
      [PDFSample.stream("9 0 0 9 0 500 cm BI /W 6 /H 1 /BPC 8 /CS /G ID Secret EI", form)])
    #expect(try !strict(input).contains("Secret"))
  }

  /// A font whose glyphs are wider than its box says, and one that runs downwards.
  @Test(arguments: [
    "<</Type/Font/Subtype/Type3/FontMatrix[.01 0 0 .01 0 0]/FontBBox[0 0 1 1]/CharProcs<<>>>>",
    "<</Type/Font/Subtype/Type0/Encoding/Identity-V/DescendantFonts[<</W[]>>]>>",
    "<</Type/Font/Subtype/Type1/FontDescriptor<</MissingWidth 900000>>>>",
  ])
  func textOfCarelessFontsStays(font: String) throws {
    let input = PDFSample.page(
      page: "/Resources<</Font<</F1 5 0 R>>>>",
      content: "BT /F1 50 Tf -80 20 Td [5000(Seen)]TJ ET BT -500 20 Td (Seen) Tj (more) Tj ET",
      [font])
    #expect(try strict(input).contains("(Seen)"))
  }

  @Test func numbersOfObjectsTakeNoMoreRoomThanThereAreObjects() {
    var values = PDFNumbered<Int>()
    for number in [1 << 40, 900, -1, 0, 64] { values[number] = number }
    for number in 1..<900 { values[number] = number }
    #expect([1 << 40, 900, -1, 0, 64, 899].allSatisfy { values[$0] == $0 })
    #expect(values[901] == nil)
    values[900] = nil
    #expect(values[900] == nil)
  }
}
