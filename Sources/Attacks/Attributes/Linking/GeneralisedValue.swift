/// A released value that stands for several: an interval or a prefix.
enum GeneralisedValue: Sendable, Equatable {
  /// Numbers from `lower` to `upper`, each end in or out.
  case interval(lower: Double, includesLower: Bool, upper: Double, includesUpper: Bool)
  /// Texts of `length` characters that begin with `prefix`; of any length where it is `nil`.
  case prefix(String, length: Int?)

  /// Reads `[20, 30[`, `[20,30)`, `20-29`, `20..29`, `>=65`, `<18`, `65+`, `130**`; `nil` for a
  /// value that stands for itself alone.
  init?(_ label: String) {
    if let prefix = Self.prefix(label) {
      self = prefix
    } else if let interval = Self.bracketed(label) ?? Self.bounded(label) ?? Self.ranged(label) {
      self = interval
    } else {
      return nil
    }
  }

  /// Whether `value` is one of those that it stands for.
  func covers(_ value: String) -> Bool {
    switch self {
    case .interval(let lower, let includesLower, let upper, let includesUpper):
      guard let number = Double(value) else { return false }
      return (number > lower || (includesLower && number == lower))
        && (number < upper || (includesUpper && number == upper))
    case .prefix(let prefix, let length):
      return value.hasPrefix(prefix) && (length == nil || value.count == length)
    }
  }

  private static func prefix(_ label: String) -> GeneralisedValue? {
    let stars = label.reversed().prefix { $0 == "*" }.count
    guard stars > 0 else { return nil }
    let prefix = String(label.dropLast(stars))
    return .prefix(prefix, length: stars == 1 && prefix.isEmpty ? nil : label.count)
  }

  private static func bracketed(_ label: String) -> GeneralisedValue? {
    guard let first = label.first, let last = label.last, label.count >= 5,
      "[(]".contains(first), "])[".contains(last)
    else { return nil }
    let inside = label.dropFirst().dropLast()
    let ends = inside.split(whereSeparator: { $0 == "," || $0 == ";" }).map {
      Double($0.filter { !$0.isWhitespace })
    }
    guard ends.count == 2, let lower = ends[0], let upper = ends[1] else { return nil }
    return .interval(
      lower: lower, includesLower: first == "[", upper: upper, includesUpper: last == "]")
  }

  private static func bounded(_ label: String) -> GeneralisedValue? {
    let text = label.filter { !$0.isWhitespace }
    let infinity = Double.infinity
    for (mark, isUpper, includes) in [
      (">=", false, true), ("<=", true, true), (">", false, false), ("<", true, false),
    ] where text.hasPrefix(mark) {
      guard let end = Double(text.dropFirst(mark.count)) else { return nil }
      return isUpper
        ? .interval(lower: -infinity, includesLower: true, upper: end, includesUpper: includes)
        : .interval(lower: end, includesLower: includes, upper: infinity, includesUpper: true)
    }
    if text.hasSuffix("+"), let lower = Double(text.dropLast()) {
      return .interval(lower: lower, includesLower: true, upper: infinity, includesUpper: true)
    }
    return nil
  }

  private static func ranged(_ label: String) -> GeneralisedValue? {
    let text = label.filter { !$0.isWhitespace }
    for separator in ["..", "-", "–"] {
      // The first character may be a minus sign, so the search begins behind it.
      guard let found = text.dropFirst().firstRange(of: separator),
        let lower = Double(text[..<found.lowerBound]),
        let upper = Double(text[found.upperBound...]), lower <= upper
      else { continue }
      return .interval(lower: lower, includesLower: true, upper: upper, includesUpper: true)
    }
    return nil
  }
}
