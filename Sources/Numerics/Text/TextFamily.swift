/// A kind of features of a text.
public enum TextFamily: Int, Sendable, CaseIterable {
  /// Four scalars in a row without white space, case kept; a shorter run of them whole.
  case characterGrams
  /// Words in lower case, and runs of other signs: punctuation, emoticons, emoji.
  case words
  /// Two of them in a row.
  case wordPairs
  /// Runs of signs that are no letters, with the kind of what stands before and after.
  case punctuation
  /// Four kinds in a row: capital, small letters, digits, space, or the sign itself.
  case shapes
}

/// The kind of a Unicode scalar, whatever the script; no locale is asked.
enum ScalarClass: UInt8 {
  case space, upper, lower, digit, mark, symbol

  /// The kind of `scalar`; ASCII's control characters are space.
  @inline(__always)
  init(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    guard value < 0x80 else {
      self = Self.beyondASCII(scalar)
      return
    }
    switch value {
    case 0x61...0x7A: self = .lower
    case 0...0x20, 0x7F: self = .space
    case 0x41...0x5A: self = .upper
    case 0x30...0x39: self = .digit
    default: self = .symbol
    }
  }

  private static func beyondASCII(_ scalar: Unicode.Scalar) -> ScalarClass {
    // The non-joiner stands inside words, of Persian for one.
    if scalar.value == 0x200C { return .lower }
    let properties = scalar.properties
    if properties.isWhitespace { return .space }
    switch properties.generalCategory {
    case .uppercaseLetter, .titlecaseLetter: return .upper
    case .lowercaseLetter, .modifierLetter, .otherLetter: return .lower
    case .nonspacingMark, .spacingMark, .enclosingMark: return .mark
    case .decimalNumber, .letterNumber, .otherNumber: return .digit
    default: return .symbol
    }
  }
}

extension Unicode.Scalar {
  /// The first scalar of the lower-case form, in no locale.
  var lowered: UInt32 {
    if value < 0x80 { return value | 0x20 }
    return properties.lowercaseMapping.unicodeScalars.first?.value ?? value
  }
}
