/// HTML or SVG text in which everything from outside is escaped, by type.
///
/// A `String` that is interpolated is made harmless (`SafeText`) and escaped; only `Markup` goes in
/// as it is, and only literals in this module's source become `Markup`. So no name from a file can
/// become a tag, an attribute or an entity.
struct Markup: ExpressibleByStringInterpolation, Sendable, Equatable {
  /// The text.
  private(set) var text: String

  init(stringLiteral value: String) { text = value }

  init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

  private init(escaped text: String) { self.text = text }

  /// A piece of text, escaped, with at most `limit` characters.
  static func escaped(_ text: String, limit: Int = SafeText.sentenceLimit) -> Markup {
    Markup(escaped: escape(SafeText.neutralised(text, limit: limit)))
  }

  /// Nothing.
  static let none: Markup = ""

  /// Pieces one after the other.
  static func joined(_ pieces: some Sequence<Markup>, separator: String = "\n") -> Markup {
    Markup(escaped: pieces.map(\.text).filter { !$0.isEmpty }.joined(separator: escape(separator)))
  }

  /// Pieces made of elements, one after the other.
  static func each<Elements: Sequence>(
    _ elements: Elements, _ piece: (Elements.Element) -> Markup
  ) -> Markup {
    joined(elements.map(piece))
  }

  static func + (left: Markup, right: Markup) -> Markup {
    Markup(escaped: left.text + right.text)
  }

  /// Replaces the five characters that have a meaning in HTML and XML.
  private static func escape(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
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
    mutating func appendInterpolation(_ markup: Markup) { text += markup.text }
    mutating func appendInterpolation(_ value: String) { text += Markup.escaped(value).text }
    mutating func appendInterpolation(_ value: Int) { text += String(value) }
    /// A coordinate: at most two decimals, never an exponent, never infinite.
    mutating func appendInterpolation(_ value: Double) { text += Coordinate.text(value) }
  }
}

/// Numbers of drawings.
enum Coordinate {
  /// The number with at most two decimals; 0 for what is not finite, bounded to ±1,000,000.
  static func text(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let hundredths = Int((min(max(value, -1e6), 1e6) * 100).rounded())
    let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    let decimals =
      rest.isMultiple(of: 10) ? "\(rest / 10)" : (rest < 10 ? "0\(rest)" : "\(rest)")
    return "\(sign)\(whole).\(decimals)"
  }
}
