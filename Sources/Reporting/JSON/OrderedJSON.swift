import Foundation

/// A JSON value whose objects keep the order in which their members were written.
///
/// For documents of other people's vocabularies, whose readers expect `@context` first. Equal
/// values give equal text. `<`, `>`, `&` and the line separators of Unicode are written as escapes,
/// so that a document can stand inside a page's `<script>` without ending it.
enum OrderedJSON: Sendable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  case text(String)
  case integer(Int)
  case number(Double)
  case flag(Bool)
  case null
  case list([OrderedJSON])
  case object([(String, OrderedJSON)])

  init(stringLiteral value: String) { self = .text(value) }
  init(arrayLiteral elements: OrderedJSON...) { self = .list(elements) }
  init(dictionaryLiteral elements: (String, OrderedJSON)...) { self = .object(elements) }

  /// Texts as a list.
  static func texts(_ texts: [String]) -> OrderedJSON { .list(texts.map { .text($0) }) }

  /// The text with two spaces of indentation and a line feed at the end.
  ///
  /// - Complexity: O(size).
  var rendered: String {
    var output = ""
    write(to: &output, depth: 0)
    return output + "\n"
  }

  private func write(to output: inout String, depth: Int) {
    switch self {
    case .text(let text): Self.write(text, to: &output)
    case .integer(let integer): output += String(integer)
    case .number(let number): output += number.isFinite ? Self.digits(number) : "null"
    case .flag(let flag): output += flag ? "true" : "false"
    case .null: output += "null"
    case .list(let elements):
      Self.write(elements, brackets: ("[", "]"), to: &output, depth: depth) { element, output in
        element.write(to: &output, depth: depth + 1)
      }
    case .object(let members):
      Self.write(members, brackets: ("{", "}"), to: &output, depth: depth) { member, output in
        Self.write(member.0, to: &output)
        output += ": "
        member.1.write(to: &output, depth: depth + 1)
      }
    }
  }

  private static func write<Element>(
    _ elements: [Element], brackets: (String, String), to output: inout String, depth: Int,
    element: (Element, inout String) -> Void
  ) {
    output += brackets.0
    for (index, value) in elements.enumerated() {
      output += (index == 0 ? "\n" : ",\n") + String(repeating: "  ", count: depth + 1)
      element(value, &output)
    }
    if !elements.isEmpty { output += "\n" + String(repeating: "  ", count: depth) }
    output += brackets.1
  }

  private static func digits(_ number: Double) -> String {
    if number == 0 { return "0" }
    if number == number.rounded(), number.magnitude < 1e15 { return String(Int64(number)) }
    return String(number)
  }

  private static func write(_ text: String, to output: inout String) {
    output += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case "<", ">", "&", "\u{2028}", "\u{2029}", "\u{0}"..."\u{1F}", "\u{7F}":
        output += escape(scalar)
      default: output.unicodeScalars.append(scalar)
      }
    }
    output += "\""
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
