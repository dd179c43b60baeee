import Findings

extension ReportPage {
  /// The three failure modes and the three risks of WP216, each with its strongest attack.
  var overview: Markup {
    let modes = FailureMode.allCases.map { mode in
      report.fused?.verdicts.first { $0.failureMode == mode }
        .map { card(title: mode.title, meaning: mode.meaning, $0) }
        ?? cell(title: mode.title, meaning: mode.meaning, report.strongest(exposing: mode))
    }
    let risks = IdentificationRisk.allCases.map { risk in
      report.fused?.verdicts.first { $0.risk == risk }
        .map { card(title: risk.title, meaning: risk.meaning, $0) }
        ?? cell(title: risk.title, meaning: risk.meaning, report.strongest(measuring: risk))
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

  /// The verdict on one failure mode or risk: numbers, the adversary, the intruder's effort.
  private func card(title: String, meaning: String, _ verdict: FailureVerdict) -> Markup {
    let heading: Markup = "<h4>\(title)</h4><p class=\"meaning\">\(meaning)</p>"
    guard let success = verdict.success, let baseline = verdict.baseline,
      let level = verdict.severity
    else {
      return """
        <li class="unmeasured">\(heading)<p class="big">Not measured</p>
        \(paragraph(verdict.sentence, "caption"))</li>
        """
    }
    let gains = success.lower > baseline.upper
    let by: Markup =
      verdict.attack.flatMap { attackIndices[$0] }
      .map { " By <bdi>\(link(toAttack: $0))</bdi>." } ?? .none
    let effort: Markup =
      verdict.effort.isEmpty
      ? .none : #"<p class="effort" dir="auto"><b>Effort.</b> \#(verdict.effort)</p>"#
    return """
      <li class="\(gains ? "some" : "none")">\(heading)
      <p class="big">\(NumberFormat.percent(success.value))</p>
      <div class="strips">\(DotStrip.pair(success, baseline, on: .whole))</div>
      <p class="eyebrow">\(severity(level))</p>
      <p class="verdict" dir="auto">\(verdict.sentence)</p>
      \(effort)
      <p class="caption">\(NumberFormat.percentInterval(success)); without the release \
      \(NumberFormat.percent(baseline.value)).\(by)</p></li>
      """
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
