/// One piece of XML markup, as ranges of the bytes it stands in.
struct XMLToken: Equatable {
  enum Kind: Equatable {
    /// A start tag; its attributes are in `XMLTokenizer.attributes`.
    case start(isEmpty: Bool)
    case end
    /// Character data with entities in it.
    case text
    /// Character data as it stands.
    case literal
    case comment
    case instruction
    /// A document type, with its internal subset; never acted upon.
    case doctype
  }

  let kind: Kind
  /// The tag's name; empty for other kinds.
  let name: Range<Int>
  /// The text, the comment's or the instruction's content.
  let content: Range<Int>
}

/// An attribute of the last start tag.
struct XMLAttribute {
  let name: Range<Int>
  let value: Range<Int>
}

/// Cuts UTF-8 into XML markup, from left to right, each byte looked at a bounded number of times.
///
/// It checks no more than it needs to find where things end: a packet that is not well-formed is
/// read as far as possible. **Source**: XML 1.0 (fifth edition), 2.3 to 3.1.
struct XMLTokenizer {
  /// The bytes.
  let bytes: ArraySlice<UInt8>
  /// Where the next token starts.
  private(set) var position: Int
  /// The attributes of the last start tag.
  private(set) var attributes: [XMLAttribute] = []
  /// Whether the bytes from `position` on are no XML.
  private(set) var isBroken = false

  /// A tokenizer at the start of the bytes.
  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// The next token; nil at the end, or where the markup breaks (`isBroken`).
  mutating func next() -> XMLToken? {
    guard !isBroken, position < bytes.endIndex else { return nil }
    guard bytes[position] == UInt8(ascii: "<") else {
      let start = position
      position = index(of: UInt8(ascii: "<"), from: position) ?? bytes.endIndex
      return XMLToken(kind: .text, name: start..<start, content: start..<position)
    }
    guard let token = markup() else {
      isBroken = true
      return nil
    }
    return token
  }

  private mutating func markup() -> XMLToken? {
    let start = position + 1
    guard start < bytes.endIndex else { return nil }
    switch bytes[start] {
    case UInt8(ascii: "/"): return endTag(start + 1)
    case UInt8(ascii: "?"): return delimited(.instruction, from: start + 1, by: [0x3f, 0x3e])
    case UInt8(ascii: "!"):
      if matches([0x2d, 0x2d], at: start + 1) {
        return delimited(.comment, from: start + 3, by: [0x2d, 0x2d, 0x3e])
      }
      if matches(Array("[CDATA[".utf8), at: start + 1) {
        return delimited(.literal, from: start + 8, by: [0x5d, 0x5d, 0x3e])
      }
      return doctype(from: start + 1)
    default: return startTag(start)
    }
  }

  private mutating func endTag(_ start: Int) -> XMLToken? {
    let end = nameEnd(from: start)
    let close = skipSpace(from: end)
    guard end > start, close < bytes.endIndex, bytes[close] == UInt8(ascii: ">") else { return nil }
    position = close + 1
    return XMLToken(kind: .end, name: start..<end, content: end..<end)
  }

  private mutating func startTag(_ start: Int) -> XMLToken? {
    attributes.removeAll(keepingCapacity: true)
    let end = nameEnd(from: start)
    guard end > start else { return nil }
    var cursor = end
    while true {
      cursor = skipSpace(from: cursor)
      guard cursor < bytes.endIndex else { return nil }
      let byte = bytes[cursor]
      if byte == UInt8(ascii: ">") {
        position = cursor + 1
        return XMLToken(kind: .start(isEmpty: false), name: start..<end, content: end..<end)
      }
      if byte == UInt8(ascii: "/") {
        guard matches([0x3e], at: cursor + 1) else { return nil }
        position = cursor + 2
        return XMLToken(kind: .start(isEmpty: true), name: start..<end, content: end..<end)
      }
      guard let attribute = attribute(from: cursor) else { return nil }
      attributes.append(attribute)
      cursor = attribute.value.upperBound + 1
    }
  }

  private func attribute(from start: Int) -> XMLAttribute? {
    let end = nameEnd(from: start)
    let equals = skipSpace(from: end)
    guard end > start, equals < bytes.endIndex, bytes[equals] == UInt8(ascii: "=") else {
      return nil
    }
    let open = skipSpace(from: equals + 1)
    guard open < bytes.endIndex else { return nil }
    let quote = bytes[open]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      let close = index(of: quote, from: open + 1)
    else { return nil }
    return XMLAttribute(name: start..<end, value: (open + 1)..<close)
  }

  /// Content up to a delimiter, whose last byte is ">".
  private mutating func delimited(
    _ kind: XMLToken.Kind, from start: Int, by delimiter: [UInt8]
  ) -> XMLToken? {
    var cursor = start
    while let close = index(of: UInt8(ascii: ">"), from: cursor) {
      let end = close + 1 - delimiter.count
      if end >= start, matches(delimiter, at: end) {
        position = close + 1
        return XMLToken(kind: kind, name: start..<start, content: start..<end)
      }
      cursor = close + 1
    }
    return nil
  }

  /// A declaration with nested brackets and quoted strings.
  private mutating func doctype(from start: Int) -> XMLToken? {
    var depth = 1
    var quote: UInt8?
    var cursor = start
    while cursor < bytes.endIndex {
      let byte = bytes[cursor]
      cursor += 1
      if let open = quote {
        if byte == open { quote = nil }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
      case UInt8(ascii: "<"): depth += 1
      case UInt8(ascii: ">"): depth -= 1
      default: break
      }
      if depth == 0 {
        position = cursor
        return XMLToken(kind: .doctype, name: start..<start, content: start..<(cursor - 1))
      }
    }
    return nil
  }

  private func index(of byte: UInt8, from start: Int) -> Int? {
    guard start <= bytes.endIndex else { return nil }
    return bytes[start...].firstIndex(of: byte)
  }

  private func matches(_ wanted: [UInt8], at start: Int) -> Bool {
    guard start >= bytes.startIndex, bytes.endIndex - start >= wanted.count else { return false }
    return bytes[start..<(start + wanted.count)].elementsEqual(wanted)
  }

  private func skipSpace(from start: Int) -> Int {
    var cursor = start
    while cursor < bytes.endIndex, Self.isSpace(bytes[cursor]) { cursor += 1 }
    return cursor
  }

  private func nameEnd(from start: Int) -> Int {
    var cursor = start
    while cursor < bytes.endIndex, Self.isName(bytes[cursor]) { cursor += 1 }
    return cursor
  }

  /// Whether a byte is white space.
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09
  }

  /// Whether a byte may stand in a name: what is no delimiter, so that odd names are read too.
  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "="),
      UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "?"), UInt8(ascii: "!"), 0x7f:
      false
    default: true
    }
  }
}
