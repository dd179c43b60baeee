import Evaluation
import Findings
import Numerics

/// The trials on one release: whose histories are known, and to whom they belong.
struct HistoryExperiment: Sendable {
  /// One person of an experiment.
  struct Target: Sendable {
    /// The data subject in the histories that the adversary's knowledge is drawn from.
    let known: UInt32
    /// The data subject of the release.
    let subject: UInt32
  }

  /// What one adversary reached.
  struct Step: Sendable {
    let adversary: HistoryAdversary
    /// Each target's candidates, always answered.
    let ranked: TrialGrade
    /// Names given only at an eccentricity of 1.5 or more.
    let claimed: TrialGrade
    /// The calls on the targets, then those on the controls.
    let calls: [HistoryCall]
  }

  let setting: EventSetting
  let release: SparseHistories
  let isHeldOut: [Bool]
  let scales: HistoryScales
  let sampler: HistorySampler
  let targets: [Target]
  let controls: [UInt32]
  /// A name for the stream of randomness.
  let stream: String

  /// The number of people whom a target can be.
  var candidateCount: Int { isHeldOut.count { !$0 } }

  /// The attack on the release, or on a coarser one.
  func attack(on release: SparseHistories) -> HistoryAttack {
    HistoryAttack(
      release: release, isHeldOut: isHeldOut, scales: scales,
      depth: depths.max() ?? 100)
  }

  /// Depths of the curve of ranks, and those of every report.
  var depths: [Int] {
    Set(PeriodGrades.depths(candidates: min(candidateCount, 1_000)) + setting.evaluator.depths)
      .sorted()
  }

  /// Grades `adversary`; the same adversary gets the same clues each time.
  func step(_ adversary: HistoryAdversary, against attack: HistoryAttack) throws -> Step {
    var source = setting.generator("\(stream)/\(adversary.knownItems)/\(adversary.knowsDays)")
    let trials = TrialSet(
      targets: targets.map {
        Trial(
          clue: sampler.clue(of: $0.known, for: adversary, using: &source), truth: $0.subject)
      },
      controls: controls.map {
        Trial(clue: sampler.clue(of: $0, for: adversary, using: &source), truth: nil)
      })
    let evaluator = Evaluator(
      seed: setting.evaluator.seed, level: setting.evaluator.level, depths: depths,
      interval: setting.evaluator.interval)
    let ranked = try evaluator.grade(attack, on: trials, baseline: chance)
    let calls = attack.calls((trials.targets + trials.controls).map(\.clue))
    return Step(
      adversary: adversary, ranked: ranked,
      claimed: try grade(calls, rule: .eccentricity(HistoryAttack.eccentricity)), calls: calls)
  }

  /// Grades recorded calls that are put forward by `rule`.
  func grade(_ calls: [HistoryCall], rule: RecordedCalls.Rule) throws -> TrialGrade {
    let replay = RecordedCalls(description: HistoryAttack.about, calls: calls, rule: rule)
    let trials = TrialSet(
      targets: targets.indices.map { Trial(clue: $0, truth: targets[$0].subject) },
      controls: controls.indices.map { Trial(clue: targets.count + $0, truth: nil) })
    return try setting.evaluator.grade(replay, on: trials, baseline: chance)
  }

  private var chance: Baseline { .chance(candidates: candidateCount) }
}
