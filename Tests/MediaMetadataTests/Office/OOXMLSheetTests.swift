import Testing

@testable import MediaMetadata

/// Workbooks, OpenDocument and books: the rules that are their own.
@Suite struct OOXMLSheetTests {
  private static let base = "application/vnd.openxmlformats-officedocument.spreadsheetml."

  /// A workbook of a shown and a hidden sheet.
  static func workbook(formula: String = "") -> [UInt8] {
    let types = OfficeSample.contentTypes([
      ("xl/workbook.xml", base + "sheet.main+xml"),
      ("xl/sharedStrings.xml", base + "sharedStrings+xml"),
      ("xl/worksheets/sheet1.xml", base + "worksheet+xml"),
      ("xl/worksheets/sheet2.xml", base + "worksheet+xml"),
    ])
    let sheets =
      #"<sheets><sheet name="S" sheetId="1" r:id="rId1"/>"#
      + #"<sheet name="Zq01" sheetId="2" state="hidden" r:id="rId2"/></sheets>"#
    return ZipBuilder([
      .init("[Content_Types].xml", types),
      .init(
        "_rels/.rels", OfficeSample.relationships([("rId1", "officeDocument", "xl/workbook.xml")])),
      .init(
        "xl/workbook.xml",
        #"<workbook xmlns:r="\#(OfficeSample.officeRelations)">\#(sheets)</workbook>"#),
      .init(
        "xl/_rels/workbook.xml.rels",
        OfficeSample.relationships([
          ("rId1", "worksheet", "worksheets/sheet1.xml"),
          ("rId2", "worksheet", "worksheets/sheet2.xml"),
          ("rId3", "sharedStrings", "sharedStrings.xml"),
        ])),
      .init(
        "xl/worksheets/sheet1.xml",
        #"<worksheet><cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="1">"#
          + #"<c r="A1" t="s">\#(formula)<v>0</v></c><c r="B1"><v>Zq02</v></c></row>"#
          + "</sheetData></worksheet>"),
      .init(
        "xl/worksheets/sheet2.xml",
        #"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>1</v></c></row></sheetData>"#
          + "</worksheet>"),
      .init(
        "xl/sharedStrings.xml",
        "<sst><si><t>shown</t></si><si><t>Zq03</t></si><si><t>Zq04</t></si></sst>"),
    ]).bytes
  }

  @Test func textThatNoCellShowsIsEmptied() throws {
    let text = try ZipContents.flat(Conformance.check(Self.workbook()))
    #expect(text.contains("shown") && text.contains("Zq03") && !text.contains("Zq04"))
  }

  @Test func strictEmptiesHiddenSheetsAndColumns() throws {
    let text = try ZipContents.flat(Conformance.check(Self.workbook(), under: .strict))
    #expect(text.contains("shown") && !text.contains("Zq"))
  }

  @Test func hiddenCellsStayWhereFormulasMayNeedThem() throws {
    let bytes = Self.workbook(formula: "<f>B1</f>")
    let text = try ZipContents.flat(Conformance.check(bytes, under: .strict))
    #expect(text.contains("Zq01") && text.contains("Zq02") && text.contains("Zq03"))
  }

  @Test func thePathOfAWorkbookGoes() throws {
    var bytes = String(decoding: Self.workbook(), as: UTF8.self)
    #expect(bytes.contains("<sheets>"))
    let path =
      "<mc:AlternateContent><mc:Choice><x:absPath url=\"Zq05\"/></mc:Choice></mc:AlternateContent>"
    bytes = path
    var rules = OOXMLRules(
      kind: .workbook, dropped: [],
      state: OOXMLState(policy: .standard, hasMacros: false, sheets: nil))
    var reading = Reading()
    let result = try OfficeXMLEditor.run(
      &rules, on: Array("<a>\(bytes)<b/></a>".utf8), part: "p", offset: 0, &reading)
    #expect(result.bytes == Array("<a><b/></a>".utf8))
    #expect(reading.disclosures.contains { $0.value == "Zq05" })
  }
}
