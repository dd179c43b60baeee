import Findings

/// Turns denials that an earlier verdict already had into warnings, where nothing got worse.
struct GateBaseline {
  let earlier: GateVerdict

  /// Only what was measured can be known already: missing, stale and foreign evidence, approvals
  /// and ended exceptions are denied each time.
  private static let reasons: Set<GateDecision.Reason> = [
    .thresholdPassed, .intervalTooWide, .columnWithoutPurpose, .outputNotSanitised,
  ]

  func applied(to decisions: [GateDecision], policy: String) -> [GateDecision] {
    guard earlier.policy == policy else { return decisions }
    return decisions.map { decision in
      guard decision.result == .denied, Self.reasons.contains(decision.reason),
        earlier.decisions.contains(where: { isKnown(decision, by: $0) })
      else { return decision }
      return GateDecision(
        rule: decision.rule, title: decision.title, source: decision.source,
        severity: decision.severity, result: .warned, reason: decision.reason,
        metric: decision.metric, value: decision.value, lower: decision.lower,
        upper: decision.upper, comparison: decision.comparison, threshold: decision.threshold,
        sentence: "\(decision.sentence); known since \(earlier.createdAt)",
        remedy: decision.remedy, columns: decision.columns, place: decision.place)
    }
  }

  private func isKnown(_ decision: GateDecision, by old: GateDecision) -> Bool {
    guard old.rule == decision.rule, old.result == .denied || old.result == .warned,
      Self.reasons.contains(old.reason), old.metric == decision.metric,
      old.comparison == decision.comparison, old.threshold == decision.threshold
    else { return false }
    guard decision.metric != nil else {
      return old.columns == decision.columns && old.place?.file == decision.place?.file
        && old.sentence == decision.sentence
    }
    let pairs = [
      (decision.value, old.value), (decision.lower, old.lower), (decision.upper, old.upper),
    ]
    return pairs.allSatisfy { new, old in
      guard let new, let old else { return new == nil && old == nil }
      switch decision.comparison {
      case "at-most", "below": return new <= old
      case "at-least", "above": return new >= old
      default: return new == old
      }
    }
  }
}
