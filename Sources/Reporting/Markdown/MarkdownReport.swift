public import Findings

/// A report as Markdown, short enough for the summary of a step in GitHub's CI.
public enum MarkdownReport {
  /// The summary of a report in GitHub's Markdown.
  ///
  /// - Parameter report: what to show; any names in it are harmless: no tag, link or mention.
  /// - Returns: the text; below GitHub's limit of 1 MiB for a step's summary.
  /// - Complexity: O(size of what is shown), which the limits of lists bound.
  public static func render(_ report: RiskReport) -> String {
    let parts = [
      head(report), blame(report), findings(report), attacks(report), gaps(report),
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }

  private static let limits = ListLimits(columnsBlamed: 12, findings: 20, attacks: 40, notes: 40)

  private static func lines(_ lines: [MarkdownText]) -> String {
    lines.map { $0.text + "\n" }.joined()
  }

  private static func head(_ report: RiskReport) -> String {
    let risk = report.verdict.risk
    let people = report.subjects.map { ", \(NumberFormat.count($0)) people" } ?? ""
    let numbers: [MarkdownText] = [
      "| | of 100 people | interval |", "|:--|--:|:--|",
      "| with this release | \(NumberFormat.ofHundred(risk.value)) | \(interval(risk)) |",
      """
      | without it | \(NumberFormat.ofHundred(report.verdict.baseline.value)) \
      | \(interval(report.verdict.baseline)) |
      """,
      "",
    ]
    let title: [MarkdownText] = ["## Risk report: \(name: report.dataset.name)", ""]
    let verdict: [MarkdownText] = [
      "**\(report.verdict.severity.title) severity. \(report.verdict.sentence)**", "",
    ]
    return lines(
      title + fused(report) + verdict + (report.wasMeasured ? numbers : []) + [
        """
        \(NumberFormat.count(report.totalRows)) rows\(people); seed \(name: report.seed); \
        \(name: report.tool.name) \(name: report.tool.version), \(name: report.tool.engine); \
        \(name: report.createdAt)
        """
      ])
  }

  /// What all channels together find, and what is to blame for it.
  private static func fused(_ report: RiskReport) -> [MarkdownText] {
    guard let reading = FusedReading(report) else { return [] }
    return ["**\(reading.headline)**", ""] + reading.lines.map { "- \($0)" } + [""]
  }

  private static func interval(_ estimate: Estimate) -> String {
    estimate.method == .exact
      ? IntervalMethod.exact.title
      : "\(NumberFormat.percentInterval(estimate)) (\(NumberFormat.percent(estimate.level)))"
  }

  private static func more(_ count: Int, _ things: MarkdownText) -> [MarkdownText] {
    count > 0 ? ["", "\(NumberFormat.count(count)) more \(things) in the JSON."] : []
  }

  private static func blame(_ report: RiskReport) -> String {
    guard !report.blame.isEmpty else { return "" }
    let shown = report.blame.prefix(limits.columnsBlamed)
    let rows = shown.map { column -> MarkdownText in
      """
      | \(name: "\(column.table).\(column.column)") | \(NumberFormat.percent(column.riskWith)) \
      | \(NumberFormat.percent(column.riskWithout)) | \(NumberFormat.percent(column.riskAlone)) \
      | \(column.share.map(NumberFormat.percent) ?? NumberFormat.missing) |
      """
    }
    return lines(
      [
        "### What to blame", "",
        "| column | risk with all | without it | it alone | share |", "|:--|--:|--:|--:|--:|",
      ] + rows + more(report.blame.count - shown.count, "columns"))
  }

  private static func findings(_ report: RiskReport) -> String {
    let ordered = report.orderedFindings
    guard !ordered.isEmpty else { return "" }
    let items = ordered.prefix(limits.findings).map { finding -> MarkdownText in
      let remedy: MarkdownText =
        finding.remedy.isEmpty ? "" : " *What would mend it:* \(finding.remedy)"
      return """
        1. **\(finding.severity.title): \(name: finding.title).** \(finding.sentence)\(remedy)
        """
    }
    return lines(
      ["### Findings", ""] + items + more(ordered.count - limits.findings, "findings"))
  }

  private static func attacks(_ report: RiskReport) -> String {
    guard !report.attacks.isEmpty else {
      return lines(["### Attacks", "", "None was run, so nothing is known about the risk."])
    }
    let rows = report.attacks.prefix(limits.attacks).map { result -> MarkdownText in
      """
      | \(name: result.attack.title) | \(NumberFormat.percent(result.success.value)) \
      | \(interval(result.success)) | \(NumberFormat.percent(result.baseline.value)) \
      | \(NumberFormat.percent(result.excess.value)) | \(result.attack.risk.title) \
      | \(result.attack.failureMode.title) |
      """
    }
    return lines(
      [
        "### Attacks", "",
        "| attack | success | interval | baseline | excess | risk | failure mode |",
        "|:--|--:|:--|--:|--:|:--|:--|",
      ] + rows + more(report.attacks.count - limits.attacks, "attacks")
        + report.networks.flatMap { ["", "\(name: $0.title). \($0.alternativeText)"] })
  }

  private static func gaps(_ report: RiskReport) -> String {
    guard !report.notMeasured.isEmpty else { return "" }
    let items = report.notMeasured.prefix(limits.notes).map { gap -> MarkdownText in
      "- **\(name: gap.what).** \(gap.why)"
    }
    return lines(
      ["### Not measured", ""] + items + more(report.notMeasured.count - limits.notes, "gaps"))
  }
}
