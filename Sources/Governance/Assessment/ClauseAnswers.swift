import Findings

/// What answers each clause of the catalogue.
struct ClauseAnswers {
  let report: RiskReport
  let protection: ProtectionReport?
  let likelihood: AssessedLikelihood
  let facts: AssessmentFacts
  let results: [AssessedResult]
  let questions: [AssessmentQuestion]
  let privacyClaims: [String]

  /// Each clause, in the catalogue's order.
  var clauses: [AssessedClause] {
    ClauseCatalogue.all.map { clause in
      let own = results.filter { $0.clauses.contains(clause.id) }
      let answers = self.answers(to: clause)
      return AssessedClause(
        id: clause.id, standard: clause.standard, clause: clause.clause, asks: clause.asks,
        status: status(of: clause, results: own, answers: answers), answers: answers,
        results: own.map(\.id),
        questions: questions.filter { $0.clauses.contains(clause.id) }.map(\.id))
    }
  }

  private func status(
    of clause: Clause, results: [AssessedResult], answers: [String]
  ) -> AssessedClause.Status {
    if ClauseCatalogue.differentialPrivacyIDs.contains(clause.id), privacyClaims.isEmpty {
      return .notApplicable
    }
    if clause.isForPeople { return .people }
    if clause.id == "iso-27559/8.3" { return protection == nil ? .notMeasured : .measured }
    let measured = results.contains { $0.kind == .attack } || !answers.isEmpty
    return measured ? .measured : .notMeasured
  }

  private func answers(to clause: Clause) -> [String] {
    switch clause.id {
    case "iso-27559/6.2": [report.adversary.sentence]
    case "iso-27559/7.2": facts.tables + facts.columns
    case "iso-27559/7.3": distributions
    case "iso-27559/8.2.2":
      report.attacks.isEmpty ? [] : [report.verdict.sentence, likelihood.sentence]
    case "iso-27559/8.3": mitigation
    case "nist-800-226/privacy-loss": privacyClaims
    default: strongest(clause)
    }
  }

  /// The worst result of a clause, for those that one risk answers.
  private func strongest(_ clause: Clause) -> [String] {
    guard clause.id.hasPrefix("wp216/") || clause.id.hasPrefix("linddun/") else { return [] }
    let own = results.filter { $0.kind == .attack && $0.clauses.contains(clause.id) }
    guard
      let worst = own.max(by: {
        ($0.risk?.upper ?? 0, $1.id) < ($1.risk?.upper ?? 0, $0.id)
      }), let risk = worst.risk
    else { return [] }
    return [
      "\(worst.title): \(Phrase.ofHundred(risk.value)) of 100, at most "
        + "\(Phrase.ofHundred(risk.upper)); the strongest of "
        + "\(Phrase.count(own.count, "attack", "attacks"))."
    ]
  }

  private var distributions: [String] {
    report.attacks.compactMap { result in
      guard let risk = result.subjectRisk else { return nil }
      return "\(result.attack.title), table \(result.setting.table): maximum risk "
        + "\(Phrase.ofHundred(risk.maximum)) of 100, average \(Phrase.ofHundred(risk.mean))."
    }
  }

  private var mitigation: [String] {
    guard let protection else { return [] }
    var answers = protection.assessedMeasures.map { "\($0.title): \($0.sentence)" }
    let check = protection.verification
    answers += check.models.map {
      "\($0.name) \($0.holds ? "holds" : "does NOT hold") for the file as written."
    }
    if let linkage = check.linkage {
      answers.append(
        "Linkage with people whose quasi-identifiers are known exactly: "
          + "\(Phrase.ofHundred(linkage.expectedShare)) of 100 are found, before "
          + "\(Phrase.ofHundred(linkage.expectedShareBefore)).")
    }
    if let after = check.riskAfter {
      let before = check.riskBefore.map { ", before \(Phrase.ofHundred($0.value))" } ?? ""
      answers.append(
        "Audit of the file: risk \(Phrase.ofHundred(after.value)) of 100, at most "
          + "\(Phrase.ofHundred(after.upper))\(before).")
    }
    return answers
  }
}
