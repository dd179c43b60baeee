/// Edits the list of parts' types: parts that are gone are gone from it.
struct OOXMLTypeRules: OfficeRules {
  /// The parts that stay.
  let kept: Set<String>

  mutating func start(
    _ element: OfficeElement, in path: OfficePath, _ notes: inout OfficeNotes
  ) -> OfficeEdit {
    guard element.name == "Override", let part = element.value("PartName"),
      !kept.contains(OOXMLGraph.key(part))
    else { return .keep }
    notes.add(
      .software, .low, at: "Override", "the type of a part that is not there", value: part)
    return .delete
  }
}

/// Edits a part's relationships: what leads to dropped parts goes, local paths lose their folders.
struct OOXMLRelationshipRules: OfficeRules {
  /// The ids that go.
  let dropped: Set<String>
  let isStrict: Bool
  /// What bookmarks are called; nil where they keep their names.
  let bookmarks: OOXMLBookmarks?

  mutating func start(
    _ element: OfficeElement, in path: OfficePath, _ notes: inout OfficeNotes
  ) -> OfficeEdit {
    guard element.name == "Relationship" else { return .keep }
    let target = element.value("Target")
    if let id = element.value("Id"), dropped.contains(id) {
      notes.add(
        .content, .medium, at: "Relationship", "a link to a part that goes, or to a file",
        value: target)
      return .delete
    }
    guard element.value("TargetMode")?.lowercased() == "external", let target,
      let number = element.index("Target")
    else { return .keep }
    if target.hasPrefix("#"), let name = bookmarks?.renamed(String(target.dropFirst())) {
      notes.add(
        .content, .low, at: "Relationship/bookmark", "the name of a bookmark", value: target)
      return .change([number: "#" + name])
    }
    guard let short = OfficePaths.shortened(target) else {
      noteLink(target, &notes)
      return .keep
    }
    notes.add(
      .person, .high, at: "Relationship/path", "the path of a linked file on someone's computer",
      value: target)
    return .change([number: isStrict || short.isEmpty ? "removed" : short])
  }

  private func noteLink(_ target: String, _ notes: inout OfficeNotes) {
    // Addresses of the web are what readers click on; others lead into someone's files.
    if target.hasPrefix("mailto:") {
      notes.add(
        .person, .medium, at: "Relationship/mail", "an e-mail address in a link", fate: .kept,
        value: target)
    } else if !target.hasPrefix("http"), !target.hasPrefix("#"), target != "removed" {
      notes.add(
        .content, .low, at: "Relationship/file", "the name of a linked file", fate: .kept,
        value: target)
    }
  }
}
