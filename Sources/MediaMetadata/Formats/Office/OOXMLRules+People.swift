extension OOXMLRules {
  /// Authors become "Author 1"; initials and times go; accounts go.
  mutating func person(
    _ name: String, _ element: OfficeElement, _ attribute: XMLAttribute,
    _ notes: inout OfficeNotes
  ) -> String?? {
    switch name {
    case "author" where kind == .word:
      return renamed(element.text(attribute), &notes)
    case "name" where kind == .people && isPerson(element), "displayName" where kind == .people:
      return renamed(element.text(attribute), &notes)
    case "initials":
      guard kind == .word || kind == .people else { return nil }
      return initials(element.text(attribute), &notes)
    case "userId" where kind == .people:
      return account(element.text(attribute), to: "None", &notes)
    case "providerId" where kind == .people:
      return account(element.text(attribute), to: "None", &notes)
    case "date", "dateUtc", "dT", "dt", "created", "startDate", "dueDate":
      return time(name, element, attribute, &notes)
    default: return nil
    }
  }

  private func isPerson(_ element: OfficeElement) -> Bool {
    ["cmAuthor", "author", "person"].contains(element.name)
  }

  private mutating func renamed(_ author: String, _ notes: inout OfficeNotes) -> String?? {
    let name = state.authors.pseudonym(for: author)
    guard name != author else { return nil }
    notes.add(.person, .high, at: "author", "who wrote or changed it", value: author)
    return .some(name)
  }

  private func initials(_ text: String, _ notes: inout OfficeNotes) -> String?? {
    // PowerPoint wants some.
    let neutral = kind == .people ? "A" : nil
    guard text != neutral, !text.isEmpty else { return nil }
    notes.add(.person, .medium, at: "initials", "the initials of who wrote it", value: text)
    return .some(neutral)
  }

  private func account(
    _ text: String, to neutral: String, _ notes: inout OfficeNotes
  ) -> String?? {
    guard text != neutral else { return nil }
    notes.add(.person, .high, at: "account", "the account of who wrote it", value: text)
    return .some(neutral)
  }

  /// When a change or a comment was made.
  private func time(
    _ name: String, _ element: OfficeElement, _ attribute: XMLAttribute,
    _ notes: inout OfficeNotes
  ) -> String?? {
    let text = element.text(attribute)
    switch name {
    case "date":
      guard kind == .word, element.index("author") != nil else { return nil }
    case "dateUtc":
      guard kind == .word else { return nil }
    case "dT":
      guard kind == .sheetComments else { return nil }
    default:
      guard kind == .slide, element.name == "cm" || element.name == "reply" else { return nil }
    }
    // Modern comments of PowerPoint must have a time.
    let neutral = name == "created" ? "1980-01-01T00:00:00.000" : nil
    guard text != neutral else { return nil }
    notes.add(.time, .medium, at: "@" + name, "when a change or a comment was made", value: text)
    return .some(neutral)
  }

  /// The author of a sheet's comments.
  mutating func author(_ text: ArraySlice<UInt8>, _ notes: inout OfficeNotes) -> String? {
    let name = XMLText.decoded(text)
    // "tc={...}" ties a comment to its thread.
    guard !name.hasPrefix("tc="), let renamed = renamed(name, &notes) else { return nil }
    return renamed
  }

  /// Excel starts a comment with its author's name.
  func authorInComment(_ text: ArraySlice<UInt8>) -> String? {
    let written = XMLText.decoded(text)
    guard let colon = written.firstIndex(of: ":") else { return state.authors.known(written) }
    guard let name = state.authors.known(String(written[..<colon])) else { return nil }
    return name + written[colon...]
  }
}
