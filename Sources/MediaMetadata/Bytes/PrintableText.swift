/// Untrusted bytes as text that is safe to show: no control characters, bounded length.
public enum PrintableText {
  /// The longest value shown, in characters.
  public static let limit = 2_000

  /// The text without control and direction characters, cut to the limit.
  public static func cleaned(_ text: String) -> String {
    if let plain = cleanedASCII(text) { return plain }
    var result = ""
    var count = 0
    for scalar in text.unicodeScalars {
      if count == limit {
        result += "…"
        break
      }
      result.unicodeScalars.append(isPlain(scalar) ? scalar : " ")
      count += 1
    }
    return result.split(separator: " ").joined(separator: " ")
  }

  /// The same for text of ASCII alone, byte by byte; nil for other text.
  private static func cleanedASCII(_ text: String) -> String? {
    var result: [UInt8] = []
    result.reserveCapacity(min(text.utf8.count, limit) + 3)
    var count = 0
    for byte in text.utf8 {
      guard byte < 0x80 else { return nil }
      if count == limit {
        if result.last == 0x20 { result.removeLast() }
        return String(decoding: result, as: UTF8.self) + "…"
      }
      count += 1
      if byte > 0x20, byte != 0x7f {
        result.append(byte)
      } else if let last = result.last, last != 0x20 {
        result.append(0x20)
      }
    }
    if result.last == 0x20 { result.removeLast() }
    return String(decoding: result, as: UTF8.self)
  }

  /// The bytes up to the first zero as UTF-8, or as Latin-1 where they are not.
  public static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let bytes = bytes.prefix(4 * limit).prefix { $0 != 0 }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }

  /// The runs of at least four printable characters in any bytes, ASCII or UTF-16 of ASCII, joined
  /// by blanks; nil where there are none.
  ///
  /// Looks at the first 64 KiB and at the last.
  public static func runs(in bytes: ArraySlice<UInt8>) -> String? {
    let window = 1 << 16
    var found = scan(bytes.prefix(window))
    if bytes.count > window { found += scan(bytes.suffix(min(window, bytes.count - window))) }
    return found.isEmpty ? nil : found.joined(separator: " ")
  }

  private static func scan(_ bytes: ArraySlice<UInt8>) -> [String] {
    var found: [String] = []
    var run: [UInt8] = []
    var total = 0
    var wasZero = false
    func close() {
      if run.count >= 4, total < limit {
        found.append(String(decoding: run, as: UTF8.self))
        total += run.count
      }
      run.removeAll(keepingCapacity: true)
    }
    for byte in bytes {
      if (0x20...0x7e).contains(byte) {
        run.append(byte)
        wasZero = false
      } else if byte == 0, !wasZero, !run.isEmpty {
        wasZero = true
      } else {
        close()
        wasZero = false
      }
    }
    close()
    return found
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      false
    default: true
    }
  }
}
