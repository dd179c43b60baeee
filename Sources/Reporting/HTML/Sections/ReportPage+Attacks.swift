import Findings

extension ReportPage {
  /// Each attack: what it did, how often it succeeded, how to do it again.
  var attacks: Markup {
    let shown = report.attacks.prefix(limits.attacks)
    let articles: Markup =
      shown.isEmpty
      ? #"<p class="empty">No attack was run, so nothing is known about the risk.</p>"#
      : .each(shown.enumerated()) { article($1, index: $0) }
    return section(
      "attacks", "Attacks",
      note: """
        What was tried, on whom, and how often it succeeded. \
        Excess is what is left of the success after taking away what succeeds without the release.
        """,
      """
      \(adversary)
      \(articles)
      \(more(report.attacks.count - shown.count, "attacks"))
      """)
  }

  private var adversary: Markup {
    let tables = report.adversary.knownColumns.sorted { $0.key < $1.key }.prefix(limits.tables)
    let rows = Markup.each(tables) { table, columns in
      "<div><dt>Knows of <bdi>\(name(table))</bdi></dt><dd>\(columnList(columns))</dd></div>"
    }
    return """
      <div class="adversary"><h3>The adversary</h3>
      \(paragraph(report.adversary.sentence))
      <dl class="setting">\(rows)</dl></div>
      """
  }

  private func columnList(_ columns: [String]) -> Markup {
    let left = columns.count - limits.knownColumns
    let rest: Markup = left > 0 ? " and \(NumberFormat.count(left)) more in the JSON" : .none
    return columns.isEmpty
      ? "nothing" : .joined(columns.prefix(limits.knownColumns).map(code), separator: " ") + rest
  }

  private func article(_ result: AttackResult, index: Int) -> Markup {
    """
    <article id="attack-\(index + 1)" class="attack" aria-labelledby="attack-\(index + 1)-title">
    <p class="eyebrow"><span>\(result.attack.channel.title)</span>\
    <span>\(result.attack.risk.title)</span><span>\(result.attack.failureMode.title)</span></p>
    <h3 id="attack-\(index + 1)-title" dir="auto">\(name(result.attack.title))</h3>
    \(paragraph(result.sentence))
    \(remedy(result))
    \(rates(result))
    \(setting(result.setting))
    \(figures(result, index: index))
    \(measures(result))
    \(grids(result))
    \(provenance(result))
    </article>
    """
  }

  private func remedy(_ result: AttackResult) -> Markup {
    result.remedy.isEmpty
      ? .none : #"<p class="remedy" dir="auto"><b>What would mend it.</b> \#(result.remedy)</p>"#
  }

  private func rates(_ result: AttackResult) -> Markup {
    var rows: [(DotStrip.Quantity, String, Estimate)] = [
      (.found, "Success", result.success)
    ]
    if let control = result.control { rows.append((.control, "Control", control)) }
    rows.append((.base, "Baseline", result.baseline))
    rows.append((.excess, "Excess", result.excess))
    let axis = ShareAxis(covering: rows.map(\.2))
    return """
      <table class="rates"><caption class="hidden">Rates of success with intervals</caption>
      <colgroup><col class="name-column"><col><col class="value-column"></colgroup>
      <thead class="hidden"><tr><th scope="col">Rate</th><th scope="col">Picture</th>\
      <th scope="col">Value and interval</th></tr></thead>
      <tbody>
      \(.each(rows) { rate($0, $1, $2, axis) })
      <tr class="axis-row" aria-hidden="true"><th></th><td class="wide">\(axis.labels)</td><td>\
      </td></tr>
      </tbody></table>
      """
  }

  private func rate(
    _ quantity: DotStrip.Quantity, _ title: String, _ estimate: Estimate, _ axis: ShareAxis
  ) -> Markup {
    let meaning =
      switch quantity {
      case .found: "with the release"
      case .control: "on people not in it"
      case .base: "without the release"
      case .excess: "gained by the release"
      }
    let method: Markup =
      estimate.method == .exact
      ? #"<span class="method">exact</span>"#
      : """
      <span class="method">\(NumberFormat.percent(estimate.level)), \(estimate.method.title)</span>
      """
    return """
      <tr class="q-\(Markup(quantity))"><th scope="row">\(title)<span class="meaning">\
      \(meaning)</span>\
      </th><td class="wide">\(DotStrip.markup(estimate, quantity, on: axis))</td>
      <td class="n">\(figure(estimate)) \(method)</td></tr>
      """
  }

  private func setting(_ setting: AttackSetting) -> Markup {
    let controls: Markup =
      setting.controls == 0
      ? "none" : "\(NumberFormat.count(setting.controls)) people not in the release"
    let knowledge: Markup =
      setting.knowledge.isEmpty
      ? .none : "<div><dt>Knowledge</dt><dd dir=\"auto\">\(setting.knowledge)</dd></div>"
    return """
      <dl class="setting">
      \(knowledge)
      <div><dt>Columns known</dt><dd>\(columnList(setting.knownColumns))</dd></div>
      </dl><dl class="setting quartet">
      <div><dt>Table</dt><dd>\(code(setting.table))</dd></div>
      <div><dt>Scenario</dt><dd>\(name(setting.scenario))</dd></div>
      <div><dt>Targets</dt><dd>\(targets(setting))</dd></div>
      <div><dt>Controls</dt><dd>\(controls)</dd></div>
      </dl>
      """
  }

  private func targets(_ setting: AttackSetting) -> Markup {
    let people: Markup =
      setting.exhaustive
      ? "all \(NumberFormat.count(setting.targets)) people"
      : "\(NumberFormat.count(setting.targets)) people, sampled"
    return "\(people); \(NumberFormat.count(setting.candidates)) candidates each"
  }

  private func provenance(_ result: AttackResult) -> Markup {
    let covers: Markup =
      result.attack.doesNotCover.isEmpty
      ? .none
      : "<div><dt>Does not cover</dt><dd dir=\"auto\">\(result.attack.doesNotCover)</dd></div>"
    let source: Markup =
      result.attack.source.isEmpty
      ? .none : "<div><dt>Source</dt><dd dir=\"auto\">\(result.attack.source)</dd></div>"
    return """
      <dl class="setting">\(covers)\(source)</dl>
      <details class="reproduce"><summary>How to reproduce</summary>
      <pre tabindex="0"><code>\(result.setting.reproduce)</code></pre>
      <p class="caption">Result <code>\(name(result.id))</code></p></details>
      """
  }
}
