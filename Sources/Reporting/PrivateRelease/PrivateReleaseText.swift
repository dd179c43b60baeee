public import Findings
import Foundation

/// A private release as text for a terminal.
public enum PrivateReleaseText {
  /// The answers first, then what they cost and how far off they may be; notes stand elsewhere, so
  /// that nobody takes them for answers.
  public static func render(_ release: PrivateRelease) -> String {
    var lines = release.results.map { answer($0, of: release) }
    if lines.isEmpty { lines.append("No key has enough rows to be shown.") }
    lines.append("")
    if let accuracy = release.accuracy { lines.append(sentence(accuracy)) }
    lines.append(guarantee(release))
    lines.append(mechanism(release.mechanism))
    if let clamping = clamping(release.query) { lines.append(clamping) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func answer(_ result: PrivateRelease.Result, of release: PrivateRelease) -> String
  {
    let value = number(result.value)
    if let key = result.key { return "\(plain(key))\t\(value)" }
    let column = release.query.column.map { " of \(plain($0))" } ?? ""
    if let probability = result.probability {
      return "quantile \(number(probability))\(column): \(value)"
    }
    return "\(release.query.kind.rawValue)\(column): \(value)"
  }

  private static func sentence(_ accuracy: PrivateRelease.Accuracy) -> String {
    let percent = "\(number(accuracy.level * 100)) %"
    switch accuracy.measure {
    case .value:
      return "The noise is at most \(number(accuracy.reach)), with \(percent) probability."
    case .rank:
      return "The rank is at most \(number(accuracy.reach)) rows off, with \(percent) probability."
    }
  }

  private static func guarantee(_ release: PrivateRelease) -> String {
    let unit: String
    switch release.neighbours.unit {
    case .row: unit = "one row"
    case .dataSubject:
      unit = "all rows of one data subject (\(plain(release.neighbours.subject ?? "")))"
    }
    var limits: [String] = []
    if let groups = release.neighbours.groupsPerSubject { limits.append("\(groups) groups") }
    if let rows = release.neighbours.rowsPerSubject {
      limits.append(
        release.neighbours.groupsPerSubject == nil ? "\(rows) rows" : "\(rows) rows in each")
    }
    let most = limits.isEmpty ? "" : ", of which at most \(limits.joined(separator: ", ")) count"
    let delta = release.cost.delta > 0 ? ", delta \(roundedUp(release.cost.delta))" : ""
    return "Protects \(unit)\(most): epsilon \(number(release.cost.epsilon))\(delta)."
  }

  private static func mechanism(_ mechanism: PrivateRelease.Mechanism) -> String {
    var text = "Mechanism: \(mechanism.name)"
    if let scale = mechanism.scale { text += ", scale \(number(scale))" }
    if let threshold = mechanism.threshold { text += ", counts from \(threshold) on are shown" }
    return text + "."
  }

  private static func clamping(_ query: PrivateRelease.Query) -> String? {
    guard let lower = query.lower, let upper = query.upper else { return nil }
    return "Values were clamped to \(number(lower)) ... \(number(upper))."
  }

  /// At most six significant digits after the point's own; whole numbers in full.
  private static func number(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
    let digits = max(0, 6 - Int(max(abs(value), 1e-300).exponent / 3))
    guard abs(value) >= 1e-4, digits <= 9 else { return String(value) }
    return Phrase.decimals(value, min(digits, 6))
  }

  /// Three significant digits, and never less than `value`: deltas are promises.
  private static func roundedUp(_ value: Double) -> String {
    var exponent = Int(log10(value).rounded(.down))
    var digits = Int((value / pow(10, Double(exponent - 2))).rounded())
    func text() -> String { "\(Double(digits) / 100)e\(exponent)" }
    // The quotient is rounded: what is read back decides.
    while let read = Double(text()), read < value { digits += 1 }
    if digits >= 1_000 { (digits, exponent) = ((digits + 9) / 10, exponent + 1) }
    return text()
  }

  private static func plain(_ text: String) -> String { SafeText.neutralised(text, limit: 2_100) }
}
