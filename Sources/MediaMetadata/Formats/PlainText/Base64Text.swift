/// Writes bytes in base 64.
///
/// **Source**: RFC 4648, section 4.
enum Base64Text {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The text that stands for `bytes`, in lines of `width` characters that end with `newline`, or
  /// in one line where `width` is nil.
  static func encoded(
    _ bytes: [UInt8], width: Int? = nil, newline: [UInt8] = [0x0d, 0x0a]
  ) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4 + bytes.count / 50)
    var column = 0
    var index = 0
    while index < bytes.count {
      let count = min(3, bytes.count - index)
      var bits = UInt32(bytes[index]) << 16
      if count > 1 { bits |= UInt32(bytes[index + 1]) << 8 }
      if count > 2 { bits |= UInt32(bytes[index + 2]) }
      for place in 0..<4 {
        text.append(
          place <= count ? alphabet[Int(bits >> UInt32(18 - 6 * place) & 63)] : UInt8(ascii: "="))
      }
      index += 3
      column += 4
      if let width, column >= width, index < bytes.count {
        text += newline
        column = 0
      }
    }
    if width != nil, !text.isEmpty { text += newline }
    return text
  }
}
