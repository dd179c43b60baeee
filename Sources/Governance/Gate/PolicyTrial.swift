public import Findings
public import Tables

/// Tries a policy on a report whose verdict is known.
public struct PolicyTrial: Sendable {
  /// What became of one expectation.
  public struct Outcome: Sendable, Equatable {
    /// Whether the rule said what it must.
    public let passed: Bool
    /// In one sentence.
    public let sentence: String
  }

  private let policy: ReleasePolicy
  private let tool: String

  /// A trial of a policy.
  public init(policy: ReleasePolicy, tool: String) {
    self.policy = policy
    self.tool = tool
  }

  /// One outcome for each rule that a case names; a rule that the policy does not have fails.
  public func outcomes(
    of item: PolicyFixtures.Case, report: ReleaseEvidence.Document,
    protection: ReleaseEvidence.Document?
  ) -> [Outcome] {
    let evidence = ReleaseEvidence(
      policy: GateVerdict.Evidence(kind: "policy", path: "policy", digest: ""),
      riskReport: report, protectionReport: protection, candidates: [])
    let kind = item.kind ?? policy.releaseKinds.first ?? .isPublic
    let gate = Gate(
      policy: policy, kind: kind, manifest: nil, tool: tool,
      now: (item.day?.dayNumber ?? 0) * GateTime.day)
    let decisions = gate.rules(on: evidence)
    return item.rules.map { rule in
      guard let decision = decisions.first(where: { $0.rule == rule.id }) else {
        return Outcome(
          passed: false, sentence: "\(item.name): the policy has no rule \(rule.id)")
      }
      let found = decision.result.rawValue
      let wanted = rule.expectation.rawValue
      return Outcome(
        passed: found == wanted,
        sentence: found == wanted
          ? "\(item.name): \(rule.id) is \(wanted)"
          : "\(item.name): \(rule.id) is \(found), not \(wanted): \(decision.sentence)")
    }
  }
}
