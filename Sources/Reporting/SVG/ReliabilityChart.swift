import Findings

/// Probabilities stated against shares found: on the diagonal, what was promised came true.
struct ReliabilityChart {
  private let bins: [CalibrationSummary.Bin]
  private let left = 46.0
  private let right = SVGChart.width - 8
  private let top = 24.0
  private let bottom = 250.0
  private let floor = 330.0
  private let x: Scale
  private let y: Scale

  init(_ bins: [CalibrationSummary.Bin]) {
    self.bins = bins
    x = Scale(lower: 0, upper: 1, isLogarithmic: false, start: left, end: right)
    y = Scale(lower: 0, upper: 1, isLogarithmic: false, start: bottom, end: top)
  }

  var drawing: Drawing {
    Drawing(height: floor + 6, markup: .joined([axes, promises, diagonal, marks, counts]))
  }

  private static let ticks = [0, 0.25, 0.5, 0.75, 1.0]

  private var axes: Markup {
    let lines = Markup.each(Self.ticks) { tick in
      """
      <line class="grid" x1="\(left)" x2="\(right)" y1="\(y.position(tick))" \
      y2="\(y.position(tick))"/>\
      <text class="tick" text-anchor="end" x="\(left - 6)" y="\(y.position(tick) + 4)">\
      \(NumberFormat.percent(tick))</text>\
      <text class="tick" text-anchor="\(tick == 1 ? "end" : "middle")" \
      x="\(x.position(tick))" y="\(bottom + 16)">\(NumberFormat.percent(tick))</text>
      """
    }
    return """
      <text class="axis-label" x="0" y="11">found</text>
      \(lines)
      <line class="axis" x1="\(left)" x2="\(right)" y1="\(bottom)" y2="\(bottom)"/>
      <text class="axis-label" text-anchor="end" x="\(right)" y="\(bottom + 32)">\
      probability stated</text>
      """
  }

  /// Where the share found would lie if the promise were kept: drawn where enough people tell.
  private var promises: Markup {
    .each(bins.filter { $0.keepsPromise != nil }) { bin in
      let upper = y.position(bin.to + 0.05)
      return """
        <rect class="band s1" x="\(x.position(bin.from) + 1)" y="\(upper)" \
        width="\(max(0, x.position(bin.to) - x.position(bin.from) - 2))" \
        height="\(y.position(bin.from - 0.05) - upper)"/>
        """
    }
  }

  private var diagonal: Markup {
    """
    <line class="tie" x1="\(x.position(0))" y1="\(y.position(0))" x2="\(x.position(1))" \
    y2="\(y.position(1))"/>
    """
  }

  private var marks: Markup {
    .each(bins) { bin in
      let place = (x: x.position(bin.stated), y: y.position(bin.found.value))
      let whisker: Markup =
        bin.found.upper > bin.found.lower
        ? """
        <line class="whisker" x1="\(place.x)" x2="\(place.x)" y1="\(y.position(bin.found.lower))" \
        y2="\(y.position(bin.found.upper))"/>
        """ : .none
      return """
        <g class="s0">\(whisker)\
        \(Marks.shape(Self.shape(bin), x: place.x, y: place.y, size: 4.5))</g>
        """
    }
  }

  /// A disc where the promise was kept, a triangle where it was broken, a ring where too few people
  /// can tell.
  static func shape(_ bin: CalibrationSummary.Bin) -> Int {
    switch bin.keepsPromise {
    case true?: 0
    case false?: 3
    case nil: 4
    }
  }

  private var counts: Markup {
    let most = Double(bins.map(\.count).max() ?? 1)
    return .each(bins) { bin in
      let height = max(1, 26 * Double(bin.count) / most)
      let width = max(1, x.position(bin.to) - x.position(bin.from) - 3)
      let middle = (x.position(bin.from) + x.position(bin.to)) / 2
      let count = NumberFormat.count(bin.count)
      let label: Markup =
        ChartText.width(count) > width + 2
        ? .none
        : """
        <text class="quiet" text-anchor="middle" x="\(middle)" y="\(floor - height - 4)">\
        \(count)</text>
        """
      return """
        <rect class="bar s1" x="\(middle - width / 2)" y="\(floor - height)" width="\(width)" \
        height="\(height)"/>\(label)
        """
    }
  }
}
