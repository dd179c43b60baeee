import Findings
import Foundation

/// How numbers are written, the same way in every output.
///
/// Rounding never turns a small risk into none, nor a large one into certainty: what is not 0 is
/// never written `0`, and what is below 1 is never written `100 %`.
enum NumberFormat {
  /// A share as per cent: `62.9 %`, `0.1 %`, `< 0.01 %`, `> 99.99 %`.
  static func percent(_ share: Double) -> String {
    hundredths(share).map { "\($0)\(space)%" } ?? missing
  }

  /// A share as cases of a hundred: `63 of 100`, `0.1 of 100`, `< 0.01 of 100`.
  static func ofHundred(_ share: Double) -> String {
    share.isFinite ? "\(Phrase.ofHundred(share)) of 100" : missing
  }

  /// A share as one in so many, where that reads better than per cent: `1 in 1,000`.
  static func oneIn(_ share: Double) -> String? {
    guard share > 0, share < 0.01 else { return nil }
    let inverse = 1 / share
    guard inverse.isFinite, inverse < 1e12 else { return nil }
    let scale = pow(10, (log10(inverse) - 1).rounded(.down))
    return "1 in \(count(Int((inverse / scale).rounded() * scale)))"
  }

  /// The ends of an interval of shares, with equally many digits: `60.7 to 65.0 %`.
  static func percentInterval(_ estimate: Estimate) -> String {
    guard let lower = hundredths(estimate.lower), let upper = hundredths(estimate.upper) else {
      return missing
    }
    if lower == upper { return "\(lower)\(space)%" }
    if estimate.lower >= 0.01, estimate.upper < 0.999, lower.contains(".") || upper.contains(".") {
      return "\(fixed(estimate.lower * 100, 1)) to \(fixed(estimate.upper * 100, 1))\(space)%"
    }
    return "\(lower) to \(upper)\(space)%"
  }

  /// A whole number with thousands apart: `48,842`.
  static func count(_ value: Int) -> String {
    (value < 0 ? minus : "") + Phrase.thousands(value.magnitude)
  }

  /// A number with four significant digits: `0.1235`, `1,235`, `1.235 × 10⁻⁷`.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return missing }
    if value == 0 { return "0" }
    let size = value.magnitude
    if size == size.rounded(), size < 1e6 { return count(Int(value)) }
    guard size >= 1e-4, size < 1e15 else { return scientific(value) }
    let decimals = max(0, 3 - Int(log10(size).rounded(.down)))
    let text = trimmed(fixed(size, decimals))
    let parts = text.split(separator: ".", maxSplits: 1)
    let whole = parts.first.flatMap { Int($0) }.map(count) ?? text
    return (value < 0 ? minus : "")
      + ([whole] + parts.dropFirst().map(String.init)).joined(separator: ".")
  }

  /// A value in its unit, as measures state it.
  static func value(_ value: Double, unit: String) -> String {
    unit == "probability" ? percent(value) : number(value)
  }

  /// An interval in its unit: `[61.1, 64.9] %`; nothing for an exact value.
  static func interval(_ estimate: Estimate, unit: String) -> String? {
    guard estimate.method != .exact else { return nil }
    if unit == "probability" { return percentInterval(estimate) }
    return "\(number(estimate.lower)) to \(number(estimate.upper))"
  }

  /// What stands where there is no number.
  static let missing = "–"
  /// What keeps a number and its unit on one line.
  static let space = "\u{A0}"
  /// The sign of negative numbers.
  static let minus = "−"

  /// A share in hundredths with the digits that matter, without a unit.
  static func hundredths(_ share: Double) -> String? {
    guard share.isFinite else { return nil }
    if share < 0 { return hundredths(-share).map { $0.hasPrefix("<") ? "0" : minus + $0 } }
    let value = share * 100
    if value == 0 { return "0" }
    if value < 0.01 { return "< 0.01" }
    if value < 1 { return trimmed(fixed(value, 2)) }
    if share < 1, value > 99.99 { return "> 99.99" }
    if share < 1, value >= 99.9 { return trimmed(fixed(value, 2)) }
    if value >= 1e6 { return scientific(value) }
    return trimmed(fixed(value, 1))
  }

  private static func fixed(_ value: Double, _ decimals: Int) -> String {
    String(format: "%.\(decimals)f", value)
  }

  private static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = Substring(text)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return String(text)
  }

  private static func scientific(_ value: Double) -> String {
    let text = String(format: "%.3e", value.magnitude)
    let parts = text.split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]) else { return missing }
    let power = String(exponent).map { superscripts[$0] ?? String($0) }.joined()
    return (value < 0 ? minus : "") + "\(trimmed(String(parts[0]))) × 10\(power)"
  }

  private static let superscripts: [Character: String] = [
    "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷",
    "8": "⁸", "9": "⁹",
  ]
}
