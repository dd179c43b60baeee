extension PDFSpecification {
  /// The catalog and what it refers to (ISO 32000-1, 7.7.2, 12.2 to 12.4, 12.6, 8.11).
  static let documentRules: [PDFKind: PDFSpecification] = [
    .catalog: .init(
      "Type PageLayout PageMode", text: "Lang",
      [
        "Pages": .pages, "PageLabels": .pageLabels, "Names": .names, "Dests": .destinations,
        "ViewerPreferences": .viewer, "Outlines": .outlines, "OpenAction": .openAction,
        "AcroForm": .interactiveForm, "StructTreeRoot": .structureRoot, "MarkInfo": .markInfo,
        "OutputIntents": .outputIntent, "OCProperties": .layers, "Threads": .threads,
        "URI": .base,
      ]),
    .names: .init("", ["Dests": .nameTree]),
    .nameTree: .init(text: "Limits", ["Kids": .nameTree, "Names": .destination]),
    .destinations: .init(others: .destination),
    .destination: .init("", ["D": .destination]),
    .viewer: .init(
      """
      HideToolbar HideMenubar HideWindowUI FitWindow CenterWindow DisplayDocTitle \
      NonFullScreenPageMode Direction ViewArea ViewClip PrintArea PrintClip PrintScaling Duplex \
      PickTrayByPDFSize PrintPageRange NumCopies
      """),
    .pageLabels: .init("Limits", ["Kids": .pageLabels, "Nums": .pageLabel]),
    .pageLabel: .init("Type S St", text: "P"),
    .outlines: .init(
      "Type Count C F", text: "Title",
      [
        "First": .outlines, "Last": .outlines, "Next": .outlines, "Prev": .outlines,
        "Parent": .outlines, "Dest": .destination, "A": .action, "SE": .structureElement,
      ]),
    .parameters: .init(others: .plain),
    .decodeParameters: .init(
      """
      Predictor Colors BitsPerComponent Columns EarlyChange K EndOfLine EncodedByteAlign Rows \
      EndOfBlock BlackIs1 DamagedRowsBeforeError ColorTransform
      """,
      ["JBIG2Globals": .data]),
    .action: .init(
      "Type S IsMap NewWindow H Flags PreserveRB OP", text: "URI",
      [
        "D": .destination, "SD": .destination, "F": .fileSpecification, "Next": .action,
        "N": .plain, "B": .bead, "State": .layerOrder, "Fields": .fields, "T": .fields,
        "Trans": .transition,
      ]),
    .fileSpecification: .init("Type FS", text: "F UF"),
    .base: .init(text: "Base"),
    .outputIntent: .init(
      "Type S", text: "OutputConditionIdentifier RegistryName", ["DestOutputProfile": .profile]),
    .markInfo: .init("Marked UserProperties Suspects"),
    .threads: .init("Type", ["F": .bead]),
    .bead: .init(
      "Type R", ["T": .threads, "N": .bead, "V": .bead, "P": .page]),
    .layers: .init("", ["OCGs": .layer, "D": .layerConfiguration, "Configs": .layerConfiguration]),
    .layer: .init(
      "Type Intent P",
      ["Name": .layerName, "Usage": .layerUsage, "OCGs": .layer, "VE": .layerExpression]),
    .layerUsage: .init(
      "PrintState ViewState ExportState min max Subtype",
      ["Print": .layerUsage, "View": .layerUsage, "Export": .layerUsage, "Zoom": .layerUsage]),
    .layerConfiguration: .init(
      "BaseState Intent ListMode Event Category",
      [
        "ON": .layer, "OFF": .layer, "Locked": .layer, "RBGroups": .layer, "OCGs": .layer,
        "AS": .layerConfiguration, "Order": .layerOrder,
      ]),
  ]
}
