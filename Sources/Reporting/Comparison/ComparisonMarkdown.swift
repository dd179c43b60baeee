public import Findings

/// Two audits side by side as Markdown, for a pull request's note or a step's summary.
public enum ComparisonMarkdown {
  /// The comparison in GitHub's Markdown; names in it are harmless.
  ///
  /// - Complexity: O(size of what is shown), which the limits of lists bound.
  public static func render(_ comparison: ReportComparison) -> String {
    let reading = ComparisonReading(comparison: comparison)
    let parts =
      [head(reading)] + reading.rates.map(rates) + reading.plain.map(plain)
    return parts.map { $0.map { $0.text + "\n" }.joined() }.joined(separator: "\n")
  }

  private static func head(_ reading: ComparisonReading) -> [MarkdownText] {
    let comparison = reading.comparison
    let warnings = comparison.warnings.map { warning -> MarkdownText in
      "- **Not the same:** \(warning.sentence)"
    }
    return [
      "## Two audits of \(name: comparison.after.dataset.name)", "", "**\(reading.headline)**", "",
      "\(reading.difference)", "", "\(reading.data)", "",
      """
      Before: \(name: comparison.before.createdAt), seed \(name: comparison.before.seed). \
      After: \(name: comparison.after.createdAt), seed \(name: comparison.after.seed).
      """,
    ] + (warnings.isEmpty ? [] : [""] + warnings)
  }

  private static func rates(_ table: ComparisonReading.RateTable) -> [MarkdownText] {
    let rows = table.rows.map { row -> MarkdownText in
      """
      | \(name: row.name) | \(rate(row.change.before)) | \(rate(row.change.after)) \
      | \(row.change.difference.map(ComparisonReading.points) ?? "") | \(what(row)) |
      """
    }
    return [
      "### \(table.title)", "", "| | before | after | difference | |", "|:--|--:|--:|--:|:--|",
    ] + rows + more(table.leftOut)
  }

  private static func rate(_ rate: Estimate?) -> String {
    rate.map { NumberFormat.percent($0.value) } ?? NumberFormat.missing
  }

  private static func what(_ row: ComparisonReading.Row) -> String {
    row.note.isEmpty ? row.change.kind.title : "\(row.change.kind.title); \(row.note)"
  }

  private static func plain(_ table: ComparisonReading.PlainTable) -> [MarkdownText] {
    let rows = table.rows.map { row -> MarkdownText in
      let cells = row.map { text -> MarkdownText in "\(name: text)" }
      return MarkdownText(row: cells)
    }
    return [
      "### \(table.title)", "", MarkdownText(row: table.header.map { "\($0)" }),
      "|:--|:--|:--|:--|",
    ]
      + rows + more(table.leftOut)
  }

  private static func more(_ count: Int) -> [MarkdownText] {
    count > 0 ? ["", "\(NumberFormat.count(count)) more in the reports."] : []
  }
}

extension MarkdownText {
  /// A row of a table.
  fileprivate init(row cells: [MarkdownText]) {
    self = cells.reduce("|") { "\($0) \($1) |" }
  }
}
