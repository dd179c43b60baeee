import Findings

/// An axis of shares that many one-line drawings have in common.
///
/// Positions are per cent of the width, so a strip fits a page and a phone without scaling its
/// marks. Strips are pictures beside numbers: hidden from screen readers, which read the numbers.
struct ShareAxis {
  let ticks: [Double]

  /// An axis for these values: 0 to 100 % unless all are small.
  init(covering estimates: [Estimate]) {
    let lower = min(0, estimates.map(\.lower).min() ?? 0)
    let upper = max(0, estimates.map(\.upper).max() ?? 1)
    if lower >= 0, upper <= 1, upper > 0.2 {
      ticks = [0, 0.25, 0.5, 0.75, 1]
    } else if upper <= 1, upper > 0.2 {
      ticks = Ticks.covering(lower, 1, count: 4)
    } else {
      ticks = Ticks.covering(lower, upper, count: 4)
    }
  }

  /// An axis from 0 to 100 %.
  static let whole = ShareAxis(covering: [.exact(1)])

  /// The place of a value, in per cent of the width.
  func place(_ value: Double) -> Double {
    Scale(
      lower: ticks.first ?? 0, upper: ticks.last ?? 1, isLogarithmic: false, start: 0, end: 100
    ).position(value)
  }

  /// Hairlines at the ticks, as high as the drawing.
  var gridlines: Markup {
    .joined(
      ticks.map { tick in
        let kind: Markup = tick == 0 ? "axis" : "grid"
        return #"<line class="\#(kind)" x1="\#(place(tick))%" x2="\#(place(tick))%" y2="100%"/>"#
      }, separator: "")
  }

  /// The ticks' labels, for one line below (or above) the strips.
  var labels: Markup {
    let texts = ticks.enumerated().map { index, tick -> Markup in
      let anchor: Markup =
        index == 0 ? "start" : index == ticks.count - 1 ? "end" : "middle"
      return """
        <text class="tick" x="\(place(tick))%" y="12" text-anchor="\(anchor)">\
        \(NumberFormat.percent(tick))</text>
        """
    }
    return """
      <svg class="strip axis-strip" aria-hidden="true" width="100%" height="16">\
      \(.joined(texts, separator: ""))</svg>
      """
  }
}

/// One value with its interval as a mark and a whisker.
enum DotStrip {
  /// The marks: each quantity has its shape and its colour everywhere in the report.
  enum Quantity {
    case found, control, base, excess
  }

  /// A strip of one line.
  static func markup(_ estimate: Estimate, _ quantity: Quantity, on axis: ShareAxis) -> Markup {
    let (lower, upper) = (axis.place(estimate.lower), axis.place(estimate.upper))
    let whisker: Markup =
      estimate.upper > estimate.lower
      ? #"<line class="whisker" x1="\#(lower)%" x2="\#(upper)%" y1="50%" y2="50%"/>"# : .none
    return """
      <svg class="strip q-\(Markup(quantity))" aria-hidden="true" width="100%" height="22">\
      \(axis.gridlines)\(whisker)\(mark(quantity, at: axis.place(estimate.value)))</svg>
      """
  }

  /// The mark of a quantity, of a fixed size at a place in per cent.
  static func mark(_ quantity: Quantity, at place: Double, y: Markup = "50%") -> Markup {
    let index =
      switch quantity {
      case .found: 0
      case .control: 4
      case .base: 2
      case .excess: 1
      }
    return """
      <svg class="point" x="\(place)%" y="\(y)" overflow="visible">\
      \(Marks.shape(index, x: 0, y: 0, size: 4.5))</svg>
      """
  }
}

extension Markup {
  /// The class name of a quantity.
  init(_ quantity: DotStrip.Quantity) {
    switch quantity {
    case .found: self = "found"
    case .control: self = "control"
    case .base: self = "base"
    case .excess: self = "excess"
    }
  }
}
