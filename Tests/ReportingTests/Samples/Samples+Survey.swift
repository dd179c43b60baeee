import Findings

extension Samples {
  /// A survey with its names removed, attacked through its attributes.
  static let survey = RiskReport(
    tool: tool, createdAt: "2026-03-02T09:41:27Z", seed: 1_851, dataset: surveyDataset,
    adversary: AdversarySummary(
      sentence:
        "The adversary knows age, postcode and sex of a person, as a neighbour or colleague does.",
      knownColumns: ["people": ["age", "postcode", "sex"]], populationSize: 412_000),
    verdict: Verdict(
      sentence: """
        An adversary who knows age, postcode and sex of a person finds that person in 63 of 100 \
        cases; without this release: 0.1.
        """,
      risk: wilson(0.6287, of: 2_000), baseline: .exact(0.001), attack: "attributes/linkage",
      severity: .critical),
    findings: surveyFindings, blame: surveyBlame,
    attacks: [linkage, surveyGroupSizes, guessing],
    notMeasured: [
      Gap(
        what: "Writing style", why: "The dataset has no text table.", channel: .writingStyle),
      Gap(
        what: "Semantic inference",
        why: "Needs events with times or places; this dataset holds one row a person.",
        failureMode: .semanticInference),
      Gap(
        what: "Algorithmic reversal", why: "No model or synthetic copy is part of this release.",
        failureMode: .algorithmicReversal),
    ],
    notes: [
      "The column `country` is constant and was left out of all column sets.",
      "1,236 rows lack a postcode; a missing cell was read as a category of its own.",
    ])

  private static let surveyDataset = DatasetSummary(
    name: "household-survey", missing: "category",
    tables: [
      TableSummary(
        name: "people", kind: "users", rows: 30_162, subjects: 30_162,
        digest: "5b1e7f0c2a9d4e63b8f1706c5a3e92d47c0b6f81e5d92a3047f6c8b1d0e35a92",
        columns: [
          ColumnSummary(
            name: "age", role: "quasi-identifier", type: "integer", distinct: 72, missing: 0,
            entropyBits: 5.86, uniqueShare: 0.0001),
          ColumnSummary(
            name: "postcode", role: "quasi-identifier", type: "text", distinct: 4_184,
            missing: 1_236, entropyBits: 11.42, uniqueShare: 0.0213),
          ColumnSummary(
            name: "sex", role: "quasi-identifier", type: "text", distinct: 2, missing: 0,
            entropyBits: 0.909, uniqueShare: 0),
          ColumnSummary(
            name: "income_class", role: "sensitive", type: "text", distinct: 9, missing: 87,
            entropyBits: 2.731, uniqueShare: 0),
          ColumnSummary(
            name: "interview_id", role: "identifier", type: "text", distinct: 30_162, missing: 0,
            entropyBits: 14.88, uniqueShare: 1),
          ColumnSummary(name: "free_remarks", role: "ignored", type: "text"),
        ])
    ])

  private static let surveyFindings = [
    Finding(
      id: "income-guessable", title: "Income class can be guessed", severity: .medium,
      risk: .inference, failureMode: .contextualAggregation,
      sentence: """
        Whoever knows the three columns guesses the income class of a person in 41 of 100 cases; \
        guessing the commonest class is right in 29.
        """,
      remedy: "Release income in three classes, or only in tables of counts.",
      evidence: ["attributes/guess-sensitive"], columns: ["people.income_class"]),
    Finding(
      id: "postcode-identifies", title: "The full postcode finds people almost alone",
      severity: .critical, risk: .singlingOut, failureMode: .contextualAggregation,
      sentence: """
        Together with age and sex, the five-digit postcode makes 48 of 100 people unique in the \
        release. Without it, 2 of 100 are.
        """,
      remedy: """
        Cut the postcode to its first two digits: 4 of 100 people stay unique, and the regional \
        tables of the survey's own report still come out the same.
        """,
      evidence: ["attributes/linkage", "attributes/group-sizes"],
      columns: ["people.postcode", "people.age"]),
    Finding(
      id: "digest-known", title: "The release is complete for its region", severity: .low,
      risk: .linkability, failureMode: .contextualAggregation,
      sentence: "Every household of the region was asked, so a neighbour is known to be in it.",
      remedy: "", evidence: [], columns: []),
  ]

  private static let surveyBlame = [
    ColumnBlame(
      table: "people", column: "postcode", riskWith: 0.6287, riskWithout: 0.0472,
      riskAlone: 0.1387, share: 0.681,
      sentence: "4,184 postcodes; with age, most people live alone in theirs."),
    ColumnBlame(
      table: "people", column: "age", riskWith: 0.6287, riskWithout: 0.2291, riskAlone: 0.0024,
      share: 0.262, sentence: "Years of age; ten-year bands would take most of this away."),
    ColumnBlame(
      table: "people", column: "sex", riskWith: 0.6287, riskWithout: 0.5124, riskAlone: 0.0001,
      share: 0.057, sentence: "Halves the sets that the other columns leave."),
  ]

  private static let linkage = AttackResult(
    id: "attributes/linkage",
    attack: AttackDescription(
      id: "attributes/linkage", title: "Linking people to a register", channel: .attributes,
      risk: .linkability, failureMode: .contextualAggregation,
      source: "Fellegi and Sunter 1969, A theory for record linkage, JASA 64(328).",
      doesNotCover: """
        Adversaries with more than these three columns, and registers with fewer errors than \
        the one simulated.
        """),
    setting: AttackSetting(
      scenario: "original-beside-release", table: "people",
      knownColumns: ["age", "postcode", "sex"],
      knowledge: "Knows the three columns; one in twenty of the ages is wrong by a year.",
      targets: 2_000, controls: 2_000, candidates: 30_162, exhaustive: false,
      reproduce:
        "palimpsest audit household-survey/ --attack attributes/linkage --targets 2000 --seed 1851"),
    success: wilson(0.6287, of: 2_000), baseline: .exact(0.001),
    control: wilson(0.0125, of: 2_000), excess: newcombe(0.624, 0.6021, 0.6452),
    topRates: [
      TopRate(k: 1, rate: wilson(0.6287, of: 2_000)),
      TopRate(k: 5, rate: wilson(0.8135, of: 2_000)),
      TopRate(k: 10, rate: wilson(0.8713, of: 2_000)),
      TopRate(k: 100, rate: wilson(0.9675, of: 2_000)),
    ],
    measures: [
      Measure(
        id: "linkage/precision", label: "Answers that were right, of those given",
        estimate: wilson(0.871, of: 1_443), unit: "probability",
        note: "It stayed silent on 557 people."),
      Measure(
        id: "linkage/candidates", label: "Candidates left per person",
        estimate: Estimate(value: 3.42, lower: 3.1, upper: 3.8, level: 0.95, method: .bootstrap),
        unit: "people"),
    ],
    charts: [
      Chart(
        id: "noise", title: "When the adversary's knowledge is wrong", kind: .line,
        xLabel: "share of wrong ages, per cent", yLabel: "people found",
        series: [
          .init(
            name: "with postcode",
            points: zip([0, 5, 10, 20, 40], [0.688, 0.629, 0.571, 0.472, 0.301]).map {
              .init(x: Double($0), y: $1, lower: $1 - 0.021, upper: $1 + 0.021)
            }),
          .init(
            name: "region only",
            points: zip([0, 5, 10, 20, 40], [0.047, 0.043, 0.039, 0.03, 0.017]).map {
              .init(x: Double($0), y: $1, lower: $1 - 0.009, upper: $1 + 0.009)
            }),
        ],
        alternativeText: "Found people fall from 69 to 30 of 100 as wrong ages rise to 40 per cent."
      )
    ],
    sentence: """
      Of 2,000 people drawn at random, 1,257 were found at the first try in a register of 30,162, \
      although one age in twenty was wrong.
      """,
    remedy: "Cut the postcode to two digits and release ages in ten-year bands.")

  private static let surveyGroupSizes = AttackResult(
    id: "attributes/group-sizes", attack: groupSizes,
    setting: AttackSetting(
      scenario: "group-sizes", table: "people", knownColumns: ["age", "postcode", "sex"],
      knowledge: "Knows the three columns exactly.", targets: 30_162, controls: 0,
      candidates: 30_162, exhaustive: true,
      reproduce: "palimpsest audit household-survey/ --attack attributes/group-sizes --seed 1851"),
    success: .exact(0.6112), baseline: .exact(0.00003315), control: nil, excess: .exact(0.61119),
    anonymitySets: [
      AnonymitySetBin(minimumSize: 1, maximumSize: 1, subjectShare: 0.482, setCount: 14_538),
      AnonymitySetBin(minimumSize: 2, maximumSize: 2, subjectShare: 0.197, setCount: 2_971),
      AnonymitySetBin(minimumSize: 3, maximumSize: 4, subjectShare: 0.158, setCount: 1_382),
      AnonymitySetBin(minimumSize: 5, maximumSize: 9, subjectShare: 0.109, setCount: 497),
      AnonymitySetBin(minimumSize: 10, maximumSize: nil, subjectShare: 0.054, setCount: 93),
    ],
    subjectRisk: RiskDistribution(
      maximum: 1, mean: 0.6112,
      quantiles: zip(
        [0, 0.05, 0.1, 0.25, 0.4, 0.5, 0.75, 1], [0.03, 0.09, 0.16, 0.33, 0.5, 0.5, 1, 1]
      )
      .map { .init(level: $0, risk: $1) },
      shareAbove: [.init(threshold: 0.2, share: 0.837), .init(threshold: 0.09, share: 0.951)]),
    measures: [
      Measure(
        id: "population-uniqueness/pitman", label: "Unique in the population (Pitman)",
        estimate: Estimate(
          value: 0.0612, lower: 0.0471, upper: 0.0788, level: 0.95, method: .subsample),
        unit: "probability", note: "On subsamples of this data it was right within 0.9 points."),
      Measure(
        id: "population-uniqueness/snb", label: "Unique in the population (SNB)",
        unit: "probability", missing: .notConverged,
        because: "Newton's method stopped after 200 steps; no value is better than a wrong one."),
      Measure(
        id: "household-risk", label: "Household risk", unit: "probability",
        missing: .notApplicable, because: "No column names a household."),
    ],
    grids: [
      Grid(
        id: "smallest-sets", title: "The smallest sets of columns that single out most",
        header: ["Columns", "Number", "People unique", "Score", ""],
        rows: [
          [.text("postcode, age, sex"), .count(3), .share(0.482), .number(12.75), .empty],
          [.text("postcode, age"), .count(2), .share(0.361), .number(9.125), .text("coarsen age")],
          [.text("age, sex"), .count(2), .share(0.0003), .number(0.0412), .empty],
        ])
    ],
    sentence: """
      48 of 100 people share age, postcode and sex with nobody else in the release; 95 of 100 hide \
      among fewer than ten.
      """)

  private static let guessing = AttackResult(
    id: "attributes/guess-sensitive",
    attack: AttackDescription(
      id: "attributes/guess-sensitive", title: "Guessing the income class", channel: .attributes,
      risk: .inference, failureMode: .contextualAggregation,
      source: "Machanavajjhala et al. 2007, l-diversity, TKDD 1(1).",
      doesNotCover: "Learners that are better than the commonest value among look-alikes."),
    setting: AttackSetting(
      scenario: "known-points", table: "people", knownColumns: ["age", "postcode", "sex"],
      knowledge: "Knows the three columns exactly.", targets: 2_000, controls: 2_000,
      candidates: 9, exhaustive: false,
      reproduce:
        "palimpsest audit household-survey/ --attack attributes/guess-sensitive --seed 1851"),
    success: wilson(0.4135, of: 2_000), baseline: wilson(0.2892, of: 2_000),
    control: wilson(0.3105, of: 2_000), excess: newcombe(0.1494, 0.1088, 0.1889),
    charts: [
      Chart(
        id: "confusion", title: "What is guessed, and what is true", kind: .heat,
        xLabel: "class guessed", yLabel: "true class",
        series: ["low", "middle", "high"].enumerated().map { row, name in
          .init(
            name: name,
            points: ["low", "middle", "high"].enumerated().map { column, label in
              .init(
                label: label, x: Double(column),
                y: [[0.62, 0.29, 0.09], [0.24, 0.57, 0.19], [0.11, 0.38, 0.51]][row][column])
            })
        },
        alternativeText: "Most of each class is guessed as itself; high is taken for middle in 38."),
      Chart(
        id: "gain", title: "Success by class", kind: .bars, xLabel: "income class",
        yLabel: "guessed right",
        series: [
          .init(
            name: "with the release",
            points: zip(["low", "middle", "high"], [0.62, 0.57, 0.51]).enumerated().map {
              .init(
                label: $1.0, x: Double($0), y: $1.1, lower: $1.1 - 0.04, upper: $1.1 + 0.04)
            }),
          .init(
            name: "without",
            points: zip(["low", "middle", "high"], [0.29, 0.29, 0.21]).enumerated().map {
              .init(label: $1.0, x: Double($0), y: $1.1)
            }),
        ],
        alternativeText: "With the release each class is guessed about twice as often."),
    ],
    sentence: """
      The income class is guessed in 41 of 100 cases. On people who are not in the release the same \
      method is right in 31, so most of this is common sense, and some of it is the release.
      """)
}
