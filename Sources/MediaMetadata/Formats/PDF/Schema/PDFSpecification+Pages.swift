extension PDFSpecification {
  /// Pages and what paints them (ISO 32000-1, 7.7.3, 7.8.3, 8.4 to 8.10, 10, 11).
  static let pageRules: [PDFKind: PDFSpecification] = [
    .pages: .init(
      "Type Count MediaBox CropBox Rotate",
      ["Parent": .pages, "Kids": .kids, "Resources": .resources]),
    .page: .init(
      """
      Type MediaBox CropBox BleedBox TrimBox ArtBox Rotate UserUnit Tabs StructParents Dur
      """,
      [
        "Parent": .pages, "Resources": .resources, "Contents": .content, "Group": .group,
        "Annots": .annotations, "Trans": .transition, "BoxColorInfo": .boxColours, "B": .bead,
        "OutputIntents": .outputIntent,
      ]),
    .transition: .init("Type S D Dm M Di SS B"),
    .boxColours: .init(
      "C W S D",
      [
        "CropBox": .boxColours, "BleedBox": .boxColours, "TrimBox": .boxColours,
        "ArtBox": .boxColours,
      ]),
    .resources: .init(
      "ProcSet",
      [
        "ExtGState": .states, "ColorSpace": .colourSpaces, "Pattern": .patterns,
        "Shading": .shadings, "XObject": .xObjects, "Font": .fonts, "Properties": .properties,
      ]),
    .content: .init(),
    .xObjects: .init(others: .xObject),
    .form: .init(
      "Type Subtype FormType BBox Matrix StructParent StructParents",
      ["Resources": .resources, "Group": .group, "OC": .layer, "Ref": .form]),
    .image: .init(
      """
      Type Subtype Width Height BitsPerComponent Intent ImageMask Decode Interpolate SMaskInData \
      StructParent Matte DefaultForPrinting W H BPC D I IM
      """,
      [
        "ColorSpace": .colourSpace, "CS": .colourSpace, "Mask": .image, "SMask": .image,
        "Alternates": .image, "Image": .image, "OC": .layer,
      ]),
    .group: .init("Type S I K", ["CS": .colourSpace]),
    .states: .init(others: .state),
    .state: .init(
      """
      Type LW LC LJ ML D RI OP op OPM FL SM SA BM CA ca AIS TK UseBlackPtComp
      """,
      [
        "Font": .font, "BG": .function, "BG2": .function, "UCR": .function, "UCR2": .function,
        "TR": .function, "TR2": .function, "HT": .halftone, "SMask": .softMask, "HTO": .plain,
      ]),
    .softMask: .init(
      "Type S BC", ["G": .form, "TR": .function]),
    .function: .init(
      "FunctionType Domain Range Size BitsPerSample Order Encode Decode C0 C1 N Bounds",
      ["Functions": .function]),
    .halftone: .init(
      """
      Type HalftoneType Frequency Angle AccurateScreens Width Height Width2 Height2 Xsquare Ysquare
      """,
      ["SpotFunction": .function, "TransferFunction": .function], others: .halftone),
    .colourSpaces: .init(others: .colourSpace),
    .colourSpace: .init(
      "WhitePoint BlackPoint Gamma Matrix Range Subtype N Components PrintingOrder",
      [
        "Colorants": .colourSpaces, "Process": .colourSpace, "ColorSpace": .colourSpace,
        "MixingHints": .colourSpace, "DotGain": .colourHints, "Solidities": .colourHints,
        "Alternate": .colourSpace, "Functions": .function, "FunctionType": .plain,
        "Domain": .plain, "Size": .plain, "BitsPerSample": .plain, "Order": .plain,
        "Encode": .plain, "Decode": .plain, "C0": .plain, "C1": .plain, "Bounds": .plain,
      ]),
    .colourHints: .init(others: .function),
    .profile: .init("N Range", ["Alternate": .colourSpace]),
    .patterns: .init(others: .pattern),
    .pattern: .init(
      "Type PatternType PaintType TilingType BBox XStep YStep Matrix",
      ["Resources": .resources, "Shading": .shading, "ExtGState": .state]),
    .shadings: .init(others: .shading),
    .shading: .init(
      """
      ShadingType Background BBox AntiAlias Domain Matrix Coords Extend BitsPerCoordinate \
      BitsPerComponent BitsPerFlag Decode VerticesPerRow
      """,
      ["ColorSpace": .colourSpace, "Function": .function]),
    .properties: .init(others: .property),
    .property: .init(
      "Type MCID BBox Attached Subtype Intent", text: "Lang ActualText Alt E",
      ["OCGs": .layer, "VE": .layerExpression]),
  ]
}
