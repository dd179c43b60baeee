import Findings

/// Which attack, finding and gap of a report answers which clause.
struct ClauseMapping {
  let report: RiskReport

  /// Attacks in the report's order, then findings, then gaps.
  var results: [AssessedResult] {
    report.attacks.map(result) + report.findings.map(result)
      + report.notMeasured.enumerated().map { result($1, number: $0 + 1) }
  }

  private func result(_ attack: AttackResult) -> AssessedResult {
    var clauses = ["iso-27559/8.2.3", "nist-800-188/re-identification-studies"]
    if attack.subjectRisk != nil || !attack.anonymitySets.isEmpty {
      clauses.append("iso-27559/7.3")
    }
    if attack.id == report.verdict.attack { clauses.append("iso-27559/8.2.2") }
    clauses += Self.clauses(of: attack.attack.risk)
    if attack.attack.channel == .modelOutputs { clauses.append("linddun/detecting") }
    let baseline = Phrase.ofHundred(attack.baseline.value)
    return AssessedResult(
      id: attack.id, kind: .attack, title: attack.attack.title,
      sentence: "\(attack.sentence) Success: \(Phrase.ofHundred(attack.success.value)) of 100, at "
        + "most \(Phrase.ofHundred(attack.success.upper)); without the release: \(baseline).",
      risk: attack.success, clauses: Self.ordered(clauses))
  }

  private func result(_ finding: Finding) -> AssessedResult {
    AssessedResult(
      id: finding.id, kind: .finding, title: finding.title,
      sentence: [finding.sentence, finding.remedy].filter { !$0.isEmpty }.joined(separator: " "),
      risk: nil, clauses: Self.ordered(["iso-27559/8.3"] + Self.clauses(of: finding.risk)))
  }

  private func result(_ gap: Gap, number: Int) -> AssessedResult {
    AssessedResult(
      id: "gap/\(number)", kind: .gap, title: gap.what, sentence: gap.why, risk: nil,
      clauses: Self.ordered(["iso-27559/8.2.3"] + (gap.risk.map(Self.clauses) ?? [])))
  }

  /// The clauses that a risk belongs to: WP216's own, and LINDDUN's threat beside it.
  static func clauses(of risk: IdentificationRisk) -> [String] {
    let threat =
      switch risk {
      case .singlingOut: "linddun/identifying"
      case .linkability: "linddun/linking"
      case .inference: "linddun/data-disclosure"
      }
    return [ClauseCatalogue.workingPartyID(risk), threat]
  }

  /// Clauses in the catalogue's order, each once.
  private static func ordered(_ ids: [String]) -> [String] {
    ClauseCatalogue.all.map(\.id).filter(ids.contains)
  }
}
