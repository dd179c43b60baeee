import Findings

extension ReportPage {
  /// The tables and columns that the report is about.
  var data: Markup {
    let shown = report.dataset.tables.prefix(limits.tables)
    let tables: Markup =
      shown.isEmpty ? #"<p class="empty">The dataset has no table.</p>"# : .each(shown, table)
    return section(
      "data", "The data", note: "Names and counts; no value of a person stands in this report.",
      "\(tables)\(more(report.dataset.tables.count - shown.count, "tables"))")
  }

  private func table(_ table: TableSummary) -> Markup {
    let people: Markup = table.subjects.map { ", \(NumberFormat.count($0)) people" } ?? .none
    let digest: Markup =
      table.digest.map { #"<p class="digest">SHA-256 <code>\#(name($0))</code></p>"# } ?? .none
    let header: [Markup] = [
      "Column", "Role", "Type", "Distinct", "Missing", "Entropy", "Unique",
    ]
    let shown = table.columns.prefix(limits.columns)
    return """
      <h3 dir="auto">\(name(table.name))</h3>
      <p class="caption">\(name(table.kind)), \(NumberFormat.count(table.rows)) rows\(people)</p>
      \(self.table(
        header: header, numbers: [3, 4, 5, 6], rows: shown.map { row($0) }, label: table.name))
      \(more(table.columns.count - shown.count, "columns"))
      \(digest)
      """
  }

  private func row(_ column: ColumnSummary) -> Markup {
    """
    <tr><th scope="row">\(code(column.name))</th><td>\(name(column.role))</td>\
    <td>\(name(column.type))</td><td class="n">\(number(column.distinct, NumberFormat.count))</td>\
    <td class="n">\(number(column.missing, NumberFormat.count))</td>\
    <td class="n">\(number(column.entropyBits) { "\(NumberFormat.number($0)) bits" })</td>\
    <td class="n">\(uniqueShare(column))</td></tr>
    """
  }

  private func uniqueShare(_ column: ColumnSummary) -> Markup {
    guard let share = column.uniqueShare else { return "\(NumberFormat.missing)" }
    let place = ShareAxis.whole.place(share)
    return """
      <span class="cell-bar"><svg class="strip" aria-hidden="true" width="48" height="8">\
      <rect class="bar trough" width="100%" height="8"/>\
      <rect class="bar with" width="\(place)%" height="8"/></svg> \
      \(NumberFormat.percent(share))</span>
      """
  }

  private func number<Value>(_ value: Value?, _ format: (Value) -> String) -> String {
    value.map(format) ?? NumberFormat.missing
  }
}
