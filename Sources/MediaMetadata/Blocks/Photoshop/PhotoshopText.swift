/// Text and numbers as Photoshop and IPTC write them.
enum PhotoshopText {
  /// The content of a resource as text; nil where it holds none.
  static func value(_ bytes: ArraySlice<UInt8>, _ form: PhotoshopResourceKind.Form) -> String? {
    switch form {
    case .text: text(bytes)
    case .pascalStrings: joined(pascalStrings(bytes))
    case .unicodeStrings: joined(unicodeStrings(bytes))
    case .digest: hexadecimal(bytes)
    case .number:
      bytes.count <= 8
        ? String(bytes.reduce(0 as UInt64) { $0 << 8 | UInt64($1) }) : PrintableText.runs(in: bytes)
    case .labels: labels(bytes)
    default: PrintableText.runs(in: bytes)
    }
  }

  /// Bytes as UTF-8, else as Latin-1, else as Mac Roman: where bytes 0x80 to 0x9F occur, which are
  /// letters in Mac Roman only.
  static func text(_ bytes: ArraySlice<UInt8>) -> String {
    var bytes = bytes.prefix(4 * PrintableText.limit)
    while bytes.last == 0 { bytes.removeLast() }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    let isMac = bytes.contains { (0x80...0x9f).contains($0) }
    var scalars = String.UnicodeScalarView()
    for byte in bytes {
      scalars.append(isMac && byte >= 0x80 ? macRoman[Int(byte) - 0x80] : Unicode.Scalar(byte))
    }
    return String(scalars)
  }

  /// Strings that each start with their length in one byte.
  static func pascalStrings(_ bytes: ArraySlice<UInt8>) -> [String] {
    var result: [String] = []
    var rest = bytes
    while let count = rest.first, result.count < 500 {
      result.append(text(rest.dropFirst().prefix(Int(count))))
      rest = rest.dropFirst(1 + Int(count))
    }
    return result
  }

  /// Strings that each start with their length in four bytes, in UTF-16.
  static func unicodeStrings(_ bytes: ArraySlice<UInt8>) -> [String] {
    var result: [String] = []
    var rest = bytes
    while rest.count >= 4, result.count < 500 {
      let count = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
      rest = rest.dropFirst(4)
      let units = rest.prefix(min(count, rest.count / 2) * 2)
      result.append(utf16(units))
      rest = rest.dropFirst(units.count)
    }
    if !rest.isEmpty { result.append(PrintableText.text(rest)) }
    return result
  }

  /// UTF-16, most significant byte first.
  static func utf16(_ bytes: ArraySlice<UInt8>) -> String {
    let wide = XMPEncoding.wide(bytes.prefix(8_000), width: 2, isBig: true)
    return String(decoding: wide, as: UTF8.self)
  }

  /// Readable runs, also those of UTF-16 beyond ASCII.
  static func labels(_ bytes: ArraySlice<UInt8>) -> String? {
    joined([PrintableText.runs(in: bytes) ?? "", wideRuns(bytes.prefix(1 << 16))])
  }

  /// Runs of letters of UTF-16 with at least one beyond ASCII, which `PrintableText.runs` misses.
  private static func wideRuns(_ bytes: ArraySlice<UInt8>) -> String {
    var found: [String] = []
    var run: [UInt16] = []
    func close() {
      if run.count >= 3, run.contains(where: { $0 > 0x7f }) {
        found.append(String(decoding: run, as: UTF16.self))
      }
      run.removeAll(keepingCapacity: true)
    }
    var index = bytes.startIndex
    while bytes.endIndex - index >= 2, found.count < 100 {
      let unit = UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])
      if isLetter(unit) || (0x20...0x40).contains(unit) {
        run.append(unit)
        index += 2
      } else {
        // After a run the alignment is known to be even with it; outside one it may be odd.
        index += run.isEmpty ? 1 : 2
        close()
      }
    }
    close()
    return found.joined(separator: " ")
  }

  /// Whether a unit is a letter of Latin, Greek or Cyrillic.
  private static func isLetter(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x41...0x5a, 0x61...0x7a, 0xc0...0x24f, 0x386...0x3ff, 0x400...0x52f: true
    default: false
    }
  }

  /// Bytes as hexadecimal digits, at most 64 bytes.
  static func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String {
    let digits = Array("0123456789abcdef".unicodeScalars)
    var scalars = String.UnicodeScalarView()
    for byte in bytes.prefix(64) {
      scalars.append(digits[Int(byte >> 4)])
      scalars.append(digits[Int(byte & 15)])
    }
    return String(scalars)
  }

  private static func joined(_ strings: [String]) -> String? {
    let filled = strings.filter { !$0.isEmpty }
    return filled.isEmpty ? nil : filled.joined(separator: ", ")
  }

  /// Mac Roman from 0x80 on.
  ///
  /// **Source**: Apple's ROMAN.TXT, Unicode Consortium.
  private static let macRoman: [Unicode.Scalar] = Array(
    ("ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ"
      + "–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ").unicodeScalars)
}
