/// Text strings of PDF files as text (ISO 32000-1, 7.9.2.2).
enum PDFText {
  /// What bytes 0x80 to 0xA0 are in PDFDocEncoding (annex D.2), the currency sign last.
  private static let upper: [Unicode.Scalar] = Array(
    "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž�€".unicodeScalars)

  /// The text: UTF-16 or UTF-8 with its mark, else PDFDocEncoding.
  static func decoded(_ bytes: [UInt8]) -> String {
    let bytes = bytes.prefix(4 * PrintableText.limit)
    if bytes.starts(with: [0xfe, 0xff]) { return wide(bytes.dropFirst(2), bigEndian: true) }
    if bytes.starts(with: [0xff, 0xfe]) { return wide(bytes.dropFirst(2), bigEndian: false) }
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) {
      return String(decoding: bytes.dropFirst(3), as: UTF8.self)
    }
    var text = String.UnicodeScalarView()
    for byte in bytes {
      text.append((0x80...0xa0).contains(byte) ? upper[Int(byte) - 0x80] : Unicode.Scalar(byte))
    }
    return String(text)
  }

  private static func wide(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> String {
    var units: [UInt16] = []
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(bigEndian ? first << 8 | second : second << 8 | first)
      index += 2
    }
    return String(decoding: units, as: UTF16.self)
  }
}
