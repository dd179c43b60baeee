/// Writes texts so that any YAML reader reads the same texts back.
enum YAMLScalarText {
  /// A text as a scalar of one line: bare where that is safe, else in double quotes.
  static func write(_ text: String) -> String {
    isSafe(text) ? text : quote(text)
  }

  /// Whether a text can go without quotes: it starts with a letter, holds only letters, digits and
  /// `_ . / -`, and no version of YAML reads it as something else.
  private static func isSafe(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLetter(first), text.utf8.count <= 100 else { return false }
    let isPlain = text.utf8.allSatisfy { byte in
      isLetter(byte) || (0x30...0x39).contains(byte) || "_./-".utf8.contains(byte)
    }
    return isPlain && !reserved.contains(text.lowercased())
  }

  private static let reserved: Set<String> = [
    "y", "n", "yes", "no", "true", "false", "on", "off", "null", "nan", "inf",
  ]

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
  }

  private static func quote(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      default:
        if YAMLText.isPrintable(scalar), !breaksLines(scalar) {
          quoted.unicodeScalars.append(scalar)
        } else {
          quoted += escape(scalar)
        }
      }
    }
    return quoted + "\""
  }

  private static func breaksLines(_ scalar: Unicode.Scalar) -> Bool {
    ["\r", "\u{85}", "\u{2028}", "\u{2029}", "\u{FEFF}"].contains(scalar)
  }

  /// `\U` and eight digits, which every character has.
  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// Text for the inside of a comment: one line, nothing that is not printable.
  static func comment(_ text: String) -> String {
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isPlain = YAMLText.isPrintable(scalar) && !breaksLines(scalar) && scalar != "\n"
      line.append(isPlain && scalar != "\t" ? scalar : " ")
    }
    return String(line)
  }
}
