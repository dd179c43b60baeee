extension OOXMLRules {
  /// Rules of presentations.
  mutating func slide(
    _ element: OfficeElement, _ path: OfficePath, _ notes: inout OfficeNotes
  ) -> OfficeEdit? {
    switch element.name {
    case "modifyVerifier":
      notes.add(.identifier, .medium, at: element.name, "the check of a password")
      return .delete
    case "section":
      guard let name = element.value("name"), !name.isEmpty else { return nil }
      notes.add(
        .content, .low, at: "section", "the name of a section",
        fate: state.isStrict ? .removed : .kept, value: name)
      return state.isStrict ? .deleteEnclosing("ext") : nil
    case "sld":
      guard element.index("show") != nil, !element.isOn("show") else { return nil }
      notes.add(.content, .high, at: "hidden slide", "a slide that is not shown", fate: .kept)
      return nil
    case "cNvPr": return shape(element, path, &notes)
    case "sectionLst" where state.isStrict:
      notes.add(.content, .low, at: "section", "the names of sections")
      return .deleteEnclosing("ext")
    default: return nil
    }
  }

  private static let shapes: Set<String> = ["sp", "pic", "graphicFrame", "cxnSp", "grpSp"]

  /// A shape that is not shown goes with strict policies, unless animations call it by its number.
  private mutating func shape(
    _ element: OfficeElement, _ path: OfficePath, _ notes: inout OfficeNotes
  ) -> OfficeEdit? {
    // The properties stand in an element of the shape: "sp/nvSpPr/cNvPr".
    let depth = path.depth - 2
    if let hidden = cells.hiddenShapeDepth, depth <= hidden { cells.hiddenShapeDepth = nil }
    guard element.isOn("hidden") else { return nil }
    cells.hiddenShapeDepth = depth
    let container = depth >= 0 ? path.names[depth] : ""
    let drops = state.isStrict && !isAnimated && Self.shapes.contains(container)
    notes.add(
      .content, .medium, at: "hidden shape", "a shape that is not shown",
      fate: drops ? .removed : .kept, value: element.value("name"))
    return drops ? .deleteEnclosing(container) : nil
  }
}
