import Findings

/// Small networks side by side, four in a row, the person in the middle marked by shape and colour.
struct NetworkChart {
  private let shapes: [Chart.Series]

  private static let columns = 4
  private static let cell = (width: SVGChart.width / Double(columns), height: 132.0)
  private static let margin = 16.0
  private static let captionHeight = 20.0

  init(chart: Chart) {
    shapes = Array(chart.series.prefix(ChartLimits.series))
  }

  var drawing: Drawing {
    let rows = (shapes.count + Self.columns - 1) / Self.columns
    let cells = Markup.each(shapes.enumerated()) { index, shape in
      network(
        shape, left: Double(index % Self.columns) * Self.cell.width,
        top: Double(index / Self.columns) * Self.cell.height)
    }
    return Drawing(height: Double(max(rows, 1)) * Self.cell.height, markup: cells)
  }

  private func network(_ shape: Chart.Series, left: Double, top: Double) -> Markup {
    let places = places(of: shape, left: left, top: top)
    let lines = (shape.ties ?? []).prefix(ChartLimits.points).compactMap { tie -> Markup? in
      guard places.indices.contains(tie.from), places.indices.contains(tie.to),
        let from = places[tie.from], let to = places[tie.to]
      else { return nil }
      return #"<line class="tie" x1="\#(from.x)" y1="\#(from.y)" x2="\#(to.x)" y2="\#(to.y)"/>"#
    }
    // The first node is drawn last, on top of the lines that meet in it.
    let nodes = places.enumerated().reversed().compactMap { index, place -> Markup? in
      guard let place else { return nil }
      let mark: Markup =
        index == 0
        ? Marks.shape(1, x: place.x, y: place.y, size: 5)
        : Marks.shape(4, x: place.x, y: place.y)
      return #"<g class="\#(Marks.seriesClass(index == 0 ? 0 : 2))">\#(mark)</g>"#
    }
    let middle = left + Self.cell.width / 2
    return """
      \(.joined(lines, separator: ""))\(.joined(nodes, separator: ""))\
      <text class="tick" text-anchor="middle" x="\(middle)" \
      y="\(top + Self.cell.height - 6)">\(ChartText.fitted(shape.name, width: 106))</text>
      """
  }

  /// Where nodes stand in the drawing; `nil` for one without a place.
  private func places(
    of shape: Chart.Series, left: Double, top: Double
  ) -> [(x: Double, y: Double)?] {
    let points = Array(shape.points.prefix(ChartLimits.points))
    let across = Self.scale(
      points.map(\.x), from: left + Self.margin, to: left + Self.cell.width - Self.margin)
    let down = Self.scale(
      points.map(\.y), from: top + Self.margin,
      to: top + Self.cell.height - Self.captionHeight - Self.margin)
    return points.map { point in
      guard point.x.isFinite, point.y.isFinite else { return nil }
      return (across.position(point.x), down.position(point.y))
    }
  }

  /// Places are in the square from -1 to 1, or else as far as they go.
  private static func scale(_ values: [Double], from start: Double, to end: Double) -> Scale {
    let finite = values.filter(\.isFinite)
    return Scale(
      lower: min(-1, finite.min() ?? -1), upper: max(1, finite.max() ?? 1), isLogarithmic: false,
      start: start, end: end)
  }
}
