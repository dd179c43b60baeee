/// What YAML reads a text without quotes as.
///
/// Follows YAML 1.1 (yaml.org/type), which PyYAML and most tools read, and YAML 1.2's core schema
/// where that sees more numbers: what either of them takes for something else than a text needs
/// quotes to be one.
enum PlainScalar {
  /// The form of a plain scalar.
  ///
  /// - Complexity: O(length), and no more than 64 characters of a longer text are looked at.
  static func form(of text: String) -> YAMLForm {
    let bytes = Array(text.utf8.prefix(65))
    if bytes.isEmpty || nothings.contains(text) { return .nothing }
    if bytes.count > 64 { return .text }
    if booleans.contains(text) { return .boolean }
    if text == "<<" || text == "=" { return .tagged }
    if isDate(bytes) { return .date }
    return numberForm(bytes) ?? .text
  }

  /// The truth of a plain boolean.
  static func truth(of text: String) -> Bool {
    ["yes", "true", "on"].contains(text.lowercased())
  }

  /// The number that plain decimal digits stand for (`12`, `-3`, `0.25`, `250_000`), or `nil`.
  static func decimal(_ text: String) -> Double? {
    var digits = Array(text.utf8)
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative { digits.removeFirst() }
    let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard let whole = parts.first, parts.count <= 2, let first = whole.first, isDigit(first),
      first != UInt8(ascii: "0") || whole.count == 1,
      whole.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: "_") }),
      parts.count == 1 || (!parts[1].isEmpty && parts[1].allSatisfy(isDigit))
    else { return nil }
    let kept = digits.filter { $0 != UInt8(ascii: "_") }
    guard let value = Double(String(decoding: kept, as: UTF8.self)), value.isFinite else {
      return nil
    }
    return isNegative ? -value : value
  }

  private static let nothings: Set<String> = ["~", "null", "Null", "NULL"]
  private static let booleans: Set<String> = [
    "yes", "Yes", "YES", "no", "No", "NO", "true", "True", "TRUE", "false", "False", "FALSE", "on",
    "On", "ON", "off", "Off", "OFF",
  ]

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "f"))
  }

  /// `2020-01-31`, and a date and a time of day in YAML's notation.
  private static func isDate(_ bytes: [UInt8]) -> Bool {
    let dash = UInt8(ascii: "-")
    guard bytes.count >= 8, bytes[..<4].allSatisfy(isDigit), bytes[4] == dash else { return false }
    let rest = bytes[5...].split(separator: dash, maxSplits: 1, omittingEmptySubsequences: false)
    guard rest.count == 2, (1...2).contains(rest[0].count), rest[0].allSatisfy(isDigit) else {
      return false
    }
    let day = rest[1].prefix(while: isDigit)
    let tail = rest[1].dropFirst(day.count)
    guard (1...2).contains(day.count) else { return false }
    if tail.isEmpty { return bytes.count == 10 }
    let allowed = Array("0123456789Tt:.+-Z \t".utf8)
    return tail.allSatisfy(allowed.contains) && tail.contains(UInt8(ascii: ":"))
  }

  private static func numberForm(_ bytes: [UInt8]) -> YAMLForm? {
    let hasSign = bytes[0] == UInt8(ascii: "-") || bytes[0] == UInt8(ascii: "+")
    let body = hasSign ? Array(bytes.dropFirst()) : bytes
    guard let first = body.first else { return nil }
    if first == UInt8(ascii: ".") { return dottedForm(Array(body.dropFirst())) }
    guard isDigit(first) else { return nil }
    let underscore = UInt8(ascii: "_")
    if body.allSatisfy({ isDigit($0) || $0 == underscore }) { return .integer }
    if first == UInt8(ascii: "0"), body.count > 2 {
      let digits = body.dropFirst(2)
      if body[1] == UInt8(ascii: "x"),
        digits.allSatisfy({ isHexadecimal($0) || $0 == underscore })
      {
        return .integer
      }
      if body[1] == UInt8(ascii: "o") || body[1] == UInt8(ascii: "b"),
        digits.allSatisfy({ isDigit($0) || $0 == underscore })
      {
        return .integer
      }
    }
    return realForm(body)
  }

  /// What may follow a leading point: digits, `inf`, `nan`.
  private static func dottedForm(_ rest: [UInt8]) -> YAMLForm? {
    let word = String(decoding: rest, as: UTF8.self)
    if ["inf", "Inf", "INF", "nan", "NaN", "NAN"].contains(word) { return .number }
    guard let first = rest.first, isDigit(first) else { return nil }
    return realForm([UInt8(ascii: "0"), UInt8(ascii: ".")] + rest)
  }

  /// Digits with a fraction, an exponent or sixties (`1:30`).
  private static func realForm(_ body: [UInt8]) -> YAMLForm? {
    var rest = body[...].drop { isDigit($0) || $0 == UInt8(ascii: "_") }
    let sixties = rest.first == UInt8(ascii: ":")
    while rest.first == UInt8(ascii: ":") {
      let digits = rest.dropFirst().prefix(while: isDigit)
      guard (1...2).contains(digits.count) else { return nil }
      rest = rest.dropFirst(1 + digits.count)
    }
    if rest.isEmpty { return sixties ? .integer : .number }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst().drop { isDigit($0) || $0 == UInt8(ascii: "_") }
    }
    if !sixties, let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
        rest = rest.dropFirst()
      }
      guard let digit = rest.first, isDigit(digit) else { return nil }
      rest = rest.drop(while: isDigit)
    }
    return rest.isEmpty ? .number : nil
  }
}

extension PlainScalar {
  /// The shortest plain decimal digits, without an exponent, that read back as `value`.
  ///
  /// - Precondition: `value` is finite and not negative.
  static func digits(of value: Double) -> String {
    let description = value.description
    guard let mark = description.firstIndex(where: { $0 == "e" || $0 == "E" }),
      let exponent = Int(description[description.index(after: mark)...])
    else { return description }
    let digits = description[..<mark].filter { $0 != "." }
    if exponent < 0 {
      return "0." + String(repeating: "0", count: -exponent - 1) + digits
    }
    return digits + String(repeating: "0", count: max(0, exponent + 1 - digits.count)) + ".0"
  }
}
