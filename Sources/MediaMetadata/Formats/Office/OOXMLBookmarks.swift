/// The names that people gave to bookmarks of a document, under names that say nothing:
/// "Bookmark1", one for each, the same wherever it is referred to (ISO 29500-1, 17.13.6 and 17.16).
///
/// Names that start with "_" are made by programs and stay, as do names that can't be replaced in
/// a field's code: those that stand there in pieces, that are no word of letters, digits and "_",
/// or that stand where a word may be something else: part of an address, a text, a switch.
struct OOXMLBookmarks {
  /// The new names, by the old ones in small letters: names are equal in any case.
  private var names: [String: String] = [:]
  /// The names found, in the order in which they were.
  private var found: [String] = []
  /// The names that can't be replaced wherever they stand.
  private var broken: Set<String> = []

  /// The words that begin a field's code, which are no names there (17.16.5).
  private static let instructions: Set<String> = [
    "ask", "author", "autotext", "bibliography", "citation", "comments", "compare", "createdate",
    "date", "docproperty", "docvariable", "edittime", "filename", "filesize", "formcheckbox",
    "formdropdown", "formtext", "gotobutton", "hyperlink", "if", "includepicture", "includetext",
    "index", "keywords", "lastsavedby", "link", "listnum", "macrobutton", "mergefield", "next",
    "noteref", "numchars", "numpages", "numwords", "page", "pageref", "print", "printdate",
    "quote", "rd", "ref", "revnum", "savedate", "section", "sectionpages", "seq", "set",
    "styleref", "subject", "symbol", "ta", "tc", "template", "time", "title", "toa", "toc",
    "username", "useraddress", "userinitials", "xe",
  ]

  /// Reads the names from all parts of word processing that stay.
  init(
    _ plan: ZipPlan, _ types: OOXMLContentTypes, _ graph: OOXMLGraph, _ reading: inout Reading
  ) throws(MediaError) {
    var codes: [[String]] = []
    for number in graph.kept.sorted() {
      let member = plan.archive.members[number]
      guard OOXMLPartKind(types.type(of: member.entry.path)) == .word, member.entry.isReadable
      else { continue }
      read(try plan.archive.content(member, &reading).bytes, &codes)
    }
    let all = Set(found.map { $0.lowercased() })
    broken.formUnion(all.filter { Self.words($0) != [$0[...]] })
    for pieces in codes {
      // As it will be: without the folders of paths.
      let code = pieces.map { OfficePaths.shortened($0) ?? $0 }.joined()
      broken.formUnion(Self.others(code))
    }
    for pieces in codes where pieces.count > 1 {
      let apart = Set(pieces.flatMap { Self.words($0).map { $0.lowercased() } })
      let whole = Self.words(pieces.joined()).map { $0.lowercased() }
      broken.formUnion(whole.filter { all.contains($0) && !apart.contains($0) })
    }
    var next = 1
    for name in found where names[name.lowercased()] == nil && !broken.contains(name.lowercased()) {
      if Self.isNeutral(name) {
        names[name.lowercased()] = name
        continue
      }
      while all.contains("bookmark\(next)") { next += 1 }
      names[name.lowercased()] = "Bookmark\(next)"
      next += 1
    }
  }

  /// Takes in a part's names, and the codes of its fields in their pieces.
  private mutating func read(_ bytes: [UInt8], _ codes: inout [[String]]) {
    var tokenizer = XMLTokenizer(OfficeXMLText.utf8(bytes).bytes)
    var pieces: [String] = []
    var isCode = false
    while let token = tokenizer.next() {
      switch token.kind {
      case .start:
        let element = OfficeElement(token, tokenizer)
        isCode = element.name == "instrText"
        if element.name == "bookmarkStart", let name = element.value("name"),
          !name.isEmpty, !name.hasPrefix("_")
        {
          found.append(name)
        } else if element.name == "fldSimple", let code = element.value("instr") {
          codes.append([code])
        } else if element.name == "fldChar" {
          if !pieces.isEmpty { codes.append(pieces) }
          pieces = []
        }
      case .text, .literal:
        if isCode { pieces.append(XMLText.decoded(tokenizer.bytes[token.content], limit: 1 << 20)) }
      case .end: isCode = false
      default: break
      }
    }
    if !pieces.isEmpty { codes.append(pieces) }
  }

  /// Another name for a bookmark; nil where it stays.
  func renamed(_ name: String) -> String? {
    guard let other = names[name.lowercased()], other != name else { return nil }
    return other
  }

  /// A field's code with the new names; nil where it names none.
  func renamed(inCode code: String) -> String? {
    guard !names.isEmpty else { return nil }
    var result = ""
    var isChanged = false
    var isFirst = true
    var rest = code[...]
    for word in Self.words(code) {
      result += rest[..<word.startIndex]
      rest = rest[word.endIndex...]
      let isInstruction = isFirst && Self.instructions.contains(word.lowercased())
      isFirst = false
      if !isInstruction, let other = renamed(String(word)) {
        result += other
        isChanged = true
      } else {
        result += word
      }
    }
    return isChanged ? result + rest : nil
  }

  /// The words of a code that may be something else than a bookmark's name, in small letters.
  private static func others(_ code: String) -> [String] {
    let words = words(withoutPlaces(code)).map { $0.lowercased() }
    guard let first = words.first else { return [] }
    if ["ref", "pageref", "noteref"].contains(first) {
      // Its switches, up to the next, name none.
      return code.split(separator: "\\", omittingEmptySubsequences: false).dropFirst()
        .flatMap { Self.words(String($0)).map { $0.lowercased() } }
    }
    if instructions.contains(first) { return Array(words.dropFirst()) }
    return words.count == 1 ? [] : words
  }

  /// A code without the bookmarks that its links lead to: what stands behind `\l`, in quotes.
  private static func withoutPlaces(_ code: String) -> String {
    var result = ""
    var rest = code[...]
    while let place = rest.firstRange(of: "\\l ") {
      result += rest[..<place.upperBound]
      rest = rest[place.upperBound...].drop { $0 == " " }
      guard rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") else { continue }
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  /// The words of a field's code: letters, digits and "_".
  private static func words(_ code: String) -> [Substring] {
    code.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
  }

  /// Whether a name is "Bookmark" and a number.
  private static func isNeutral(_ name: String) -> Bool {
    guard name.hasPrefix("Bookmark") else { return false }
    let number = name.dropFirst(8)
    return !number.isEmpty && number.count < 7 && number.allSatisfy { ("0"..."9").contains($0) }
  }
}

extension OOXMLRules {
  /// The new name of a bookmark where one is named: by itself, by a link, by a form's field.
  func bookmark(
    _ name: String, _ element: OfficeElement, _ path: OfficePath, _ attribute: XMLAttribute,
    _ notes: inout OfficeNotes
  ) -> String?? {
    guard let bookmarks = state.bookmarks else { return nil }
    switch (element.name, name) {
    case ("bookmarkStart", "name"), ("hyperlink", "anchor"): break
    case ("name", "val"): guard path.last == "ffData" else { return nil }
    default: return nil
    }
    let text = element.text(attribute)
    guard let other = bookmarks.renamed(text) else { return nil }
    notes.add(.content, .low, at: "bookmark renamed", "the name of a bookmark", value: text)
    return .some(other)
  }

  /// A field's code without the names of bookmarks and without paths; nil where it has none.
  func code(_ code: String, _ notes: inout OfficeNotes) -> String? {
    // First, for a new name within a path would hide where that starts.
    let short = OfficePaths.shortened(code)
    if short != nil {
      notes.add(.person, .high, at: "field/path", "the path of a file in a field", value: code)
    }
    guard let renamed = state.bookmarks?.renamed(inCode: short ?? code) else { return short }
    notes.add(.content, .low, at: "field/bookmark", "the name of a bookmark", value: code)
    return renamed
  }
}
