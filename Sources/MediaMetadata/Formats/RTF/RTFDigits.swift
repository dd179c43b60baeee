/// Files in the digits of rich text: two for each byte.
enum RTFDigits {
  /// The bytes that digits stand for, blanks between them; nil where they are none, or half a byte.
  static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    var high: UInt8?
    for byte in text where !XMLTokenizer.isSpace(byte) {
      guard let digit = HexadecimalDigit.value(byte) else { return nil }
      if let first = high {
        result.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    return result.isEmpty || high != nil ? nil : result
  }

  /// The digits of bytes.
  static func encoded(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    return bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
  }
}
