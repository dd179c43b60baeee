/// Walks JSON and notes its texts and numbers under their keys.
///
/// **Source**: RFC 8259; what breaks its grammar is shown as text from there on.
struct ProvenanceJSON {
  private static let depthLimit = 64

  private var rest: ArraySlice<UInt8>

  /// A walker over UTF-8.
  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// Notes everything.
  mutating func walk(
    at location: String, _ notes: inout ProvenanceNotes, _ reading: inout Reading
  ) throws(MediaError) {
    let isRead = value(at: location, keys: [], &notes, &reading)
    skipSpace()
    guard !isRead || rest.contains(where: { $0 != 0 }) else { return }
    reading.discloseUnknown(
      rest, at: location, "bytes of a statement that can't be read", fate: notes.fate)
  }

  private mutating func value(
    at location: String, keys: [String], depth: Int = 0, _ notes: inout ProvenanceNotes,
    _ reading: inout Reading
  ) -> Bool {
    skipSpace()
    guard depth < Self.depthLimit, notes.hasRoom, let first = rest.first else { return false }
    switch first {
    case UInt8(ascii: "{"):
      return members(at: location, keys: keys, depth: depth, &notes, &reading)
    case UInt8(ascii: "["):
      return elements(at: location, keys: keys, depth: depth, &notes, &reading)
    case UInt8(ascii: "\""):
      guard let text = string() else { return false }
      notes.note(text, at: location, keys: keys, &reading)
      return true
    default:
      let word = rest.prefix { Self.isWord($0) }
      guard !word.isEmpty else { return false }
      rest = rest.dropFirst(word.count)
      let text = XMLText.text(word.prefix(1_000))
      if !["true", "false", "null"].contains(text) {
        notes.note(text, at: location, keys: keys, &reading)
      }
      return true
    }
  }

  private mutating func members(
    at location: String, keys: [String], depth: Int, _ notes: inout ProvenanceNotes,
    _ reading: inout Reading
  ) -> Bool {
    rest = rest.dropFirst()
    skipSpace()
    if take("}") { return true }
    while true {
      skipSpace()
      guard rest.first == UInt8(ascii: "\""), let key = string() else { return false }
      skipSpace()
      let path = keys + [String(key.prefix(200))]
      guard take(":"), value(at: location, keys: path, depth: depth + 1, &notes, &reading) else {
        return false
      }
      skipSpace()
      if take("}") { return true }
      guard take(",") else { return false }
    }
  }

  private mutating func elements(
    at location: String, keys: [String], depth: Int, _ notes: inout ProvenanceNotes,
    _ reading: inout Reading
  ) -> Bool {
    rest = rest.dropFirst()
    skipSpace()
    if take("]") { return true }
    while true {
      guard value(at: location, keys: keys, depth: depth + 1, &notes, &reading) else {
        return false
      }
      skipSpace()
      if take("]") { return true }
      guard take(",") else { return false }
    }
  }

  /// The string at the opening quote, its escapes replaced.
  private mutating func string() -> String? {
    var index = rest.startIndex + 1
    var isEscaped = false
    while index < rest.endIndex, rest[index] != UInt8(ascii: "\"") {
      if rest[index] == UInt8(ascii: "\\") {
        isEscaped = true
        index += 1
      }
      index += 1
    }
    guard index < rest.endIndex else { return nil }
    let raw = rest[(rest.startIndex + 1)..<index].prefix(8_000)
    rest = rest[(index + 1)...]
    return isEscaped ? Self.unescaped(raw) : XMLText.text(raw)
  }

  private static func unescaped(_ raw: ArraySlice<UInt8>) -> String {
    var result: [UInt8] = []
    var high: UInt32?
    var index = raw.startIndex
    while index < raw.endIndex {
      guard raw[index] == UInt8(ascii: "\\"), index + 1 < raw.endIndex else {
        result.append(raw[index])
        index += 1
        continue
      }
      let kind = raw[index + 1]
      index += 2
      guard kind == UInt8(ascii: "u") else {
        result.append(plain[kind] ?? kind)
        continue
      }
      let digits = String(decoding: raw[index..<min(index + 4, raw.endIndex)], as: UTF8.self)
      index = min(index + 4, raw.endIndex)
      guard let unit = UInt32(digits, radix: 16) else { continue }
      if unit & 0xfc00 == 0xd800 {
        high = unit
        continue
      }
      let value = high.map { 0x10000 + ($0 & 0x3ff) << 10 + (unit & 0x3ff) } ?? unit
      high = nil
      XMPEncoding.append(Unicode.Scalar(value) ?? "\u{fffd}", to: &result)
    }
    return XMLText.text(result[...])
  }

  private static let plain: [UInt8: UInt8] = [
    UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9, UInt8(ascii: "b"): 8,
    UInt8(ascii: "f"): 12,
  ]

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  private mutating func skipSpace() { rest = rest.drop { XMLTokenizer.isSpace($0) } }

  private mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: byte) else { return false }
    rest = rest.dropFirst()
    return true
  }
}
