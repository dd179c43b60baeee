/// Base 64 in text, as XMP carries thumbnails and depth maps.
///
/// **Source**: RFC 4648, section 4; white space and its entities are skipped.
enum XMPBase64 {
  /// The bytes that `text` stands for; nil where it holds anything but base 64.
  ///
  /// `limit` is the number of bytes wanted, from the start.
  static func decoded(_ text: ArraySlice<UInt8>, limit: Int = .max) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(min(limit, text.count / 4 * 3 + 3))
    var bits: UInt32 = 0
    var count = 0
    var index = text.startIndex
    while index < text.endIndex, result.count < limit {
      let byte = text[index]
      index += 1
      if let value = value(byte) {
        bits = bits << 6 | UInt32(value)
        count += 1
        if count == 4 {
          result.append(UInt8(truncatingIfNeeded: bits >> 16))
          result.append(UInt8(truncatingIfNeeded: bits >> 8))
          result.append(UInt8(truncatingIfNeeded: bits))
          count = 0
        }
      } else if byte == UInt8(ascii: "&") {
        // "&#xA;" between lines.
        guard let close = text[index..<min(index + 8, text.endIndex)].firstIndex(of: 0x3b) else {
          return nil
        }
        index = close + 1
      } else if byte == UInt8(ascii: "=") {
        break
      } else if !XMLTokenizer.isSpace(byte) {
        return nil
      }
    }
    if count >= 2, result.count < limit {
      let whole = bits << (6 * UInt32(4 - count))
      result.append(UInt8(truncatingIfNeeded: whole >> 16))
      if count == 3 { result.append(UInt8(truncatingIfNeeded: whole >> 8)) }
    }
    return result
  }

  private static func value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 71
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte + 4
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
