extension PDFSpecification {
  /// Annotations and forms (ISO 32000-1, 12.5 and 12.7).
  static let interactiveRules: [PDFKind: PDFSpecification] = [
    .interactiveForm: .init(
      "NeedAppearances Q", text: "DA", ["Fields": .fields, "DR": .resources, "CO": .fields]),
    .fields: .init(),
    .field: .init(fieldPlain, text: fieldText, fieldKeys),
    .widget: .init(fieldPlain, text: fieldText, fieldKeys),
    .annotations: .init(),
    .annotation: .init(
      annotationPlain
        + """
         Open Name State StateModel Q LE IC BE L QuadPoints Vertices InkList RD IT CL Sy LL LLE \
        Cap CP CO LLO RT Rotate
        """,
      text: "Contents DA DS Lang OverlayText",
      annotationKeys.merging(
        ["IRT": .annotation, "BE": .borderStyle, "RO": .form, "Path": .plain]) { one, _ in one }),
    .link: .init(
      annotationPlain + " H QuadPoints", text: "Contents Lang",
      annotationKeys.merging(["A": .action, "Dest": .destination, "PA": .action]) { one, _ in one }
    ),
    .appearances: .init(others: .appearances),
    .appearanceCharacteristics: .init(
      "R BC BG TP", text: "CA RC AC",
      ["I": .form, "RI": .form, "IX": .form, "IF": .iconFit]),
    .borderStyle: .init("Type W S D I"),
    .iconFit: .init("SW S A FB"),
  ]

  private static let annotationPlain =
    "Type Subtype Rect F AS Border C StructParent CA ca BM"

  private static let annotationKeys: [String: PDFKind] = [
    "P": .page, "AP": .appearances, "OC": .layer, "BS": .borderStyle,
  ]

  private static let fieldPlain =
    annotationPlain + " FT Ff H MaxLen Q TI I"

  private static let fieldText = "T TU V DV Opt DA DS Lang"

  private static let fieldKeys: [String: PDFKind] = annotationKeys.merging([
    "Parent": .field, "Kids": .fields, "MK": .appearanceCharacteristics, "A": .action,
  ]) { one, _ in one }
}
