import Findings

/// A grid of shaded cells, a row for each series, with a scale and with values where they fit.
struct HeatChart {
  private let chart: Chart
  private let rows: [Chart.Series]
  private let columns: [String]
  private let range: ClosedRange<Double>
  private let left: Double

  init(chart: Chart) {
    self.chart = chart
    let rows = chart.series.prefix(ChartLimits.heatRows).map {
      Chart.Series(
        name: $0.name,
        points: Array($0.points.prefix(ChartLimits.heatColumns)))
    }
    self.rows = rows
    let longest = rows.max { $0.points.count < $1.points.count }
    self.columns = (longest?.points ?? []).map {
      $0.label.isEmpty ? NumberFormat.number($0.x) : $0.label
    }
    let values = rows.flatMap(\.points).map(\.y).filter(\.isFinite)
    let lower = min(0, values.min() ?? 0)
    self.range = lower...max(values.max() ?? 1, lower)
    let widest = rows.map { ChartText.width(ChartText.fitted($0.name, width: 130)) }.max() ?? 20
    self.left = min(130, widest) + 8
  }

  var drawing: Drawing {
    let width = (SVGChart.width - left) / Double(max(columns.count, 1))
    let height = min(26, max(12, width))
    let top = 40.0
    let cells = Markup.each(rows.enumerated()) { index, row in
      self.row(row, top: top + Double(index) * height, width: width, height: height)
    }
    let bottom = top + Double(rows.count) * height
    return Drawing(
      height: bottom + 26,
      markup: """
        <text class="axis-label" x="0" y="11">\(ChartText.fitted(heading, width: 430))</text>
        \(header(width: width))
        \(cells)
        \(key(top: bottom + 10))
        """)
  }

  private var heading: String {
    [chart.yLabel, chart.xLabel].filter { !$0.isEmpty }.joined(separator: ", by ")
  }

  private func header(width: Double) -> Markup {
    let widest = columns.map { ChartText.width(ChartText.fitted($0, width: 60)) }.max() ?? 1
    let stride = max(1, Int((widest + 4) / max(width, 1)) + (widest + 4 > width ? 1 : 0))
    return .each(columns.enumerated().filter { $0.offset.isMultiple(of: stride) }) { index, name in
      """
      <text class="tick" text-anchor="middle" x="\(left + (Double(index) + 0.5) * width)" y="34">\
      \(ChartText.fitted(name, width: 60))</text>
      """
    }
  }

  private func row(
    _ row: Chart.Series, top: Double, width: Double, height: Double
  ) -> Markup {
    let cells = Markup.each(row.points.enumerated()) { index, point in
      guard point.y.isFinite else { return .none }
      let x = left + Double(index) * width
      let text = ChartText.value(point.y, in: chart)
      let fits = ChartText.width(text) + 4 < width && height >= 16
      let label: Markup =
        fits
        ? """
        <text class="cell-value" text-anchor="middle" x="\(x + width / 2)" \
        y="\(top + height / 2 + 4)">\(text)</text>
        """ : .none
      return """
        <rect class="cell s0" x="\(x)" y="\(top)" width="\(max(0.5, width - 1))" \
        height="\(height - 1)" fill-opacity="\(Shade.opacity(point.y, in: range))"/>\(label)
        """
    }
    return """
      <text class="label" text-anchor="end" x="\(left - 8)" y="\(top + height / 2 + 4)">\
      \(ChartText.fitted(row.name, width: 130))</text>\(cells)
      """
  }

  private func key(top: Double) -> Markup {
    Shade.key(
      lower: ChartText.value(range.lowerBound, in: chart),
      upper: ChartText.value(range.upperBound, in: chart), x: left, y: top)
  }
}

/// Shades of one colour: light enough everywhere that ink on it can be read.
enum Shade {
  /// The opacity of a value: 0.04 at the lower end, 0.55 at the upper.
  static func opacity(_ value: Double, in range: ClosedRange<Double>) -> Double {
    let scale = Scale(
      lower: range.lowerBound, upper: range.upperBound, isLogarithmic: false, start: 0.04,
      end: 0.55)
    return scale.position(value)
  }

  /// The shades from the lower to the upper end, with both values.
  static func key(lower: String, upper: String, x: Double, y: Double) -> Markup {
    let start = x + ChartText.width(lower) + 6
    let steps = Markup.each(0..<5) { step in
      """
      <rect class="cell s0" x="\(start + Double(step) * 16)" y="\(y)" width="15" height="10" \
      fill-opacity="\(0.04 + 0.51 * Double(step) / 4)"/>
      """
    }
    return """
      <text class="tick" x="\(x)" y="\(y + 9)">\(lower)</text>\(steps)\
      <text class="tick" x="\(start + 86)" y="\(y + 9)">\(upper)</text>
      """
  }
}
