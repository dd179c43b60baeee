/// The rules for a part of Office Open XML.
struct OOXMLRules: OfficeRules {
  let kind: OOXMLPartKind
  /// The relationships that go.
  let dropped: Set<String>
  var state: OOXMLState
  /// Whether the run that is read is hidden, and whether it holds what can't go.
  var run = OOXMLRun()
  /// Whether the part is a sheet that is not shown.
  var isHiddenSheet = false
  /// Whether the slide's shapes are moved by their numbers.
  var isAnimated = false
  /// Where a sheet's reading stands.
  var cells = OOXMLCells()

  init(kind: OOXMLPartKind, dropped: Set<String>, state: OOXMLState) {
    self.kind = kind
    self.dropped = dropped
    self.state = state
  }

  var wantsText: Bool { kind == .word || kind == .sheetComments || kind == .sheet }

  mutating func start(
    _ element: OfficeElement, in path: OfficePath, _ notes: inout OfficeNotes
  ) -> OfficeEdit {
    if let edit = dropsReference(element, &notes) { return edit }
    if let edit = identifier(element, path, &notes) { return edit }
    switch kind {
    case .word, .wordSettings:
      if let edit = word(element, path, &notes) { return edit }
    case .workbook, .sheet, .sheetComments, .connections:
      if let edit = sheet(element, path, &notes) { return edit }
    case .slide:
      if let edit = slide(element, path, &notes) { return edit }
    case .people, .drawing, .other: break
    }
    let changes = attributes(element, path, &notes)
    return changes.isEmpty ? .keep : .change(changes)
  }

  mutating func text(
    _ text: ArraySlice<UInt8>, in path: OfficePath, _ notes: inout OfficeNotes
  ) -> String? {
    switch path.last {
    case "instrText", "fldSimple": return fieldCode(text, &notes)
    case "author" where kind == .sheetComments: return author(text, &notes)
    case "t" where kind == .sheetComments: return authorInComment(text)
    case "t" where cells.isOrphan: return orphan(text, &notes)
    default: return nil
    }
  }

  mutating func dropsAtEnd(_ path: OfficePath) -> Bool {
    guard kind == .word, path.last == "r" else { return false }
    defer { run = OOXMLRun() }
    return state.isStrict && run.isHidden && !run.holdsStructure
  }

  mutating func see(
    _ text: ArraySlice<UInt8>, in path: OfficePath, _ notes: inout OfficeNotes
  ) {
    guard text.contains(where: { !XMLTokenizer.isSpace($0) }),
      let (place, meaning, fate) = seen(path)
    else { return }
    notes.add(
      .content, .medium, at: place, meaning, fate: fate, value: XMLText.decoded(text))
  }

  /// What text is that stands here; nil for what is shown.
  private func seen(_ path: OfficePath) -> (String, String, Disclosure.Fate)? {
    let gone = state.isStrict ? Disclosure.Fate.removed : .kept
    let cellsGone = state.dropsHiddenCells ? Disclosure.Fate.removed : .kept
    if path.last == "delText" { return ("deleted text", "text that was deleted", gone) }
    if run.isHidden { return ("hidden text", "text that is not shown", gone) }
    if kind == .word, path.names.first == "comments" { return ("comment text", "a comment", .kept) }
    if kind == .sheetComments { return ("comment text", "a comment", .kept) }
    if path.contains("headerFooter") { return ("headerFooter", "headers and footers", gone) }
    if path.last == "definedName", cells.isHiddenName {
      return ("hidden name", "a name that is not shown", .kept)
    }
    if kind == .sheet, isHiddenSheet || cells.isHidden {
      return ("hidden cells", "cells that are not shown", cellsGone)
    }
    guard kind == .slide else { return nil }
    if path.names.first == "notes" { return ("notes", "a speaker's notes", .kept) }
    if path.names.first == "cmLst" { return ("comment text", "a comment", .kept) }
    return cells.hiddenShapeDepth.map { path.depth > $0 } == true
      ? ("hidden shape", "a shape that is not shown", .kept) : nil
  }

  // MARK: References to what goes

  /// Elements that are nothing without the part that they name.
  private static let referring: Set<String> = [
    "attachedTemplate", "saveThroughXslt", "printerSettings", "legacyDrawing", "legacyDrawingHF",
    "tags", "custData", "customPr", "dataSource", "headerSource", "recipientData", "sldId", "sld",
    "hlinkClick", "hlinkHover", "hlinkMouseOver",
  ]

  private func dropsReference(
    _ element: OfficeElement, _ notes: inout OfficeNotes
  ) -> OfficeEdit? {
    guard !dropped.isEmpty else { return nil }
    var changes: [Int: String?] = [:]
    for (number, attribute) in element.attributes.enumerated() {
      guard element.bytes[attribute.name].contains(UInt8(ascii: ":")),
        dropped.contains(element.text(attribute)), isReference(element, attribute)
      else { continue }
      notes.add(.identifier, .low, at: element.name, "a link to a part that goes")
      if Self.referring.contains(element.name) { return .delete }
      changes[number] = .some(nil)
    }
    return changes.isEmpty ? nil : .change(changes)
  }

  /// Whether an attribute is of the namespace of relationships, whose prefix is "r" by habit.
  private func isReference(_ element: OfficeElement, _ attribute: XMLAttribute) -> Bool {
    ["id", "embed", "link", "pict", "dm", "lo", "qs", "cs"].contains(element.name(attribute))
      && !["w", "p", "a", "x"].contains(element.prefix(attribute))
  }
}

/// What is known of a run of text while it is read.
struct OOXMLRun {
  var isHidden = false
  var holdsStructure = false
}
