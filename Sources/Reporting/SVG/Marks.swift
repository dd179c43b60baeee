/// Shapes that tell series apart without colour.
enum Marks {
  /// A shape around a point: disc, square, diamond, triangle, ring, open square.
  static func shape(_ index: Int, x: Double, y: Double, size: Double = 3.5) -> Markup {
    switch index % 6 {
    case 0: return #"<circle class="mark" cx="\#(x)" cy="\#(y)" r="\#(size)"/>"#
    case 1:
      return """
        <rect class="mark" x="\(x - size * 0.9)" y="\(y - size * 0.9)" \
        width="\(size * 1.8)" height="\(size * 1.8)"/>
        """
    case 2:
      return """
        <path class="mark" d="M\(x) \(y - size * 1.3)L\(x + size * 1.3) \(y)\
        L\(x) \(y + size * 1.3)L\(x - size * 1.3) \(y)z"/>
        """
    case 3:
      return """
        <path class="mark" d="M\(x) \(y - size * 1.2)L\(x + size * 1.2) \(y + size)\
        L\(x - size * 1.2) \(y + size)z"/>
        """
    case 4: return #"<circle class="mark open" cx="\#(x)" cy="\#(y)" r="\#(size)"/>"#
    default:
      return """
        <rect class="mark open" x="\(x - size * 0.9)" y="\(y - size * 0.9)" \
        width="\(size * 1.8)" height="\(size * 1.8)"/>
        """
    }
  }

  /// The class of a series: its colour and dash.
  static func seriesClass(_ index: Int) -> Markup { "s\(index % 6)" }

  /// A row of swatches and names above bars; nothing for one series.
  ///
  /// - Returns: the legend and the height it needs.
  static func barLegend(_ names: [String], left: Double, width: Double) -> Drawing {
    guard names.count > 1 else { return Drawing(height: 0, markup: .none) }
    var x = left
    var y = 8.0
    var pieces: [Markup] = []
    for (index, name) in names.enumerated() {
      let text = ChartText.fitted(name, width: 130)
      let room = ChartText.width(text) + 32
      if x > left, x + room > width {
        x = left
        y += 16
      }
      pieces.append(
        """
        <rect class="bar \(seriesClass(index))" x="\(x + 0.5)" y="\(y - 4)" width="12" height="8"/>\
        <text class="label" x="\(x + 18)" y="\(y + 4)">\(text)</text>
        """)
      x += room
    }
    return Drawing(height: y + 14, markup: .joined(pieces))
  }
}
