import Findings

extension ReportPage {
  /// How many people are among the first candidates, beside the best channel alone.
  func ranks(_ reading: FusedReading) -> Markup {
    guard let result = reading.result, result.topRates.count > 1 else { return .none }
    let best = bestSingle(reading)
    let chart = rankChart(result, best)
    return section(
      "ranks", "How short the list becomes",
      note: """
        An adversary who may look at several candidates finds more. How many people are among the \
        first so many on the list.
        """,
      """
      <div class="figures beside">
      <figure class="chart-figure"><figcaption>Found among the first candidates</figcaption>
      \(SVGChart.markup(chart, id: "chart-ranks"))</figure>
      <div>\(rankTable(result, best))\(caveat(result, best))</div>
      </div>
      """)
  }

  /// The strongest attack of the best channel that tells rates by rank.
  private func bestSingle(_ reading: FusedReading) -> AttackResult? {
    report.attacks
      .filter { $0.attack.channel == reading.fused.bestChannel && $0.topRates.count > 1 }
      .max { ($0.success.value, $1.id) < ($1.success.value, $0.id) }
  }

  private func rankChart(_ result: AttackResult, _ best: AttackResult?) -> Chart {
    let all = [("all channels", result)] + (best.map { [($0.attack.channel.phrase, $0)] } ?? [])
    let series = all.map { name, result in
      Chart.Series(
        name: name,
        points: result.topRates.sorted { $0.k < $1.k }.map {
          .init(x: Double($0.k), y: $0.rate.value, lower: $0.rate.lower, upper: $0.rate.upper)
        })
    }
    let ranks = series.flatMap(\.points).map(\.x)
    let first = result.topRates.min { $0.k < $1.k }
    let last = result.topRates.max { $0.k < $1.k }
    return Chart(
      id: "ranks", title: "People found among the first candidates", kind: .line,
      xLabel: "candidates looked at", yLabel: "people found",
      xIsLogarithmic: (ranks.max() ?? 1) / (ranks.min() ?? 1) > 8, series: series,
      alternativeText: """
        With all channels \(first.map { NumberFormat.percent($0.rate.value) } ?? "") are found \
        first on the list, \(last.map { NumberFormat.percent($0.rate.value) } ?? "") among the \
        first \(last.map { NumberFormat.count($0.k) } ?? "").
        """)
  }

  private func rankTable(_ result: AttackResult, _ best: AttackResult?) -> Markup {
    let others = Dictionary(
      (best?.topRates ?? []).map { ($0.k, $0.rate) }, uniquingKeysWith: { first, _ in first })
    let shown = result.topRates.sorted { $0.k < $1.k }.prefix(limits.bins)
    let rows = shown.map { rate -> Markup in
      let other: Markup =
        best == nil
        ? .none
        : #"<td class="n">\#(twoLines(others[rate.k]))</td>"#
      return """
        <tr><th scope="row">\(NumberFormat.count(rate.k))</th>\
        <td class="n">\(twoLines(rate.rate))</td>\(other)</tr>
        """
    }
    let header: [Markup] =
      ["Among the first", "All channels"] + (best.map { ["\($0.attack.channel.title)"] } ?? [])
    return table(header: header, numbers: [1, 2], rows: rows, label: "People found by rank")
      + more(result.topRates.count - shown.count, "ranks")
  }

  /// The single attack may have had another experiment of its own.
  private func caveat(_ result: AttackResult, _ best: AttackResult?) -> Markup {
    guard let best, let index = attackIndices[best.id] else { return .none }
    let same =
      best.setting.targets == result.setting.targets
      && best.setting.candidates == result.setting.candidates
    let note: Markup =
      same
      ? .none
      : " It had an experiment of its own: \(tried(best.setting)); compare shapes, not heights."
    return """
      <p class="caption">Beside it the attack <bdi>\(link(toAttack: index))</bdi>.\(note)</p>
      """
  }
}
