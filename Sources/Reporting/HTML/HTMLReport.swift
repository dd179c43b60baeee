public import Findings

/// A report as one page that needs nothing else: no network, no script, no font, no image file.
///
/// Everything from outside is escaped by type (`Markup`), and a content security policy forbids
/// what the page does not need in any case. Lists are cut at stated lengths; the JSON holds all.
public enum HTMLReport {
  /// The page for a report.
  ///
  /// - Parameter report: what to show; any names in it are harmless.
  /// - Returns: a complete HTML document. Equal reports give equal text.
  /// - Complexity: O(size of what is shown), which the limits of lists bound.
  public static func render(_ report: RiskReport) -> String {
    page(ReportPage(report: report)).text
  }

  private static func page(_ page: ReportPage) -> Markup {
    HTMLDocument.page(
      title: "Risk report: \(page.name(page.report.dataset.name))", subject: "the report",
      masthead: page.masthead,
      main: """
        \(page.opening)
        \(page.contents)
        \(page.fusedSections)\(page.overview)\(page.methods)
        \(page.blame)
        \(page.findings)
        \(page.attacks)
        \(page.data)
        \(page.boundaries)
        """, colophon: page.colophon)
  }
}

/// The page of one report: its sections are in extensions, a file each.
struct ReportPage {
  let report: RiskReport
  let limits = ListLimits()
  /// The place of each attack result, by its id; the first where an id stands twice.
  let attackIndices: [String: Int]

  init(report: RiskReport) {
    self.report = report
    self.attackIndices = Dictionary(
      report.attacks.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// A section with its heading at the side.
  func section(
    _ id: Markup, _ title: Markup, note: Markup = .none, _ content: Markup
  ) -> Markup {
    let lead: Markup = note == .none ? .none : #"<p class="lead">\#(note)</p>"#
    return """
      <section id="\(id)" class="block" aria-labelledby="\(id)-title">
      <div class="side"><h2 id="\(id)-title">\(title)</h2>\(lead)</div>
      <div class="body">
      \(content)
      </div>
      </section>
      """
  }

  /// A name from the data: cut to a length that can be shown.
  func name(_ text: String) -> Markup { .escaped(text, limit: SafeText.nameLimit) }

  /// A name set as code, isolated from the direction of the text around it.
  func code(_ text: String) -> Markup {
    #"<code class="name" dir="auto">\#(name(text))</code>"#
  }

  /// A sentence from the report: isolated, cut only where no person would read on.
  func paragraph(_ text: String, _ kind: Markup = "sentence") -> Markup {
    text.isEmpty ? .none : #"<p class="\#(kind)" dir="auto">\#(text)</p>"#
  }

  /// What stands below a list that was cut.
  func more(_ count: Int, _ things: String) -> Markup {
    guard count > 0 else { return .none }
    return #"<p class="more">\#(NumberFormat.count(count)) more \#(things) in the JSON.</p>"#
  }

  /// A link to an attack, by its place in the report; its bare title where it is not on the page.
  func link(toAttack index: Int) -> Markup {
    guard report.attacks.indices.contains(index) else { return .none }
    let title = name(report.attacks[index].attack.title)
    return index < limits.attacks ? "<a href=\"#attack-\(index + 1)\">\(title)</a>" : title
  }

  /// An estimate as a number with its interval behind it.
  func figure(_ estimate: Estimate, unit: String = "probability") -> Markup {
    let value: Markup =
      #"<span class="number">\#(NumberFormat.value(estimate.value, unit: unit))</span>"#
    guard let interval = NumberFormat.interval(estimate, unit: unit) else { return value }
    return #"\#(value) <span class="interval">\#(interval)</span>"#
  }
}
