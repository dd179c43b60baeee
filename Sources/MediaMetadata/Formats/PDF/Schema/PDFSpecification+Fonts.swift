extension PDFSpecification {
  /// Fonts (ISO 32000-1, 9.6 to 9.10).
  static let fontRules: [PDFKind: PDFSpecification] = [
    .fonts: .init(others: .font),
    .font: .init(
      """
      Type Subtype BaseFont FirstChar LastChar Widths FontBBox FontMatrix DW W DW2 \
      W2
      """,
      [
        "FontDescriptor": .fontDescriptor, "Encoding": .encoding, "ToUnicode": .characterMap,
        "DescendantFonts": .font, "CharProcs": .glyphs, "Resources": .resources,
        "CIDSystemInfo": .systemInfo, "CIDToGIDMap": .data,
      ]),
    .fontDescriptor: .init(
      """
      Type FontName FontStretch FontWeight Flags FontBBox ItalicAngle Ascent Descent Leading \
      CapHeight XHeight StemV StemH AvgWidth MaxWidth MissingWidth Lang
      """,
      text: "FontFamily CharSet",
      [
        "FontFile": .data, "FontFile2": .data, "FontFile3": .data,
        "Style": .fontStyle, "FD": .fonts, "CIDSet": .data,
      ]),
    .data: .init("Length1 Length2 Length3 Subtype"),
    .fontStyle: .init(text: "Panose"),
    .encoding: .init(
      "Type BaseEncoding Differences CMapName WMode",
      ["CIDSystemInfo": .systemInfo, "UseCMap": .characterMap]),
    .characterMap: .init(
      "Type CMapName WMode", ["CIDSystemInfo": .systemInfo, "UseCMap": .characterMap]),
    .systemInfo: .init("Supplement", text: "Registry Ordering"),
    .glyphs: .init(others: .glyph),
    .glyph: .init(),
  ]
}
