/// One piece of RTF, as a range of the bytes it stands in.
struct RTFToken {
  enum Kind: Equatable {
    case open
    case close
    /// A control word; `isDelimited` says whether a blank ends it.
    case word(name: String, number: Int?, isDelimited: Bool)
    /// A control symbol such as "\*" or "\'e9".
    case symbol(UInt8)
    case text
    /// The bytes behind "\bin", its word included.
    case binary(data: Range<Int>)
  }

  let kind: Kind
  let range: Range<Int>
}

/// Cuts RTF into groups, control words and text.
///
/// **Source**: Rich Text Format Specification 1.9.1, "RTF Syntax".
struct RTFTokenizer {
  let bytes: [UInt8]
  private(set) var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next token; nil at the end.
  mutating func next() throws(MediaError) -> RTFToken? {
    guard position < bytes.count else { return nil }
    let start = position
    switch bytes[start] {
    case UInt8(ascii: "{"):
      position += 1
      return RTFToken(kind: .open, range: start..<position)
    case UInt8(ascii: "}"):
      position += 1
      return RTFToken(kind: .close, range: start..<position)
    case UInt8(ascii: "\\"): return try control(start)
    default:
      position = bytes[start...].firstIndex { [0x7b, 0x7d, 0x5c].contains($0) } ?? bytes.count
      return RTFToken(kind: .text, range: start..<position)
    }
  }

  private mutating func control(_ start: Int) throws(MediaError) -> RTFToken {
    guard start + 1 < bytes.count else { throw early(start) }
    position = start + 1
    guard HTMLTokenizer.isLetter(bytes[position]) else {
      let symbol = bytes[position]
      let count = symbol == UInt8(ascii: "'") ? 3 : 1
      guard count <= bytes.count - position else { throw early(start) }
      position += count
      return RTFToken(kind: .symbol(symbol), range: start..<position)
    }
    let letters = position
    while position < bytes.count, HTMLTokenizer.isLetter(bytes[position]) { position += 1 }
    let name = String(decoding: bytes[letters..<min(position, letters + 40)], as: UTF8.self)
    let digits = position
    if position < bytes.count, bytes[position] == UInt8(ascii: "-") { position += 1 }
    while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
    let number = Int(String(decoding: bytes[digits..<min(position, digits + 18)], as: UTF8.self))
    if number == nil { position = digits }
    let isDelimited = position < bytes.count && bytes[position] == 0x20
    if isDelimited { position += 1 }
    guard name == "bin", let number, number > 0 else {
      return RTFToken(
        kind: .word(name: name, number: number, isDelimited: isDelimited), range: start..<position)
    }
    guard number <= bytes.count - position else { throw early(start) }
    let data = position..<(position + number)
    position += number
    return RTFToken(kind: .binary(data: data), range: start..<position)
  }

  private func early(_ offset: Int) -> MediaError {
    .truncated(.rtf, offset: offset, reason: "inside a control word")
  }
}
