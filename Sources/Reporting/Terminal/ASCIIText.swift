import Foundation

/// Text for terminals that know only ASCII.
enum ASCIIText {
  /// The text with look-alikes for what is not ASCII, and `?` for what has none.
  static func from(_ text: String) -> String {
    var result = ""
    var raised = false
    for character in text {
      if let digit = superscripts[character] {
        result += raised ? digit : "^" + digit
        raised = true
        continue
      }
      raised = false
      result += replacement(for: character)
    }
    return result
  }

  private static func replacement(for character: Character) -> String {
    if character.isASCII { return String(character) }
    if let known = lookAlikes[character] { return known }
    let base = String(character).decomposedStringWithCanonicalMapping.unicodeScalars.first
    if let base, base.isASCII { return String(base) }
    return String(repeating: "?", count: max(1, DisplayWidth.of(character)))
  }

  private static let superscripts: [Character: String] = [
    "⁻": "-", "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7",
    "⁸": "8", "⁹": "9",
  ]

  private static let lookAlikes: [Character: String] = [
    "\u{A0}": " ", "–": "-", "−": "-", "…": "...", "’": "'", "‘": "'", "“": "\"", "”": "\"",
    "×": "x", "⟨": "<", "⟩": ">", "·": ".", "─": "-", "█": "#", "░": ".", "●": "o", "○": ".",
    "◔": ":",
    "→": "->",
  ]
}
