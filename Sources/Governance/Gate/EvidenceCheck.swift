import Findings
import Tables

/// Holds the evidence against the candidate, the manifest and the clock.
struct EvidenceCheck {
  let policy: ReleasePolicy
  let kind: ReleaseKind
  let evidence: ReleaseEvidence
  let manifest: Manifest?
  /// Seconds since 1970.
  let now: Int

  func decisions() -> [GateDecision] {
    var decisions = [releaseKind(), report(), data(), age()]
    if needsProtection { decisions.append(protection()) }
    decisions.append(tables())
    if !policy.evidence.attacks.isEmpty { decisions.append(attacks()) }
    return decisions
  }

  /// When the report was made; nil where it does not say.
  var reportSeconds: Int? {
    guard let content = evidence.riskReport?.content,
      let text = content.member("createdAt", of: content.root).flatMap({ content.text(of: $0) })
    else { return nil }
    return GateTime.seconds(text)
  }

  // MARK: What is there

  private func releaseKind() -> GateDecision {
    let rule = "evidence/release-kind"
    let title = "The policy decides about this kind of release"
    // A kind that nothing can deny would pass whatever the report says.
    let denies = policy.rules.contains { $0.severity == .deny && $0.applies(to: kind) }
    guard policy.releaseKinds.contains(kind), denies else {
      return denied(
        rule, title, .otherRelease,
        "the policy says nothing about releases of kind \(kind.rawValue)",
        "use the policy for that kind, or add it to `releases` with rules that deny")
    }
    return met(rule, title, "the release is of kind \(kind.rawValue)")
  }

  private func report() -> GateDecision {
    let rule = "evidence/risk-report"
    let title = "There is a risk report that this program reads"
    guard let content = evidence.riskReport?.content else {
      return denied(
        rule, title, .evidenceMissing, "there is no risk report that could be read",
        "write one with `palimpsest audit` and give it with --report")
    }
    return schema(content, RiskReport.currentSchemaVersion, rule, title)
  }

  private func schema(
    _ content: EvidenceDocument, _ current: String, _ rule: String, _ title: String
  ) -> GateDecision {
    func parts(_ text: String) -> [Int]? {
      let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
      return parts.count == 2 ? parts.compactMap { $0 } : nil
    }
    let text = content.member("schemaVersion", of: content.root)
      .flatMap { content.text(of: $0) }
    guard let found = text.flatMap(parts), let known = parts(current), found.count == 2,
      known.count == 2, found[0] == known[0], found[1] >= known[1]
    else {
      return denied(
        rule, title, .evidenceOfOlderSchema,
        "the report does not follow schema version \(current)",
        "run the audit again with this version of palimpsest")
    }
    return met(rule, title, "it follows schema version \(current)")
  }

  // MARK: Whether it is about this data

  /// The digests of a report's tables; nil where one has none.
  private func reportDigests() -> [String]? {
    guard let content = evidence.riskReport?.content,
      let tables = content.member(["dataset", "tables"], of: content.root)
    else { return nil }
    let elements = content.elements(of: tables)
    let digests = elements.compactMap {
      content.member("digest", of: $0).flatMap { content.text(of: $0) }
    }
    return digests.count == elements.count && !digests.isEmpty ? digests : nil
  }

  private func data() -> GateDecision {
    let rule = "evidence/data"
    let title = "The report is about the files that are about to leave"
    let candidates = evidence.candidates.compactMap(\.digest)
    guard !candidates.isEmpty, candidates.count == evidence.candidates.count else {
      return denied(
        rule, title, .evidenceMissing, "a release candidate is missing or can't be read",
        "give each file that is about to leave with --candidate", place: candidatePlace)
    }
    guard evidence.riskReport?.content != nil else {
      return denied(
        rule, title, .evidenceMissing, "there is no report that could be about them",
        "write one with `palimpsest audit`", place: candidatePlace)
    }
    guard let digests = reportDigests(), Set(digests) == Set(candidates) else {
      return denied(
        rule, title, .evidenceOfOtherData,
        "the digests of the report's tables are not those of the release candidate",
        "audit these very files, all of them and no others", place: candidatePlace)
    }
    return met(rule, title, "the digests are the same")
  }

  private var candidatePlace: GateDecision.Place? {
    evidence.candidates.first.map { GateDecision.Place(file: $0.path) }
  }

  private func age() -> GateDecision {
    let rule = "evidence/age"
    let days = policy.evidence.maximumAgeDays
    let title = "The report is at most \(Phrase.count(days, "day", "days")) old"
    guard let made = reportSeconds else {
      return denied(
        rule, title, .evidenceStale, "the report does not say when it was made",
        "run the audit again")
    }
    let (age, overflow) = now.subtractingReportingOverflow(made)
    if overflow || age < -GateTime.skew {
      return denied(
        rule, title, .evidenceStale, "the report is dated in the future",
        "set the clock right and run the audit again")
    }
    guard age <= days * GateTime.day else {
      let over = age / GateTime.day
      return denied(
        rule, title, .evidenceStale, "it is \(Phrase.count(over, "day", "days")) old",
        "run the audit again")
    }
    return met(rule, title, "it was made at \(GateTime.text(made))")
  }

  // MARK: The protection report

  /// A report that no rule is about denies nothing: leaving it out must not be the better choice.
  private var needsProtection: Bool {
    policy.rules.contains { $0.applies(to: kind) && $0.metric.document == .protectionReport }
  }

  private func protection() -> GateDecision {
    let rule = "evidence/protection-report"
    let title = "The protection report is about a file that is about to leave"
    guard let content = evidence.protectionReport?.content else {
      return denied(
        rule, title, .evidenceMissing, "there is no protection report that could be read",
        "write one with `palimpsest protect --json` and give it with --protection")
    }
    let version = schema(content, ProtectionReport.currentSchemaVersion, rule, title)
    guard version.result == .met else { return version }
    let digest = content.member(["release", "digest"], of: content.root)
      .flatMap { content.text(of: $0) }
    guard let digest, evidence.candidates.contains(where: { $0.digest == digest }) else {
      return denied(
        rule, title, .evidenceOfOtherData, "its release is none of the candidate's files",
        "protect the data again, and release what that wrote", place: candidatePlace)
    }
    return met(rule, title, "its release is a file of the candidate")
  }

  // MARK: Whether it is about all of it

  private func tables() -> GateDecision {
    let rule = "evidence/tables"
    let title = "The report covers every table of the manifest"
    guard let manifest, evidence.manifest != nil else {
      return denied(
        rule, title, .evidenceMissing, "there is no manifest",
        "give the one that the audit read with --manifest")
    }
    guard let content = evidence.riskReport?.content,
      let list = content.member(["dataset", "tables"], of: content.root)
    else {
      return denied(
        rule, title, .evidenceMissing, "the report names no tables", "run the audit again")
    }
    let names = content.elements(of: list).map {
      content.member("name", of: $0).flatMap { content.text(of: $0) }
    }
    let missing = manifest.tables.map(\.name).filter { !names.contains($0) }
    guard missing.isEmpty, names.count == manifest.tables.count else {
      return denied(
        rule, title, .evidenceOfOtherData,
        missing.isEmpty
          ? "the report covers tables that the manifest does not have"
          : "it does not cover \(Phrase.list(missing))", "audit the dataset by this manifest")
    }
    return met(rule, title, "it covers \(Phrase.count(names.count, "table", "tables"))")
  }

  private func attacks() -> GateDecision {
    let rule = "evidence/attacks"
    let title = "The attacks that the policy asks for were made"
    let content = evidence.riskReport?.content
    let list = content.flatMap { $0.member("attacks", of: $0.root) }
    let made = Set(
      (content.flatMap { content in list.map { content.elements(of: $0) } } ?? [])
        .flatMap { element in
          [["id"], ["attack", "id"]].compactMap { keys in
            content?.member(keys, of: element).flatMap { content?.text(of: $0) }
          }
        })
    let missing = policy.evidence.attacks.filter { !made.contains($0) }
    guard missing.isEmpty else {
      return denied(
        rule, title, .metricMissing, "the report has no \(Phrase.list(missing))",
        "run the audit so that it makes them")
    }
    return met(rule, title, "all \(Phrase.count(policy.evidence.attacks.count)) were made")
  }

  // MARK: Decisions

  private func met(_ rule: String, _ title: String, _ sentence: String) -> GateDecision {
    GateDecision(
      rule: rule, title: title, severity: .deny, result: .met, reason: .thresholdMet,
      sentence: sentence)
  }

  private func denied(
    _ rule: String, _ title: String, _ reason: GateDecision.Reason, _ sentence: String,
    _ remedy: String, place: GateDecision.Place? = nil
  ) -> GateDecision {
    GateDecision(
      rule: rule, title: title, severity: .deny, result: .denied, reason: reason,
      sentence: sentence, remedy: remedy,
      place: place ?? GateDecision.Place(file: evidence.policy.path))
  }
}
