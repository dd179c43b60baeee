import Findings

extension ReportPage {
  /// What was not measured, notes, and where the sections stand in ISO/IEC 27559.
  var boundaries: Markup {
    section(
      "limits", "What was not measured", note: "Silence is no clearance.",
      """
      \(gaps)
      \(notes)
      <h3>Where this stands in ISO/IEC 27559:2022</h3>
      \(clauses)
      """)
  }

  private var gaps: Markup {
    let shown = report.notMeasured.prefix(limits.notes)
    guard !shown.isEmpty else {
      return #"<p class="empty">The report names nothing that was left out.</p>"#
    }
    return """
      <dl class="gaps">
      \(.each(shown, gap))
      </dl>
      \(more(report.notMeasured.count - shown.count, "gaps"))
      """
  }

  private func gap(_ gap: Gap) -> Markup {
    """
    <div><dt dir="auto">\(gap.what)</dt><dd dir="auto">\(gap.why)</dd></div>
    """
  }

  private var notes: Markup {
    let shown = report.notes.prefix(limits.notes)
    guard !shown.isEmpty else { return .none }
    return """
      <h3>Notes</h3>
      <ul class="notes">
      \(.each(shown) { "<li dir=\"auto\">\($0)</li>" })
      </ul>
      \(more(report.notes.count - shown.count, "notes"))
      """
  }

  private var clauses: Markup {
    let rows = Self.clauseMap.map { section, clause, what -> Markup in
      "<tr><th scope=\"row\">\(section)</th><td class=\"n\">\(clause)</td><td>\(what)</td></tr>"
    }
    return table(
      header: ["Section", "Clause", "What the clause asks for"], rows: rows, label: "ISO/IEC 27559")
  }

  /// Sections of the page beside clauses of ISO/IEC 27559:2022.
  static let clauseMap: [(section: String, clause: String, what: String)] = [
    ("The adversary", "6.2", "Threat modelling: motives and capacity"),
    ("The data", "7.2", "Principals, types of data and attributes, properties of the dataset"),
    ("Ways of failing", "7.3", "Attack modelling: maximum and average risk, sample and population"),
    ("Verdict, What to blame", "8.2.2", "Quantifying identifiability"),
    ("Attacks", "8.2.3", "Adversarial testing"),
    ("Findings", "8.3", "Mitigation: what to transform, and to evaluate again"),
    (
      "Not in this report", "6.3, 9", "Transparency and impact; governance before and after release"
    ),
  ]

  /// The last line.
  var colophon: Markup {
    """
    <footer class="colophon">
    <p>Written by \(name(report.tool.name)) \(name(report.tool.version)) from a risk report of \
    schema \
    \(name(report.schemaVersion)), which holds every number on this page and more. \
    Run the command below an attack with seed <code>\(name(report.seed))</code> to get the same \
    numbers again.</p>
    </footer>
    """
  }
}
