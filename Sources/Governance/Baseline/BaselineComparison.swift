public import Findings

/// A verdict beside a baseline: what is known, what is new, what the baseline may forget.
///
/// **Guarantee** A denial becomes a warning only where an entry of the same fingerprint is live,
/// not used up by another decision, and no better than the decision: a denial that grew worse is
/// new. No other decision changes. A verdict that denies without a denied rule stays a denial.
///
/// **Cost** O(decisions log entries).
public struct BaselineComparison: Sendable, Equatable {
  /// The verdict with known denials as warnings (`warned`, severity `warn`, the reason as it was).
  public let verdict: GateVerdict
  /// How many denials are known.
  public let knownCount: Int
  /// How many denials have an entry that knew them at a better level.
  public let worseCount: Int
  /// Entries that would have known a denial, and are over.
  public let expired: [BaselineDocument.Entry]
  /// Entries that match no denial any more: the baseline may forget them.
  public let settled: [BaselineDocument.Entry]

  /// Holds a verdict against a baseline.
  ///
  /// - Parameters:
  ///   - now: UTC, ISO 8601 to the second.
  ///   - evidence: the baseline's file, which the new verdict names.
  ///   - root: the repository's absolute path.
  /// - Throws: `BaselineError` where the baseline is of another policy or holds no valid moments.
  public init(
    _ verdict: GateVerdict, baseline: BaselineDocument, now: String,
    evidence: GateVerdict.Evidence? = nil, below root: String? = nil
  ) throws(BaselineError) {
    guard baseline.policy == verdict.policy else {
      throw .otherPolicy(baseline: baseline.policy, verdict: verdict.policy)
    }
    guard Moment.isValid(now) else { throw .badMoment(field: "now") }
    for entry in baseline.entries where !Moment.isValid(entry.until) {
      throw .badMoment(field: "until of rule \(entry.rule)")
    }
    var matching = BaselineMatching(baseline, now: now)
    let decisions = verdict.decisions.map { decision -> GateDecision in
      guard decision.canBeKnown,
        let entry = matching.take(decision, decision.fingerprint(below: root))
      else { return decision }
      return decision.known(by: entry)
    }
    knownCount = matching.knownCount
    worseCount = matching.worseCount
    expired = matching.expired
    settled = matching.settled
    self.verdict = verdict.replacing(
      decisions, knownCount: matching.knownCount, evidence: evidence)
  }
}

extension BaselineComparison {
  /// What whoever keeps the baseline should know: what grew worse, what is over, what is settled.
  public var notes: [String] {
    var notes: [String] = []
    if worseCount > 0 {
      notes.append("\(Phrase.count(worseCount, "known denial", "known denials")) grew worse")
    }
    if !expired.isEmpty {
      notes.append(
        "the baseline no longer tolerates \(Phrase.list(expired.map(\.rule))): the time is over")
    }
    if !settled.isEmpty {
      notes.append(
        "settled, and to be taken out of the baseline: \(Phrase.list(settled.map(\.rule)))")
    }
    return notes
  }
}

/// Entries on their way to decisions: each is used once.
private struct BaselineMatching {
  private var entries: [String: [BaselineDocument.Entry]]
  private let now: String
  private(set) var knownCount = 0
  private(set) var worseCount = 0
  private(set) var expired: [BaselineDocument.Entry] = []

  init(_ baseline: BaselineDocument, now: String) {
    entries = Dictionary(grouping: baseline.entries, by: \.fingerprint)
    self.now = now
  }

  /// The entry that knows a decision, used up; nil where there is none.
  mutating func take(
    _ decision: GateDecision, _ fingerprint: String
  ) -> BaselineDocument.Entry? {
    guard var candidates = entries[fingerprint], !candidates.isEmpty else { return nil }
    defer { entries[fingerprint] = candidates }
    let now = now
    let isLive = { (entry: BaselineDocument.Entry) in entry.until > now }
    if let index = candidates.firstIndex(where: { isLive($0) && $0.covers(decision) }) {
      knownCount += 1
      return candidates.remove(at: index)
    }
    if let index = candidates.firstIndex(where: isLive) {
      worseCount += 1
      candidates.remove(at: index)
    } else {
      expired.append(candidates.removeFirst())
    }
    return nil
  }

  /// What no decision asked for.
  var settled: [BaselineDocument.Entry] {
    entries.values.flatMap { $0 }.sorted { ($0.rule, $0.fingerprint) < ($1.rule, $1.fingerprint) }
  }
}

extension BaselineDocument.Entry {
  /// Whether a decision is no worse than what is known.
  fileprivate func covers(_ decision: GateDecision) -> Bool {
    guard rule == decision.rule, comparison == decision.comparison else { return false }
    guard comparison != nil else { return true }
    guard let level, let now = decision.level, level.isFinite, now.isFinite else { return false }
    switch comparison {
    case "at-most", "below": return now <= level
    case "at-least", "above": return now >= level
    default: return now == level
    }
  }
}

extension GateDecision {
  /// The same decision as a warning that says since when it is known.
  fileprivate func known(by entry: BaselineDocument.Entry) -> GateDecision {
    let owner = entry.owner.map { ", \($0) answers for it" } ?? ""
    return GateDecision(
      rule: rule, title: title, source: source, severity: .warn, result: .warned, reason: reason,
      metric: metric, value: value, lower: lower, upper: upper, comparison: comparison,
      threshold: threshold,
      sentence: "\(sentence) Known since \(entry.since), tolerated until \(entry.until)\(owner).",
      remedy: remedy, columns: columns, place: place)
  }
}

extension GateVerdict {
  /// The same verdict with other decisions, and what follows from them.
  fileprivate func replacing(
    _ decisions: [GateDecision], knownCount: Int, evidence added: Evidence?
  ) -> GateVerdict {
    let denials = decisions.count { $0.result == .denied }
    // A denial that no rule carries is not for a baseline to lift.
    let passes = outcome == .pass || (denials == 0 && knownCount > 0)
    let known = Phrase.count(knownCount, "denial is", "denials are")
    let text =
      knownCount == 0
      ? sentence
      : passes
        ? "Nothing new denies the release; \(known) known by the baseline."
        : "\(Phrase.count(denials, "rule denies", "rules deny")) the release anew;"
          + " \(known) known by the baseline."
    return GateVerdict(
      tool: tool, createdAt: createdAt, policy: policy, release: release,
      outcome: passes ? .pass : .deny, sentence: text,
      evidence: evidence + (added.map { [$0] } ?? []), decisions: decisions,
      auditAgainBefore: auditAgainBefore, expiresAt: expiresAt)
  }
}
