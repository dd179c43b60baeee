import Findings

extension ReportPage {
  /// The three failure modes and the three risks of WP216, each with its strongest attack.
  var overview: Markup {
    let modes = FailureMode.allCases.map {
      cell(title: $0.title, meaning: $0.meaning, report.strongest(exposing: $0))
    }
    let risks = IdentificationRisk.allCases.map {
      cell(title: $0.title, meaning: $0.meaning, report.strongest(measuring: $0))
    }
    return section(
      "overview", "Ways of failing",
      note: """
        For each, the attack that gained most over an adversary without the release. \
        What was not measured is not cleared.
        """,
      """
      <h3 class="strip-title">Three ways in which de-identification fails</h3>
      <ul class="trio">\(.joined(modes))</ul>
      <h3 class="strip-title">The three risks of the EU’s Opinion 05/2014 (WP216)</h3>
      <ul class="trio">\(.joined(risks))</ul>
      \(legend([.found, .base]))
      """)
  }

  private func cell(title: String, meaning: String, _ strongest: Strongest) -> Markup {
    let heading: Markup = "<h4>\(title)</h4><p class=\"meaning\">\(meaning)</p>"
    switch strongest {
    case .notMeasured(let why):
      return """
        <li class="unmeasured">\(heading)<p class="big">Not measured</p>
        <p class="caption" dir="auto">\(why)</p></li>
        """
    case .measured(let index, let count):
      let result = report.attacks[index]
      let axis = ShareAxis.whole
      let gains = result.excess.lower > 0
      let of: Markup = count == 1 ? "By" : "Strongest of \(NumberFormat.count(count)):"
      return """
        <li class="\(gains ? "some" : "none")">\(heading)
        <p class="big">\(NumberFormat.percent(result.success.value))</p>
        <div class="strips">\(DotStrip.pair(result.success, result.baseline, on: axis))</div>
        <p class="caption">\(of) <bdi>\(link(toAttack: index))</bdi>. \
        Baseline \(NumberFormat.percent(result.baseline.value)), \
        excess \(NumberFormat.percent(result.excess.value))\
        \(gains ? "" : ", which may be none").</p></li>
        """
    }
  }

  /// What the marks of strips mean.
  func legend(_ quantities: [DotStrip.Quantity]) -> Markup {
    let keys = quantities.map { quantity -> Markup in
      let mark = DotStrip.mark(quantity, at: 50)
      return """
        <span class="key-item"><svg class="strip q-\(Markup(quantity))" aria-hidden="true" \
        width="14" height="14">\(mark)</svg> \(quantity.title)</span>
        """
    }
    return #"<p class="legend">\#(.joined(keys, separator: " "))</p>"#
  }
}

extension DotStrip.Quantity {
  /// What its mark means.
  var title: String {
    switch self {
    case .found: "with the release"
    case .control: "people not in the release"
    case .base: "without the release"
    case .excess: "excess"
    }
  }
}

extension DotStrip {
  /// Success and baseline on one line.
  static func pair(_ success: Estimate, _ baseline: Estimate, on axis: ShareAxis) -> Markup {
    let (lower, upper) = (axis.place(success.lower), axis.place(success.upper))
    return """
      <svg class="strip" aria-hidden="true" width="100%" height="20">\(axis.gridlines)\
      <g class="q-base">\(mark(.base, at: axis.place(baseline.value)))</g>\
      <g class="q-found"><line class="whisker" x1="\(lower)%" x2="\(upper)%" y1="50%" y2="50%"/>\
      \(mark(.found, at: axis.place(success.value)))</g></svg>
      """
  }
}
