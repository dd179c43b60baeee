/// Which kinds of parts a document needs.
enum OOXMLKinds {
  /// Relationships that go, by the last component of their type, with what they lead to.
  private static let metadata: [String: (Disclosure.Category, Disclosure.Severity, String)] = [
    "core-properties": (.person, .high, "who made and changed the document, and when"),
    "extended-properties": (.person, .high, "program, template, company and manager"),
    "custom-properties": (.identifier, .high, "properties that someone or a system added"),
    "thumbnail": (.content, .high, "a small picture of the document"),
    "customXml": (.content, .high, "data of other programs"),
    "customXmlProps": (.identifier, .medium, "what describes data of other programs"),
    "people": (.person, .high, "the people who worked on it, with their accounts"),
    "commentsExtended": (.identifier, .medium, "which comment answers which"),
    "commentsIds": (.identifier, .medium, "numbers of comments"),
    "commentsExtensible": (.time, .medium, "numbers and times of comments"),
    "printerSettings": (.device, .high, "the printer, with its name"),
    "recipientData": (.person, .high, "the recipients of a serial letter"),
    "mailMergeSource": (.person, .high, "the path of a serial letter's data"),
    "mailMergeHeaderSource": (.person, .high, "the path of a serial letter's data"),
    "attachedTemplate": (.person, .high, "the template, with its path"),
    "transform": (.person, .medium, "the path of a transformation"),
    "revisionHeaders": (.person, .high, "who changed what, and when"),
    "revisionLog": (.person, .high, "who changed what, and when"),
    "usernames": (.person, .high, "who had the workbook open"),
    "changesInfo": (.person, .high, "who changed which slide, and when"),
    "revisionInfo": (.identifier, .medium, "numbers of changes"),
    "tags": (.identifier, .medium, "data of add-ins"),
    "webextensiontaskpanes": (.identifier, .medium, "data of add-ins"),
    "webextension": (.identifier, .medium, "data of add-ins"),
    "classificationlabels": (.identifier, .high, "labels that name an organisation"),
    "origin": (.person, .high, "a signature"),
    "signature": (.person, .high, "a signature"),
    "certificate": (.person, .high, "a signature"),
    "documenttasks": (.person, .high, "tasks, with the people they are for"),
    "customProperty": (.identifier, .medium, "properties that a program added to a sheet"),
  ]

  /// What strict policies drop as well.
  private static let hidden: [String: (Disclosure.Category, Disclosure.Severity, String)] = [
    "comments": (.content, .high, "comments"),
    "threadedComment": (.content, .high, "comments"),
    "person": (.person, .high, "the people who commented"),
    "commentAuthors": (.person, .high, "the people who commented"),
    "authors": (.person, .high, "the people who commented"),
    "notesSlide": (.content, .high, "a speaker's notes"),
    "slide": (.content, .high, "a slide that is not shown"),
    "vmlDrawing": (.content, .medium, "the boxes of comments"),
  ]

  /// Whether a relationship goes.
  static func drops(
    _ relationship: OOXMLRelationship, _ policy: ScrubPolicy
  ) -> Bool {
    if metadata[relationship.kind] != nil { return true }
    if policy.dropsHiddenContent, !["vmlDrawing", "slide"].contains(relationship.kind),
      hidden[relationship.kind] != nil
    {
      return true
    }
    // What no standard names is data of other programs.
    return relationship.isVendor && !relationship.isExternal
  }

  /// What a part is that goes.
  static func meaning(
    ofDropped kind: String?, _ path: String
  ) -> (Disclosure.Category, Disclosure.Severity, String) {
    guard let kind else {
      if path.lowercased().hasPrefix("docprops/") {
        return (.person, .high, "properties of the document")
      }
      return (.content, .high, "a part that the document does not use")
    }
    return metadata[kind] ?? hidden[kind] ?? (.unknown, .high, "data of another program")
  }

  /// Whether a part is XML.
  static func isXML(_ type: String, _ path: String) -> Bool {
    let type = type.lowercased()
    if type.hasPrefix("image/") { return false }
    return type.hasSuffix("+xml") || type.hasSuffix("/xml") || type.hasSuffix("vmldrawing")
      || (type.isEmpty && path.lowercased().hasSuffix(".xml"))
  }

  /// Notes what a part that stays is, where that matters.
  static func report(_ type: String, _ path: String, _ reading: inout Reading) {
    let kinds: [(String, Disclosure.Category, Disclosure.Severity, String)] = [
      ("notesslide+xml", .content, .medium, "a speaker's notes"),
      ("comments+xml", .content, .medium, "comments"),
      ("threadedcomments+xml", .content, .medium, "comments"),
      ("pivotcacherecords+xml", .content, .medium, "the rows that a pivot table was made from"),
      (
        "pivotcachedefinition+xml", .content, .medium, "the values that a pivot table was made from"
      ),
      ("externallink+xml", .content, .medium, "values of another workbook"),
      ("connections+xml", .content, .medium, "connections to databases"),
    ]
    let type = type.lowercased()
    for (ending, category, severity, meaning) in kinds where type.hasSuffix(ending) {
      reading.disclose(category, severity, at: path, meaning, fate: .kept)
    }
  }

  /// What is said of parts that are no XML and no known file.
  static let opaque = ZipMembers.OpaquePolicy(refusesMethods: true) { path in
    let name = path.lowercased()
    if name.hasSuffix("vbaproject.bin") {
      return (.high, "macros, with names and paths of who wrote them")
    }
    if name.hasSuffix(".emf") || name.hasSuffix(".wmf") || name.hasSuffix(".emz") {
      return (.medium, "a drawing of Windows, which can't be cleaned")
    }
    if name.hasSuffix(".odttf") || name.hasSuffix(".fntdata") { return nil }
    if name.holds("embeddings/") || name.hasSuffix(".bin") {
      return (.high, "an object of another program, which can't be cleaned")
    }
    return (.high, "a part that can't be cleaned")
  }
}

/// Kinds of parts that have rules of their own.
enum OOXMLPartKind {
  case word
  case wordSettings
  case workbook
  case sheet
  case sheetComments
  case people
  case connections
  case slide
  case drawing
  case other

  init(_ type: String) {
    let type = type.lowercased()
    if type.hasSuffix("settings+xml"), type.holds("wordprocessingml") {
      self = .wordSettings
    } else if type.holds("wordprocessingml") || type.holds("ms-word") {
      self = .word
    } else if type.holds("person+xml") || type.hasSuffix("commentauthors+xml")
      || type.hasSuffix(".authors+xml")
    {
      self = .people
    } else if type.hasSuffix("connections+xml") {
      self = .connections
    } else if type.holds("comments+xml"), type.holds("excel") || type.holds("spreadsheet") {
      self = .sheetComments
    } else if type.holds("main+xml"), type.holds("sheet") || type.holds("ms-excel") {
      self = .workbook
    } else if type.holds("spreadsheetml") || type.holds("ms-excel") {
      self = .sheet
    } else if type.holds("presentationml") || type.holds("ms-powerpoint") {
      self = .slide
    } else {
      self = .other
    }
  }
}
