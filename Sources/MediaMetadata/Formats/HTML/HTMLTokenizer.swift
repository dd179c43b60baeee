/// One piece of HTML, as ranges of the bytes it stands in.
struct HTMLToken {
  enum Kind: Equatable {
    case start(isClosed: Bool)
    case end
    case text
    /// The content of a script, a style or a title, which holds no markup.
    case raw
    /// A comment, or what browsers treat as one.
    case comment
    case doctype
    /// Character data of XML.
    case literal
  }

  let kind: Kind
  let range: Range<Int>
  /// The tag's name; of raw text the name of the element around it.
  let name: String
  /// What stands between the delimiters.
  let content: Range<Int>
}

/// An attribute of the last start tag.
struct HTMLAttribute {
  /// With the blanks before it.
  let whole: Range<Int>
  /// In small letters.
  let name: String
  /// Without quotes; empty where there is none.
  let value: Range<Int>
}

/// Cuts HTML into pieces where browsers do.
///
/// **Source**: HTML Living Standard, 13.2.5 ("Tokenization"), without the states that only matter
/// for what is shown; each byte is looked at a bounded number of times.
struct HTMLTokenizer {
  let bytes: [UInt8]
  private(set) var position: Int
  private(set) var attributes: [HTMLAttribute] = []
  /// The element whose raw text comes next.
  private var rawElement: String?
  /// Whether "/>" closes elements and "<![CDATA[" begins text.
  private let isXML: Bool
  /// How many elements of SVG and MathML are open, in which "<![CDATA[" begins text too.
  private var foreign = 0

  /// The same where an island began that goes: what it opens isn't open behind it.
  private var outside = 0

  private static let rawElements: Set<String> = [
    "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes",
  ]

  /// The most attributes of one tag: each takes many times the memory of its shortest form.
  private static let attributeLimit = 1 << 16

  init(_ bytes: [UInt8], from start: Int, isXML: Bool) {
    self.bytes = bytes
    self.isXML = isXML
    position = start
  }

  /// The next token; nil at the end.
  ///
  /// Throws where a tag or a comment has no end: browsers do not agree on what is shown then.
  mutating func next() throws(MediaError) -> HTMLToken? {
    guard position < bytes.count else { return nil }
    if let element = rawElement {
      rawElement = nil
      if let token = raw(element) { return token }
    }
    let start = position
    guard bytes[position] == UInt8(ascii: "<"), position + 1 < bytes.count else {
      return text(from: start)
    }
    let next = bytes[position + 1]
    if Self.isLetter(next) { return try startTag() }
    switch next {
    case UInt8(ascii: "/"):
      guard position + 2 < bytes.count else { return text(from: start) }
      return Self.isLetter(bytes[position + 2])
        ? try endTag() : try until([0x3e], from: 2, .comment)
    case UInt8(ascii: "!"): return try declaration()
    case UInt8(ascii: "?"): return try until([0x3e], from: 2, .comment)
    default: return text(from: start)
    }
  }

  /// Remembers what is open before something that goes.
  mutating func beginIsland() { outside = foreign }

  /// Only what was open before is open again.
  mutating func endIsland() { foreign = outside }

  private mutating func text(from start: Int) -> HTMLToken {
    position =
      bytes[(start + 1)...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
    return HTMLToken(kind: .text, range: start..<position, name: "", content: start..<position)
  }

  private mutating func declaration() throws(MediaError) -> HTMLToken {
    if matches("<!--") {
      // "<!-->" and "<!--->" are comments without content.
      for short in ["<!-->", "<!--->"] where matches(short) {
        return token(.comment, count: short.utf8.count)
      }
      guard let close = commentEnd(from: position + 4) else { throw early }
      return token(
        .comment, content: position + 4..<close.lowerBound, end: close.upperBound)
    }
    if matches("<!doctype") { return try until([0x3e], from: 2, .doctype) }
    if matches("<![cdata["), isXML || foreign > 0 {
      return try until([0x5d, 0x5d, 0x3e], from: 9, .literal)
    }
    return try until([0x3e], from: 2, .comment)
  }

  /// The "-->" or "--!>" that ends a comment, in one pass: a search for each would look at the rest
  /// of the page again for every comment.
  private func commentEnd(from start: Int) -> Range<Int>? {
    var cursor = start
    while let at = find([0x2d, 0x2d], from: cursor) {
      let rest = bytes[(at + 2)...]
      if rest.first == 0x3e { return at..<at + 3 }
      if rest.starts(with: [0x21, 0x3e]) { return at..<at + 4 }
      cursor = at + 1
    }
    return nil
  }

  private mutating func until(
    _ end: [UInt8], from offset: Int, _ kind: HTMLToken.Kind
  ) throws(MediaError) -> HTMLToken {
    guard let close = find(end, from: position + offset) else { throw early }
    return token(kind, content: position + offset..<close, end: close + end.count)
  }

  private mutating func raw(_ element: String) -> HTMLToken? {
    let start = position
    var cursor = position
    while let at = bytes[cursor...].firstIndex(of: UInt8(ascii: "<")) {
      let after = at + 2 + element.utf8.count
      if after < bytes.count, matches("</" + element, at: at),
        Self.isSpace(bytes[after]) || bytes[after] == 0x2f || bytes[after] == 0x3e
      {
        position = at
        guard at > start else { return nil }
        return HTMLToken(kind: .raw, range: start..<at, name: element, content: start..<at)
      }
      cursor = at + 1
    }
    position = bytes.count
    guard position > start else { return nil }
    return HTMLToken(
      kind: .raw, range: start..<position, name: element, content: start..<position)
  }

  private mutating func endTag() throws(MediaError) -> HTMLToken {
    let name = name(from: position + 2)
    if name == "svg" || name == "math" { foreign = max(0, foreign - 1) }
    guard let close = find([0x3e], from: position + 2) else { throw early }
    return token(.end, name: name, content: position + 2..<close, end: close + 1)
  }

  private mutating func startTag() throws(MediaError) -> HTMLToken {
    attributes.removeAll(keepingCapacity: true)
    let start = position
    let name = name(from: start + 1)
    var cursor = nameEnd(from: start + 1)
    var isClosed = false
    while true {
      let before = cursor
      while cursor < bytes.count, Self.isSpace(bytes[cursor]) || bytes[cursor] == 0x2f {
        isClosed = bytes[cursor] == 0x2f
        cursor += 1
      }
      guard cursor < bytes.count else { throw early }
      if bytes[cursor] == 0x3e { break }
      isClosed = false
      cursor = try attribute(at: cursor, before: before)
    }
    let closes = isClosed && (isXML || foreign > 0)
    if !closes, foreign == 0, Self.rawElements.contains(name) { rawElement = name }
    if !isClosed, name == "svg" || name == "math" { foreign += 1 }
    return token(.start(isClosed: closes), name: name, content: start..<cursor, end: cursor + 1)
  }

  /// Takes one attribute in; returns where it ends.
  private mutating func attribute(
    at start: Int, before: Int
  ) throws(MediaError) -> Int {
    guard attributes.count < Self.attributeLimit else {
      throw .limit(.structures, allowed: Self.attributeLimit)
    }
    var cursor = start + 1
    while cursor < bytes.count, !Self.isSpace(bytes[cursor]),
      ![0x2f, 0x3e, 0x3d].contains(bytes[cursor])
    {
      cursor += 1
    }
    let name = String(decoding: bytes[start..<cursor], as: UTF8.self).lowercased()
    guard bytes[start] != 0x3d else { throw early }
    let nameEnd = cursor
    while cursor < bytes.count, Self.isSpace(bytes[cursor]) { cursor += 1 }
    guard cursor < bytes.count, bytes[cursor] == 0x3d else {
      attributes.append(
        HTMLAttribute(whole: before..<nameEnd, name: name, value: nameEnd..<nameEnd))
      return nameEnd
    }
    cursor += 1
    while cursor < bytes.count, Self.isSpace(bytes[cursor]) { cursor += 1 }
    guard cursor < bytes.count else { throw early }
    let quote = bytes[cursor]
    if quote == 0x22 || quote == 0x27 {
      guard let close = find([quote], from: cursor + 1) else { throw early }
      attributes.append(
        HTMLAttribute(whole: before..<(close + 1), name: name, value: cursor + 1..<close))
      return close + 1
    }
    let open = cursor
    while cursor < bytes.count, !Self.isSpace(bytes[cursor]), bytes[cursor] != 0x3e { cursor += 1 }
    attributes.append(HTMLAttribute(whole: before..<cursor, name: name, value: open..<cursor))
    return cursor
  }

  private func nameEnd(from start: Int) -> Int {
    bytes[start...].firstIndex { Self.isSpace($0) || $0 == 0x2f || $0 == 0x3e } ?? bytes.count
  }

  private func name(from start: Int) -> String {
    let end = nameEnd(from: start)
    return String(decoding: bytes[start..<min(end, start + 100)], as: UTF8.self).lowercased()
  }

  private mutating func token(_ kind: HTMLToken.Kind, count: Int) -> HTMLToken {
    token(kind, content: position..<position, end: position + count)
  }

  private mutating func token(
    _ kind: HTMLToken.Kind, name: String = "", content: Range<Int>, end: Int
  ) -> HTMLToken {
    defer { position = end }
    return HTMLToken(kind: kind, range: position..<end, name: name, content: content)
  }

  private func find(_ wanted: [UInt8], from start: Int) -> Int? {
    var cursor = start
    while cursor < bytes.count, let at = bytes[cursor...].firstIndex(of: wanted[0]) {
      if bytes[at...].starts(with: wanted) { return at }
      cursor = at + 1
    }
    return nil
  }

  /// Whether `text`, in small letters, stands here in any case.
  private func matches(_ text: String, at start: Int? = nil) -> Bool {
    let start = start ?? position
    let wanted = Array(text.utf8)
    guard bytes.count - start >= wanted.count else { return false }
    return wanted.indices.allSatisfy { index in
      let byte = bytes[start + index]
      return byte == wanted[index] || ((0x41...0x5a).contains(byte) && byte | 0x20 == wanted[index])
    }
  }

  private var early: MediaError {
    .malformed(.html, offset: position, reason: "a tag or a comment has no end")
  }

  static func isSpace(_ byte: UInt8) -> Bool { XMLTokenizer.isSpace(byte) || byte == 0x0c }

  static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7a).contains(byte | 0x20) }
}
