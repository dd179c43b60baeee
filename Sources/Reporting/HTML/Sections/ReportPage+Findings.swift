import Findings

extension ReportPage {
  /// What was found, the worst first.
  var findings: Markup {
    let ordered = report.orderedFindings
    let shown = ordered.prefix(limits.findings)
    guard !shown.isEmpty else {
      return section(
        "findings", "Findings",
        #"<p class="empty">No finding. What was not measured is listed below.</p>"#)
    }
    return section(
      "findings", "Findings", note: "The worst first, each with what would mend it.",
      """
      <ol class="findings">
      \(.each(shown, item))
      </ol>
      \(more(ordered.count - shown.count, "findings"))
      """)
  }

  private func item(_ finding: Finding) -> Markup {
    let remedy: Markup =
      finding.remedy.isEmpty
      ? .none
      : #"<p class="remedy" dir="auto"><b>What would mend it.</b> \#(finding.remedy)</p>"#
    return """
      <li>
      <p class="eyebrow">\(severity(finding.severity))<span>\(finding.risk.title)</span>\
      <span>\(finding.failureMode.title)</span></p>
      <h3 dir="auto">\(name(finding.title))</h3>
      \(paragraph(finding.sentence))
      \(remedy)
      \(evidence(finding))
      </li>
      """
  }

  private func evidence(_ finding: Finding) -> Markup {
    let columns = finding.columns.prefix(limits.knownColumns).map(code)
    let attacks = finding.evidence.lazy.compactMap { attackIndices[$0] }.prefix(8)
      .map(link(toAttack:))
    let left = finding.columns.count - columns.count
    let rest: Markup = left > 0 ? " and \(NumberFormat.count(left)) more in the JSON" : .none
    let parts: [Markup] = [
      columns.isEmpty ? .none : "\(.joined(columns, separator: " "))\(rest)",
      attacks.isEmpty
        ? .none : "<span>Evidence: \(.joined(attacks, separator: ", "))</span>",
    ]
    return #"<p class="evidence">\#(.joined(parts, separator: " "))</p>"#
  }
}
