/// Reads objects from bytes (ISO 32000-1, 7.2 and 7.3), and forgives what viewers forgive.
///
/// **Guarantee**: never passes `end`, and never nests deeper than `nestingLimit`. O(bytes).
struct PDFLexer {
  /// How deep arrays and dictionaries may nest.
  static let nestingLimit = 96

  /// A token.
  enum Token: Equatable {
    case object(PDFObject)
    case openArray
    case closeArray
    case openDictionary
    case closeDictionary
    /// A word, such as `obj`; where it stands.
    case word(Range<Int>)
    case end
  }

  /// The bytes it reads.
  let bytes: [UInt8]
  /// Where reading must stop.
  let end: Int
  /// Where the next token starts.
  var position: Int
  /// Whether something nested too deep: then `object` returned nil.
  private(set) var isTooDeep = false

  /// A lexer over a part of bytes.
  init(_ bytes: [UInt8], from position: Int = 0, to end: Int? = nil) {
    self.bytes = bytes
    self.end = min(bytes.count, end ?? bytes.count)
    self.position = max(0, min(position, self.end))
  }

  /// Passes white space and comments.
  mutating func skipSpace() {
    while position < end {
      let byte = bytes[position]
      if PDFCharacters.isSpace(byte) {
        position += 1
      } else if byte == 0x25 {
        while position < end, bytes[position] != 10, bytes[position] != 13 { position += 1 }
      } else {
        return
      }
    }
  }

  /// The next object; nil at the end, at a closing bracket and at a word.
  mutating func object(depth: Int = 0) -> PDFObject? {
    let start = position
    switch token() {
    case .object(let object): return object
    case .openArray: return nested(depth) { $0.array(depth + 1) }
    case .openDictionary: return nested(depth) { .dictionary($0.dictionary(depth + 1)) }
    case .word(let range):
      if let constant = constant(range) { return constant }
    default: break
    }
    position = start
    return nil
  }

  private mutating func nested(
    _ depth: Int, _ body: (inout PDFLexer) -> PDFObject
  ) -> PDFObject? {
    guard depth < Self.nestingLimit else {
      isTooDeep = true
      position = end
      return nil
    }
    return body(&self)
  }

  private mutating func array(_ depth: Int) -> PDFObject {
    var elements: [PDFObject] = []
    // Most arrays are boxes and places of a few numbers: one allocation for all.
    elements.reserveCapacity(6)
    while !isTooDeep {
      if let element = object(depth: depth) {
        elements.append(element)
        continue
      }
      let start = position
      switch token() {
      case .closeArray: return .array(elements)
      case .word(let range) where !Self.isStructural(bytes[range]): continue
      default:
        position = start
        return .array(elements)
      }
    }
    return .array(elements)
  }

  /// The entries up to `>>`.
  mutating func dictionary(_ depth: Int) -> PDFDictionary {
    var entries: [PDFDictionary.Entry] = []
    entries.reserveCapacity(8)
    while !isTooDeep {
      let start = position
      switch token() {
      case .object(.name(let key)):
        guard let value = object(depth: depth) else { continue }
        entries.append(PDFDictionary.Entry(key: key, value: value))
      case .object: continue
      case .word(let range) where !Self.isStructural(bytes[range]): continue
      case .closeDictionary: return PDFDictionary(entries)
      default:
        position = start
        return PDFDictionary(entries)
      }
    }
    return PDFDictionary(entries)
  }

  /// Words that end an object wherever they stand.
  private static func isStructural(_ word: ArraySlice<UInt8>) -> Bool {
    word.elementsEqual("obj".utf8) || word.elementsEqual("endobj".utf8)
      || word.elementsEqual("stream".utf8) || word.elementsEqual("endstream".utf8)
      || word.elementsEqual("xref".utf8) || word.elementsEqual("trailer".utf8)
  }

  private func constant(_ range: Range<Int>) -> PDFObject? {
    let word = bytes[range]
    if word.elementsEqual("true".utf8) { return .boolean(true) }
    if word.elementsEqual("false".utf8) { return .boolean(false) }
    if word.elementsEqual("null".utf8) { return .null }
    return nil
  }

  /// The next token.
  mutating func token() -> Token {
    skipSpace()
    guard position < end else { return .end }
    let byte = bytes[position]
    switch byte {
    case 0x2f: return .object(.name(name()))
    case 0x28: return .object(.string(literal()))
    case 0x5b: return single(.openArray)
    case 0x5d: return single(.closeArray)
    case 0x3c:
      guard position + 1 < end, bytes[position + 1] == 0x3c else {
        return .object(.string(hexadecimal()))
      }
      position += 2
      return .openDictionary
    case 0x3e:
      let isPair = position + 1 < end && bytes[position + 1] == 0x3e
      guard isPair else { return single(.word(position..<(position + 1))) }
      position += 2
      return .closeDictionary
    case 0x29, 0x7b, 0x7d: return single(.word(position..<(position + 1)))
    default: return regular()
    }
  }

  private mutating func single(_ token: Token) -> Token {
    position += 1
    return token
  }

  /// A number, a reference or a word.
  private mutating func regular() -> Token {
    let start = position
    var isNumber = true
    var isInteger = true
    var value = 0
    while position < end {
      let byte = bytes[position]
      guard PDFCharacters.isRegular(byte) else { break }
      let digit = byte &- 48
      if digit < 10 {
        // What no integer holds is told by how many digits there are.
        value = value &* 10 &+ Int(digit)
      } else if byte == 0x2e || byte == 0x2d || byte == 0x2b {
        if byte == 0x2e || position > start { isInteger = false }
      } else {
        isNumber = false
      }
      position += 1
    }
    guard isNumber else { return .word(start..<position) }
    let first = bytes[start]
    let isPlain = isInteger && position - start < 19 && PDFCharacters.isDigit(bytes[position - 1])
    guard isPlain else { return number(start..<position, isInteger: isInteger) }
    if first == 0x2d { return .object(.integer(-value)) }
    if let after = reference(from: position) {
      position = after
      return .object(.reference(value))
    }
    return .object(.integer(value))
  }

  /// A number that is no integer of less than 19 digits.
  private mutating func number(_ range: Range<Int>, isInteger: Bool) -> Token {
    let text = String(decoding: bytes[range], as: UTF8.self)
    guard isInteger, let value = Int(text) else { return .object(.real(text)) }
    if value >= 0, let after = reference(from: position) {
      position = after
      return .object(.reference(value))
    }
    return .object(.integer(value))
  }

  /// The end of " G R" at `start`.
  private func reference(from start: Int) -> Int? {
    var index = start
    while index < end, PDFCharacters.isSpace(bytes[index]) { index += 1 }
    let generation = index
    guard index > start else { return nil }
    while index < end, PDFCharacters.isDigit(bytes[index]) { index += 1 }
    let space = index
    guard index > generation, index - generation <= 5 else { return nil }
    while index < end, PDFCharacters.isSpace(bytes[index]) { index += 1 }
    guard index > space, index < end, bytes[index] == 0x52,
      index + 1 == end || !PDFCharacters.isRegular(bytes[index + 1])
    else { return nil }
    return index + 1
  }
}
