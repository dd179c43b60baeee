import Findings

/// Labels of charts: their words, and the room they need.
enum ChartText {
  /// How wide a text is at 12 px, about, in the units of the drawing.
  static func width(_ text: String) -> Double {
    text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  /// Widths of Helvetica's classes of letters; other fonts of the page are narrower or equal.
  private static func width(_ scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "W", "M", "@", "%", "…": 11.4
    case "m", "w": 9.8
    case "A"..."Z": 8.6
    case "i", "j", "l", "t", "f", "I", ".", ",", ":", ";", "'", "|", "!", " ", "\u{A0}": 3.6
    default: scalar.value > 0x2E80 ? 12 : 6.7
    }
  }

  /// The text cut to `width`, with an ellipsis where it was cut.
  static func fitted(_ text: String, width limit: Double) -> String {
    let text = SafeText.name(text)
    guard width(text) > limit else { return text }
    var kept = ""
    var used = width("…")
    for character in text {
      used += width(String(character))
      if used > limit { break }
      kept.append(character)
    }
    return kept + "…"
  }

  /// A value on the y axis or at a bar.
  static func value(_ value: Double, in chart: Chart) -> String {
    chart.yIsShare ? NumberFormat.percent(value) : NumberFormat.number(value)
  }
}

extension Chart {
  /// The series that are drawn: the first eight, without points that have no place.
  var drawable: [Series] {
    series.prefix(ChartLimits.series).map { series in
      let points = series.points
        .filter { $0.x.isFinite && $0.y.isFinite && (!xIsLogarithmic || $0.x > 0) }
        .sorted { $0.x < $1.x }
      return Series(name: series.name, points: ChartLimits.thinned(points))
    }
  }
}

/// How much of a chart is drawn; its table says what was left out.
enum ChartLimits {
  static let series = 8
  static let points = 400
  static let categories = 32
  static let rings = 7
  static let heatRows = 40
  static let heatColumns = 48

  /// Evenly chosen points, with the first and the last, where there are more than can be seen.
  static func thinned(_ values: [Chart.Point]) -> [Chart.Point] {
    guard values.count > points else { return values }
    return (0..<points).map { values[$0 * (values.count - 1) / (points - 1)] }
  }
}
