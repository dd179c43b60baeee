import Findings

extension Samples {
  /// A release whose six channels were put together, with every part of the fused risk.
  static let fused: RiskReport = fusedReport(richFusion, attacks: fusedAttacks)

  /// The same release where little came of it: one channel, nothing to tell, no forecast.
  static let poor: RiskReport = fusedReport(poorFusion, attacks: [poorAttack])

  private static func fusedReport(_ fused: FusedRisk, attacks: [AttackResult]) -> RiskReport {
    RiskReport(
      tool: tool, createdAt: "2026-11-20T07:15:00Z", seed: 41, dataset: communityDataset,
      adversary: AdversarySummary(
        sentence: "The adversary holds an earlier half of the same people's traces.",
        knownColumns: ["posts": ["time", "text"], "visits": ["time", "venue"]],
        populationSize: 64_000),
      verdict: Verdict(
        sentence: """
          An adversary with all channels finds a person in \
          \(Phrase.ofHundred(attacks[0].success.value)) of 100 cases; without this release: 0.1.
          """,
        risk: attacks[0].success, baseline: attacks[0].baseline, attack: attacks[0].id,
        severity: attacks[0].success.value > 0.2 ? .critical : .low),
      findings: fused.channels.count > 1 ? [fusedFinding] : [], blame: [], attacks: attacks,
      notMeasured: [Gap(what: "Device", why: "No column names a device.", channel: .device)],
      notes: [], fused: fused)
  }

  private static let communityDataset = DatasetSummary(
    name: "community", missing: "category",
    tables: [
      TableSummary(
        name: "visits", kind: "events", rows: 88_210, subjects: 1_204,
        digest: String(repeating: "a7", count: 32),
        columns: [
          ColumnSummary(name: "time", role: "time", type: "timestamp"),
          ColumnSummary(name: "venue", role: "place", type: "text", distinct: 911, missing: 4),
        ]),
      TableSummary(
        name: "posts", kind: "text", rows: 20_466, subjects: 1_204, digest: nil,
        columns: [
          ColumnSummary(name: "time", role: "time", type: "timestamp"),
          ColumnSummary(name: "text", role: "text", type: "text"),
        ]),
    ])

  private static let fusedFinding = Finding(
    id: "fused/venue", title: "One column feeds most of what all channels find",
    severity: .critical, risk: .singlingOut, failureMode: .semanticInference,
    sentence: "Without the column venue, all other channels together find far fewer.",
    remedy: "Release venues by district.", evidence: ["fused/vendor"], columns: ["visits.venue"])

  // MARK: Attacks

  static let fusedAttacks: [AttackResult] = [
    result(
      "fused/vendor", "All channels together", .fused, 0.6312, 0.00083,
      ranks: [
        (1, 0.6312), (2, 0.7001), (5, 0.7724), (10, 0.8231), (20, 0.8712), (50, 0.9244),
        (100, 0.9518),
      ]),
    result(
      "places/histories", "Regular places", .places, 0.4128, 0.00083,
      ranks: [
        (1, 0.4128), (2, 0.4801), (5, 0.5711), (10, 0.6402), (20, 0.7143), (50, 0.8008),
        (100, 0.8717),
      ]),
    result(
      "attributes/group-sizes", "How many look the same", .attributes, 0.0415, 0.00083, ranks: []),
  ]

  private static let poorAttack = result(
    "fused/stranger", "All channels together", .fused, 0.0033, 0.0025, ranks: [(1, 0.0033)])

  private static func result(
    _ id: String, _ title: String, _ channel: Channel, _ rate: Double, _ baseline: Double,
    ranks: [(Int, Double)]
  ) -> AttackResult {
    AttackResult(
      id: id,
      attack: AttackDescription(
        id: id, title: title, channel: channel, risk: .singlingOut,
        failureMode: channel == .attributes ? .contextualAggregation : .semanticInference,
        source: "Facts 12.", doesNotCover: "Adversaries who learn on other releases."),
      setting: AttackSetting(
        scenario: "halves-in-time", table: "visits", knownColumns: ["time", "venue"],
        knowledge: "The earlier half of each person's records.", targets: 1_204, controls: 0,
        candidates: 1_204, exhaustive: true, reproduce: "palimpsest audit community/ --seed 41"),
      success: wilson(rate, of: 1_204), baseline: .exact(baseline), control: nil,
      excess: newcombe(rate - baseline, max(-1, rate - 0.03), min(1, rate + 0.03)),
      topRates: ranks.map { TopRate(k: $0.0, rate: wilson($0.1, of: 1_204)) },
      sentence: "It finds people by what they leave in two halves of time.")
  }

  // MARK: Fusions

  private static func boot(_ value: Double, _ half: Double) -> Estimate {
    Estimate(
      value: value, lower: value - half, upper: value + half, level: 0.95, method: .bootstrap)
  }

  static let richFusion = FusedRisk(
    attack: "fused/vendor", profile: "vendor", prior: 0.8, seeds: [41, 42, 43, 44, 45],
    bestChannel: .places, bestChannelSuccess: wilson(0.4128, of: 1_204),
    gain: boot(0.2184, 0.0291),
    methods: [
      method("listwise", "Conditional logit over candidates", 0.6312, 0.0181, 2.914),
      method("naive-sum", "Sum of log-likelihood ratios", 0.5905, 0.1633, 4.427),
      method("global-logistic", "One logistic regression over pairs", 0.5864, 0.0912, 3.651),
      method("listwise-one-to-one", "The first, one person to one record", 0.6611, 0.0247, 2.833),
    ],
    calibration: CalibrationSummary(
      error: boot(0.0181, 0.0096), errorByChance: 0.0152, errorBeyondChance: boot(0.0071, 0.0068),
      bins: [
        bin(0, 153, 0.0571, 0.0458), bin(1, 131, 0.1493, 0.1679), bin(2, 104, 0.2517, 0.2308),
        bin(3, 97, 0.3488, 0.3711), bin(4, 101, 0.4522, 0.4752), bin(5, 88, 0.5497, 0.5341),
        bin(6, 102, 0.6513, 0.5294), bin(7, 99, 0.7529, 0.7374), bin(8, 117, 0.8514, 0.8718),
        bin(9, 212, 0.9618, 0.9717),
      ]),
    surprisal: SurprisalSummary(priorBits: 10.2336, remainingBits: 2.914),
    channels: [
      channel(
        .places, ["Regular places", "Steps between places"], ["visits.venue"],
        0.4128, 0.4411, 0.2611),
      channel(
        .writingStyle, ["Letters", "Function words"], ["posts.text"], 0.3314, 0.5011, 0.1887),
      channel(.graph, ["Named contacts"], ["posts.text"], 0.1902, 0.5773, 0.0914),
      channel(
        .cadence, ["Hours of the week", "Gaps"], ["visits.time", "posts.time"],
        0.1354, 0.5938, 0.0655),
      channel(.attributes, ["Age and sex"], ["visits.venue"], 0.0415, 0.6103, 0.0241),
      channel(
        .histories, ["Venues chosen"], ["visits.venue"], 0.0316, 0.6321, -0.0004,
        isKept: false),
    ],
    columns: [
      column("visits", "venue", 0.4007, 0.2305), column("posts", "text", 0.4733, 0.1579),
      column("visits", "time", 0.5904, 0.0408), column("posts", "time", 0.6221, 0.0091),
    ],
    removal: [
      step("visits.venue", 0.4007), step("posts.text", 0.1362), step("visits.time", 0.0282),
      step("posts.time", 0.0008),
    ],
    forecast: RiskForecast(
      fittedUpTo: 120, discount: 0.3144, strength: 5.207, holds: true,
      points: [
        point(12, 0.9167, 0.9133), point(30, 0.8811, 0.8792), point(120, 0.8003, 0.8017),
        point(400, 0.7109, 0.7142), point(1_204, 0.6312, 0.6288), point(64_000, nil, 0.3021),
      ]),
    profiles: [
      profile("vendor", "Vendor with a customer file", [.places, .writingStyle, .cadence], 0.6312),
      profile("insider", "Platform insider", [.places, .graph, .cadence], 0.5523),
      profile("acquaintance", "Acquaintance", [.attributes, .cadence], 0.1738),
      profile("stranger", "Stranger with four sightings", [.places], 0.1121),
      ProfileOutcome(
        id: "employer", title: "Employer", sentence: "Knows devices; the data holds none.",
        channels: [], targets: 0, candidates: 0, success: nil, baseline: nil),
    ], verdicts: richVerdicts)

  private static let richVerdicts = [
    verdict(
      .semanticInference, nil, .critical, "fused/vendor", 0.6312,
      "Traces of two halves of time name 63 of 100 people to a vendor with a customer file.",
      "An afternoon with a laptop and a file that any shop keeps; no skill beyond a spreadsheet."),
    verdict(
      .contextualAggregation, nil, .low, "attributes/group-sizes", 0.0415,
      "Age and sex alone name 4 of 100.", "A look into a register."),
    FailureVerdict(
      failureMode: .algorithmicReversal, severity: nil, attack: nil, success: nil, baseline: nil,
      sentence: "No model or synthetic copy is part of this release.", effort: ""),
    verdict(
      nil, .singlingOut, .critical, "fused/vendor", 0.6312,
      "The vendor points at one record and is right in 63 of 100 cases.", "An afternoon."),
    verdict(
      nil, .linkability, .critical, "places/histories", 0.4128,
      "Two releases are joined by regular places alone in 41 of 100 cases.", "A short program."),
    FailureVerdict(
      risk: .inference, severity: nil, attack: nil, success: nil, baseline: nil,
      sentence: "No column is declared sensitive.", effort: ""),
  ]

  static let poorFusion = FusedRisk(
    attack: "fused/stranger", profile: "stranger", prior: 1, seeds: [41], bestChannel: .cadence,
    bestChannelSuccess: wilson(0.0042, of: 1_204), gain: boot(-0.0009, 0.0031),
    methods: [method("listwise", "Conditional logit over candidates", 0.0033, 0.0011, 8.6)],
    calibration: CalibrationSummary(
      error: boot(0.0011, 0.0011), errorByChance: 0.0016, errorBeyondChance: .exact(0),
      bins: [bin(0, 1_204, 0.0029, 0.0033)]),
    surprisal: SurprisalSummary(priorBits: 8.6439, remainingBits: 8.6),
    channels: [
      ChannelContribution(
        channel: .cadence, features: [], alone: wilson(0.0042, of: 1_204),
        without: wilson(0.0025, of: 1_204), shapley: boot(0.0008, 0.0031), isKept: false)
    ], columns: [], removal: [], forecast: nil,
    profiles: [
      ProfileOutcome(
        id: "stranger", title: "Stranger with four sightings", sentence: "Saw a person four times.",
        channels: [.cadence], targets: 1_204, candidates: 400,
        success: wilson(0.0033, of: 1_204), baseline: 0.0025)
    ], verdicts: [])

  // MARK: Short forms

  private static func method(
    _ id: String, _ title: String, _ rate: Double, _ error: Double, _ bits: Double
  ) -> FusionMethodSummary {
    FusionMethodSummary(
      id: id, title: title, success: wilson(rate, of: 1_204), calibrationError: error,
      surprisalBits: bits)
  }

  private static func bin(
    _ tenth: Int, _ count: Int, _ stated: Double, _ found: Double
  ) -> CalibrationSummary.Bin {
    .init(
      from: Double(tenth) / 10, to: Double(tenth + 1) / 10, count: count, stated: stated,
      found: wilson(found, of: Double(count)))
  }

  private static func channel(
    _ channel: Channel, _ features: [String], _ columns: [String], _ alone: Double,
    _ without: Double, _ shapley: Double, isKept: Bool = true
  ) -> ChannelContribution {
    ChannelContribution(
      channel: channel, features: features, columns: columns, alone: wilson(alone, of: 1_204),
      without: wilson(without, of: 1_204), shapley: boot(shapley, 0.0153), isKept: isKept)
  }

  private static func column(
    _ table: String, _ name: String, _ without: Double, _ drop: Double
  ) -> ColumnContribution {
    ColumnContribution(
      table: table, column: name, without: wilson(without, of: 1_204), drop: boot(drop, 0.0182))
  }

  private static func step(_ column: String, _ risk: Double) -> RemovalStep {
    RemovalStep(column: column, risk: wilson(risk, of: 1_204))
  }

  private static func point(
    _ candidates: Int, _ measured: Double?, _ predicted: Double
  ) -> RiskForecast.Point {
    .init(
      candidates: candidates, measured: measured.map { wilson($0, of: 1_204) },
      predicted: boot(predicted, candidates > 1_204 ? 0.0612 : 0.0181))
  }

  private static func profile(
    _ id: String, _ title: String, _ channels: [Channel], _ rate: Double
  ) -> ProfileOutcome {
    ProfileOutcome(
      id: id, title: title,
      sentence: "Holds records of an earlier time, exact to the hour, from a source of its own.",
      channels: channels, targets: 1_204, candidates: 1_204, success: wilson(rate, of: 1_204),
      baseline: 0.00083)
  }

  private static func verdict(
    _ mode: FailureMode?, _ risk: IdentificationRisk?, _ severity: Severity, _ attack: String,
    _ rate: Double, _ sentence: String, _ effort: String
  ) -> FailureVerdict {
    FailureVerdict(
      failureMode: mode, risk: risk, severity: severity, attack: attack,
      success: wilson(rate, of: 1_204), baseline: .exact(0.00083), sentence: sentence,
      effort: effort)
  }
}
