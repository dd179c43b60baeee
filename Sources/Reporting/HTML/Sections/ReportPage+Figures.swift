import Findings

extension ReportPage {
  /// The charts of an attack, each with its numbers below.
  func figures(_ result: AttackResult, index: Int) -> Markup {
    let charts = result.allCharts
    guard !charts.isEmpty else { return .none }
    let shown = charts.prefix(limits.charts)
    return """
      <div class="figures">
      \(.each(shown.enumerated()) { figure($1, id: "chart-\(index + 1)-\($0 + 1)") })
      </div>
      \(more(charts.count - shown.count, "charts"))
      """
  }

  private func figure(_ chart: Chart, id: String) -> Markup {
    """
    <figure class="chart-figure">
    <figcaption dir="auto">\(name(chart.title))</figcaption>
    \(SVGChart.markup(chart, id: id))
    <details><summary>Numbers<span class="hidden"> of \(name(chart.title))</span></summary>
    \(paragraph(chart.alternativeText, "caption"))
    \(numbers(of: chart))
    </details>
    </figure>
    """
  }

  private func numbers(of chart: Chart) -> Markup {
    if chart.kind == .network { return sizes(of: chart) }
    let named = chart.series.count > 1 || chart.kind == .heat
    let points = chart.series.flatMap { series in series.points.map { (series.name, $0) } }
    let ranged = points.contains { $0.1.lower != nil || $0.1.upper != nil }
    let header: [Markup] =
      (named ? ["Series"] : []) + ["\(chart.xLabel.isEmpty ? "x" : chart.xLabel)"]
      + ["\(chart.yLabel.isEmpty ? "y" : chart.yLabel)"] + (ranged ? ["Interval"] : [])
    let rows = points.prefix(limits.points).map { series, point -> Markup in
      let place = point.label.isEmpty ? NumberFormat.number(point.x) : point.label
      let name: Markup = named ? "<td>\(self.name(series))</td>" : .none
      let interval: Markup = ranged ? #"<td class="n">\#(self.interval(point, chart))</td>"# : .none
      return """
        <tr>\(name)<th scope="row">\(self.name(place))</th>\
        <td class="n">\(ChartText.value(point.y, in: chart))</td>\(interval)</tr>
        """
    }
    let first = named ? 2 : 1
    return table(
      header: header, numbers: [first, first + 1], rows: rows, label: chart.title)
      + more(points.count - rows.count, "points")
  }

  /// How many nodes and ties each network of a chart has; where they stand tells nothing.
  private func sizes(of chart: Chart) -> Markup {
    let rows = chart.series.prefix(limits.points).map { series -> Markup in
      """
      <tr><th scope="row">\(name(series.name))</th>\
      <td class="n">\(NumberFormat.count(series.points.count))</td>\
      <td class="n">\(NumberFormat.count(series.ties?.count ?? 0))</td></tr>
      """
    }
    return table(
      header: ["Network", "People in it", "Ties"], numbers: [1, 2], rows: rows, label: chart.title)
      + more(chart.series.count - rows.count, "networks")
  }

  private func interval(_ point: Chart.Point, _ chart: Chart) -> String {
    guard let lower = point.lower, let upper = point.upper else { return NumberFormat.missing }
    return "\(ChartText.value(lower, in: chart)) to \(ChartText.value(upper, in: chart))"
  }

  /// A table that scrolls inside itself where it is too wide.
  ///
  /// - Parameters:
  ///   - header: a name for each column.
  ///   - numbers: the columns that hold numbers: their names stand right, above the digits.
  ///   - rows: a `tr` each.
  ///   - label: what the table is, for readers who can't see it.
  func table(
    header: [Markup], numbers: Set<Int> = [], rows: [Markup], label: String
  ) -> Markup {
    let names = header.enumerated().map { index, title -> Markup in
      let kind: Markup = numbers.contains(index) ? " class=\"n\"" : .none
      return "<th scope=\"col\"\(kind)>\(title)</th>"
    }
    return """
      <div class="scroll" role="region" aria-label="\(name(label))" tabindex="0"><table \
      class="plain">
      <thead><tr>\(.joined(names, separator: ""))</tr></thead>
      <tbody>
      \(.joined(rows))
      </tbody></table></div>
      """
  }

  /// The further numbers of an attack, with those that could not be had.
  func measures(_ result: AttackResult) -> Markup {
    let all = result.measures
    guard !all.isEmpty || result.subjectRisk != nil else { return .none }
    let rows = riskRows(result.subjectRisk) + all.prefix(limits.measures).map(row)
    return """
      <h4>Further numbers</h4>
      \(table(
        header: ["Measure", "Value", "Interval", "Note"], numbers: [1, 2], rows: rows,
        label: "Further numbers"))
      \(more(all.count - limits.measures, "measures"))
      """
  }

  private func riskRows(_ risks: RiskDistribution?) -> [Markup] {
    guard let risks else { return [] }
    let above = risks.shareAbove.prefix(8).map { above in
      ("People with a risk above \(NumberFormat.percent(above.threshold))", above.share)
    }
    let rows = [("Largest risk of a person", risks.maximum), ("Mean risk", risks.mean)] + above
    return rows.map { title, share in
      """
      <tr><th scope="row">\(title)</th><td class="n">\(NumberFormat.percent(share))</td>\
      <td></td><td></td></tr>
      """
    }
  }

  private func row(_ measure: Measure) -> Markup {
    let title: Markup = #"<th scope="row" dir="auto">\#(name(measure.label))</th>"#
    let note: Markup = #"<td class="note" dir="auto">\#(measure.note)</td>"#
    guard let estimate = measure.estimate else {
      return """
        <tr class="missing">\(title)<td class="n">\(measure.status.title)</td><td></td>\(note)</tr>
        """
    }
    let unit: Markup = measure.unit == "probability" ? .none : " \(name(measure.unit))"
    let interval =
      NumberFormat.interval(estimate, unit: measure.unit).map {
        "\($0), \(estimate.method.title)"
      } ?? IntervalMethod.exact.title
    return """
      <tr>\(title)<td class="n">\
      \(NumberFormat.value(estimate.value, unit: measure.unit))\(unit)</td>\
      <td class="n">\(interval)</td>\(note)</tr>
      """
  }

  /// The small tables of an attack.
  func grids(_ result: AttackResult) -> Markup {
    let shown = result.grids.prefix(limits.grids)
    return .each(shown, grid) + more(result.grids.count - shown.count, "tables")
  }

  private func grid(_ grid: Grid) -> Markup {
    let columns = limits.gridColumns
    let rows = grid.rows.prefix(limits.gridRows).map { row -> Markup in
      "<tr>\(.joined(row.prefix(columns).map(cell), separator: ""))</tr>"
    }
    return """
      <h4 dir="auto">\(name(grid.title))</h4>
      \(table(
        header: grid.header.prefix(columns).map(name), numbers: grid.numberColumns, rows: rows,
        label: grid.title))
      \(more(grid.rows.count - rows.count, "rows"))
      \(more(grid.header.count - columns, "columns"))
      """
  }

  private func cell(_ cell: Grid.Cell) -> Markup {
    switch cell {
    case .text(let text): #"<td dir="auto">\#(name(text))</td>"#
    case .count(let count): #"<td class="n">\#(NumberFormat.count(count))</td>"#
    case .number(let number): #"<td class="n">\#(NumberFormat.number(number))</td>"#
    case .share(let share): #"<td class="n">\#(NumberFormat.percent(share))</td>"#
    case .empty: "<td></td>"
    }
  }
}

extension Grid {
  /// The columns whose first filled cell is a number.
  fileprivate var numberColumns: Set<Int> {
    Set(
      header.indices.filter { column in
        switch rows.lazy.map({ $0[column] }).first(where: { $0 != .empty }) {
        case .count, .number, .share: true
        default: false
        }
      })
  }
}
