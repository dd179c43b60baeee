import Foundation

/// Epsilons and deltas as text: five digits, rounded to the side that is safe to read.
enum CostNumber {
  /// An upper bound: never shown smaller than it is, but for parts in 10^12.
  static func up(_ value: Double?) -> String { text(value, .up) }

  /// A lower bound: never shown larger than it is, but for parts in 10^12.
  static func down(_ value: Double?) -> String { text(value, .down) }

  /// A number that was given, as short as it reads back.
  static func exact(_ value: Double) -> String { compact(value, "\(value)") }

  private static func text(_ value: Double?, _ rule: FloatingPointRoundingRule) -> String {
    guard let value, value.isFinite else { return "-" }
    if value == 0 { return "0" }
    let exponent = log10(abs(value)).rounded(.down)
    guard exponent > -300, exponent < 300 else { return compact(value, "\(value)") }
    // Five digits: the powers of ten may be off by a place, which the slack of 1e-12 covers.
    let scale = pow(10, 4 - exponent)
    let scaled = value * scale
    let nearest = scaled.rounded()
    let digits = abs(scaled - nearest) <= 1e-12 * abs(scaled) ? nearest : scaled.rounded(rule)
    return compact(value, String(format: "%.5g", digits / scale))
  }

  /// `1e-05` as `1e-5`, `1e+20` as `1e20`, `2.0` as `2`.
  private static func compact(_ value: Double, _ text: String) -> String {
    var parts = text.split(separator: "e", maxSplits: 1).map(String.init)
    if parts[0].hasSuffix(".0") { parts[0].removeLast(2) }
    guard parts.count == 2, let exponent = Int(parts[1].replacing("+", with: "")) else {
      return parts[0]
    }
    return "\(parts[0])e\(exponent)"
  }
}
