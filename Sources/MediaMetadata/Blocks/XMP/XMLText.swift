/// Character data of XML as text.
enum XMLText {
  /// The text of at most `limit` bytes, its entities replaced.
  ///
  /// Only the five of XML and character numbers; others stay as they are written, so that nothing
  /// grows. **Source**: XML 1.0, 4.1 and 4.6.
  static func decoded(_ raw: ArraySlice<UInt8>, limit: Int = 4 * PrintableText.limit) -> String {
    let raw = raw.prefix(limit)
    guard raw.contains(UInt8(ascii: "&")) else { return text(raw) }
    var result: [UInt8] = []
    result.reserveCapacity(raw.count)
    var index = raw.startIndex
    while index < raw.endIndex {
      if raw[index] == UInt8(ascii: "&"), let (scalar, end) = entity(raw, at: index) {
        XMPEncoding.append(scalar, to: &result)
        index = end
      } else {
        result.append(raw[index])
        index += 1
      }
    }
    return text(result[...])
  }

  /// Bytes as UTF-8, or as Latin-1 where they are not; a character cut at the end is left out.
  static func text(_ bytes: ArraySlice<UInt8>) -> String {
    var whole = bytes
    for _ in 0..<4 {
      if let text = String(validating: whole, as: UTF8.self) { return text }
      guard let last = whole.last, last >= 0x80 else { break }
      whole = whole.dropLast()
    }
    return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }

  /// The character that an entity at `start` names, and where it ends.
  private static func entity(
    _ raw: ArraySlice<UInt8>, at start: Int
  ) -> (Unicode.Scalar, end: Int)? {
    // The longest is "&#x10FFFF;", with some zeros before.
    let window = raw[(start + 1)..<min(start + 14, raw.endIndex)]
    guard let close = window.firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = String(decoding: window[..<close], as: UTF8.self)
    if let named = named[name] { return (named, close + 1) }
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let isHexadecimal = digits.hasPrefix("x") || digits.hasPrefix("X")
    let number = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let number, let scalar = Unicode.Scalar(number) else { return nil }
    return (scalar, close + 1)
  }

  private static let named: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'",
  ]
}
