/// Texts of JSON, whose escapes stand for characters.
enum EvidenceText {
  /// The text that escaped bytes stand for; nil where an escape stands for none.
  ///
  /// - Complexity: O(bytes).
  static func unescaped(_ bytes: [UInt8]) -> String? {
    var output: [UInt8] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "\\") else {
        output.append(bytes[index])
        index += 1
        continue
      }
      guard index + 1 < bytes.count else { return nil }
      if bytes[index + 1] == UInt8(ascii: "u") {
        guard let (scalar, length) = scalar(bytes, at: index) else { return nil }
        output.append(contentsOf: UTF8.encode(scalar) ?? .init())
        index += length
      } else {
        guard let byte = simple[bytes[index + 1]] else { return nil }
        output.append(byte)
        index += 2
      }
    }
    return String(validating: output, as: UTF8.self)
  }

  private static let simple: [UInt8: UInt8] = [
    UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
    UInt8(ascii: "/"): UInt8(ascii: "/"), UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12,
    UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9,
  ]

  private static func scalar(_ bytes: [UInt8], at index: Int) -> (Unicode.Scalar, Int)? {
    guard let first = unit(bytes, at: index) else { return nil }
    if let scalar = Unicode.Scalar(UInt32(first)) { return (scalar, 6) }
    guard (0xD800..<0xDC00).contains(first), let second = unit(bytes, at: index + 6),
      (0xDC00..<0xE000).contains(second)
    else { return nil }
    let code = 0x10000 + (UInt32(first - 0xD800) << 10) + UInt32(second - 0xDC00)
    return Unicode.Scalar(code).map { ($0, 12) }
  }

  private static func unit(_ bytes: [UInt8], at index: Int) -> UInt16? {
    guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u")
    else { return nil }
    return UInt16(String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16)
  }
}
