/// The classes of characters (ISO 32000-1, 7.2.2).
enum PDFCharacters {
  /// A bit for each character below 128 that is white space or a delimiter.
  private static let low: UInt64 = 0x5000832100003601
  private static let high: UInt64 = 0x2800000028000000

  /// Whether a byte is white space.
  @inline(__always)
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 32 || byte == 10 || byte == 13 || byte == 9 || byte == 12 || byte == 0
  }

  /// Whether a byte is neither white space nor a delimiter.
  @inline(__always)
  static func isRegular(_ byte: UInt8) -> Bool {
    byte >= 128 || (byte < 64 ? low : high) &>> UInt64(byte & 63) & 1 == 0
  }

  /// Whether a byte is a decimal digit.
  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

  /// Bytes as text, each as the character of that number.
  static func text(_ bytes: ArraySlice<UInt8>) -> String {
    if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
    return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }
}
