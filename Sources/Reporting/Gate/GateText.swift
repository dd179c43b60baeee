public import Findings

/// A verdict of the gate as text for a terminal and a build's log.
public enum GateText {
  /// The verdict: what denies first, then the rest, then what it rests on.
  public static func render(_ verdict: GateVerdict) -> String {
    let word = verdict.outcome == .pass ? "PASS" : "DENIED"
    var text = "\(word)  \(SafeText.name(verdict.release)) under \(SafeText.name(verdict.policy))\n"
    text += SafeText.sentence(verdict.sentence) + "\n\n"
    text += decisions(verdict.decisions)
    text += "\nIt rests on\n"
    for item in verdict.evidence {
      let path = SafeText.sentence(item.path)
      text += "  \(SafeText.name(item.kind)): \(path), sha256 \(SafeText.name(item.digest))\n"
    }
    if let before = verdict.auditAgainBefore { text += "Audit again before \(before).\n" }
    if let expiry = verdict.expiresAt { text += "The release expires at \(expiry).\n" }
    return text
  }

  /// Decisions, those that deny first; each with value, interval, threshold and source.
  public static func decisions(_ decisions: [GateDecision]) -> String {
    let order: [GateDecision.Result] = [.denied, .warned, .excepted, .met, .notApplicable]
    return order.flatMap { result in decisions.filter { $0.result == result } }
      .map(decision).joined()
  }

  /// Headings with what stands under them.
  public static func explanation(_ paragraphs: [(heading: String, text: String)]) -> String {
    paragraphs.map { paragraph in
      "\(SafeText.name(paragraph.heading))\n    \(SafeText.sentence(paragraph.text))\n"
    }.joined()
  }

  /// What became of each expectation of a policy's fixtures.
  public static func trials(_ trials: [(passed: Bool, sentence: String)]) -> String {
    trials.map { "\($0.passed ? "ok  " : "FAIL")  \(SafeText.sentence($0.sentence))\n" }.joined()
  }

  private static func decision(_ decision: GateDecision) -> String {
    var lines = [
      "\(mark(decision.result)) \(SafeText.name(decision.rule))  "
        + SafeText.sentence(decision.title)
    ]
    lines.append("        \(SafeText.sentence(decision.sentence))")
    if decision.result != .met, decision.result != .notApplicable {
      lines.append("        reason: \(decision.reason.rawValue)\(place(decision.place))")
      if let remedy = decision.remedy {
        lines.append("        to pass: \(SafeText.sentence(remedy))")
      }
    }
    if let source = decision.source {
      lines.append("        source: \(SafeText.sentence(source))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func place(_ place: GateDecision.Place?) -> String {
    guard let place else { return "" }
    return ", at \(SafeText.sentence(place.file)):\(place.line):\(place.column)"
  }

  private static func mark(_ result: GateDecision.Result) -> String {
    switch result {
    case .denied: "DENIED "
    case .warned: "warning"
    case .excepted: "excused"
    case .met: "met    "
    case .notApplicable: "-      "
    }
  }
}
