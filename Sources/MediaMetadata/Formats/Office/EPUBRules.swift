/// What stands for a book's identifier.
private let neutralIdentifier = "urn:uuid:00000000-0000-4000-8000-000000000000"

/// Edits a book's package file: title, language and a neutral identifier stay.
struct EPUBPackageRules: OfficeRules {
  /// Scrambled fonts can't be read without the identifier.
  let keepsIdentifier: Bool
  private var uniqueId = ""
  private var hasIdentifier = false

  init(keepsIdentifier: Bool) { self.keepsIdentifier = keepsIdentifier }

  var refusesDoctype: Bool { false }
  var keepsInstructions: Bool { false }

  /// Statements that a reading program needs (EPUB 3.3, 5.5).
  private static let needed: Set<String> = ["title", "language"]
  private static let properties: Set<String> = [
    "rendition:layout", "rendition:orientation", "rendition:spread", "rendition:flow",
    "rendition:viewport", "media:active-class", "media:playback-active-class",
  ]
  private static let names: Set<String> = [
    "cover", "fixed-layout", "original-resolution", "orientation-lock", "book-type",
    "primary-writing-mode", "zero-gutter", "zero-margin", "RegionMagnification",
  ]
  private static let noTime = "1980-01-01T00:00:00Z"

  mutating func start(
    _ element: OfficeElement, in path: OfficePath, _ notes: inout OfficeNotes
  ) -> OfficeEdit {
    if element.name == "package" {
      uniqueId = element.value("unique-identifier") ?? ""
      return .keep
    }
    guard path.last == "metadata" || path.last == "dc-metadata" || path.last == "x-metadata" else {
      return .keep
    }
    if Self.needed.contains(element.name) { return .keep }
    switch element.name {
    case "dc-metadata", "x-metadata": return .keep
    case "identifier": return identifier(element, &notes)
    case "meta": return meta(element, &notes)
    default:
      notes.add(.person, .high, at: element.name, "who made the book, when and with what")
      return .delete
    }
  }

  private mutating func identifier(
    _ element: OfficeElement, _ notes: inout OfficeNotes
  ) -> OfficeEdit {
    let isUnique = element.value("id") == uniqueId && !hasIdentifier
    guard isUnique else {
      notes.add(.identifier, .high, at: "identifier", "a number of this book")
      return .delete
    }
    hasIdentifier = true
    if keepsIdentifier {
      notes.add(
        .identifier, .high, at: "identifier kept", "a number of this book, which its fonts need",
        fate: .kept)
      return .keep
    }
    return .content(
      neutralIdentifier,
      OfficeFind(
        category: .identifier, severity: .high, place: "identifier",
        meaning: "a number of this book"))
  }

  private func meta(_ element: OfficeElement, _ notes: inout OfficeNotes) -> OfficeEdit {
    if let name = element.value("name") {
      if Self.names.contains(name) { return .keep }
      notes.add(
        .software, .medium, at: "meta", "what a program noted", value: element.value("content"))
      return .delete
    }
    let property = element.value("property") ?? ""
    if Self.properties.contains(property) { return .keep }
    // EPUB 3 wants one time.
    if property == "dcterms:modified", element.index("refines") == nil {
      return .content(
        Self.noTime,
        OfficeFind(
          category: .time, severity: .medium, place: "modified",
          meaning: "when the book was changed"))
    }
    notes.add(.person, .medium, at: "meta", "who made the book, when and with what")
    return .delete
  }
}

/// Edits a book's table of contents for old reading programs.
struct EPUBContentsRules: OfficeRules {
  let keepsIdentifier: Bool
  var refusesDoctype: Bool { false }

  private static let needed: Set<String> = ["dtb:depth", "dtb:totalPageCount", "dtb:maxPageNumber"]

  mutating func start(
    _ element: OfficeElement, in path: OfficePath, _ notes: inout OfficeNotes
  ) -> OfficeEdit {
    if element.name == "docAuthor" {
      notes.add(.person, .high, at: "docAuthor", "who wrote the book")
      return .delete
    }
    guard element.name == "meta", path.last == "head" else { return .keep }
    let name = element.value("name") ?? ""
    if Self.needed.contains(name) { return .keep }
    let value = element.value("content")
    if name == "dtb:uid", let number = element.index("content") {
      if keepsIdentifier || value == neutralIdentifier { return .keep }
      notes.add(.identifier, .high, at: "uid", "a number of this book", value: value)
      return .change([number: neutralIdentifier])
    }
    notes.add(.software, .medium, at: "meta", "what a program noted", value: value)
    return .delete
  }
}

/// Edits a page of a book: its text stays, what its head says of people goes.
struct EPUBPageRules: OfficeRules {
  let isStrict: Bool
  var refusesDoctype: Bool { false }
  var keepsInstructions: Bool { true }

  private static let needed: Set<String> = ["viewport", "content-type", "charset"]

  mutating func start(
    _ element: OfficeElement, in path: OfficePath, _ notes: inout OfficeNotes
  ) -> OfficeEdit {
    if element.name == "metadata", path.last == "svg" {
      notes.add(.person, .high, at: "metadata", "statements about a drawing")
      return .delete
    }
    if element.name == "meta", path.last == "head" {
      let name = element.value("name") ?? element.value("http-equiv") ?? ""
      if element.index("charset") != nil || Self.needed.contains(name.lowercased()) {
        return .keep
      }
      notes.add(
        .person, .high, at: "meta", "who made the page, and with what",
        value: element.value("content"))
      return .delete
    }
    if element.name == "img", let number = element.index("alt"),
      let text = element.value("alt"), !text.isEmpty
    {
      notes.add(
        .content, .low, at: "img/alt", "a description of a picture",
        fate: isStrict ? .removed : .kept, value: text)
      if isStrict { return .change([number: ""]) }
    }
    return .keep
  }
}
