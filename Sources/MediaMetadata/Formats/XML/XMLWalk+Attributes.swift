/// The attributes of elements that stay.
extension XMLWalk {
  /// Keeps, cleans or drops each attribute of the tag that was read last.
  mutating func takeAttributes(
    of token: XMLToken, _ reading: inout Reading
  ) throws(MediaError) {
    var before = token.name.upperBound
    for attribute in tokenizer.attributes {
      let end = attribute.value.upperBound + 1
      let name = text(attribute.name)
      if let why = reasonToDrop(name, attribute, reading) {
        let next = end < plan.bytes.count ? plan.bytes[end] : 0x3e
        let joins = !XMLTokenizer.isSpace(next) && next != 0x3e && next != 0x2f
        // One blank stays where the next attribute would join what is before.
        plan.keep(to: min(attribute.name.lowerBound, before + (joins ? 1 : 0)))
        reading.disclose(
          why.category, why.severity, at: place("@" + name), why.meaning,
          value: XMLText.decoded(plan.bytes[attribute.value]))
        plan.drop(to: end, "attribute")
      } else {
        try take(name, attribute, &reading)
      }
      before = end
    }
  }

  private func reasonToDrop(
    _ name: String, _ attribute: XMLAttribute, _ reading: Reading
  ) -> (category: Disclosure.Category, severity: Disclosure.Severity, meaning: String)? {
    if let prefix = XMLScopes.declared(name) {
      let uri = XMLText.decoded(plan.bytes[attribute.value])
      switch XMLVocabulary.kind(uri, prefix: prefix) {
      case .editor: return (.software, .low, "the vocabulary of an editor")
      case .metadata: return (.software, .low, "a vocabulary for statements about the document")
      case .other where isSVG && !prefix.isEmpty:
        return (.software, .low, "a vocabulary that SVG does not show")
      case .shown, .other: return nil
      }
    }
    let (prefix, local) = XMLScopes.split(name)
    if let prefix {
      switch XMLVocabulary.kind(scopes.uri(prefix), prefix: prefix) {
      case .editor: return (.identifier, .high, "what an editor keeps for itself")
      case .metadata: return (.content, .high, "a statement about the document")
      case .other where isSVG: return (.unknown, .high, "an attribute that SVG does not show")
      case .shown, .other: break
      }
      let isTitle = isSVG && prefix == "xlink" && local == "title"
      return isTitle && reading.policy.dropsHiddenContent
        ? (.content, .medium, "a title or a description") : nil
    }
    if isSVG, local.hasPrefix("data-"), !readsData {
      return (.identifier, .medium, "data for a program that is not there")
    }
    return nil
  }

  private mutating func take(
    _ name: String, _ attribute: XMLAttribute, _ reading: inout Reading
  ) throws(MediaError) {
    let (prefix, local) = XMLScopes.split(name)
    let place = place("@" + name)
    let raw = plan.bytes[attribute.value]
    guard search == nil else {
      search?.take(attribute: local, prefix, raw)
      return
    }
    if let text = names?.renamed(prefix, local, raw, animatesLinks: animatesLinks) {
      plan.keep(to: attribute.value.lowerBound)
      // Also where it stays: what refers to what is compared as what it is.
      plan.put(text, to: attribute.value.upperBound, payload: .header(text), "name")
      return
    }
    func note(
      _ category: Disclosure.Category, _ severity: Disclosure.Severity, _ meaning: String
    ) {
      reading.disclose(
        category, severity, at: place, meaning, fate: .kept, value: XMLText.decoded(raw))
    }
    switch local {
    case "id" where !isGenerated(raw): ids.append(XMLText.decoded(raw))
    case "lang": note(.content, .low, "the language of a text")
    case "base" where prefix == "xml":
      try TextLink.clean(attribute.value, at: place, &plan, &reading)
    case "title" where isSVG, "aria-label" where isSVG, "alt" where isSVG:
      note(.content, .medium, "a title or a description")
    case "style":
      try StyleText.cleanAttribute(attribute.value, names, at: place, &plan, &reading)
    case _ where TextLink.attributes.contains(local) && XMLScopes.declared(name) == nil:
      try TextLink.clean(attribute.value, at: place, &plan, &reading)
    case _ where local.hasPrefix("data-"): note(.identifier, .medium, "data for a program")
    case _ where isSVG && local.hasPrefix("on"): note(.software, .medium, "a program")
    case "lat", "lon", "latitude", "longitude": note(.place, .high, "a place")
    case _ where isSVG && (name == "author" || name == "creator"):
      note(.person, .high, "who made it")
    case _ where isSVG && raw.contains(0x28):
      try StyleText.cleanAddresses(in: attribute.value, names, at: place, &plan, &reading)
    default: break
    }
  }

  /// Whether the tag that was read last animates an address.
  private var animatesLinks: Bool {
    tokenizer.attributes.contains {
      text($0.name) == "attributeName" && ["href", "xlink:href"].contains(text($0.value))
    }
  }

  /// Whether a name is a word with a number as programs give them: "path1234", "a".
  private func isGenerated(_ raw: ArraySlice<UInt8>) -> Bool {
    let letters = raw.drop { (0x61...0x7a).contains($0 | 0x20) || $0 == 0x2d || $0 == 0x5f }
    return raw.count < 5 || (!letters.isEmpty && letters.allSatisfy { (0x30...0x39).contains($0) })
  }
}

/// Declarations of style that only an editor reads.
enum XMLStyle {
  /// Drops them and `comments` from a style attribute; nothing is done to styles with quotes or
  /// brackets.
  static func clean(
    _ range: Range<Int>, without comments: [Range<Int>], at place: String, _ plan: inout TextPlan,
    _ reading: inout Reading
  ) throws(MediaError) {
    let bytes = plan.bytes
    guard isPlain(text(bytes, range, without: comments)) else { return }
    var comments = comments[...]
    for declaration in declarations(bytes, range, comments) {
      let inside = comments.prefix { $0.lowerBound < declaration.upperBound }
      comments = comments.dropFirst(inside.count)
      let name = text(bytes, declaration, without: Array(inside)).drop(while: XMLTokenizer.isSpace)
      let isEditors = ["-inkscape-", "mso-", "-mso-"].contains { name.starts(with: Array($0.utf8)) }
      guard isEditors else {
        for comment in inside { StyleText.drop(comment: comment, at: place, &plan, &reading) }
        continue
      }
      plan.keep(to: declaration.lowerBound)
      reading.disclose(
        .software, .low, at: place, "a style that only an editor reads",
        value: XMLText.text(bytes[declaration]))
      plan.drop(to: declaration.upperBound, "style")
    }
  }

  /// Whether a style has neither quotes nor brackets, nor what may stand for them.
  static func isPlain(_ text: [UInt8]) -> Bool {
    !text.contains { [0x22, 0x28, 0x26, 0x5c, 0x2f].contains($0) }
  }

  /// What is left of a style.
  static func text(
    _ bytes: [UInt8], _ range: Range<Int>, without comments: [Range<Int>]
  ) -> [UInt8] {
    var text: [UInt8] = []
    var start = range.lowerBound
    for comment in comments {
      text += bytes[start..<comment.lowerBound]
      start = comment.upperBound
    }
    return text + bytes[start..<range.upperBound]
  }

  /// The declarations of a style, each with the semicolon that ends it.
  private static func declarations(
    _ bytes: [UInt8], _ range: Range<Int>, _ comments: ArraySlice<Range<Int>>
  ) -> [Range<Int>] {
    var declarations: [Range<Int>] = []
    var comments = comments
    var start = range.lowerBound
    var cursor = start
    var isQuoted = false
    while cursor < range.upperBound {
      if let comment = comments.first, comment.lowerBound == cursor {
        cursor = comment.upperBound
        comments = comments.dropFirst()
        continue
      }
      if bytes[cursor] == UInt8(ascii: "'") { isQuoted.toggle() }
      cursor += 1
      guard bytes[cursor - 1] == UInt8(ascii: ";"), !isQuoted else { continue }
      declarations.append(start..<cursor)
      start = cursor
    }
    if start < range.upperBound { declarations.append(start..<range.upperBound) }
    return declarations
  }
}

/// The declaration at the start of a document.
enum XMLDeclaration {
  /// Whether it says only what the standard has, and an encoding whose markup is ASCII.
  static func isPlain(_ content: String) -> Bool {
    guard content.utf8.count < 200 else { return false }
    var text = content.filter { $0 != "\"" && $0 != "'" }.lowercased()[...]
    text = text.dropFirst("xml".count)
    var words = text.split { $0.isWhitespace || $0 == "=" }.map(String.init)
    while words.count >= 2 {
      let value = words[1]
      switch words[0] {
      case "version": guard value.hasPrefix("1.") && value.count <= 4 else { return false }
      case "standalone": guard value == "yes" || value == "no" else { return false }
      case "encoding": guard hasPlainMarkup(value) else { return false }
      default: return false
      }
      words.removeFirst(2)
    }
    return words.isEmpty
  }

  /// Whether "<" in an encoding is one byte that stands for nothing else.
  private static func hasPlainMarkup(_ encoding: String) -> Bool {
    let known = [
      "utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-", "iso8859-", "latin", "windows-",
      "cp125", "koi8-", "shift_jis", "euc-", "gb2312", "gbk", "gb18030", "big5", "macintosh",
    ]
    return known.contains { encoding.hasPrefix($0) } && encoding.utf8.count < 20
  }
}
