public import Findings

/// What a plan costs, as text for a terminal.
///
/// Bounds are shown with five digits, rounded to the safe side; the document has them in full.
public enum CostText {
  /// The whole report.
  public static func render(_ costs: PrivacyCosts) -> String {
    var sections = [head(costs), notions(costs)]
    if costs.releases.count > 1 { sections.append(releases(costs)) }
    sections += [curve(costs), groups(costs), steps(costs)]
    if !costs.notes.isEmpty {
      sections.append(costs.notes.map { "Note: \(SafeText.sentence($0))." })
    }
    return sections.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  // MARK: The answer

  private static func head(_ costs: PrivacyCosts) -> [String] {
    var lines: [String] = []
    if let found = costs.calibration {
      let value =
        found.parameter == "steps"
        ? Phrase.count(Int(found.value)) : CostNumber.exact(found.value)
      lines += [
        "\(found.parameter) = \(value)",
        "  for epsilon \(CostNumber.exact(found.epsilon)) at delta \(CostNumber.exact(found.delta))"
          + ": \(found.step.statement)", "",
      ]
    }
    lines.append(total(costs.total))
    if let least = costs.total.epsilonAtLeast {
      lines.append("No analysis of these mechanisms can show less than \(CostNumber.down(least)).")
    }
    if let target = costs.target { lines.append(verdict(target)) }
    let unit = costs.unit == "row" ? "a row" : "a data subject"
    lines.append("Neighbours: \(unit), \(costs.neighbours).")
    return lines
  }

  private static func total(_ total: PrivacyCosts.Total) -> String {
    let by = total.notion.map { ", by \(name($0))" } ?? ""
    switch total.asked {
    case .delta:
      return "Total: delta \(CostNumber.up(total.delta)) at epsilon "
        + "\(total.epsilon.map(CostNumber.exact) ?? "-")\(by)."
    case .epsilon:
      guard let epsilon = total.epsilon else {
        return "Total: no finite epsilon holds at delta \(CostNumber.exact(total.delta))."
      }
      return "Total: epsilon \(CostNumber.up(epsilon)) at delta \(CostNumber.exact(total.delta))"
        + "\(by)."
    }
  }

  private static func verdict(_ target: PrivacyCosts.TargetVerdict) -> String {
    let allowed =
      "Target: epsilon \(CostNumber.exact(target.epsilon)) at delta "
      + CostNumber.exact(target.delta)
    guard let left = target.left else { return "\(allowed) is not met." }
    if target.isMet { return "\(allowed) is met, \(CostNumber.down(left)) is left." }
    return "\(allowed) is passed by \(CostNumber.up(-left))."
  }

  // MARK: Tables

  private static func notions(_ costs: PrivacyCosts) -> [String] {
    let asksDelta = costs.total.asked == .delta
    var rows = [["notion", asksDelta ? "delta" : "epsilon", ""]]
    for (index, cost) in costs.notions.enumerated() {
      let value = asksDelta ? cost.delta : cost.epsilon
      let isBest = index == 0 && value != nil
      rows.append([
        name(cost.notion), CostNumber.up(value),
        cost.reason.map { SafeText.sentence($0) } ?? (isBest ? "the tightest" : ""),
      ])
    }
    return table(rows)
  }

  private static func releases(_ costs: PrivacyCosts) -> [String] {
    var rows = [["release", "mechanism", "times", "sampled", "alone", "saves"]]
    for share in costs.releases {
      rows.append([
        SafeText.name(share.name), share.mechanism, Phrase.count(share.count),
        share.rate < 1 ? CostNumber.exact(share.rate) : "all", CostNumber.up(share.alone),
        CostNumber.down(share.saved),
      ])
    }
    return table(rows)
      + ["(alone: its epsilon by itself; saves: by how much the total falls without it)"]
  }

  private static func curve(_ costs: PrivacyCosts) -> [String] {
    table(
      [["delta", "epsilon", "by"]]
        + costs.curve.map {
          [CostNumber.up($0.delta), CostNumber.up($0.epsilon), $0.notion.map(name) ?? "-"]
        })
  }

  private static func groups(_ costs: PrivacyCosts) -> [String] {
    let many = costs.unit == "row" ? "rows" : "data subjects"
    return costs.groups.map {
      "A group of \($0.size) \(many): epsilon \(CostNumber.up($0.epsilon)) at delta "
        + "\(CostNumber.up(costs.total.delta))."
    }
  }

  private static func steps(_ costs: PrivacyCosts) -> [String] {
    var lines = ["How each cost was found:"]
    for share in costs.releases {
      lines.append("  \(SafeText.name(share.name))")
      for step in share.steps { lines += sentence(step) }
    }
    for cost in costs.notions where cost.reason == nil {
      lines.append("  \(name(cost.notion))")
      lines.append("    \(cost.source)")
    }
    if let group = costs.groups.first {
      lines.append("  groups")
      lines += sentence(group.step)
    }
    return lines
  }

  private static func sentence(_ step: PrivacyCosts.Step) -> [String] {
    ["    \(step.statement)", "      \(step.source)"]
  }

  /// A notion in the words of the field.
  static func name(_ notion: String) -> String {
    switch notion {
    case "basic": "basic composition"
    case "concentrated": "zCDP"
    case "gaussian": "Gaussian DP"
    case "renyi": "Renyi DP"
    case "privacyLoss": "loss distributions"
    default: SafeText.name(notion)
    }
  }

  /// Columns as wide as their widest cell, two spaces apart.
  private static func table(_ rows: [[String]]) -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0
    }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        line += cell
        let gap = widths[column] - DisplayWidth.of(cell) + 2
        if column < row.count - 1 { line += String(repeating: " ", count: gap) }
      }
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }
}
