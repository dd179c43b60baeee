/// Text as Exif writes it: with and without codes of character sets, in three encodings of
/// Unicode's first plane and in bytes of unknown meaning.
enum ExifText {
  /// How many numbers of a field are shown.
  static let numberLimit = 32
  /// How many bytes of a field are looked at as text.
  static let byteLimit = 4 * PrintableText.limit

  /// All strings of a field, which may hold several with a zero behind each, joined by " | ".
  static func strings(_ bytes: ArraySlice<UInt8>) -> String? {
    let parts = bytes.prefix(byteLimit).split(separator: 0).map { PrintableText.text($0) }
      .filter { part in part.contains { $0 != " " } }
    return parts.isEmpty ? nil : parts.joined(separator: " | ")
  }

  /// Bytes of no stated meaning: as text where they are text, else their runs of text and, where
  /// they are few, their digits.
  static func anything(_ bytes: ArraySlice<UInt8>) -> String? {
    if bytes.allSatisfy({ $0 == 0 }) { return nil }
    let head = bytes.prefix(byteLimit)
    if isText(head) { return strings(head) }
    let runs = PrintableText.runs(in: bytes)
    guard bytes.count <= numberLimit else { return runs }
    return [runs, hexadecimal(bytes)].compactMap { $0 }.joined(separator: " ")
  }

  /// Text that starts with the eight bytes of its character set's code (Exif 3.0, 4.6.6.4.2).
  static func coded(_ bytes: ArraySlice<UInt8>, isLittleEndian: Bool) -> String? {
    let code = bytes.prefix(8).map { $0 & 0xdf }
    let rest = bytes.dropFirst(8)
    if code.starts(with: Array("UNICODE".utf8)) {
      return utf16(rest, isLittleEndian: isLittleEndian)
    }
    if code.starts(with: Array("ASCII".utf8)) { return strings(rest) ?? anything(rest) }
    if code.starts(with: Array("JIS".utf8)) { return shiftState(rest) }
    if bytes.prefix(8).allSatisfy({ $0 == 0 || $0 == 0x20 }) { return undefinedText(rest) }
    return undefinedText(bytes)
  }

  /// Text in UTF-16: by its byte order mark, else in the order that its zero bytes suggest, else in
  /// the given one.
  static func utf16(_ bytes: ArraySlice<UInt8>, isLittleEndian: Bool) -> String? {
    var bytes = bytes.prefix(2 * byteLimit)
    var isLittle = isLittleEndian
    if bytes.starts(with: [0xff, 0xfe]) {
      isLittle = true
      bytes = bytes.dropFirst(2)
    } else if bytes.starts(with: [0xfe, 0xff]) {
      isLittle = false
      bytes = bytes.dropFirst(2)
    } else {
      var zeros = [0, 0]
      for (index, byte) in bytes.enumerated() where byte == 0 { zeros[index % 2] += 1 }
      if zeros[0] != zeros[1] { isLittle = zeros[1] > zeros[0] }
    }
    var units: [UInt16] = []
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      let first = UInt16(bytes[index])
      let second = UInt16(bytes[index + 1])
      units.append(isLittle ? second << 8 | first : first << 8 | second)
      index += 2
    }
    let parts = units.split(separator: 0).map { String(decoding: $0, as: UTF16.self) }
    return parts.isEmpty ? nil : parts.joined(separator: " | ")
  }

  /// Bytes as hexadecimal digits.
  static func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String {
    let digits = Array("0123456789abcdef".unicodeScalars)
    var text = String.UnicodeScalarView()
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(text)
  }

  /// A number as "0x" and four hexadecimal digits.
  static func tag(_ tag: UInt16) -> String {
    "0x" + hexadecimal([UInt8(tag >> 8), UInt8(tag & 0xff)])
  }

  /// A number with at most `places` decimals, without zeros at its end.
  static func decimal(_ value: Double, places: Int = 8) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "\(value)" }
    var scale = 1
    for _ in 0..<min(max(places, 0), 9) { scale *= 10 }
    // At most 1e18, which an Int holds.
    let scaled = Int((abs(value) * Double(scale)).rounded())
    var fraction = String(scaled % scale)
    fraction = String(repeating: "0", count: max(0, places - fraction.count)) + fraction
    while fraction.last == "0" { fraction.removeLast() }
    let sign = value < 0 && scaled != 0 ? "-" : ""
    return sign + String(scaled / scale) + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// A number with at least two digits.
  static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

  /// Text of an unstated encoding: UTF-16 where most bytes at odd, or at even, places are zero,
  /// else bytes.
  private static func undefinedText(_ bytes: ArraySlice<UInt8>) -> String? {
    let used = bytes.prefix(
      (bytes.lastIndex { $0 != 0 } ?? bytes.startIndex) - bytes.startIndex + 1)
    var zeros = [0, 0]
    for (index, byte) in used.prefix(64).enumerated() where byte == 0 { zeros[index % 2] += 1 }
    if used.count >= 8, max(zeros[0], zeros[1]) * 3 >= min(used.count, 64),
      min(zeros[0], zeros[1]) == 0, let text = utf16(bytes, isLittleEndian: zeros[1] > 0)
    {
      return text
    }
    return anything(bytes)
  }

  /// ISO-2022-JP without its tables: the escapes dropped, single bytes as they are (most such
  /// comments hold nothing else).
  private static func shiftState(_ bytes: ArraySlice<UInt8>) -> String? {
    var plain: [UInt8] = []
    var skip = 0
    for byte in bytes.prefix(byteLimit) {
      if byte == 0x1b {
        skip = 2
      } else if skip > 0 {
        skip -= 1
      } else {
        plain.append(byte)
      }
    }
    return strings(plain[...])
  }

  /// Whether the bytes are text in UTF-8, with nothing but zeros and line ends between it.
  private static func isText(_ bytes: ArraySlice<UInt8>) -> Bool {
    var printable = 0
    for byte in bytes {
      if byte >= 0x20, byte != 0x7f {
        printable += 1
      } else if byte != 0, byte != 9, byte != 10, byte != 13 {
        return false
      }
    }
    guard printable > 0, printable * 2 > bytes.prefix(64).count || printable >= 4 else {
      return false
    }
    return bytes.split(separator: 0).allSatisfy { String(validating: $0, as: UTF8.self) != nil }
  }
}
