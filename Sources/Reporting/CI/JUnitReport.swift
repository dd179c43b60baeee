public import Findings

/// Rules as JUnit XML: one testcase a rule, for pipelines that show tests.
///
/// Denied is a failure, warned text in `system-out`, excepted and not applicable skipped with the
/// reason. Every rule stands in it by its name, the met ones too (open-policy-agent/conftest#490).
///
/// **Source** the schema of Jenkins' xunit plugin (junit-10.xsd), which GitLab reads as well.
public enum JUnitReport {
  /// A gate's verdict.
  ///
  /// - Complexity: O(decisions).
  public static func render(_ verdict: GateVerdict, below root: String? = nil) -> String {
    render(CheckList(verdict, below: root))
  }

  /// The findings of an audit; kinds of findings without an instance are not in it.
  ///
  /// - Complexity: O(findings).
  public static func render(
    _ report: RiskReport, places: FindingPlaces = FindingPlaces()
  ) -> String {
    render(CheckList(report, places: places))
  }

  private static func render(_ list: CheckList) -> String {
    let rules = list.byRule
    let failures = rules.count { $0.items.contains { $0.result == .denied } }
    let skipped = rules.count { isSkipped($0.items) }
    let suite = "palimpsest \(list.name) of \(list.subject)"
    let stamp = list.createdAt.hasSuffix("Z") ? String(list.createdAt.dropLast()) : list.createdAt
    let numbers: Markup = """
      tests="\(String(rules.count))" failures="\(String(failures))" errors="0" \
      skipped="\(String(skipped))" time="0"
      """
    let opening: Markup = """
      <testsuites name="palimpsest" \(numbers)>
      <testsuite name="\(suite)" timestamp="\(stamp)" \(numbers)>
      """
    let cases = Markup.each(rules) { testcase($0.rule, $0.items, list) }
    let closing: Markup = """
      <system-out>\(.joined((list.notes + [list.sentence]).map { "\($0)" }))</system-out>
      </testsuite>
      </testsuites>
      """
    return #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
      + Markup.joined([opening, cases, closing]).text + "\n"
  }

  private static func isSkipped(_ items: [CheckItem]) -> Bool {
    items.contains { $0.result == .excepted || $0.result == .notApplicable }
      && !items.contains(where: \.isFailure) && !items.contains { $0.result == .met }
  }

  private static func testcase(
    _ rule: String, _ items: [CheckItem], _ list: CheckList
  ) -> Markup {
    let denied = items.filter { $0.result == .denied }
    let warned = items.filter { $0.result == .warned }
    let file = (items.first { $0.isFailure }?.place ?? list.defaultPlace).file
    let opening: Markup = """
      <testcase classname="palimpsest.\(list.name)" name="\(rule)" file="\(file)" time="0">
      """
    var inside: [Markup] = []
    if let first = denied.first {
      inside.append(
        """
        <failure type="\(first.reason)" message="\(first.sentence)">\(text(of: denied))</failure>
        """)
    } else if isSkipped(items), let first = items.first {
      inside.append("<skipped type=\"\(first.reason)\" message=\"\(first.sentence)\"/>")
    }
    if !warned.isEmpty { inside.append("<system-out>\(text(of: warned))</system-out>") }
    return Markup.joined([opening] + inside + ["</testcase>"])
  }

  /// The sentences, remedies and places of some items, a line each.
  private static func text(of items: [CheckItem]) -> Markup {
    let shown = items.prefix(100)
    let lines = shown.map { item -> Markup in
      let place = item.place.map { "\($0.file):\($0.line):\($0.column): " } ?? ""
      let remedy = item.remedy.map { " What would mend it: \($0)" } ?? ""
      let source = item.source.map { " Source: \($0)" } ?? ""
      return "\(place)\(item.sentence)\(remedy)\(source)"
    }
    let more: [Markup] =
      items.count > shown.count
      ? ["\(Phrase.count(items.count - shown.count)) more; the JSON holds all of them."] : []
    return Markup.joined(lines + more)
  }
}
