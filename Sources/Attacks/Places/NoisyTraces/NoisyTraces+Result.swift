import Evaluation
public import Findings
public import Tables
import Numerics

extension NoisyTraces {
  /// The noise that is tried: a satellite fix, a street corner, a district.
  public static let noiseLevels = [
    SightingNoise(meters: 50, minutes: 2), SightingNoise(meters: 200, minutes: 10),
    SightingNoise(meters: 1_000, minutes: 30),
  ]
  /// How many sightings are tried.
  public static let sightingCounts = [1, 2, 4, 8, 16]

  /// Tries one to sixteen sightings at three levels of noise; the headline, fixed beforehand, is at
  /// eight sightings that are off by 200 m and ten minutes.
  ///
  /// - Returns: `nil` where no event has coordinates.
  /// - Throws: `EvaluationError` where nobody can be tried.
  public static func result(for setting: EventSetting, trace: EventTrace) throws -> AttackResult? {
    let seen = (0..<trace.subjectCount).filter { subject in
      !trace.latitudes.isEmpty
        && trace.events(ofSubject: subject).contains { trace.point(ofEvent: $0) != nil }
    }.map(UInt32.init)
    guard !seen.isEmpty else { return nil }
    let cohort = try PeriodCohort(eligible: seen, setting: setting, stream: "noisy-traces")
    var isHeldOut = [Bool](repeating: true, count: trace.subjectCount)
    for candidate in cohort.candidates { isHeldOut[Int(candidate)] = false }
    var outcome = NoisyTracesOutcome(setting: setting, cohort: cohort)
    for noise in noiseLevels {
      let attack = NoisyTraces(release: trace, isHeldOut: isHeldOut, noise: noise)
      for count in sightingCounts {
        let trials = cohort.sightings(count, noise: noise, trace: trace, setting: setting)
        let chance = Baseline.chance(candidates: cohort.candidates.count)
        outcome.steps.append(
          NoisyTracesOutcome.Step(
            noise: noise, sightings: count,
            ranked: try setting.evaluator.grade(attack, on: trials, baseline: chance),
            claimed: try setting.evaluator.grade(
              attack.abstaining(below: eccentricity), on: trials, baseline: chance)))
      }
    }
    return outcome.result(description: NoisyTraces.headlineDescription)
  }

  /// The description, without an index.
  private static var headlineDescription: AttackDescription {
    NoisyTraces(
      release: EventTrace(offsets: [0]), isHeldOut: [], noise: SightingNoise(meters: 1, minutes: 1)
    ).description
  }
}

extension PeriodCohort {
  /// Trials in which up to `count` events of each person are known, displaced.
  func sightings(
    _ count: Int, noise: SightingNoise, trace: EventTrace, setting: EventSetting
  ) -> TrialSet<NoisyTraces.Clue> {
    var source = setting.generator("noisy-traces/\(count)/\(Int(noise.meters))")
    func clue(_ subject: UInt32) -> NoisyTraces.Clue {
      let events = trace.events(ofSubject: Int(subject))
      let located = events.filter { trace.point(ofEvent: $0) != nil }
      return source.sample(count: min(count, located.count), of: located.count).sorted()
        .compactMap { noise.sighting(of: located[$0], in: trace, using: &source) }
    }
    return TrialSet(
      targets: targets.map { Trial(clue: clue($0), truth: $0) },
      controls: controls.map { Trial(clue: clue($0), truth: nil) })
  }
}
