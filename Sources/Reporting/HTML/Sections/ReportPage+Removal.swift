import Findings

extension ReportPage {
  /// How the risk falls as columns are removed, the worst first; and what each alone would do.
  func removal(_ reading: FusedReading) -> Markup {
    let fused = reading.fused
    guard !fused.removal.isEmpty || !fused.columns.isEmpty else { return .none }
    return section(
      "removal", "What removing columns does",
      note: """
        The column that lowers the risk most goes first, then the one that lowers most what the \
        remaining columns still find. Where the stair ends on the dashed line, nothing is left.
        """,
      """
      \(curve(reading))
      \(columnTable(reading))
      """)
  }

  private func curve(_ reading: FusedReading) -> Markup {
    let all = reading.fused.removal
    let shown = all.prefix(limits.columnsBlamed)
    guard let first = shown.first, let last = shown.last else { return .none }
    let chart = RemovalChart(
      start: reading.success, removal: shown, baseline: reading.baseline.value)
    let drawing = SVGChart.framed(
      chart.drawing, id: "chart-removal", title: "Risk by columns removed",
      alternativeText: """
        The share of people found falls from \(NumberFormat.percent(reading.success.value)) with \
        all columns to \(NumberFormat.percent(first.risk.value)) without \
        \(SafeText.name(first.column)), and to \(NumberFormat.percent(last.risk.value)) with \
        \(Phrase.count(shown.count, "column", "columns")) removed. The dashed line is the baseline.
        """)
    let rows = shown.enumerated().map { index, step -> Markup in
      """
      <tr><th scope="row"><span class="quiet">\(index + 1)</span> \(code(step.column))</th>\
      <td class="n">\(twoLines(step.risk))</td></tr>
      """
    }
    return """
      <div class="figures beside">
      <figure class="chart-figure"><figcaption>Removed from left to right</figcaption>
      \(drawing)
      \(dashKey("without the release"))</figure>
      <div>\(table(
        header: ["Column removed", "Left after it"], numbers: [1], rows: rows,
        label: "Columns in the order of removal"))
      \(more(all.count - shown.count, "steps"))</div>
      </div>
      """
  }

  /// What a dashed line in a drawing means.
  func dashKey(_ meaning: Markup) -> Markup {
    """
    <p class="legend"><span class="key-item"><svg class="strip s1" aria-hidden="true" width="22" \
    height="14"><line class="line" x1="0" x2="22" y1="7" y2="7"/></svg> \(meaning)</span></p>
    """
  }

  private func columnTable(_ reading: FusedReading) -> Markup {
    let all = reading.fused.columns
    let shown = all.prefix(limits.columnsBlamed)
    guard !shown.isEmpty else { return .none }
    let rows = shown.map { column -> Markup in
      """
      <tr><th scope="row">\(code("\(column.table).\(column.column)"))</th>\
      <td class="n">\(twoLines(column.without))</td><td class="n">\(twoLines(column.drop))</td></tr>
      """
    }
    return """
      <h3>Each column by itself</h3>
      <p class="caption">What is found if only this one column is removed, and how much less that \
      is: a difference on the same people.</p>
      \(table(
        header: ["Column", "Found without it", "Less by"], numbers: [1, 2], rows: rows,
        label: "What removing each column alone would do"))
      \(more(all.count - shown.count, "columns"))
      """
  }
}
