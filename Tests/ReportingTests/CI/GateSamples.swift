import Findings

/// Verdicts for these tests; all numbers are invented.
enum GateSamples {
  static func decision(
    _ rule: String, _ result: GateDecision.Result, reason: GateDecision.Reason = .thresholdPassed,
    title: String = "No one in five is found", metric: String? = "attacks.found.success",
    sentence: String = "The upper bound 0.31 is above 0.2.", remedy: String? = "Coarsen age.",
    columns: [String] = ["people.age"], value: Double? = 0.3,
    place: GateDecision.Place? = GateDecision.Place(file: "palimpsest.yaml", line: 14, column: 7)
  ) -> GateDecision {
    GateDecision(
      rule: rule, title: title, source: "EMA policy 0070, section 5.4",
      severity: result == .warned ? .warn : .deny, result: result, reason: reason, metric: metric,
      value: value, lower: value.map { $0 - 0.01 }, upper: value.map { $0 + 0.01 },
      comparison: value == nil ? nil : "at-most", threshold: value == nil ? nil : 0.2,
      sentence: sentence, remedy: remedy, columns: columns, place: place)
  }

  static func verdict(
    _ decisions: [GateDecision], outcome: GateVerdict.Outcome = .deny, release: String = "survey"
  ) -> GateVerdict {
    GateVerdict(
      tool: "palimpsest 0.1.0", createdAt: "2026-11-21T10:15:00Z", policy: "public",
      release: release, outcome: outcome, sentence: "2 rules deny the release.",
      evidence: [
        .init(kind: "manifest", path: "palimpsest.yaml", digest: String(repeating: "0a", count: 32))
      ], decisions: decisions)
  }

  /// One decision of each result.
  static let mixed = verdict([
    decision("max-risk", .denied),
    decision("mean-risk", .warned, metric: "attacks.mean"),
    decision("small-cells", .excepted, reason: .exceptionLive, sentence: "Ms B lets it pass."),
    decision("k-anonymity", .met, reason: .thresholdMet, remedy: nil),
    decision("model-only", .notApplicable, reason: .otherRelease, value: nil),
    decision(
      "purpose", .denied, reason: .columnWithoutPurpose, metric: nil, columns: ["people.shoe"],
      value: nil, place: .init(file: "/repo/data/people.csv", line: 1, column: 9)),
  ])

  /// No rule at all.
  static let empty = verdict([], outcome: .pass)

  /// Text that means something to JSON, XML, Markdown, SARIF, terminals and readers of links.
  static let hostileText =
    "\u{0}\u{1}\u{8}\u{B}\u{1B}[31m]]>&lt;<script>alert(1)</script>\"'`|*_#@all [x](http://e.vil)"
    + " {0} \\ \u{202E}\u{2028}\u{FFFE}\u{FFFF}\u{FEFF} ${{ secrets.TOKEN }} ::error::\r\n# h ---"

  /// The same everywhere that a verdict takes text from outside.
  static let hostile = verdict(
    GateDecision.Result.allCases.map { result in
      decision(
        hostileText + result.rawValue, result, title: hostileText, metric: hostileText,
        sentence: hostileText, remedy: hostileText, columns: [hostileText],
        place: .init(file: "a b/\(hostileText)", line: -3, column: 0))
    }, release: hostileText)
}
