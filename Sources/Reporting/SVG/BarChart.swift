import Findings

/// Bars over categories, lying: names of columns are long, and lines of text read across.
struct BarChart {
  private struct Category {
    let label: String
    var values: [Int: Chart.Point]
  }

  private let chart: Chart
  private let series: [Chart.Series]
  private let categories: [Category]
  private let leftOut: Int
  private let scale: Scale
  private let labelWidth: Double
  private let valueWidth: Double

  init(chart: Chart, series: [Chart.Series]) {
    self.chart = chart
    self.series = series
    let all = Self.categories(of: series)
    let categories = Array(all.prefix(ChartLimits.categories))
    self.categories = categories
    self.leftOut = all.count - categories.count
    let labels = categories.map { ChartText.width(ChartText.fitted($0.label, width: 150)) }
    self.labelWidth = min(150, max(24, labels.max() ?? 24))
    let points = categories.flatMap { Array($0.values.values) }
    self.valueWidth =
      8 + (points.map { ChartText.width(ChartText.value($0.y, in: chart)) }.max() ?? 30)
    let ends = points.flatMap { [$0.y, $0.lower ?? $0.y, $0.upper ?? $0.y] }.filter(\.isFinite)
    let start = labelWidth + 10
    self.scale = Scale(
      lower: min(0, ends.min() ?? 0), upper: max(ends.max() ?? 1, 0), isLogarithmic: false,
      start: start, end: max(start + 60, SVGChart.width - valueWidth))
  }

  private static func categories(of series: [Chart.Series]) -> [Category] {
    var byPosition: [Double: Category] = [:]
    for (index, series) in series.enumerated() {
      for point in series.points {
        let label = point.label.isEmpty ? NumberFormat.number(point.x) : point.label
        byPosition[point.x, default: Category(label: label, values: [:])].values[index] = point
      }
    }
    return byPosition.sorted { $0.key < $1.key }.map(\.value)
  }

  var drawing: Drawing {
    let legend = Marks.barLegend(series.map(\.name), left: 0, width: SVGChart.width)
    let barHeight = series.count > 1 ? 14.0 : 15.0
    let rowHeight = barHeight * Double(series.count) + 9
    let top = 20 + legend.height
    let rows = Markup.each(categories.enumerated()) { index, category in
      row(category, top: top + Double(index) * rowHeight, barHeight: barHeight)
    }
    let bottom = top + Double(categories.count) * rowHeight
    let note: Markup =
      leftOut == 0
      ? .none
      : #"<text class="quiet" x="0" y="\#(bottom + 14)">\#(leftOut) more in the JSON</text>"#
    let heading = chart.yLabel.isEmpty ? chart.xLabel : "\(chart.yLabel), by \(chart.xLabel)"
    let axis = scale.position(0)
    return Drawing(
      height: bottom + (leftOut == 0 ? 2 : 20),
      markup: """
        <text class="axis-label" x="0" y="11">\
        \(ChartText.fitted(chart.xLabel.isEmpty ? chart.yLabel : heading, width: 430))</text>
        <g transform="translate(0 18)">\(legend.markup)</g>
        \(rows)
        <line class="axis" x1="\(axis)" x2="\(axis)" y1="\(top)" y2="\(bottom - 4)"/>
        \(note)
        """)
  }

  private func row(_ category: Category, top: Double, barHeight: Double) -> Markup {
    let middle = top + barHeight * Double(series.count) / 2 + 4
    let bars = Markup.each(category.values.sorted { $0.key < $1.key }) { index, point in
      bar(point, index: index, top: top + Double(index) * barHeight, height: barHeight)
    }
    return """
      <text class="label" text-anchor="end" x="\(labelWidth)" y="\(middle)">\
      \(ChartText.fitted(category.label, width: 150))</text>
      \(bars)
      """
  }

  private func bar(_ point: Chart.Point, index: Int, top: Double, height: Double) -> Markup {
    let zero = scale.position(0)
    let end = scale.position(point.y)
    let room = max(0.75, (end - zero).magnitude)
    let middle = top + (height - 1) / 2
    var whisker = Markup.none
    if let lower = point.lower, let upper = point.upper, lower < upper {
      whisker = """
        <line class="whisker" x1="\(scale.position(lower))" x2="\(scale.position(upper))" \
        y1="\(middle)" y2="\(middle)"/>
        """
    }
    let labelStart = max(zero, end, point.upper.map(scale.position) ?? end) + 6
    return """
      <rect class="bar \(Marks.seriesClass(index))" x="\(min(zero, end))" y="\(top)" \
      width="\(room)" height="\(height - 1)"/>\(whisker)\
      <text class="value" x="\(labelStart)" y="\(middle + 4)">\
      \(ChartText.value(point.y, in: chart))</text>
      """
  }
}
