/// Edits an OpenDocument's list of members: those that are gone are gone from it.
struct ODFManifestRules: OfficeRules {
  let dropped: Set<String>
  var refusesDoctype: Bool { false }

  mutating func start(
    _ element: OfficeElement, in path: OfficePath, _ notes: inout OfficeNotes
  ) -> OfficeEdit {
    guard element.name == "file-entry", let member = element.value("full-path"),
      dropped.contains(member) || ODFParts.meaning(ofDropped: member) != nil
    else { return .keep }
    notes.add(.software, .low, at: "file-entry", "the name of a part that goes", value: member)
    return .delete
  }
}

/// Edits an OpenDocument's settings: printers, sessions, paths and databases go.
struct ODFSettingsRules: OfficeRules {
  var refusesDoctype: Bool { false }

  private static let telling = [
    "Printer", "Rsid", "Database", "Path", "URL", "Template", "ViewId", "User", "Author",
    "Password", "Hash",
  ]

  mutating func start(
    _ element: OfficeElement, in path: OfficePath, _ notes: inout OfficeNotes
  ) -> OfficeEdit {
    let name = element.value("name") ?? ""
    if element.name == "config-item-set", name.hasSuffix("view-settings") {
      notes.add(
        .software, .low, at: "view-settings", "where someone last looked at the document")
      return .delete
    }
    guard element.name == "config-item" else { return .keep }
    guard
      Self.telling.contains(where: { name.holds($0) }) || element.value("type") == "base64Binary"
    else { return .keep }
    notes.add(
      .device, name.holds("Printer") ? .high : .medium, at: name,
      "printers, sessions, paths and databases")
    return .delete
  }

  var wantsText: Bool { true }

  mutating func text(
    _ text: ArraySlice<UInt8>, in path: OfficePath, _ notes: inout OfficeNotes
  ) -> String? {
    guard OfficePaths.firstLocal(text) != nil else { return nil }
    let value = XMLText.decoded(text, limit: 1 << 20)
    guard let short = OfficePaths.shortened(value) else { return nil }
    notes.add(.person, .high, at: "path", "a path on someone's computer", value: value)
    return short
  }
}

/// The rules for an OpenDocument's content and styles.
struct ODFRules: OfficeRules {
  var authors: OfficeAuthors
  let isStrict: Bool
  var refusesDoctype: Bool { false }
  var wantsText: Bool { true }

  /// A time that says nothing, where one must stand.
  private static let noTime = "1980-01-01T00:00:00"

  /// Fields whose text is who made the document, or when.
  private static let telling: [String: String] = [
    "author-name": "who wrote it", "author-initials": "who wrote it",
    "initial-creator": "who made it", "creator": "who changed it", "printed-by": "who printed it",
    "sender-firstname": "whose computer it was", "sender-lastname": "whose computer it was",
    "sender-initials": "whose computer it was", "sender-title": "whose computer it was",
    "sender-position": "whose computer it was", "sender-email": "whose computer it was",
    "sender-phone-private": "whose computer it was", "sender-fax": "whose computer it was",
    "sender-company": "whose computer it was", "sender-phone-work": "whose computer it was",
    "sender-street": "whose computer it was", "sender-city": "whose computer it was",
    "sender-postal-code": "whose computer it was", "sender-country": "whose computer it was",
    "sender-state-or-province": "whose computer it was",
    "creation-date": "when it was made", "creation-time": "when it was made",
    "modification-date": "when it was changed", "modification-time": "when it was changed",
    "print-date": "when it was printed", "print-time": "when it was printed",
    "editing-duration": "how long it took", "editing-cycles": "how often it was saved",
    "template-name": "the template",
  ]

  mutating func start(
    _ element: OfficeElement, in path: OfficePath, _ notes: inout OfficeNotes
  ) -> OfficeEdit {
    // Formulas have annotations, and charts have titles, of their own.
    guard !["math", "chart", "m", ""].contains(element.prefix) else {
      let changes = attributes(element, &notes)
      return changes.isEmpty ? .keep : .change(changes)
    }
    switch element.name {
    case "date-string", "sender-initials", "creator-initials":
      guard path.last == "annotation" else { break }
      notes.add(.person, .medium, at: element.name, "who commented, and when")
      return .delete
    case "date" where path.last == "annotation" || path.last == "change-info":
      return .content(
        Self.noTime,
        OfficeFind(
          category: .time, severity: .medium, place: "date",
          meaning: "when a change or a comment was made"))
    case "annotation", "annotation-end", "tracked-changes", "change", "change-start",
      "change-end":
      if let edit = hidden(element, &notes) { return edit }
    case "title" where element.prefix == "svg", "desc" where element.prefix == "svg":
      notes.add(
        .content, .low, at: element.name, "a description of an object",
        fate: isStrict ? .removed : .kept)
      if isStrict { return .delete }
    case "hidden-text", "hidden-paragraph":
      notes.add(
        .content, .medium, at: element.name, "text that is not shown",
        fate: isStrict ? .removed : .kept, value: element.value("string-value"))
      if isStrict, element.name == "hidden-text" { return .delete }
    default: break
    }
    let changes = attributes(element, &notes)
    return changes.isEmpty ? .keep : .change(changes)
  }

  mutating func text(
    _ text: ArraySlice<UInt8>, in path: OfficePath, _ notes: inout OfficeNotes
  ) -> String? {
    if path.last == "creator", path.contains("annotation") || path.contains("change-info") {
      let name = XMLText.decoded(text)
      let made = authors.pseudonym(for: name)
      guard made != name else { return nil }
      notes.add(.person, .high, at: "creator", "who wrote or changed it", value: name)
      return made
    }
    if let last = path.last, let meaning = Self.telling[last] {
      guard !text.isEmpty else { return nil }
      notes.add(.person, .high, at: last, meaning, value: XMLText.decoded(text))
      return ""
    }
    guard path.last == "file-name", OfficePaths.firstLocal(text) != nil else { return nil }
    let value = XMLText.decoded(text, limit: 1 << 20)
    guard let short = OfficePaths.shortened(value) else { return nil }
    notes.add(.person, .high, at: "file-name", "the path of the document", value: value)
    return short
  }

  mutating func see(
    _ text: ArraySlice<UInt8>, in path: OfficePath, _ notes: inout OfficeNotes
  ) {
    guard text.contains(where: { !XMLTokenizer.isSpace($0) }) else { return }
    let places = ["tracked-changes", "annotation", "title", "desc"]
    guard let place = places.first(where: { path.contains($0) }), path.last != "creator",
      path.last != "date"
    else { return }
    notes.add(
      .content, .medium, at: place + " text", "a comment, deleted text or a description",
      fate: .kept, value: XMLText.decoded(text))
  }

  private func hidden(_ element: OfficeElement, _ notes: inout OfficeNotes) -> OfficeEdit? {
    let isComment = element.name.hasPrefix("annotation")
    notes.add(
      .content, .high, at: isComment ? "annotation" : "tracked changes",
      isComment ? "a comment" : "text that was deleted with changes tracked",
      fate: isStrict ? .removed : .kept)
    return isStrict ? .delete : nil
  }

  private func attributes(
    _ element: OfficeElement, _ notes: inout OfficeNotes
  ) -> [Int: String?] {
    var changes: [Int: String?] = [:]
    let isField = Self.telling[element.name] != nil
    for (number, attribute) in element.attributes.enumerated() {
      let name = element.name(attribute)
      if name.hasSuffix("rsid") {
        notes.add(
          .identifier, .medium, at: "@" + name, "numbers of editing sessions",
          value: element.text(attribute))
        changes[number] = .some(nil)
      } else if isField, ["date-value", "time-value", "duration"].contains(name) {
        notes.add(
          .time, .medium, at: element.name + "/@" + name, "when it was made or changed",
          value: element.text(attribute))
        changes[number] = .some(nil)
      } else if name == "name", element.name == "frame",
        let change = frameName(element, attribute, &notes)
      {
        changes[number] = change
      } else if let change = pathCut(name, element, attribute, &notes) {
        changes[number] = change
      }
    }
    return changes
  }

  private func frameName(
    _ element: OfficeElement, _ attribute: XMLAttribute, _ notes: inout OfficeNotes
  ) -> String?? {
    let text = element.text(attribute)
    guard element.prefix(attribute) == "draw", !OfficeObjectNames.isPlain(text),
      element.index("chain-next-name") == nil
    else { return nil }
    notes.add(
      .content, .medium, at: "frame/name", "an object's name, often that of its file", value: text)
    return .some(nil)
  }

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
    return .some(isStrict && name == "href" ? "" : short)
  }
}
