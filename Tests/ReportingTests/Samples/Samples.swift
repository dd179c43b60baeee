import Findings
import Foundation

/// Reports for these tests.
///
/// All numbers are invented; they only have to look like real ones.
enum Samples {
  /// Reports that are shown whole, by name.
  static let all: [(name: String, report: RiskReport)] = [
    ("survey", survey), ("social", social), ("coarsened", coarsened), ("empty", empty),
    ("fused", fused), ("poor", poor),
  ]

  static func wilson(_ value: Double, of count: Double) -> Estimate {
    let z = 1.959963984540054
    let center = (value + z * z / (2 * count)) / (1 + z * z / count)
    let half =
      z / (1 + z * z / count)
      * (value * (1 - value) / count + z * z / (4 * count * count)).squareRoot()
    return Estimate(
      value: value, lower: min(value, max(0, center - half)),
      upper: max(value, min(1, center + half)), level: 0.95, method: .wilson)
  }

  static func newcombe(_ value: Double, _ lower: Double, _ upper: Double) -> Estimate {
    Estimate(value: value, lower: lower, upper: upper, level: 0.95, method: .newcombe)
  }

  static let tool = RiskReport.Tool(name: "palimpsest", version: "0.1.0", engine: "DuckDB 2.0.1")

  /// A release in which nothing was attacked: everything empty that may be empty.
  static let empty = RiskReport(
    tool: tool, createdAt: "2026-03-02T08:00:00Z", seed: 0,
    dataset: DatasetSummary(name: "nothing", missing: "category", tables: []),
    adversary: AdversarySummary(
      sentence: "Nothing is assumed about the adversary.", knownColumns: [:], populationSize: nil),
    verdict: Verdict(
      sentence: "No attack could be run on this dataset, so its risk is not known.",
      risk: .exact(0), baseline: .exact(0), attack: "", severity: .information),
    findings: [], blame: [], attacks: [], notMeasured: [], notes: [])

  /// A release after protection: small numbers, which must not be rounded away.
  static let coarsened = RiskReport(
    tool: tool, createdAt: "2026-03-02T10:15:00Z", seed: 1_851,
    dataset: DatasetSummary(
      name: "survey-coarsened", missing: "wildcard",
      tables: [
        TableSummary(
          name: "people", kind: "users", rows: 30_162, subjects: 30_162, digest: nil,
          columns: [
            ColumnSummary(
              name: "age_band", role: "quasi-identifier", type: "text", distinct: 7, missing: 0,
              entropyBits: 2.41, uniqueShare: 0),
            ColumnSummary(
              name: "sex", role: "quasi-identifier", type: "text", distinct: 2, missing: 12,
              entropyBits: 0.907, uniqueShare: 0),
          ])
      ]),
    adversary: AdversarySummary(
      sentence: "The adversary knows the age band and sex of a person.",
      knownColumns: ["people": ["age_band", "sex"]], populationSize: nil),
    verdict: Verdict(
      sentence: """
        An adversary who knows age band and sex of a person finds that person in 0.05 of 100 cases; \
        without this release: 0.003.
        """,
      risk: .exact(14.0 / 30_162), baseline: .exact(1.0 / 30_162),
      attack: "attributes/group-sizes", severity: .low),
    findings: [],
    blame: [
      ColumnBlame(
        table: "people", column: "age_band", riskWith: 14.0 / 30_162, riskWithout: 2.0 / 30_162,
        riskAlone: 7.0 / 30_162, share: 0.72, sentence: "Seven bands split people into seven sets.")
    ],
    attacks: [
      AttackResult(
        id: "attributes/group-sizes", attack: groupSizes,
        setting: AttackSetting(
          scenario: "group-sizes", table: "people", knownColumns: ["age_band", "sex"],
          knowledge: "Knows both columns exactly.", targets: 30_162, controls: 0,
          candidates: 30_162, exhaustive: true,
          reproduce:
            "palimpsest audit survey-coarsened/ --attack attributes/group-sizes --seed 1851"),
        success: .exact(14.0 / 30_162), baseline: .exact(1.0 / 30_162), control: nil,
        excess: .exact(13.0 / 30_161),
        anonymitySets: [
          AnonymitySetBin(minimumSize: 101, maximumSize: 1_000, subjectShare: 0.031, setCount: 2),
          AnonymitySetBin(minimumSize: 1_001, maximumSize: nil, subjectShare: 0.969, setCount: 12),
        ],
        sentence: "The smallest set in which a person hides holds 412 people.")
    ],
    notMeasured: [
      Gap(
        what: "Linkability", why: "No auxiliary table was given. Give one with --auxiliary.",
        risk: .linkability)
    ],
    notes: [])

  static let groupSizes = AttackDescription(
    id: "attributes/group-sizes", title: "Group sizes", channel: .attributes, risk: .singlingOut,
    failureMode: .contextualAggregation,
    source: """
      Sweeney 2002, k-anonymity: a model for protecting privacy, IJUFKS 10(5); El Emam and \
      Dankar 2008, JAMIA 15(5), for prosecutor and journalist risk. https://doi.org/10.1197/jamia.M2716
      """,
    doesNotCover: "Columns that are not declared as known; knowledge that is wrong or coarse.")
}
