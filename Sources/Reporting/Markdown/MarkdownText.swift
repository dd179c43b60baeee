/// Markdown text in which everything from outside is escaped, by type.
struct MarkdownText: ExpressibleByStringInterpolation, Sendable {
  private(set) var text: String

  init(stringLiteral value: String) { text = value }

  init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

  /// Text made harmless: no tag, link, mention, table cell, list or heading comes out of it.
  static func escaped(_ text: String, limit: Int = SafeText.sentenceLimit) -> String {
    var result = ""
    let safe = SafeText.neutralised(text, limit: limit)
      .replacing("://", with: "\u{1}").replacing("www.", with: "\u{2}")
    for scalar in safe.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\u{1}": result += ":<!-- -->//"
      case "\u{2}": result += "www<!-- -->."
      case "@", "#": result += "\\\(scalar)<!-- -->"
      case "\\", "`", "*", "_", "{", "}", "[", "]", "|", "~", "$", ":":
        result += "\\\(scalar)"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  struct Interpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    mutating func appendLiteral(_ literal: String) { text += literal }
    mutating func appendInterpolation(_ value: String) { text += MarkdownText.escaped(value) }
    mutating func appendInterpolation(_ value: MarkdownText) { text += value.text }
    /// What a person wrote: never cut.
    mutating func appendInterpolation(whole value: String) {
      text += MarkdownText.escaped(value, limit: Int.max)
    }
    mutating func appendInterpolation(name value: String) {
      text += MarkdownText.escaped(value, limit: SafeText.nameLimit)
    }
  }
}
