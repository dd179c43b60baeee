import Findings
import Foundation

/// Hours around a clock, midnight on top: a ring for each series, or for each day of a week.
struct ClockChart {
  private let chart: Chart
  private let rings: [(name: String, hours: [Double?])]
  private let range: ClosedRange<Double>
  private let center = (x: 220.0, y: 150.0)
  private let inner = 34.0
  private let outer = 122.0

  init(chart: Chart, series: [Chart.Series]) {
    self.chart = chart
    let rings = Self.rings(of: series)
    self.rings = rings
    let values = rings.flatMap(\.hours).compactMap { $0 }
    let lower = min(0, values.min() ?? 0)
    self.range = lower...max(values.max() ?? 1, lower)
  }

  private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  private static func rings(
    of series: [Chart.Series]
  ) -> [(name: String, hours: [Double?])] {
    if series.count == 1, let only = series.first, only.points.contains(where: { $0.x >= 24 }) {
      return days.enumerated().map { day, name in (name, hours(only.points, from: day * 24)) }
    }
    return series.prefix(ChartLimits.rings).map { ($0.name, hours($0.points, from: 0)) }
  }

  private static func hours(_ points: [Chart.Point], from start: Int) -> [Double?] {
    var hours = [Double?](repeating: nil, count: 24)
    for point in points {
      let hour = point.x.rounded(.down) - Double(start)
      if hour >= 0, hour < 24 { hours[Int(hour)] = point.y }
    }
    return hours
  }

  var drawing: Drawing {
    let thickness = (outer - inner) / Double(max(rings.count, 1))
    let sectors = Markup.each(rings.enumerated()) { index, ring in
      let from = inner + Double(index) * thickness
      return .each(ring.hours.enumerated()) { hour, value in
        value.map { sector(hour: hour, from: from, to: from + thickness - 1, value: $0) } ?? .none
      }
    }
    let hours = Markup.each([0, 6, 12, 18]) { hour in
      let place = point(Double(hour), outer + 14)
      let anchor: Markup = hour == 6 ? "start" : hour == 18 ? "end" : "middle"
      return """
        <text class="tick" text-anchor="\(anchor)" x="\(place.x)" y="\(place.y + 4)">\
        \(hour) h</text>
        """
    }
    return Drawing(
      height: 312,
      markup: """
        <text class="axis-label" x="0" y="11">\(ChartText.fitted(chart.yLabel, width: 160))</text>
        \(sectors)
        \(hours)
        \(names(thickness: thickness))
        \(Shade.key(lower: value(range.lowerBound), upper: value(range.upperBound), x: 0, y: 296))
        """)
  }

  /// The rings' names beside the clock, each joined to its ring by its order.
  private func names(thickness: Double) -> Markup {
    guard rings.count > 1 else { return .none }
    let list = Markup.each(rings.enumerated()) { index, ring in
      """
      <text class="tick" x="372" y="\(42 + Double(index) * 14)">\
      \(ChartText.fitted(ring.name, width: 66))</text>
      """
    }
    return #"<text class="quiet" x="372" y="26">from inside</text>\#(list)"#
  }

  private func value(_ value: Double) -> String { ChartText.value(value, in: chart) }

  private func point(_ hour: Double, _ radius: Double) -> (x: Double, y: Double) {
    let angle = hour / 24 * 2 * Double.pi
    return (center.x + radius * sin(angle), center.y - radius * cos(angle))
  }

  private func sector(hour: Int, from: Double, to: Double, value: Double) -> Markup {
    let gap = 0.04
    let start = Double(hour) + gap
    let end = Double(hour + 1) - gap
    let (a, b) = (point(start, from), point(start, to))
    let (c, d) = (point(end, to), point(end, from))
    return """
      <path class="cell s0" fill-opacity="\(Shade.opacity(value, in: range))" \
      d="M\(a.x) \(a.y)L\(b.x) \(b.y)A\(to) \(to) 0 0 1 \(c.x) \(c.y)\
      L\(d.x) \(d.y)A\(from) \(from) 0 0 0 \(a.x) \(a.y)z"/>
      """
  }
}
