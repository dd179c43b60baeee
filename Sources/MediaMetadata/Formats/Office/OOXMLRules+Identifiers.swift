extension OOXMLRules {
  /// Elements that are numbers of sessions, documents and objects; the value says what goes with
  /// them: the element around them.
  private static let identifiers: [String: String] = [
    "rsid": "", "rsids": "", "nsid": "", "tmpl": "", "docId": "", "revisionPtr": "",
    "creationId": "ext", "modId": "ext", "rowId": "ext", "colId": "ext", "uniqueId": "ext",
    "presenceInfo": "ext",
  ]

  /// Deletes an element that is a number of a session, a document or an object.
  func identifier(
    _ element: OfficeElement, _ path: OfficePath, _ notes: inout OfficeNotes
  ) -> OfficeEdit? {
    guard let around = Self.identifiers[element.name] else { return nil }
    // "docId" and the like are only short words elsewhere.
    if element.name == "rsid" || element.name == "tmpl" || element.name == "nsid"
      || element.name == "rsids" || element.name == "docId"
    {
      guard kind == .word || kind == .wordSettings else { return nil }
    }
    notes.add(
      .identifier, .medium, at: element.name, "numbers of editing sessions and objects",
      value: element.attributes.filter { !element.name($0).isEmpty }
        .first { ["val", "id", "documentId"].contains(element.name($0)) }
        .map { element.text($0) })
    return around.isEmpty ? .delete : .deleteEnclosing(around)
  }

  /// What becomes of attributes by their names alone.
  mutating func attributes(
    _ element: OfficeElement, _ path: OfficePath, _ notes: inout OfficeNotes
  ) -> [Int: String?] {
    var changes: [Int: String?] = [:]
    let isObject = element.name == "docPr" || element.name == "cNvPr"
    for (number, attribute) in element.attributes.enumerated() {
      let name = element.name(attribute)
      if isIdentifier(name, element, attribute) {
        notes.add(
          .identifier, .medium, at: "@" + name, "numbers of editing sessions and objects",
          value: element.text(attribute))
        changes[number] = .some(nil)
      } else if isObject, let change = objectText(name, element, attribute, &notes) {
        changes[number] = change
      } else if let change = person(name, element, attribute, &notes) {
        changes[number] = change
      } else if kind == .word, let change = bookmark(name, element, path, attribute, &notes) {
        changes[number] = change
      } else if kind == .word, element.name == "fldSimple", name == "instr" {
        if let change = code(element.text(attribute), &notes) { changes[number] = .some(change) }
      } else if let change = pathCut(name, element, attribute, &notes) {
        changes[number] = change
      }
    }
    return changes
  }

  private func isIdentifier(
    _ name: String, _ element: OfficeElement, _ attribute: XMLAttribute
  ) -> Bool {
    if name.hasPrefix("rsid") { return kind == .word || kind == .wordSettings }
    switch name {
    case "paraId", "textId", "paraIdParent": return element.prefix(attribute).hasPrefix("w1")
    case "anchorId", "editId": return element.prefix(attribute).hasPrefix("wp")
    case "uid": return element.prefix(attribute).hasPrefix("xr")
    default: return false
    }
  }

  /// Names and descriptions of pictures and shapes.
  private func objectText(
    _ name: String, _ element: OfficeElement, _ attribute: XMLAttribute,
    _ notes: inout OfficeNotes
  ) -> String?? {
    let text = element.text(attribute)
    guard !text.isEmpty else { return nil }
    switch name {
    case "name":
      guard !state.hasMacros, !OfficeObjectNames.isPlain(text) else { return nil }
      notes.add(
        .content, .medium, at: element.name + "/name", "an object's name, often that of its file",
        value: text)
      return .some("")
    case "descr", "title":
      if let short = OfficePaths.shortened(text) {
        notes.add(
          .person, .high, at: element.name + "/" + name, "the path of an inserted file",
          value: text)
        return .some(state.isStrict ? "" : short)
      }
      notes.add(
        .content, .low, at: element.name + "/" + name + " text", "a description of an object",
        fate: state.isStrict ? .removed : .kept, value: text)
      return state.isStrict ? .some("") : nil
    default: return nil
    }
  }

  /// A local path in any attribute loses its folders.
  private func pathCut(
    _ name: String, _ element: OfficeElement, _ attribute: XMLAttribute,
    _ notes: inout OfficeNotes
  ) -> String?? {
    guard OfficePaths.firstLocal(element.bytes[attribute.value]) != nil,
      !element.bytes[attribute.name].starts(with: Array("xmlns".utf8))
    else { return nil }
    let text = element.text(attribute)
    guard let short = OfficePaths.shortened(text) else { return nil }
    notes.add(
      .person, .high, at: element.name + "/@" + name, "a path on someone's computer", value: text)
    return .some(short)
  }
}
