import Evaluation
import Findings

/// What uncertain sightings find, and how it is told.
struct NoisyTracesOutcome {
  /// One number of sightings at one level of noise.
  struct Step {
    let noise: SightingNoise
    let sightings: Int
    /// The attack always answers.
    let ranked: TrialGrade
    /// The attack names somebody only where one candidate stands out.
    let claimed: TrialGrade
  }

  let setting: EventSetting
  let cohort: PeriodCohort
  var steps: [Step] = []

  init(setting: EventSetting, cohort: PeriodCohort) {
    self.setting = setting
    self.cohort = cohort
  }

  /// The result; `nil` without a step.
  func result(description: AttackDescription) -> AttackResult? {
    guard let step = steps.first(where: { $0.sightings == 8 && $0.noise.meters == 200 }) else {
      return nil
    }
    let grade = step.ranked
    return AttackResult(
      id: setting.resultID(description), attack: description,
      setting: setting.reportSetting(
        scenario: .knownPoints,
        knowledge:
          "has \(step.sightings) sightings of the target, off by \(Self.words(step.noise))",
        targets: cohort.targets.count, controls: cohort.controls.count,
        candidates: cohort.candidates.count,
        exhaustive: cohort.targets.count == cohort.candidates.count),
      success: grade.success, baseline: grade.baseline, control: grade.control,
      excess: grade.excess, topRates: grade.topRates,
      anonymitySets: AnonymitySetBin.histogram(ofTargets: grade.firstGroupSizes),
      subjectRisk: RiskDistribution(risks: grade.targetRisks), measures: measures(step),
      charts: [chart], grids: [grid], sentence: sentence(step), remedy: remedy(step))
  }

  /// The ranking's measures, but claims, precision and false claims of the attack that may abstain.
  private func measures(_ step: Step) -> [Measure] {
    let own = Set(["claim-rate", "precision", "outsider-claim-rate"])
    return step.ranked.measures.filter { !own.contains($0.id) }
      + step.claimed.measures.filter { own.contains($0.id) } + [
        Measure(
          id: "claimed-success", label: "Targets named, and rightly",
          estimate: step.claimed.success,
          unit: "probability",
          note: "somebody is named where the best score stands out by an eccentricity of 1.5")
      ]
  }

  private var noiseLevels: [SightingNoise] {
    var levels: [SightingNoise] = []
    for step in steps where !levels.contains(step.noise) { levels.append(step.noise) }
    return levels
  }

  private var chart: Chart {
    Chart(
      id: "by-sightings", title: "How many sightings find a person", kind: .line,
      xLabel: "sightings", yLabel: "share of people found", xIsLogarithmic: true,
      series: noiseLevels.map { noise in
        Chart.Series(
          name: "off by \(Self.words(noise))",
          points: steps.filter { $0.noise == noise }.map {
            Chart.Point(
              x: Double($0.sightings), y: $0.ranked.success.value, lower: $0.ranked.success.lower,
              upper: $0.ranked.success.upper)
          })
      },
      alternativeText: "With \(steps.last?.sightings ?? 0) sightings: "
        + noiseLevels.compactMap { noise in
          steps.last { $0.noise == noise }.map {
            "\(Phrase.perCent($0.ranked.success.value)) found where they are off by "
              + Self.words(noise)
          }
        }.joined(separator: ", ") + ".")
  }

  private var grid: Grid {
    Grid(
      id: "noise", title: "Sightings and their errors",
      header: [
        "off by", "sightings", "found first", "among the first 10", "somebody named",
        "named rightly, of those named",
      ],
      rows: steps.map { step in
        [
          .text(Self.words(step.noise)), .count(step.sightings),
          .share(step.ranked.success.value),
          step.ranked.topRates.last { $0.k == 10 }.map { .share($0.rate.value) } ?? .empty,
          .share(step.claimed.claimRate.value),
          step.claimed.precision.map { .share($0.value) } ?? .empty,
        ]
      })
  }

  private func sentence(_ step: Step) -> String {
    "Whoever saw a person \(step.sightings) times, each time off by about "
      + "\(Self.words(step.noise)), finds that person's trace in "
      + "\(Phrase.ofHundred(step.ranked.success.value)) of 100 cases"
      + (step.claimed.precision.map {
        "; naming somebody only where one stands out, \(Phrase.ofHundred($0.value)) of 100 names "
          + "are right"
      } ?? "") + "."
  }

  private func remedy(_ step: Step) -> String {
    guard step.ranked.excess.lower > 0 else { return "" }
    let coarsest = steps.last { $0.sightings == step.sightings } ?? step
    return "Sightings off by \(Self.words(coarsest.noise)) still find "
      + "\(Phrase.perCent(coarsest.ranked.success.value)): noise or cells of that size alone do "
      + "not mend it. Release stays by the day and district, or counts of places instead of traces."
  }

  /// "200 m and 10 minutes".
  static func words(_ noise: SightingNoise) -> String {
    "\(PlacePeriods.length(noise.meters)) and \(Int(noise.minutes)) minutes"
  }
}
