/// Which Unicode form a packet is in, and its bytes as UTF-8.
///
/// **Source**: XML 1.0, appendix F (detection without external information).
enum XMPEncoding {
  /// The packet as UTF-8, without a byte order mark; the same storage where it is UTF-8 already.
  static func utf8(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let head = Array(bytes.prefix(4))
    func starts(_ mark: [UInt8?]) -> Bool {
      guard head.count >= mark.count else { return false }
      for (byte, wanted) in zip(head, mark) {
        guard let wanted else {
          if byte == 0 { return false }
          continue
        }
        if byte != wanted { return false }
      }
      return true
    }
    if starts([0xef, 0xbb, 0xbf]) { return bytes.dropFirst(3) }
    if starts([0, 0, 0xfe, 0xff]) || starts([0, 0, 0, nil]) {
      return wide(bytes, width: 4, isBig: true)
    }
    if starts([0xff, 0xfe, 0, 0]) || starts([nil, 0, 0, 0]) {
      return wide(bytes, width: 4, isBig: false)
    }
    if starts([0xfe, 0xff]) || starts([0, nil]) { return wide(bytes, width: 2, isBig: true) }
    if starts([0xff, 0xfe]) || starts([nil, 0]) { return wide(bytes, width: 2, isBig: false) }
    return bytes
  }

  /// UTF-16 or UTF-32 as UTF-8; unpaired surrogates and numbers beyond Unicode become U+FFFD.
  static func wide(_ bytes: ArraySlice<UInt8>, width: Int, isBig: Bool) -> ArraySlice<UInt8> {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count / width + 16)
    var index = bytes.startIndex
    func unit(_ at: Int) -> UInt32 {
      var value: UInt32 = 0
      for offset in 0..<width {
        value = value << 8 | UInt32(bytes[at + (isBig ? offset : width - 1 - offset)])
      }
      return value
    }
    while bytes.endIndex - index >= width {
      var value = unit(index)
      index += width
      if width == 2, value & 0xfc00 == 0xd800, bytes.endIndex - index >= 2 {
        let low = unit(index)
        if low & 0xfc00 == 0xdc00 {
          value = 0x10000 + (value & 0x3ff) << 10 + (low & 0x3ff)
          index += 2
        }
      }
      if value != 0xfeff { append(Unicode.Scalar(value) ?? "\u{fffd}", to: &result) }
    }
    // An odd byte at the end is no character, but it is not lost from view.
    result += bytes[index...]
    return result[...]
  }

  /// Appends one character.
  static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    if scalar.isASCII {
      bytes.append(UInt8(truncatingIfNeeded: scalar.value))
    } else {
      bytes.append(
        contentsOf: Unicode.UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter)
    }
  }
}
