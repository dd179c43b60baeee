/// Text from files made harmless: names of tables and columns are whatever someone typed.
///
/// Characters that act rather than show (controls, line breaks, bidirectional overrides, invisible
/// formatting, private use) become a visible `⟨U+202E⟩`; stacks of combining marks are cut; length
/// is bounded. Escaping for HTML, SVG or Markdown comes after this, in their own writers.
enum SafeText {
  /// The longest name shown, in Unicode scalars.
  static let nameLimit = 96
  /// The longest sentence shown, in Unicode scalars.
  static let sentenceLimit = 1_600

  /// A name of a table, column, measure.
  static func name(_ text: String) -> String { neutralised(text, limit: nameLimit) }

  /// A sentence.
  static func sentence(_ text: String) -> String { neutralised(text, limit: sentenceLimit) }

  /// The text with at most `limit` scalars, each of which only shows.
  ///
  /// - Complexity: O(limit) and the length of the text, which is counted when it was cut.
  static func neutralised(_ text: String, limit: Int) -> String {
    var result = String.UnicodeScalarView()
    var marks = 0
    var taken = 0
    for scalar in text.unicodeScalars {
      if taken == limit { return String(result) + cutNote(text) }
      taken += 1
      marks = scalar.isCombiningMark ? marks + 1 : 0
      if marks > 3 { continue }
      if scalar.acts {
        result.append(contentsOf: visible(scalar).unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  private static func cutNote(_ text: String) -> String {
    "… (\(NumberFormat.count(text.unicodeScalars.count)) characters)"
  }

  private static func visible(_ scalar: Unicode.Scalar) -> String {
    if scalar == "\n" || scalar == "\t" || scalar == "\r" { return " " }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "⟨U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)⟩"
  }
}

extension Unicode.Scalar {
  /// Whether it changes how others show, or shows as nothing.
  fileprivate var acts: Bool {
    if properties.isNoncharacterCodePoint { return true }
    if properties.isDefaultIgnorableCodePoint, value != 0x200D, value != 0xFE0F { return true }
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .lineSeparator, .paragraphSeparator:
      return value != 0x200D
    default: return false
    }
  }

  /// Whether it stacks on the one before.
  var isCombiningMark: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
  }
}
