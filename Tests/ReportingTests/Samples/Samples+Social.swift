import Findings
import Foundation

extension Samples {
  /// A social dataset with events, a graph and a model: every channel, every kind of chart.
  static let social = RiskReport(
    tool: tool, createdAt: "2026-03-02T11:03:55Z", seed: UInt64.max,
    dataset: DatasetSummary(
      name: "harbour", missing: "conservative",
      tables: [
        TableSummary(
          name: "profiles", kind: "users", rows: 8_400, subjects: 8_400, digest: nil,
          columns: [
            ColumnSummary(
              name: "timezone", role: "quasi-identifier", type: "text", distinct: 14, missing: 3,
              entropyBits: 2.1, uniqueShare: 0.0002)
          ]),
        TableSummary(
          name: "checkins", kind: "events", rows: 1_204_733, subjects: 8_391,
          digest: String(repeating: "0f", count: 32),
          columns: [
            ColumnSummary(
              name: "time", role: "time", type: "timestamp", distinct: 911_204, missing: 0,
              entropyBits: 19.7, uniqueShare: 0.61),
            ColumnSummary(
              name: "venue", role: "place", type: "text", distinct: 38_333, missing: 210,
              entropyBits: 13.05, uniqueShare: 0.011),
          ]),
      ]),
    adversary: AdversarySummary(
      sentence:
        "The adversary has seen a person at four times and places, to the hour and to 200 metres.",
      knownColumns: ["checkins": ["time", "venue"], "profiles": ["timezone"]],
      populationSize: nil),
    verdict: Verdict(
      sentence: """
        An adversary who saw a person four times finds that person’s whole history in 91 of 100 \
        cases; without this release: 0.01.
        """,
      risk: wilson(0.9127, of: 600), baseline: .exact(0.000119), attack: "places/points",
      severity: .high),
    findings: [
      Finding(
        id: "four-points", title: "Four sightings are a name", severity: .high,
        risk: .singlingOut, failureMode: .semanticInference,
        sentence: "Places and hours repeat so faithfully that four of them point to one person.",
        remedy: "Release counts by place and week, not histories.",
        evidence: ["places/points"], columns: ["checkins.time", "checkins.venue"])
    ],
    blame: [
      ColumnBlame(
        table: "checkins", column: "venue", riskWith: 0.9127, riskWithout: 0.1138,
        riskAlone: 0.7011, share: nil, sentence: "A venue is a place to 20 metres."),
      ColumnBlame(
        table: "checkins", column: "time", riskWith: 0.9127, riskWithout: 0.7011,
        riskAlone: 0.1138, share: nil, sentence: "To the second; hours would do nearly the same."),
    ],
    attacks: [points, cadence, membership],
    notMeasured: [
      Gap(what: "Device", why: "No device column is declared.", channel: .device)
    ],
    notes: [])

  private static let points = AttackResult(
    id: "places/points",
    attack: AttackDescription(
      id: "places/points", title: "Known points in a history", channel: .places,
      risk: .singlingOut, failureMode: .semanticInference,
      source: "de Montjoye et al. 2013, Unique in the Crowd, Scientific Reports 3:1376.",
      doesNotCover: "Adversaries who know regular places rather than single sightings."),
    setting: AttackSetting(
      scenario: "known-points", table: "checkins", knownColumns: ["time", "venue"],
      knowledge: "Four points of each target, drawn at random, to the hour and 200 m.",
      targets: 600, controls: 600, candidates: 8_391, exhaustive: false,
      reproduce: "palimpsest audit harbour/ --attack places/points --points 4 --targets 600"),
    success: wilson(0.9127, of: 600), baseline: .exact(0.000119),
    control: wilson(0, of: 600), excess: newcombe(0.9127, 0.8841, 0.9328),
    charts: [
      Chart(
        id: "points", title: "How many sightings it takes", kind: .line,
        xLabel: "known points", yLabel: "people found",
        series: [
          .init(
            name: "found",
            points: zip([1, 2, 3, 4, 6, 10], [0.021, 0.402, 0.771, 0.9127, 0.971, 0.993]).map {
              let estimate = wilson($1, of: 600)
              return .init(x: Double($0), y: $1, lower: estimate.lower, upper: estimate.upper)
            })
        ],
        alternativeText: "One point finds 2 of 100 people, two find 40, four find 91."),
      Chart(
        id: "coarseness", title: "Coarser places help little", kind: .line,
        xLabel: "cell of the map, metres", yLabel: "people found", xIsLogarithmic: true,
        series: [
          ("to the hour", [0.94, 0.9127, 0.82, 0.61, 0.34]),
          ("to the day", [0.81, 0.74, 0.58, 0.36, 0.15]),
          ("to the week", [0.52, 0.43, 0.27, 0.12, 0.03]),
        ].map { name, values in
          .init(
            name: name,
            points: zip([50.0, 200, 1_000, 5_000, 25_000], values).map { .init(x: $0, y: $1) })
        },
        alternativeText:
          "From 50 m to 25 km the share found falls from 94 to 34 of 100 by the hour."),
    ],
    sentence: "Two sightings find 40 of 100 people, four find 91.")

  private static let cadence = AttackResult(
    id: "cadence/hours",
    attack: AttackDescription(
      id: "cadence/hours", title: "The rhythm of a week", channel: .cadence, risk: .linkability,
      failureMode: .semanticInference, source: "Invented for this sample.",
      doesNotCover: "Rhythms that change."),
    setting: AttackSetting(
      scenario: "time-split", table: "checkins", knownColumns: ["time"],
      knowledge: "Knows when a person was active in the first half.", targets: 600, controls: 0,
      candidates: 8_391, exhaustive: false,
      reproduce: "palimpsest audit harbour/ --attack cadence/hours"),
    success: wilson(0.1138, of: 600), baseline: .exact(0.000119), control: nil,
    excess: newcombe(0.1137, 0.0908, 0.1414),
    charts: [
      Chart(
        id: "week", title: "When people are active", kind: .clock, xLabel: "hour of the week",
        yLabel: "share of events", yIsShare: true,
        series: [
          .init(
            name: "events",
            points: (0..<168).map { hour in
              let day = Double(hour / 24)
              let wave = 1 - cos(Double(hour % 24 - 3) / 24 * 2 * Double.pi)
              return .init(x: Double(hour), y: 0.003 * wave * (day > 4 ? 1.6 : 1) + 0.0002)
            })
        ],
        alternativeText: "Activity rises towards the evening, and on two days more than on others."),
      Chart(
        id: "rank", title: "Where the right person stands", kind: .step,
        xLabel: "rank of the right person", yLabel: "people", xIsLogarithmic: true,
        series: [
          .init(
            name: "people",
            points: zip(
              [1.0, 3, 10, 30, 100, 300, 1_000, 8_391],
              [0.1138, 0.19, 0.31, 0.44, 0.6, 0.77, 0.92, 1]
            ).map { .init(x: $0, y: $1) })
        ],
        alternativeText: "For 31 of 100 people, the right one is among the first ten."),
    ],
    sentence: "The hours of a week alone find 11 of 100 people.")

  private static let membership = AttackResult(
    id: "model-outputs/membership",
    attack: AttackDescription(
      id: "model-outputs/membership", title: "Was this person in the training data?",
      channel: .modelOutputs, risk: .inference, failureMode: .algorithmicReversal,
      source: "Carlini et al. 2022, Membership inference attacks from first principles.",
      doesNotCover: "Adversaries who train shadow models on better data."),
    setting: AttackSetting(
      scenario: "auxiliary-table", table: "profiles", knownColumns: [],
      knowledge: "May ask the model.", targets: 1_000, controls: 1_000, candidates: 2,
      exhaustive: false, reproduce: "palimpsest audit harbour/ --attack model-outputs/membership"),
    success: wilson(0.492, of: 1_000), baseline: .exact(0.5), control: nil,
    excess: newcombe(-0.016, -0.078, 0.046),
    charts: [
      Chart(
        id: "scores", title: "Score by layer", kind: .bars, xLabel: "layer of the model",
        yLabel: "mean gain", yIsShare: false,
        series: [
          .init(
            name: "gain",
            points: zip(["input", "second", "output"], [-0.4, 0.15, 1.25]).enumerated().map {
              .init(label: $1.0, x: Double($0), y: $1.1)
            })
        ],
        alternativeText: "Gains are small, below zero for the input layer.")
    ],
    sentence: "No better than a coin.")
}
