extension PDFSpecification {
  /// The logical structure (ISO 32000-1, 14.7 and 14.8).
  static let structureRules: [PDFKind: PDFSpecification] = [
    .structureRoot: .init(
      "Type ParentTreeNextKey",
      [
        "K": .structureKids, "IDTree": .structureTree, "ParentTree": .structureTree,
        "RoleMap": .parameters, "ClassMap": .classMap, "Namespaces": .namespaces,
      ]),
    .structureTree: .init(
      text: "Limits",
      ["Kids": .structureTree, "Names": .structureElement, "Nums": .structureElement]),
    .structureKids: .init(),
    .structureElement: .init(
      "Type S R C", text: "ID T Lang Alt E ActualText Phoneme PhoneticAlphabet",
      [
        "P": .structureElement, "Pg": .page, "K": .structureKids, "A": .attributes,
        "NS": .namespaces, "Ref": .structureElement,
      ]),
    .markedReference: .init("Type MCID", ["Pg": .page, "Stm": .form, "StmOwn": .annotation]),
    .objectReference: .init("Type", ["Pg": .page, "Obj": .annotation]),
    .attributes: .init(
      """
      O Placement WritingMode BackgroundColor BorderColor BorderStyle BorderThickness Padding \
      Color SpaceBefore SpaceAfter StartIndent EndIndent TextIndent TextAlign BBox Width Height \
      BlockAlign InlineAlign TBorderStyle TPadding BaselineShift LineHeight TextDecorationColor \
      TextDecorationThickness TextDecorationType RubyAlign RubyPosition GlyphOrientationVertical \
      ColumnCount ColumnGap ColumnWidths ListNumbering RowSpan ColSpan Scope Role checked Checked \
      TextPosition Type Subtype Contents Attached
      """,
      text: "Headers Desc Summary Short"),
    .classMap: .init(others: .attributes),
    .namespaces: .init("Type", text: "NS", ["RoleMapNS": .parameters]),
  ]
}
