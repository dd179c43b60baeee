import Findings

/// A report in which every field of every type is filled, and every kind of cell and measure stands.
let fullReport: RiskReport = {
  let estimate = Estimate(value: 0.25, lower: 0.125, upper: 0.5, level: 0.95, method: .wilson)
  let result = AttackResult(
    id: "attributes/group-sizes#1",
    attack: AttackDescription(
      id: "attributes/group-sizes", title: "Group sizes", channel: .attributes, risk: .singlingOut,
      failureMode: .contextualAggregation, source: "https://example.org/a", doesNotCover: "Noise."),
    setting: AttackSetting(
      scenario: "group-sizes", table: "people", knownColumns: ["age"], knowledge: "Knows ages.",
      targets: 10, controls: 2, candidates: 100, exhaustive: false, reproduce: "palimpsest audit x/"
    ),
    success: estimate, baseline: .exact(0.01), control: estimate, excess: estimate,
    topRates: [TopRate(k: 1, rate: estimate)],
    anonymitySets: [
      AnonymitySetBin(minimumSize: 1, maximumSize: 2, subjectShare: 0.5, setCount: 3)
    ],
    subjectRisk: RiskDistribution(
      maximum: 1, mean: 0.5, quantiles: [.init(level: 0.5, risk: 0.25)],
      shareAbove: [.init(threshold: 0.2, share: 0.75)]),
    measures: [
      Measure(id: "a/b", label: "Ä", estimate: estimate, unit: "people", note: "n"),
      Measure(id: "a/c", label: "C", unit: "bits", missing: .notConverged, because: "It moved."),
    ],
    charts: [
      Chart(
        id: "c", title: "T", kind: .line, xLabel: "x", yLabel: "y", yIsShare: false,
        xIsLogarithmic: true,
        series: [.init(name: "s", points: [.init(label: "l", x: 1, y: 2, lower: 1, upper: 3)])],
        alternativeText: "A line."),
      Chart(
        id: "n", title: "N", kind: .network, xLabel: "", yLabel: "",
        series: [
          .init(
            name: "s", points: [.init(x: 0, y: 0), .init(x: 1, y: 0)], ties: [.init(from: 0, to: 1)]
          )
        ],
        alternativeText: "Two people."),
    ],
    grids: [
      Grid(
        id: "g", title: "G", header: ["a", "b", "c", "d", "e"],
        rows: [[.text("t"), .count(1), .number(1.5), .share(0.5), .empty]])
    ],
    sentence: "One in four.", remedy: "Coarsen.")
  return RiskReport(
    tool: .init(name: "palimpsest", version: "0.1.0", engine: "DuckDB"),
    createdAt: "2026-03-02T09:41:27Z", seed: UInt64.max,
    dataset: DatasetSummary(
      name: "d", missing: "category",
      tables: [
        TableSummary(
          name: "people", kind: "users", rows: 10, subjects: 9, digest: "00",
          columns: [
            ColumnSummary(
              name: "age", role: "quasi-identifier", type: "integer", distinct: 5, missing: 1,
              entropyBits: 2.25, uniqueShare: 0.125)
          ])
      ]),
    adversary: AdversarySummary(
      sentence: "s", knownColumns: ["people": ["age"]], populationSize: 1_000),
    verdict: Verdict(
      sentence: "v", risk: estimate, baseline: .exact(0.01), attack: "attributes/group-sizes#1",
      severity: .high),
    findings: [
      Finding(
        id: "f", title: "F", severity: .low, risk: .inference, failureMode: .algorithmicReversal,
        sentence: "s", remedy: "r", evidence: ["attributes/group-sizes#1"], columns: ["people.age"])
    ],
    blame: [
      ColumnBlame(
        table: "people", column: "age", riskWith: 0.5, riskWithout: 0.25, riskAlone: 0.125,
        share: 0.75, sentence: "s")
    ],
    attacks: [result],
    notMeasured: [
      Gap(what: "w", why: "y", channel: .graph, risk: .linkability, failureMode: .semanticInference)
    ],
    notes: ["n"], fused: fullFusion)
}()
