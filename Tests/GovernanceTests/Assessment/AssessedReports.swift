import Findings

/// Small reports for tests of the assessment.
enum AssessedReports {
  static func attack(
    _ id: String, _ risk: IdentificationRisk, upper: Double, control: Bool = false,
    excess: Double? = nil, channel: Channel = .attributes
  ) -> AttackResult {
    func estimate(_ upper: Double) -> Estimate {
      Estimate(value: upper / 2, lower: 0, upper: upper, level: 0.95, method: .wilson)
    }
    return AttackResult(
      id: id,
      attack: AttackDescription(
        id: id, title: "Attack \(id)", channel: channel, risk: risk,
        failureMode: .contextualAggregation, source: "s", doesNotCover: "n"),
      setting: AttackSetting(
        scenario: "s", table: "people", knownColumns: ["age"], knowledge: "k", targets: 10,
        controls: 0, candidates: 10, exhaustive: true, reproduce: "r"),
      success: estimate(upper), baseline: .exact(0),
      control: control ? estimate(upper) : nil, excess: estimate(excess ?? upper),
      subjectRisk: RiskDistribution(maximum: 1, mean: 0.5, quantiles: [], shareAbove: []),
      sentence: "Found.")
  }

  static func report(
    _ attacks: [AttackResult], findings: [Finding] = [], gaps: [Gap] = [],
    blame: [String] = ["age"], digest: String? = "aa"
  ) -> RiskReport {
    RiskReport(
      tool: .init(name: "palimpsest", version: "0.1.0", engine: "e"),
      createdAt: "2026-03-02T09:41:27Z", seed: 1,
      dataset: DatasetSummary(
        name: "d", missing: "category",
        tables: [
          TableSummary(
            name: "people", kind: "users", rows: 10, subjects: 9, digest: digest,
            columns: [
              ColumnSummary(name: "age", role: "quasi-identifier", type: "integer"),
              ColumnSummary(name: "illness", role: "sensitive", type: "text"),
            ])
        ]),
      adversary: AdversarySummary(
        sentence: "Knows the age.", knownColumns: ["people": ["age"]], populationSize: nil),
      verdict: Verdict(
        sentence: "v", risk: attacks.first?.success ?? .exact(0), baseline: .exact(0),
        attack: attacks.first?.id ?? "", severity: .high),
      findings: findings,
      blame: blame.map {
        ColumnBlame(
          table: "people", column: $0, riskWith: 1, riskWithout: 0, riskAlone: 0, share: nil,
          sentence: "s")
      }, attacks: attacks, notMeasured: gaps, notes: [])
  }

  static func protection(source: String, release: String, models: [String] = []) -> ProtectionReport
  {
    ProtectionReport(
      tool: "t", name: "release", planDigest: "cc",
      source: .init(digest: source, rowCount: 10, columns: ["age"]),
      release: .init(digest: release, rowCount: 8, columns: ["age"]),
      steps: [
        ProtectionStepRecord(
          kind: "recode", line: 3, columns: ["age"], changedCells: 5, removedRows: 2,
          doesNotProtectAgainst: "what else is known",
          recoding: RecodingRecord(
            columns: [], models: models, lossName: "l", loss: 0, lowerBound: 0, isOptimal: true,
            checkedNodes: 1, latticeSize: 1, classCount: 2, smallestClass: 4, averageClass: 4,
            largestClass: 4))
      ],
      verification: ReleaseVerification(
        models: models.map { .init(name: $0, holds: true) }, linkage: nil,
        riskBefore: .exact(0.5), riskAfter: .exact(0.25)))
  }
}
