/// Text and paths as SARIF wants them.
enum SARIFText {
  /// The longest description that GitHub's code scanning takes.
  static let descriptionLimit = 1_000

  /// Text for a `message` or a description: no placeholder and no embedded link comes out of it
  /// (SARIF 2.1.0, sections 3.11.5 and 3.11.6).
  static func plain(_ text: String, limit: Int = SafeText.sentenceLimit) -> String {
    var result = ""
    for scalar in SafeText.neutralised(text, limit: limit).unicodeScalars {
      switch scalar {
      case "{": result += "{{"
      case "}": result += "}}"
      case "[", "]", "\\": result += "\\\(scalar)"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A relative path as a URI reference (RFC 3986): no scheme, no query, no fragment comes out of
  /// it.
  static func uri(_ path: String) -> String {
    var result = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
    return result
  }

  /// FNV-1a, 64 bits, in hexadecimal: short and the same everywhere.
  ///
  /// It only tells alerts apart; what passes a gate is compared by the text itself.
  static func hash(_ text: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
