extension OOXMLRules {
  /// Elements of settings that go whole, with what they tell.
  private static let settings: [String: (Disclosure.Category, String)] = [
    "docVars": (.content, "variables that macros and add-ins left"),
    "mailMerge": (.person, "where a serial letter's data is"),
    "attachedTemplate": (.person, "the template"),
    "saveThroughXslt": (.person, "the path of a transformation"),
    "attachedSchema": (.software, "schemas of other programs"),
    "schemaLibrary": (.software, "schemas of other programs"),
  ]

  /// What protects a document: its way stays, the key does not.
  private static let protectionWays: Set<String> = [
    "edit", "enforcement", "formatting", "recommended",
  ]

  /// Rules of word processing.
  mutating func word(
    _ element: OfficeElement, _ path: OfficePath, _ notes: inout OfficeNotes
  ) -> OfficeEdit? {
    if kind == .wordSettings { return setting(element, path, &notes) }
    switch element.name {
    case "r": run = OOXMLRun()
    case "vanish", "specVanish":
      guard path.last == "rPr", element.isOn("val", missing: true) else { return nil }
      run.isHidden = true
      notes.add(
        .content, .medium, at: "hidden text", "text that is not shown",
        fate: state.isStrict ? .removed : .kept)
    case "fldChar", "instrText", "drawing", "pict", "object", "footnoteReference",
      "endnoteReference", "commentReference", "footnoteRef", "endnoteRef":
      run.holdsStructure = true
      if element.name == "commentReference", state.isStrict { return .delete }
    case "commentRangeStart", "commentRangeEnd": return state.isStrict ? .delete : nil
    case "bookmarkStart": noteBookmark(element, &notes)
    case "tag", "alias": return contentControl(element, path, &notes)
    case "del", "moveFrom": return deletion(element, path, &notes)
    case "imagedata": return pictureTitle(element, &notes)
    default: break
    }
    return nil
  }

  private func setting(
    _ element: OfficeElement, _ path: OfficePath, _ notes: inout OfficeNotes
  ) -> OfficeEdit? {
    if let (category, meaning) = Self.settings[element.name] {
      notes.add(category, .high, at: element.name, meaning)
      return .delete
    }
    guard element.name == "documentProtection" || element.name == "writeProtection" else {
      return nil
    }
    var changes: [Int: String?] = [:]
    for (number, attribute) in element.attributes.enumerated()
    where !Self.protectionWays.contains(element.name(attribute)) {
      notes.add(
        .identifier, .medium, at: element.name, "the check of a password",
        value: element.text(attribute))
      changes[number] = .some(nil)
    }
    return changes.isEmpty ? nil : .change(changes)
  }

  private func noteBookmark(_ element: OfficeElement, _ notes: inout OfficeNotes) {
    guard let name = element.value("name"), !name.hasPrefix("_"),
      state.bookmarks?.renamed(name) == nil
    else { return }
    notes.add(.content, .low, at: "bookmark", "the name of a bookmark", fate: .kept, value: name)
  }

  private func contentControl(
    _ element: OfficeElement, _ path: OfficePath, _ notes: inout OfficeNotes
  ) -> OfficeEdit? {
    guard path.last == "sdtPr", let value = element.value("val"), !value.isEmpty else {
      return nil
    }
    notes.add(
      .content, .low, at: "content control", "the name of a content control",
      fate: state.isStrict ? .removed : .kept, value: value)
    return state.isStrict ? .delete : nil
  }

  /// Text that was deleted with changes tracked.
  private func deletion(
    _ element: OfficeElement, _ path: OfficePath, _ notes: inout OfficeNotes
  ) -> OfficeEdit? {
    // Marks of deleted paragraphs and rows hold no text.
    guard path.last != "rPr", path.last != "trPr" else { return nil }
    notes.add(
      .content, .high, at: "deleted text", "text that was deleted with changes tracked",
      fate: state.isStrict ? .removed : .kept)
    return state.isStrict ? .delete : nil
  }

  /// The file name of a picture in old drawings.
  private func pictureTitle(
    _ element: OfficeElement, _ notes: inout OfficeNotes
  ) -> OfficeEdit? {
    guard let number = element.index("title") else { return nil }
    let text = element.text(element.attributes[number])
    notes.add(.content, .medium, at: "imagedata/title", "a picture's file name", value: text)
    return .change([number: nil])
  }

  /// The path of a file in a field.
  func fieldCode(_ text: ArraySlice<UInt8>, _ notes: inout OfficeNotes) -> String? {
    guard state.bookmarks != nil || OfficePaths.firstLocal(text) != nil else { return nil }
    return code(XMLText.decoded(text, limit: 1 << 20), &notes)
  }
}
