public import Findings

/// Drafts an impact assessment from measured numbers, and keeps what people wrote into the last.
public enum AssessmentDraft {
  /// A draft.
  ///
  /// Says nothing that the documents don't: a question that no number answers stays a question.
  /// The likelihood is that of the data the report is about; a protection report never lowers it,
  /// since only a report of the release itself tells how the release stands up.
  ///
  /// - Complexity: O(results x clauses).
  public static func make(
    report: RiskReport, protection: ProtectionReport? = nil, previous: ImpactAssessment? = nil,
    tool: String
  ) -> ImpactAssessment {
    let likelihood = LikelihoodScale.likelihood(of: report)
    let facts = AssessmentFacts(report: report, likelihood: likelihood)
    let binding = ReleaseBinding(report: report, protection: protection)
    let results = ClauseMapping(report: report).results
    let claimed = protection?.differentialPrivacyClaims ?? []
    let asked =
      QuestionCatalogue.all + (likelihood.level == nil ? QuestionCatalogue.unmeasured : [])
      + (claimed.isEmpty ? [] : QuestionCatalogue.differentialPrivacy)
    let carrying = AnswerCarrying(previous: previous)
    let questions = carrying.carried(into: asked.map { question($0, facts: facts) })
    let answers = ClauseAnswers(
      report: report, protection: protection, likelihood: likelihood, facts: facts,
      results: results, questions: questions, privacyClaims: claimed)
    return ImpactAssessment(
      tool: tool, dataset: report.dataset.name, measuredAt: report.createdAt,
      evidence: evidence(report, protection), data: facts.tables + facts.columns,
      measures: protection?.assessedMeasures ?? [], likelihood: likelihood,
      clauses: answers.clauses, results: results, questions: questions,
      retired: carrying.retired(beside: questions),
      limits: limits(report, protection, binding))
  }

  private static func question(
    _ question: OpenQuestion, facts: AssessmentFacts
  ) -> AssessmentQuestion {
    AssessmentQuestion(
      id: question.id, section: question.section, text: question.text,
      asksForLevel: question.asksForLevel, facts: facts.of(question.facts),
      clauses: question.clauses, reference: question.reference, status: .open, answer: nil)
  }

  private static func evidence(
    _ report: RiskReport, _ protection: ProtectionReport?
  ) -> [AssessmentEvidence] {
    var evidence = [
      AssessmentEvidence(
        kind: "risk report",
        name: "\(report.tool.name) \(report.tool.version), seed \(report.seed)", digest: nil)
    ]
    evidence += report.dataset.tables.map {
      AssessmentEvidence(kind: "data", name: $0.name, digest: $0.digest)
    }
    if let protection {
      evidence += [
        AssessmentEvidence(
          kind: "protection plan", name: protection.name, digest: protection.planDigest),
        AssessmentEvidence(
          kind: "release", name: protection.name, digest: protection.release.digest),
      ]
    }
    return evidence
  }

  private static func limits(
    _ report: RiskReport, _ protection: ProtectionReport?, _ binding: ReleaseBinding
  ) -> [String] {
    var limits = [
      "A draft from measured numbers. It is no legal advice and no assessment until the people "
        + "responsible have answered their questions and decided.",
      "The likelihood is that of people being found in the data by the attacks that were run. "
        + "Theft of the original, and attacks that were not run, are not in it.",
    ]
    limits += binding.limits
    if protection == nil {
      limits.append("No protection report was given: nothing is said about measures.")
    }
    if !report.notMeasured.isEmpty {
      limits.append(
        "\(Phrase.count(report.notMeasured.count, "thing was", "things were")) not measured; "
          + "silence is no clearance.")
    }
    return limits + report.notes
  }
}
