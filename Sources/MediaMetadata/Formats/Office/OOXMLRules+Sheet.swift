/// Where the reading of a sheet, its strings or a slide stands.
struct OOXMLCells {
  var columns = OOXMLHiddenColumns()
  var isHiddenRow = false
  /// Whether the cell that is read is not shown.
  var isHidden = false
  var isHiddenName = false
  /// How many shared strings were met.
  var strings = 0
  /// Whether no cell shows the string that is read.
  var isOrphan = false
  /// How deep the shape stands that is not shown.
  var hiddenShapeDepth: Int?
}

extension OOXMLRules {
  /// Attributes that check a password.
  private static let keys: Set<String> = [
    "password", "algorithmName", "hashValue", "saltValue", "spinCount", "workbookPassword",
    "workbookAlgorithmName", "workbookHashValue", "workbookSaltValue", "workbookSpinCount",
    "revisionsPassword", "revisionsAlgorithmName", "revisionsHashValue", "revisionsSaltValue",
    "revisionsSpinCount", "securityDescriptor",
  ]

  /// Rules of workbooks.
  mutating func sheet(
    _ element: OfficeElement, _ path: OfficePath, _ notes: inout OfficeNotes
  ) -> OfficeEdit? {
    switch element.name {
    case "absPath":
      notes.add(
        .person, .high, at: "absPath", "the folder that it was saved in",
        value: element.value("url"))
      return .deleteEnclosing("AlternateContent")
    case "fileSharing":
      notes.add(
        .person, .high, at: "fileSharing", "who reserved the workbook",
        value: element.value("userName"))
      return .delete
    case "fileVersion":
      guard kind == .workbook else { return nil }
      notes.add(
        .software, .low, at: "fileVersion", "the versions of the programs that wrote it",
        value: element.value("rupBuild"))
      return .delete
    case "sheetProtection", "workbookProtection", "protectedRange":
      return withoutKeys(element, &notes)
    case "pivotCacheDefinition": return pivotCache(element, &notes)
    case "alternateUrls", "absoluteUrl", "relativeUrl":
      notes.add(.person, .high, at: element.name, "where a linked workbook is")
      return .deleteEnclosing("alternateUrls")
    case "connection", "dbPr", "webPr", "textPr", "olapPr":
      return kind == .connections ? connection(element, &notes) : nil
    case "headerFooter":
      notes.add(
        .content, .low, at: "headerFooter", "headers and footers of printed pages",
        fate: state.isStrict ? .removed : .kept)
      return state.isStrict ? .delete : nil
    case "sheetData" where isHiddenSheet && state.dropsHiddenCells:
      return .content(
        "",
        OfficeFind(
          category: .content, severity: .high, place: "hidden sheet",
          meaning: "the cells of a sheet that is not shown"))
    case "si" where kind == .sheet:
      cells.isOrphan = state.sheets?.usedStrings?.contains(cells.strings) == false
      cells.strings += 1
      return nil
    case "c" where kind == .sheet: return cell(element, &notes)
    default: return hidden(element, &notes)
    }
  }

  private mutating func cell(
    _ element: OfficeElement, _ notes: inout OfficeNotes
  ) -> OfficeEdit? {
    cells.isHidden = cells.isHiddenRow || cells.columns.holds(element)
    guard cells.isHidden, state.dropsHiddenCells else { return nil }
    notes.add(.content, .medium, at: "hidden cells", "cells that are not shown")
    return .delete
  }

  /// Text that no cell shows is emptied; its number stays, for others count on theirs.
  func orphan(_ text: ArraySlice<UInt8>, _ notes: inout OfficeNotes) -> String? {
    guard !text.isEmpty else { return nil }
    notes.add(
      .content, .high, at: "unused text", "text that no cell shows any more",
      value: XMLText.decoded(text))
    return ""
  }

  private func withoutKeys(
    _ element: OfficeElement, _ notes: inout OfficeNotes
  ) -> OfficeEdit? {
    var changes: [Int: String?] = [:]
    for (number, attribute) in element.attributes.enumerated()
    where Self.keys.contains(element.name(attribute)) {
      notes.add(
        .identifier, .medium, at: element.name, "the check of a password",
        value: element.text(attribute))
      changes[number] = .some(nil)
    }
    return changes.isEmpty ? nil : .change(changes)
  }

  private mutating func pivotCache(
    _ element: OfficeElement, _ notes: inout OfficeNotes
  ) -> OfficeEdit? {
    var changes = attributes(element, OfficePath(), &notes)
    for (number, attribute) in element.attributes.enumerated()
    where ["refreshedBy", "refreshedDate", "refreshedDateIso"].contains(element.name(attribute)) {
      notes.add(
        .person, .high, at: "pivotCache", "who made a pivot table, and when",
        value: element.text(attribute))
      changes[number] = .some(nil)
    }
    return changes.isEmpty ? nil : .change(changes)
  }

  /// Connections to databases and files: what a sheet needs is their number.
  private func connection(
    _ element: OfficeElement, _ notes: inout OfficeNotes
  ) -> OfficeEdit? {
    let places: Set<String> = [
      "odcFile", "sourceFile", "description", "connection", "command", "serverCommand", "url",
      "post", "localConnection", "singleSignOnId",
    ]
    // These must be there.
    let required: Set<String> = ["connection"]
    var changes: [Int: String?] = [:]
    for (number, attribute) in element.attributes.enumerated() {
      let name = element.name(attribute)
      let text = element.text(attribute)
      guard places.contains(name), !text.isEmpty else { continue }
      notes.add(
        .person, .high, at: "connection/@" + name, "where data comes from, and for which user",
        value: text)
      changes[number] = .some(required.contains(name) ? "" : nil)
    }
    return changes.isEmpty ? nil : .change(changes)
  }

  private mutating func hidden(
    _ element: OfficeElement, _ notes: inout OfficeNotes
  ) -> OfficeEdit? {
    switch element.name {
    case "sheet": return hiddenSheet(element, &notes)
    case "col":
      cells.columns.add(element)
      guard element.isOn("hidden") else { return nil }
      notes.add(
        .content, .medium, at: "hidden column", "columns that are not shown", fate: .kept)
    case "row":
      cells.isHiddenRow = element.isOn("hidden")
      guard cells.isHiddenRow else { return nil }
      let drops = state.dropsHiddenCells
      notes.add(
        .content, .medium, at: "hidden row", "rows that are not shown",
        fate: drops ? .removed : .kept)
      return drops ? .delete : nil
    case "definedName":
      cells.isHiddenName = element.isOn("hidden")
      guard cells.isHiddenName else { return nil }
      notes.add(
        .content, .medium, at: "hidden name", "a name that is not shown",
        fate: state.dropsHiddenCells ? .removed : .kept, value: element.value("name"))
      return state.dropsHiddenCells ? .delete : nil
    default: break
    }
    return nil
  }

  private func hiddenSheet(
    _ element: OfficeElement, _ notes: inout OfficeNotes
  ) -> OfficeEdit? {
    guard let visibility = element.value("state"), visibility != "visible",
      let number = element.index("name")
    else { return nil }
    let name = element.text(element.attributes[number])
    // A name that others refer to must stay.
    let neutral = "Hidden " + (element.value("sheetId") ?? "")
    let drops = state.dropsHiddenCells && state.sheets?.hasNames == false && name != neutral
    notes.add(
      .content, .high, at: "hidden sheet", "a sheet that is not shown",
      fate: drops ? .removed : .kept, value: name)
    return drops ? .change([number: neutral]) : nil
  }
}
