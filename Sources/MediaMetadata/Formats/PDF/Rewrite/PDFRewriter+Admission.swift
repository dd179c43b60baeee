extension PDFRewriter {
  /// Actions that only move about in the document, open an address or show what is there.
  private static let actions: Set<String> = [
    "GoTo", "GoToR", "URI", "Named", "Thread", "Hide", "ResetForm", "SetOCGState", "Trans",
  ]

  /// Annotations that are part of the page rather than remarks on it.
  private static let pageMarks: Set<String> = ["Watermark", "PrinterMark", "TrapNet"]

  /// The kind of a dictionary or stream by what it says of itself; nil where it goes.
  func admitted(
    _ object: PDFObject, _ kind: PDFKind, number: Int?
  ) throws(MediaError) -> PDFKind? {
    guard let dictionary = object.dictionary else { return nil }
    var isStream = false
    if case .stream = object { isStream = true }
    var refined = kind.refined(dictionary, isStream: isStream)
    if let number, tree.nodes.contains(number) {
      guard kind == .pages || kind == .kids else { return nil }
      return .pages
    }
    if let number, tree.pages.contains(number) {
      return [.kids, .page, .destination].contains(kind) ? .page : nil
    }
    if refined == .structureElement, dictionary["Type"]?.name == "StructTreeRoot" {
      refined = .structureRoot
    }
    guard PDFSpecification.of(refined) != nil || refined == .data, refined != .xObject,
      !isStream || refined.allowsStreams, isStream || !Self.needsStream(refined)
    else { return nil }
    return try isWelcome(dictionary, refined, within: kind, number: number) ? refined : nil
  }

  private static func needsStream(_ kind: PDFKind) -> Bool {
    switch kind {
    case .content, .form, .data, .characterMap, .glyph, .profile: true
    default: false
    }
  }

  private func isWelcome(
    _ dictionary: PDFDictionary, _ kind: PDFKind, within outer: PDFKind, number: Int?
  ) throws(MediaError) -> Bool {
    switch kind {
    case .page, .pages: return false
    case .annotation: return isWelcome(annotation: dictionary, within: outer, number: number)
    case .link, .widget:
      guard outer == .annotation, let number else { return true }
      return tree.annotations.contains(number)
    case .action:
      guard let type = try document.resolved(dictionary["S"]).name else { return false }
      if outer == .openAction { return type == "GoTo" || type == "Named" }
      if reading.policy.dropsHiddenContent, try leadsToFile(dictionary) { return false }
      return Self.actions.contains(type)
    case .objectReference:
      guard case .reference(let target)? = dictionary["Obj"],
        let object = try document.object(target).dictionary
      else { return false }
      guard object["Subtype"]?.name != "Form", object["Subtype"]?.name != "Image" else {
        return false
      }
      return try admitted(.dictionary(object), .annotation, number: target) != nil
    case .attributes: return dictionary["O"]?.name != "UserProperties"
    default: return true
    }
  }

  private func isWelcome(
    annotation: PDFDictionary, within outer: PDFKind, number: Int?
  ) -> Bool {
    let subtype = annotation["Subtype"]?.name ?? ""
    guard subtype != "Popup", subtype != "FileAttachment", !subtype.isEmpty else { return false }
    if outer == .annotation, let number, !tree.annotations.contains(number) { return false }
    return !reading.policy.dropsHiddenContent || Self.pageMarks.contains(subtype)
  }

  /// Whether an entry that the rules name stays.
  func isWanted(
    _ entry: PDFDictionary.Entry, of dictionary: PDFDictionary, _ kind: PDFKind
  ) throws(MediaError) -> Bool {
    if try isHidden(entry, of: dictionary, kind) { return false }
    switch (kind, entry.key) {
    case (.catalog, "PageMode"): return entry.value.name != "UseAttachments"
    case (.widget, "V"), (.field, "V"): return try document.resolved(entry.value).dictionary == nil
    default: return true
    }
  }
}
