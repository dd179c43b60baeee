import Findings

/// What is left of a risk as columns are removed one after the other: a stair that goes down.
struct RemovalChart {
  private let steps: [(name: String, risk: Estimate)]
  private let baseline: Double
  private let yTicks: [Double]
  private let left: Double
  private let slot: Double
  private let y: Scale
  private let bottom = 196.0

  /// - Parameters:
  ///   - start: the risk before anything is removed.
  ///   - removal: the steps to draw.
  ///   - baseline: the risk without the release, drawn as a line across.
  init(start: Estimate, removal: ArraySlice<RemovalStep>, baseline: Double) {
    steps = [("", start)] + removal.map { ($0.column, $0.risk) }
    self.baseline = baseline
    let upper = steps.map(\.risk.upper).max() ?? 1
    let yTicks = upper > 0.5 ? [0, 0.25, 0.5, 0.75, 1] : Ticks.covering(0, upper, count: 4)
    left = 10 + (yTicks.map { ChartText.width(NumberFormat.percent($0)) }.max() ?? 20)
    slot = (SVGChart.width - 6 - left) / Double(steps.count)
    y = Scale(
      lower: 0, upper: yTicks.last ?? 1, isLogarithmic: false, start: bottom, end: 24)
    self.yTicks = yTicks
  }

  var drawing: Drawing {
    Drawing(
      height: namesFit ? 246 : 232,
      markup: .joined([axes, band, baselineMark, stair, values]))
  }

  private var namesFit: Bool { slot >= 60 }

  private func x(_ index: Int) -> Double { left + Double(index) * slot }

  private var axes: Markup {
    let end = x(steps.count)
    let rows = Markup.each(yTicks) { tick in
      """
      <line class="grid" x1="\(left)" x2="\(end)" y1="\(y.position(tick))" \
      y2="\(y.position(tick))"/>\
      <text class="tick" text-anchor="end" x="\(left - 6)" y="\(y.position(tick) + 4)">\
      \(NumberFormat.percent(tick))</text>
      """
    }
    let labels = Markup.each(steps.indices.filter(isLabelled)) { index in
      let middle = x(index) + slot / 2
      let name: Markup =
        namesFit && index > 0
        ? """
        <text class="tick" text-anchor="middle" x="\(middle)" y="\(bottom + 29)">\
        \(ChartText.fitted(shortName(steps[index].name), width: slot - 6))</text>
        """ : .none
      return """
        <text class="tick" text-anchor="middle" x="\(middle)" y="\(bottom + 15)">\
        \(index == 0 ? "all" : "\(index)")</text>\(name)
        """
    }
    return """
      <text class="axis-label" x="0" y="11">people found</text>
      \(rows)
      <line class="axis" x1="\(left)" x2="\(end)" y1="\(bottom)" y2="\(bottom)"/>
      \(labels)
      <text class="axis-label" text-anchor="end" x="\(end)" y="\(namesFit ? 243 : 229)">\
      columns removed, each with those before it</text>
      """
  }

  /// The name without its table where that tells it apart; the list beside the drawing has both.
  private func shortName(_ name: String) -> String {
    func bare(_ name: String) -> String {
      name.split(separator: ".", maxSplits: 1).last.map(String.init) ?? name
    }
    return steps.count { bare($0.name) == bare(name) } > 1 ? name : bare(name)
  }

  /// Labels that do not touch: every step, or every second, fifth or tenth.
  private func isLabelled(_ index: Int) -> Bool {
    let stride = [1, 2, 5, 10].first { Double($0) * slot >= 20 } ?? 20
    return index == 0 || index.isMultiple(of: stride)
  }

  private var band: Markup {
    .each(steps.enumerated().filter { $0.element.risk.upper > $0.element.risk.lower }) {
      index, step in
      let top = y.position(step.risk.upper)
      return """
        <rect class="band s0" x="\(x(index))" y="\(top)" width="\(slot)" \
        height="\(y.position(step.risk.lower) - top)"/>
        """
    }
  }

  private var baselineMark: Markup {
    let place = y.position(baseline)
    return """
      <g class="s1"><line class="line" x1="\(left)" x2="\(x(steps.count))" y1="\(place)" \
      y2="\(place)"/></g>
      """
  }

  private var stair: Markup {
    let corners = steps.enumerated().flatMap { index, step in
      [(x(index), y.position(step.risk.value)), (x(index + 1), y.position(step.risk.value))]
    }
    return """
      <g class="s0"><path class="line" d="M\
      \(.joined(corners.map { "\($0.0) \($0.1)" }, separator: "L"))"/></g>
      """
  }

  private var values: Markup {
    guard slot >= 46 else { return .none }
    return .each(steps.enumerated()) { index, step in
      """
      <text class="value" text-anchor="middle" x="\(x(index) + slot / 2)" \
      y="\(y.position(step.risk.upper) - 6)">\(NumberFormat.percent(step.risk.value))</text>
      """
    }
  }
}
