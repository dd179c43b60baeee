public import Findings
public import Tables

/// Decides whether a release candidate may leave: policy and evidence in, verdict out.
///
/// **Guarantee**: what is missing, stale, foreign, unreadable or undecided denies; lowering a risk
/// that a rule wants low (or raising what it wants high) never turns a pass into a denial; taking
/// away a document, an approval, a candidate or a metric that a rule names never turns a denial
/// into a pass.
/// **Does not protect against**: a report that was written by hand, and an attack left out of the
/// audit that no rule and no `evidence.attacks` names. Signatures and the ledger are for the first.
/// **Cost**: O(bytes of the reports) to read, O(rules * attacks) to decide.
public struct Gate: Sendable {
  private let policy: ReleasePolicy
  private let kind: ReleaseKind
  private let manifest: Manifest?
  private let places: ManifestPlaces?
  private let tool: String
  private let now: Int

  /// A gate.
  ///
  /// - Parameters:
  ///   - policy: What must hold.
  ///   - kind: To whom the release goes.
  ///   - manifest: What the release is; without one it is denied.
  ///   - places: Where its columns stand in the manifest, for annotations.
  ///   - tool: The program that the verdict names.
  ///   - now: Seconds since 1970.
  public init(
    policy: ReleasePolicy, kind: ReleaseKind, manifest: Manifest?, places: ManifestPlaces? = nil,
    tool: String, now: Int
  ) {
    self.policy = policy
    self.kind = kind
    self.manifest = manifest
    self.places = places
    self.tool = tool
    self.now = now
  }

  /// The verdict on what is about to leave.
  ///
  /// - Parameters:
  ///   - evidence: What is known about the candidate.
  ///   - outputs: What the check of published outputs decided.
  ///   - baseline: An earlier verdict; what it already denied is only a warning.
  public func decide(
    on evidence: ReleaseEvidence, outputs: [GateDecision] = [], baseline: GateVerdict? = nil
  ) -> GateVerdict {
    let check = EvidenceCheck(
      policy: policy, kind: kind, evidence: evidence, manifest: manifest, now: now)
    var decisions = rules(on: evidence)
    if let terms = policy.minimisation {
      decisions +=
        MinimisationCheck(
          terms: terms, evidence: evidence, manifest: manifest, places: places
        ).decisions()
    }
    decisions += outputs
    if let terms = policy.approvals {
      decisions +=
        ApprovalCheck(
          terms: terms, evidence: evidence, now: now, reportSeconds: check.reportSeconds
        ).decisions()
    }
    decisions += check.decisions()
    if let baseline {
      decisions = GateBaseline(earlier: baseline).applied(to: decisions, policy: policy.name)
    }
    return verdict(decisions, evidence, check.reportSeconds)
  }

  /// The rules alone, whatever data the report is about and however old it is.
  public func rules(on evidence: ReleaseEvidence) -> [GateDecision] {
    RuleCheck(policy: policy, kind: kind, evidence: evidence, places: places, now: now).decisions()
  }

  private func verdict(
    _ decisions: [GateDecision], _ evidence: ReleaseEvidence, _ reportSeconds: Int?
  ) -> GateVerdict {
    let denied = decisions.filter { $0.result == .denied }
    let sentence: String
    if denied.isEmpty {
      let live = decisions.count { $0.result == .excepted }
      let warned = decisions.count { $0.result == .warned }
      sentence =
        "The release meets the policy, with \(Phrase.count(warned, "warning", "warnings")) and "
        + "\(Phrase.count(live, "exception", "exceptions"))."
    } else {
      var rules: [String] = []
      for decision in denied where !rules.contains(decision.rule) { rules.append(decision.rule) }
      sentence = "The release must not leave: \(Phrase.list(rules)) denied it."
    }
    let terms = policy.evidence
    return GateVerdict(
      tool: tool, createdAt: GateTime.text(now), policy: policy.name, release: release(evidence),
      outcome: denied.isEmpty ? .pass : .deny, sentence: sentence, evidence: list(evidence),
      decisions: decisions,
      auditAgainBefore: terms.reauditDays.flatMap { days in
        reportSeconds.map { GateTime.text($0 + days * GateTime.day) }
      },
      expiresAt: terms.expiresDays.map { GateTime.text(now + $0 * GateTime.day) })
  }

  private func release(_ evidence: ReleaseEvidence) -> String {
    if let content = evidence.protectionReport?.content,
      let name = content.member("name", of: content.root).flatMap({ content.text(of: $0) })
    {
      return name
    }
    return manifest?.name ?? "unknown"
  }

  private func list(_ evidence: ReleaseEvidence) -> [GateVerdict.Evidence] {
    func item(_ kind: String, _ path: String, _ digest: String?, _ at: String? = nil)
      -> GateVerdict.Evidence?
    {
      digest.map { GateVerdict.Evidence(kind: kind, path: path, digest: $0, createdAt: at) }
    }
    func createdAt(_ document: ReleaseEvidence.Document) -> String? {
      document.content.flatMap { content in
        content.member("createdAt", of: content.root).flatMap { content.text(of: $0) }
      }
    }
    var list = [evidence.policy]
    if let manifest = evidence.manifest { list.append(manifest) }
    let documents = [
      ("risk report", evidence.riskReport), ("protection report", evidence.protectionReport),
    ]
    for (kind, document) in documents {
      guard let document else { continue }
      list += [item(kind, document.path, document.digest, createdAt(document))].compactMap { $0 }
    }
    list += evidence.candidates.compactMap { item("release candidate", $0.path, $0.digest) }
    if let approvals = evidence.approvals {
      list += [item("approvals", approvals.path, approvals.digest)].compactMap { $0 }
    }
    return list
  }
}
