public import Findings

/// Two audits side by side as one page that needs nothing else, in the look of the risk report.
public enum ComparisonHTML {
  /// The page of a comparison.
  ///
  /// - Returns: a complete HTML document without script; names in it are harmless.
  /// - Complexity: O(size of what is shown), which the limits of lists bound.
  public static func render(_ comparison: ReportComparison) -> String {
    let page = ComparisonPage(comparison)
    return HTMLDocument.page(
      title: "Two audits: \(page.after.name(comparison.after.dataset.name))",
      subject: "the comparison", masthead: page.masthead, main: page.main,
      colophon: page.colophon
    ).text
  }
}

/// The page of one comparison; it borrows its pieces from the page of the later report.
struct ComparisonPage {
  let comparison: ReportComparison
  let reading: ComparisonReading
  let after: ReportPage

  init(_ comparison: ReportComparison) {
    self.comparison = comparison
    reading = ComparisonReading(comparison: comparison)
    after = ReportPage(report: comparison.after)
  }

  var masthead: Markup {
    """
    <header class="masthead">
    <p class="brand">Palimpsest</p>
    <p class="what">Two audits <span class="of">of</span> \
    <bdi>\(after.name(comparison.after.dataset.name))</bdi></p>
    <p class="when">\(Markup.escaped(comparison.after.day, limit: 12))</p>
    </header>
    """
  }

  var main: Markup {
    .joined([opening] + reading.rates.map(rates) + reading.plain.map(plain))
  }

  var colophon: Markup {
    """
    <footer class="colophon"><p>Written from two risk reports of schema \
    \(after.name(comparison.before.schemaVersion)) and \
    \(after.name(comparison.after.schemaVersion)), which hold every number on this page and more.\
    </p></footer>
    """
  }

  private var opening: Markup {
    """
    <section class="opening" aria-labelledby="verdict">
    <p class="eyebrow">\(after.severity(comparison.before.verdict.severity))\
    <span>before</span>\(after.severity(comparison.after.verdict.severity))<span>after</span></p>
    <h1 id="verdict" class="short">\(reading.headline)</h1>
    \(pair)
    <p class="grounds">\(reading.difference)</p>
    <p class="grounds">\(reading.data)</p>
    \(warnings)
    <dl class="facts">
    \(facts("Before", comparison.before))
    \(facts("After", comparison.after))
    </dl>
    </section>
    """
  }

  private var pair: Markup {
    guard let before = comparison.risk.before, let later = comparison.risk.after else {
      return .none
    }
    return """
      <div class="pair">
      \(after.people(before, id: "people-before", "Before", "best"))
      \(after.people(later, id: "people-after", "After", "found"))
      </div>
      """
  }

  private var warnings: Markup {
    guard !comparison.warnings.isEmpty else { return .none }
    return """
      <div class="remedy"><p><b>Not the same in both.</b></p>
      <ul class="notes">
      \(.each(comparison.warnings) { "<li>\($0.sentence)</li>" })
      </ul></div>
      """
  }

  private func facts(_ title: Markup, _ report: RiskReport) -> Markup {
    """
    <div><dt>\(title)</dt><dd>\(after.name(report.createdAt)), seed \
    <code>\(after.name(report.seed))</code>, \(after.name(report.tool.name)) \
    \(after.name(report.tool.version))</dd></div>
    """
  }

  private func rates(_ table: ComparisonReading.RateTable) -> Markup {
    let estimates = table.rows.flatMap { [$0.change.before, $0.change.after].compactMap { $0 } }
    let axis = ShareAxis(covering: estimates.map { .exact(max(0, $0.upper)) })
    return after.section(
      Markup.escaped(table.id), "\(table.title)",
      """
      \(key)
      <div class="scroll" role="region" aria-label="\(table.title)" tabindex="0">
      <table class="blame map">
      <thead><tr><th scope="col">Name</th><th scope="col" class="wide">\(axis.labels)</th>
      <th scope="col" class="n">Before</th><th scope="col" class="n">After</th>
      <th scope="col" class="n">Difference, points</th></tr></thead>
      <tbody>
      \(.each(table.rows) { row($0, axis) })
      </tbody></table></div>
      \(more(table.leftOut))
      """)
  }

  private var key: Markup {
    """
    <p class="legend"><span class="key-item"><svg class="strip q-control" aria-hidden="true" \
    width="14" height="14">\(DotStrip.mark(.control, at: 50))</svg> before</span> \
    <span class="key-item"><svg class="strip q-found" aria-hidden="true" width="14" height="14">\
    \(DotStrip.mark(.found, at: 50))</svg> after</span></p>
    """
  }

  private func row(_ row: ComparisonReading.Row, _ axis: ShareAxis) -> Markup {
    let change = row.change
    let title = row.isCode ? after.code(row.name) : after.name(row.name)
    let level: Markup = change.kind == .rose || change.kind == .appeared ? "broken" : "quiet"
    let note: Markup = row.note.isEmpty ? .none : "; \(row.note)"
    return """
      <tr><th scope="row" dir="auto">\(title)</th>
      <td class="wide">\(strip(change, axis))<p class="caption"><b class="\(level)">\
      \(change.kind.title)</b>\(note)</p></td>
      <td class="n" data-label="Before">\(after.twoLines(change.before))</td>
      <td class="n" data-label="After">\(after.twoLines(change.after))</td>
      <td class="n" data-label="Difference">\(points(change.difference))</td></tr>
      """
  }

  private func points(_ difference: Estimate?) -> Markup {
    guard let difference else { return "\(NumberFormat.missing)" }
    let value = FusedReading.points(difference.value)
    guard let ends = ComparisonReading.ends(of: difference) else { return "\(value)" }
    return "\(value)<span class=\"ends\">\(ends)</span>"
  }

  /// The earlier rate above the later one, each with its interval.
  private func strip(_ change: RateChange, _ axis: ShareAxis) -> Markup {
    func lane(_ rate: Estimate?, _ quantity: DotStrip.Quantity, _ y: Markup) -> Markup {
      guard let rate else { return .none }
      let whisker: Markup =
        rate.upper > rate.lower
        ? """
        <line class="whisker" x1="\(axis.place(rate.lower))%" x2="\(axis.place(rate.upper))%" \
        y1="\(y)" y2="\(y)"/>
        """ : .none
      return """
        <g class="q-\(Markup(quantity))">\(whisker)\
        \(DotStrip.mark(quantity, at: axis.place(rate.value), y: y))</g>
        """
    }
    return """
      <svg class="strip" aria-hidden="true" width="100%" height="28">\(axis.gridlines)\
      \(lane(change.before, .control, "8"))\(lane(change.after, .found, "20"))</svg>
      """
  }

  private func plain(_ table: ComparisonReading.PlainTable) -> Markup {
    let rows = table.rows.map { row -> Markup in
      let cells = row.enumerated().map { index, text -> Markup in
        index == 1
          ? #"<th scope="row" dir="auto">\#(after.name(text))</th>"#
          : #"<td dir="auto">\#(after.name(text))</td>"#
      }
      return "<tr>\(.joined(cells, separator: ""))</tr>"
    }
    return after.section(
      Markup.escaped(table.id), "\(table.title)",
      """
      \(after.table(header: table.header.map { "\($0)" }, rows: rows, label: table.title))
      \(more(table.leftOut))
      """)
  }

  private func more(_ count: Int) -> Markup {
    count > 0 ? #"<p class="more">\#(NumberFormat.count(count)) more in the reports.</p>"# : .none
  }
}
