import Findings

/// A fused risk in which every field of every type is filled.
let fullFusion: FusedRisk = {
  let rate = Estimate(value: 0.375, lower: 0.25, upper: 0.5, level: 0.95, method: .wilson)
  let difference = Estimate(
    value: 0.0625, lower: -0.03125, upper: 0.125, level: 0.95, method: .bootstrap)
  return FusedRisk(
    attack: "attributes/group-sizes#1", profile: "stranger", prior: 0.875, seeds: [1, UInt64.max],
    bestChannel: .places, bestChannelSuccess: rate, gain: difference,
    methods: [
      FusionMethodSummary(
        id: "listwise", title: "L", success: rate, calibrationError: 0.03125, surprisalBits: 2.75)
    ],
    calibration: CalibrationSummary(
      error: rate, errorByChance: 0.015625, errorBeyondChance: rate,
      bins: [
        .init(from: 0.5, to: 0.625, count: 7, stated: 0.5625, found: rate),
        .init(from: 0.625, to: 1, count: 2, stated: 0.6875, found: rate),
      ]),
    surprisal: SurprisalSummary(priorBits: 6.5, remainingBits: 1.5),
    channels: [
      ChannelContribution(
        channel: .places, features: ["f"], columns: ["people.age"], alone: rate, without: rate,
        shapley: difference, isKept: true)
    ],
    columns: [ColumnContribution(table: "people", column: "age", without: rate, drop: difference)],
    removal: [RemovalStep(column: "people.age", risk: rate)],
    forecast: RiskForecast(
      fittedUpTo: 11, discount: 0.25, strength: 1.125, holds: true,
      points: [
        .init(candidates: 13, measured: rate, predicted: rate),
        .init(candidates: 1_000, measured: nil, predicted: rate),
      ]),
    profiles: [
      ProfileOutcome(
        id: "stranger", title: "T", sentence: "s", channels: [.places, .cadence], targets: 17,
        candidates: 19, success: rate, baseline: 0.005)
    ],
    verdicts: [
      FailureVerdict(
        failureMode: .semanticInference, severity: .high, attack: "attributes/group-sizes#1",
        success: rate, baseline: rate, sentence: "s", effort: "e"),
      FailureVerdict(
        risk: .inference, severity: nil, attack: nil, success: nil, baseline: nil, sentence: "s",
        effort: ""),
    ])
}()
