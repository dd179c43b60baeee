import Findings

/// A hundred people, as many of them filled as are found of a hundred: the number made tangible.
///
/// The last one is filled in part, so the picture is exact. Under their feet, a line from the lower
/// to the upper end of the interval.
struct People {
  private let share: Estimate
  private let id: Markup
  private let title: String
  private let kind: Markup
  private static let columns = 20
  private static let cell = (width: 20.0, height: 40.0)
  private static let glyphHeight = 31.0

  /// - Parameters:
  ///   - share: the share to draw; values outside [0, 1] are drawn at its ends.
  ///   - id: unique in the page, from this module.
  ///   - kind: the class that colours it, `found` or `base`.
  init(share: Estimate, id: Markup, title: String, kind: Markup) {
    self.share = share
    self.id = id
    self.title = title
    self.kind = kind
  }

  var markup: Markup {
    let filled = hundred(share.value)
    let whole = min(Int(filled), 100)
    return """
      <svg class="people \(kind)" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200" \
      role="img" aria-labelledby="\(id)-t \(id)-d">
      <title id="\(id)-t">\(title): \(NumberFormat.ofHundred(share.value))</title>
      <desc id="\(id)-d">A hundred small figures, of which \
      \(NumberFormat.ofHundred(share.value).replacing(" of 100", with: "")) are filled\(interval).\
      </desc>
      <path class="rest" d="\(figures(whole..<100))"/>
      <path class="full" d="\(figures(0..<whole))"/>
      \(part(of: whole, fraction: filled - Double(whole)))
      \(whiskers)
      </svg>
      """
  }

  private var interval: String {
    share.method == .exact
      ? "" : "; the interval goes from \(NumberFormat.percentInterval(share))"
  }

  private func hundred(_ value: Double) -> Double { min(max(value * 100, 0), 100) }

  private static func origin(_ index: Int) -> (x: Double, y: Double) {
    (
      Double(index % columns) * cell.width + 2.5,
      Double(index / columns) * cell.height + 1
    )
  }

  /// A head and a body, 15 by 31, as one path for all of a range.
  private func figures(_ range: Range<Int>) -> Markup {
    .joined(range.map { Self.figure(Self.origin($0)) }, separator: "")
  }

  private static func figure(_ at: (x: Double, y: Double)) -> Markup {
    """
    M\(at.x + 7.5) \(at.y)a3.7 3.7 0 1 1 0 7.4a3.7 3.7 0 1 1 0-7.4z\
    m-1.6 8.7h3.2a4.3 4.3 0 0 1 4.3 4.3v6.6a1.5 1.5 0 0 1-2.4 1.2v10.2h-7v-10.2a1.5 1.5 0 0 \
    1-2.4-1.2\
    v-6.6a4.3 4.3 0 0 1 4.3-4.3z
    """
  }

  /// One figure filled from the feet up; an inner `svg` cuts it off.
  private func part(of index: Int, fraction: Double) -> Markup {
    guard index < 100, fraction > 0.005 else { return .none }
    let at = Self.origin(index)
    let height = max(1, Self.glyphHeight * fraction)
    let top = at.y + Self.glyphHeight - height
    return """
      <svg class="part" x="\(at.x)" y="\(top)" width="15" height="\(height)" \
      viewBox="\(at.x) \(top) 15 \(height)">\
      <path class="full" d="\(Self.figure(at))"/></svg>
      """
  }

  /// The interval as a line below the figures, broken where rows break.
  private var whiskers: Markup {
    let (lower, upper) = (hundred(share.lower), hundred(share.upper))
    guard share.method != .exact, upper > lower else { return .none }
    let columns = Double(Self.columns)
    return .each(0..<5) { row in
      let start = max(lower, Double(row) * columns)
      let end = min(upper, Double(row + 1) * columns)
      guard end > start else { return .none }
      let y = Double(row) * Self.cell.height + 36.5
      let (from, to) = (x(start, row), x(end, row))
      let startCap: Markup = start == lower ? "M\(from) \(y - 2.5)v5" : .none
      let endCap: Markup = end == upper ? "M\(to) \(y - 2.5)v5" : .none
      return #"<path class="interval" d="M\#(from) \#(y)H\#(to)\#(startCap)\#(endCap)"/>"#
    }
  }

  private func x(_ people: Double, _ row: Int) -> Double {
    (people - Double(row * Self.columns)) * Self.cell.width
  }
}
