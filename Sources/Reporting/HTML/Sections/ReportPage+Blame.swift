import Findings

extension ReportPage {
  /// Which columns carry the risk.
  var blame: Markup {
    let shown = report.blame.prefix(limits.columnsBlamed)
    guard !shown.isEmpty else {
      return section(
        "blame", "What to blame",
        #"<p class="empty">No column was found to carry the risk alone.</p>"#)
    }
    let axis = ShareAxis(
      covering: shown.flatMap {
        [$0.riskWith, $0.riskWithout, $0.riskAlone].filter(\.isFinite).map(Estimate.exact)
      })
    return section(
      "blame", "What to blame",
      note: """
        The red part of a bar is the risk that would be gone if this one column were not released. \
        Columns overlap, so a small part can still hide a column that finds people by itself: \
        the ring shows that.
        """,
      """
      \(blameKey)
      <div class="scroll" role="region" aria-label="Risk by column" tabindex="0">
      <table class="blame">
      <thead><tr><th scope="col">Column</th><th scope="col" class="wide">\(axis.labels)</th>
      <th scope="col" class="n">With</th><th scope="col" class="n">Without</th>
      <th scope="col" class="n">Alone</th><th scope="col" class="n">Share</th></tr></thead>
      <tbody>
      \(.each(shown) { row($0, axis) })
      </tbody></table></div>
      \(more(report.blame.count - shown.count, "columns"))
      """)
  }

  private var blameKey: Markup {
    """
    <p class="legend">
    <span class="key-item"><svg class="strip" aria-hidden="true" width="22" height="14">\
    <rect class="bar without" y="3" width="22" height="8"/></svg> risk without this column</span>
    <span class="key-item"><svg class="strip" aria-hidden="true" width="22" height="14">\
    <rect class="bar with" y="3" width="22" height="8"/></svg> what it adds</span>
    <span class="key-item"><svg class="strip q-alone" aria-hidden="true" width="14" height="14">\
    \(DotStrip.mark(.control, at: 50))</svg> this column alone</span>
    </p>
    """
  }

  private func row(_ column: ColumnBlame, _ axis: ShareAxis) -> Markup {
    """
    <tr><th scope="row">\(code(column.column))<span class="table-name"><bdi>\(name(column.table))\
    </bdi></span></th>
    <td class="wide">\(bar(column, axis))\(paragraph(column.sentence, "caption"))</td>
    <td class="n" data-label="With">\(NumberFormat.percent(column.riskWith))</td>
    <td class="n" data-label="Without">\(NumberFormat.percent(column.riskWithout))</td>
    <td class="n" data-label="Alone">\(NumberFormat.percent(column.riskAlone))</td>
    <td class="n" data-label="Share">\
    \(column.share.map(NumberFormat.percent) ?? NumberFormat.missing)\
    </td></tr>
    """
  }

  private func bar(_ column: ColumnBlame, _ axis: ShareAxis) -> Markup {
    let zero = axis.place(0)
    let without = axis.place(min(column.riskWithout, column.riskWith))
    let with = axis.place(column.riskWith)
    let alone = DotStrip.mark(.control, at: axis.place(column.riskAlone))
    return """
      <svg class="strip q-alone" aria-hidden="true" width="100%" height="22">\(axis.gridlines)\
      <rect class="bar without" x="\(zero)%" y="6" width="\(without - zero)%" height="10"/>\
      <rect class="bar with" x="\(without)%" y="6" width="\(with - without)%" height="10"/>\
      \(alone)</svg>
      """
  }
}
