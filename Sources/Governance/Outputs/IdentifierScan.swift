/// Tells identifiers and free text from categories and numbers.
///
/// For outputs, where neither has any business: it would rather find one too many.
enum IdentifierScan {
  /// Whether a text holds what looks like an e-mail address, a number of a person, an IP address,
  /// a UUID or the name of a column of such.
  ///
  /// - Complexity: O(length).
  static func isFound(in text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    return isAddress(scalars) || hasLongNumber(scalars) || isDotted(text) || isUUID(scalars)
  }

  /// Whether a text reads as people write: several words, or very long.
  static func isFreeText(_ text: String) -> Bool {
    text.unicodeScalars.count > 120 || text.split(separator: " ").count > 8
  }

  private static func isAddress(_ scalars: [Unicode.Scalar]) -> Bool {
    guard let at = scalars.firstIndex(of: "@"), at > 0 else { return false }
    let domain = scalars[(at + 1)...].prefix {
      isLetter($0) || isDigit($0) || $0 == "." || $0 == "-"
    }
    guard let dot = domain.lastIndex(of: "."), dot > domain.startIndex else { return false }
    let before = scalars[at - 1]
    return (isLetter(before) || isDigit(before))
      && domain.distance(from: dot, to: domain.endIndex) > 2
  }

  /// Whether nine digits and more follow each other, spaces, dots and dashes passed over.
  ///
  /// Telephone, card, insurance numbers. A number with a decimal point is a figure.
  private static func hasLongNumber(_ scalars: [Unicode.Scalar]) -> Bool {
    let text = String(String.UnicodeScalarView(scalars))
    if text.contains("."), Double(text.filter { $0 != "," }) != nil { return false }
    // Thousands apart by commas are a count.
    if text.contains(","), Double(text.filter { $0 != "," }) != nil { return false }
    var digits = 0
    var gap = 0
    for scalar in scalars {
      if isDigit(scalar) {
        digits += 1
        gap = 0
        if digits >= 9 { return true }
      } else if digits > 0, gap < 2, " -./()+".unicodeScalars.contains(scalar) {
        gap += 1
      } else {
        digits = 0
        gap = 0
      }
    }
    return false
  }

  /// Four numbers to 255 with dots between them.
  private static func isDotted(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
  }

  private static func isUUID(_ scalars: [Unicode.Scalar]) -> Bool {
    let parts = scalars.split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.count) == [8, 4, 4, 4, 12]
      && scalars.allSatisfy { $0 == "-" || $0.properties.isASCIIHexDigit }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic
  }
}
