import Findings
import Tables

/// Decides each rule of a policy over the reports.
struct RuleCheck {
  let policy: ReleasePolicy
  let kind: ReleaseKind
  let evidence: ReleaseEvidence
  let places: ManifestPlaces?
  /// Seconds since 1970.
  let now: Int

  func decisions() -> [GateDecision] { policy.rules.map(decision) }

  private func document(of rule: PolicyRule) -> EvidenceDocument? {
    switch rule.metric.document {
    case .riskReport: evidence.riskReport?.content
    case .protectionReport: evidence.protectionReport?.content
    }
  }

  private func decision(_ rule: PolicyRule) -> GateDecision {
    guard rule.applies(to: kind) else { return notApplicable(rule) }
    guard let document = document(of: rule) else {
      return decision(
        rule, RuleJudgement(rule, .missing), result: failed(rule), reason: .evidenceMissing,
        sentence: "there is no \(rule.metric.document.rawValue) to read \(rule.metric) from",
        remedy: "make one, and give it to the gate")
    }
    let found = MetricLookup.find(rule.metric, in: document)
    let judged = found.map { (RuleJudgement(rule, $0.reading), $0.attack) }
    // A path always has at least one reading, if only that it is missing.
    guard var worst = judged.first else {
      return decision(
        rule, RuleJudgement(rule, .missing), result: failed(rule), reason: .metricMissing,
        sentence: RuleWords(rule).missing, remedy: RuleWords(rule).missingRemedy)
    }
    for next in judged.dropFirst() where next.0.isWorse(than: worst.0) { worst = next }
    return decide(rule, worst.0, attack: worst.1, in: document)
  }

  private func decide(
    _ rule: PolicyRule, _ judgement: RuleJudgement, attack: EvidenceDocument.Node?,
    in document: EvidenceDocument
  ) -> GateDecision {
    let words = RuleWords(rule)
    let sentence = words.sentence(judgement)
    if judgement.reason == .thresholdMet {
      return decision(
        rule, judgement, result: .met, reason: .thresholdMet, sentence: sentence, remedy: nil)
    }
    // Columns carry the risk of attacks; the data's own figures and its use have no culprit.
    let isRisk = [.key("attacks"), .key("verdict")].contains(rule.metric.steps.first)
    let blame = isRisk ? Blame.columns(for: attack, in: document) : []
    let remedy = words.remedy(judgement, blame: blame, attack: attack, in: document)
    let columns = blame.map(\.name)
    // What was measured can be excused; what was not measured can't.
    let isMeasured = [.thresholdPassed, .intervalTooWide].contains(judgement.reason)
    let leave = policy.exceptions.filter { $0.rule == rule.id }
    if isMeasured, let live = leave.first(where: { now < $0.until.endSeconds }) {
      return decision(
        rule, judgement, result: .excepted, reason: .exceptionLive,
        sentence: "\(sentence); \(live.owner) lets it pass until \(live.until): \(live.reason)",
        remedy: remedy, columns: columns)
    }
    if isMeasured, let over = leave.first {
      return decision(
        rule, judgement, result: failed(rule), reason: .exceptionExpired,
        sentence: "\(sentence); \(over.owner)'s exception ended on \(over.until)",
        remedy: remedy, columns: columns)
    }
    return decision(
      rule, judgement, result: failed(rule), reason: judgement.reason, sentence: sentence,
      remedy: remedy, columns: columns)
  }

  private func failed(_ rule: PolicyRule) -> GateDecision.Result {
    rule.severity == .deny ? .denied : .warned
  }

  private func notApplicable(_ rule: PolicyRule) -> GateDecision {
    GateDecision(
      rule: rule.id, title: rule.title, source: rule.source,
      severity: GateDecision.Severity(rule.severity), result: .notApplicable,
      reason: .otherRelease, metric: rule.metric.description,
      comparison: rule.comparison.rawValue, threshold: rule.threshold,
      sentence: "it is not about releases of kind \(kind.rawValue)",
      place: GateDecision.Place(file: evidence.policy.path, line: max(1, rule.line)))
  }

  private func decision(
    _ rule: PolicyRule, _ judgement: RuleJudgement, result: GateDecision.Result,
    reason: GateDecision.Reason, sentence: String, remedy: String?, columns: [String] = []
  ) -> GateDecision {
    var numbers: (value: Double?, lower: Double?, upper: Double?) = (nil, nil, nil)
    if case .number(let value, let lower, let upper) = judgement.reading {
      numbers = (value, lower, upper)
    }
    return GateDecision(
      rule: rule.id, title: rule.title, source: rule.source,
      severity: GateDecision.Severity(rule.severity), result: result, reason: reason,
      metric: rule.metric.description, value: numbers.value, lower: numbers.lower,
      upper: numbers.upper, comparison: rule.comparison.rawValue, threshold: rule.threshold,
      sentence: sentence, remedy: remedy, columns: columns, place: place(rule, columns))
  }

  /// The line of the column most to blame, where the manifest declares it; else the rule's.
  private func place(_ rule: PolicyRule, _ columns: [String]) -> GateDecision.Place {
    if let manifest = evidence.manifest, let places,
      let found = columns.lazy.compactMap({ places.column($0) }).first
    {
      return GateDecision.Place(file: manifest.path, line: found.line, column: found.column)
    }
    return GateDecision.Place(file: evidence.policy.path, line: max(1, rule.line))
  }
}

extension GateDecision.Severity {
  init(_ severity: RuleSeverity) {
    self = severity == .deny ? .deny : .warn
  }
}

extension RuleComparison {
  /// Whether less of the metric is better.
  var wantsLess: Bool { self == .atMost || self == .below }
}
