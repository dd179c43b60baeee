extension IdentifierCollector {
  /// Adds the properties and sessions of an office document or a book.
  mutating func readDocument(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) {
    let bytes = try source.whole(limit: reading.limits.imageBytes)
    let archive = try ZipArchive(bytes, &reading)
    for member in archive.members where Self.parts.contains(member.entry.path) {
      guard member.entry.isReadable else { continue }
      readPart(try archive.content(member, &reading).bytes)
    }
  }

  /// The parts that hold properties: OOXML (ECMA-376, part 2, 11; part 1, 22.2), ODF (1.2, part 1,
  /// 3.1).
  private static let parts: Set<String> = [
    "docProps/core.xml", "docProps/app.xml", "word/settings.xml", "xl/workbook.xml", "meta.xml",
    "settings.xml",
  ]

  private mutating func readPart(_ bytes: [UInt8]) {
    var tokens = XMLTokenizer(bytes[...])
    var element = ""
    var item = ""
    while let token = tokens.next() {
      switch token.kind {
      case .start:
        element = Self.localName(bytes[token.name])
        item = ""
        for attribute in tokens.attributes {
          let name = Self.localName(bytes[attribute.name])
          let value = XMLText.decoded(bytes[attribute.value])
          if element == "config-item", name == "name" { item = value }
          readAttribute(name, of: element, value)
        }
      case .text, .literal:
        let text = XMLText.decoded(bytes[token.content])
        readProperty(element == "config-item" ? item : element, text)
      case .end: element = ""
      default: break
      }
    }
  }

  private mutating func readAttribute(_ name: String, of element: String, _ value: String) {
    if element == "rsid" || element == "rsidRoot", name == "val" { add(.revisionID, value) }
    if element == "absPath", name == "url" { readPath(value, .person) }
    if element == "template", name == "title" { add(.template, value) }
  }

  private mutating func readProperty(_ name: String, _ text: String) {
    switch name {
    case "creator", "lastModifiedBy", "initial-creator", "printed-by", "Manager":
      add(.personName, text)
    case "Company": add(.company, text)
    case "Template": if !Self.plainTemplates.contains(text.lowercased()) { add(.template, text) }
    case "PrinterName": add(.printer, text)
    case "Application", "generator": add(.software, text)
    case "created", "modified", "creation-date", "date":
      if let zone = IdentifierText.zone(of: text) { add(.timeZone, "utc " + zone) }
    case "Rsid", "RsidRoot": add(.revisionID, text)
    default: break
    }
  }

  /// Templates that come with the program.
  private static let plainTemplates: Set<String> = ["normal", "normal.dotm", "normal.dot"]

  /// A name without its prefix.
  private static func localName(_ name: ArraySlice<UInt8>) -> String {
    let local = name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name
    return String(decoding: local, as: UTF8.self)
  }
}
