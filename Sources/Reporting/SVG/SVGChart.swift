public import Findings

/// Draws the charts of a report.
public enum SVGChart {
  /// The width of every chart in its own units; at this width text is 12 px.
  static let width = 440.0

  /// One chart as an SVG element with title and description, coloured by the page's variables.
  ///
  /// - Parameters:
  ///   - chart: what to draw; points that are not finite are left out, and empty series are safe.
  ///   - id: a name unique in the page, of letters, digits and hyphens; others are dropped.
  /// - Returns: an `<svg>` element; without points, one that says so.
  /// - Complexity: O(points).
  public static func render(_ chart: Chart, id: String) -> String {
    markup(chart, id: id).text
  }

  static func markup(_ chart: Chart, id: String) -> Markup {
    framed(
      drawing(of: chart), id: id, title: chart.title, alternativeText: chart.alternativeText)
  }

  /// A drawing as an SVG element with title and description.
  static func framed(
    _ drawing: Drawing, id: String, title: String, alternativeText: String
  ) -> Markup {
    let safe = String(id.unicodeScalars.filter { $0.isASCIILetterOrDigit || $0 == "-" })
    return """
      <svg class="chart" xmlns="http://www.w3.org/2000/svg" \
      viewBox="0 0 \(width) \(drawing.height)" role="img" \
      aria-labelledby="\(safe)-t \(safe)-d">
      <title id="\(safe)-t">\(title)</title>
      <desc id="\(safe)-d">\(alternativeText)</desc>
      \(drawing.markup)
      </svg>
      """
  }

  private static func drawing(of chart: Chart) -> Drawing {
    let series = chart.drawable
    guard series.contains(where: { !$0.points.isEmpty }) else {
      return Drawing(
        height: 60, markup: #"<text class="quiet" x="0" y="34">Nothing to draw.</text>"#)
    }
    return switch chart.kind {
    case .bars: BarChart(chart: chart, series: series).drawing
    case .line, .step: LineChart(chart: chart, series: series).drawing
    case .heat: HeatChart(chart: chart).drawing
    case .clock: ClockChart(chart: chart, series: series).drawing
    case .network: NetworkChart(chart: chart).drawing
    }
  }
}

/// The inside of an SVG element and its height; all drawings have the same width.
struct Drawing {
  let height: Double
  let markup: Markup
}

extension Unicode.Scalar {
  var isASCIILetterOrDigit: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "0"..."9": true
    default: false
    }
  }
}
