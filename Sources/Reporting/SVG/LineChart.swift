import Findings

/// Points joined by lines or steps over a numeric axis, with bands for intervals.
struct LineChart {
  private let chart: Chart
  private let series: [Chart.Series]
  private let xTicks: [Double]
  private let yTicks: [Double]
  private let x: Scale
  private let y: Scale
  private let left: Double
  private let labelled: Bool
  private let height = 244.0

  init(chart: Chart, series: [Chart.Series]) {
    self.chart = chart
    self.series = series
    let points = series.flatMap(\.points)
    let values = points.flatMap { [$0.y, $0.lower ?? $0.y, $0.upper ?? $0.y] }.filter(\.isFinite)
    let yTicks = Self.valueTicks(values, isShare: chart.yIsShare)
    let (domain, xTicks) = Self.positions(points.map(\.x), isLogarithmic: chart.xIsLogarithmic)
    let left = 10 + (yTicks.map { ChartText.width(ChartText.value($0, in: chart)) }.max() ?? 20)
    let names = series.count > 1 ? series.map { ChartText.fitted($0.name, width: 96) } : []
    let right = names.map { ChartText.width($0) + 14 }.max() ?? 14
    self.yTicks = yTicks
    self.xTicks = xTicks
    self.left = left
    let labelled = series.count == 1 && points.count <= 6
    self.labelled = labelled
    self.x = Scale(
      lower: domain.lowerBound, upper: domain.upperBound, isLogarithmic: chart.xIsLogarithmic,
      start: left + (labelled ? 22 : 0), end: max(left + 60, SVGChart.width - right))
    self.y = Scale(
      lower: yTicks.first ?? 0, upper: yTicks.last ?? 1, isLogarithmic: false, start: 202, end: 28)
  }

  var drawing: Drawing {
    Drawing(height: height, markup: .joined([axes, bands, lines, endLabels, pointLabels]))
  }

  private static func valueTicks(_ values: [Double], isShare: Bool) -> [Double] {
    let lower = min(0, values.min() ?? 0)
    let upper = values.max() ?? 1
    if isShare, lower >= 0, upper > 0.5, upper <= 1 { return [0, 0.25, 0.5, 0.75, 1] }
    return Ticks.covering(lower, max(upper, lower), count: 4)
  }

  /// The axis from the first point to the last, and its ticks; around a point that is alone.
  private static func positions(
    _ values: [Double], isLogarithmic: Bool
  ) -> (domain: ClosedRange<Double>, ticks: [Double]) {
    let lower = values.min() ?? 0
    let upper = values.max() ?? 1
    let ticks =
      isLogarithmic ? Ticks.logarithmic(lower, upper) : Ticks.covering(lower, upper, count: 5)
    let inside = ticks.filter { $0 >= lower && $0 <= upper }
    if lower < upper { return (lower...upper, inside.count > 1 ? inside : [lower, upper]) }
    return ((ticks.first ?? 0)...(ticks.last ?? 1), ticks)
  }

  private var axes: Markup {
    let rows = Markup.each(yTicks) { tick in
      """
      <line class="grid" x1="\(left)" x2="\(x.end)" y1="\(y.position(tick))" \
      y2="\(y.position(tick))"/>\
      <text class="tick" text-anchor="end" x="\(left - 6)" y="\(y.position(tick) + 4)">\
      \(ChartText.value(tick, in: chart))</text>
      """
    }
    let columns = Markup.each(spacedTicks) { tick in
      """
      <line class="axis" x1="\(x.position(tick))" x2="\(x.position(tick))" y1="202" y2="207"/>\
      <text class="tick" text-anchor="middle" x="\(x.position(tick))" y="219">\
      \(NumberFormat.number(tick))</text>
      """
    }
    return """
      <text class="axis-label" x="0" y="11">\(ChartText.fitted(chart.yLabel, width: 430))</text>
      \(rows)
      <line class="axis" x1="\(left)" x2="\(x.end)" y1="202" y2="202"/>
      \(columns)
      <text class="axis-label" text-anchor="end" x="\(x.end)" y="238">\
      \(ChartText.fitted(chart.xLabel, width: 400))</text>
      """
  }

  /// Ticks whose labels do not touch.
  private var spacedTicks: [Double] {
    var end = -Double.infinity
    return xTicks.filter { tick in
      let half = ChartText.width(NumberFormat.number(tick)) / 2
      guard x.position(tick) - half > end + 6 else { return false }
      end = x.position(tick) + half
      return true
    }
  }

  private var bands: Markup {
    .each(series.enumerated().filter { $0.element.points.allSatisfy { $0.lower != nil } }) {
      index, series in
      let upper = corners(series.points) { $0.upper ?? $0.y }
      let lower = Array(corners(series.points) { $0.lower ?? $0.y }.reversed())
      guard series.points.count > 1 else { return whisker(series.points, index) }
      return #"<path class="band \#(Marks.seriesClass(index))" d="M\#(path(upper + lower))z"/>"#
    }
  }

  private func whisker(_ points: [Chart.Point], _ index: Int) -> Markup {
    .each(points) { point in
      """
      <line class="line \(Marks.seriesClass(index))" x1="\(x.position(point.x))" \
      x2="\(x.position(point.x))" y1="\(y.position(point.lower ?? point.y))" \
      y2="\(y.position(point.upper ?? point.y))"/>
      """
    }
  }

  private var lines: Markup {
    .each(series.enumerated().filter { !$0.element.points.isEmpty }) { index, series in
      let marks: Markup =
        series.points.count > 24
        ? .none
        : .each(series.points) {
          Marks.shape(index, x: x.position($0.x), y: y.position($0.y), size: 3)
        }
      return """
        <g class="\(Marks.seriesClass(index))">\
        <path class="line" d="M\(path(corners(series.points, \.y)))"/>\
        \(marks)</g>
        """
    }
  }

  /// The corners of a line; a step holds its value until the next point.
  private func corners(
    _ points: [Chart.Point], _ value: (Chart.Point) -> Double
  ) -> [(Double, Double)] {
    guard chart.kind == .step else { return points.map { place($0.x, value($0)) } }
    var corners: [(Double, Double)] = []
    for point in points {
      let corner = place(point.x, value(point))
      if let last = corners.last { corners.append((corner.0, last.1)) }
      corners.append(corner)
    }
    return corners
  }

  /// The name of each series at its end, moved apart where they would touch.
  private var endLabels: Markup {
    guard series.count > 1 else { return .none }
    let ends = series.enumerated().compactMap { index, series in
      series.points.last.map { (index: index, name: series.name, x: $0.x, y: y.position($0.y)) }
    }
    var last = 8.0
    return .each(ends.sorted { $0.y < $1.y }) { end in
      last = max(end.y + 4, last + 13)
      return """
        <text class="key \(Marks.seriesClass(end.index))" x="\(x.position(end.x) + 8)" \
        y="\(min(last, 214))">\(ChartText.fitted(end.name, width: 96))</text>
        """
    }
  }

  /// The values of a short single series, written at its points.
  private var pointLabels: Markup {
    guard labelled, let points = series.first?.points else { return .none }
    let places = points.map { x.position($0.x) }
    guard zip(places, places.dropFirst()).allSatisfy({ $1 - $0 > 44 }) else { return .none }
    return .each(points) { point in
      """
      <text class="value" text-anchor="middle" x="\(x.position(point.x))" \
      y="\(y.position(point.upper ?? point.y) - 8)">\(ChartText.value(point.y, in: chart))</text>
      """
    }
  }

  private func place(_ x: Double, _ y: Double) -> (Double, Double) {
    (self.x.position(x), self.y.position(y))
  }

  private func path(_ corners: [(Double, Double)]) -> Markup {
    .joined(corners.map { "\($0.0) \($0.1)" }, separator: "L")
  }
}
