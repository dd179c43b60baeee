public import Findings

/// Audits of mechanisms as text for a terminal.
public enum MechanismAuditText {
  /// Each claim of each mechanism in a line, then what the whole run says.
  public static func render(_ report: MechanismAuditReport) -> String {
    let rows = report.mechanisms.flatMap { mechanism in
      mechanism.claims.map { row(mechanism, $0) }
    }
    let header = ["", "mechanism", "claimed", "proved at least", "by this event", "delta at least"]
    return table([header] + rows) + "\n" + caught(report) + summary(report)
  }

  /// The catalogue: each mechanism's name and setting.
  public static func render(list: [(name: String, setting: String)]) -> String {
    table(list.map { [$0.name, $0.setting] })
  }

  private static func row(
    _ mechanism: MechanismAuditReport.Mechanism, _ claim: MechanismAuditReport.Claim
  ) -> [String] {
    let delta = claim.delta > 0 ? ", \(number(claim.delta))" : ""
    let upper = claim.eventUpperBound.map { number($0) } ?? "any"
    return [
      claim.isRefuted ? "CAUGHT" : "holds", mechanism.name, "(\(number(claim.epsilon))\(delta))",
      number(claim.epsilonLowerBound),
      "\(number(claim.epsilonLowerBound)) to \(upper)", number(claim.deltaLowerBound),
    ]
  }

  private static func caught(_ report: MechanismAuditReport) -> String {
    var lines: [String] = []
    for mechanism in report.caught {
      guard let claim = mechanism.claims.first(where: \.isRefuted) else { continue }
      lines.append("\(mechanism.name): \(mechanism.setting)")
      lines.append("  told apart: \(claim.pair), by the \(claim.view) \(event(claim))")
      lines.append(
        "  with probability \(number(claim.likely[0])) at least on the "
          + "\(claim.favoursFirst ? "first" : "second"), \(number(claim.rare[1])) at most on the "
          + "\(claim.favoursFirst ? "second" : "first")")
    }
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n\n"
  }

  private static func summary(_ report: MechanismAuditReport) -> String {
    let count = Phrase.count(report.mechanisms.count, "mechanism", "mechanisms")
    let verdict =
      report.caught.isEmpty
      ? "No lower bound exceeds a claim: that is evidence, and no proof."
      : "\(Phrase.count(report.caught.count)) of them \(report.caught.count == 1 ? "is" : "are") "
        + "caught: more is lost than is claimed."
    return """
      \(count), \(Phrase.count(report.samples)) releases on each side of each pair, from the \
      system's secure source.
      \(Phrase.count(report.tests, "test shares", "tests share")) the error: all bounds hold \
      together with a confidence of \(report.confidence).
      \(verdict)

      """
  }

  private static func event(_ claim: MechanismAuditReport.Claim) -> String {
    switch claim.event {
    case "at-most": "up to \(claim.eventValue)"
    case "at-least": "from \(claim.eventValue) on"
    case "equal": "\(claim.eventValue)"
    default: "among \(Phrase.count(Int(claim.eventValue), "output", "outputs"))"
    }
  }

  private static func number(_ value: Double) -> String {
    value == 0 || abs(value) >= 0.001
      ? Phrase.decimals(value, 3) : "\(Phrase.decimals(value * 1e6, 1))e-6"
  }

  /// Columns two spaces apart, the last one ragged.
  private static func table(_ rows: [[String]]) -> String {
    guard let first = rows.first else { return "" }
    let widths = first.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
