import Engines
import Evaluation
import Findings
import Tables

/// All channels together: every adversary profile tried, the one that succeeds best looked at in
/// full.
struct FusedAudit {
  /// How many steps `run` tells of for so many profiles.
  static func stepCount(profiles: Int) -> Int { profiles + 4 }

  private let request: AuditRequest
  private let engine: Engine
  private let steps: Steps
  private let profiles: [AdversaryProfile]
  private let setting: FusedSetting

  init(
    _ profiles: [AdversaryProfile], request: AuditRequest, engine: Engine, steps: Steps
  ) {
    self.request = request
    self.engine = engine
    self.steps = steps
    self.profiles = profiles
    self.setting = FusedSetting(request)
  }

  /// Whether there is more than single attacks tell: several channels, or periods to compare.
  static func isWorthwhile(_ profiles: [AdversaryProfile], for manifest: Manifest) -> Bool {
    if !manifest.adversary.profiles.isEmpty { return !profiles.isEmpty }
    let readings = profiles.flatMap { $0.fits(manifest).uses }.compactMap { use in
      manifest.tables.first { $0.name == use.table }.flatMap {
        EvidenceReading(use.knowledge, of: $0)
      }
    }
    return Set(readings).contains { $0 != .attributes }
  }

  /// Tries the profiles, and adds what was found to `outcome`.
  ///
  /// Where each data subject's risk is wanted a cache, which has none of it, is not asked.
  /// - Throws: `EngineError`, `PipelineError.cancelled`, and what a channel throws.
  func run(cache: AuditCache, into outcome: inout Outcome) throws {
    var subjects: [SubjectRisk] = []
    func compute() throws -> FusedOutcome? {
      guard let (found, risks) = try run(cache) else { return nil }
      subjects = risks
      return found
    }
    let found =
      request.keepsSubjects ? try compute() : try cache.fused(profiles, compute: compute)
    guard let found else {
      outcome.gaps.append(
        Gap(
          what: "all channels together",
          why: "fewer than \(FusedExperiment.minimumPeople) people have enough data for any of "
            + "the adversary profiles"))
      return
    }
    outcome.results.append(found.result)
    outcome.notes += found.notes
    outcome.fused = found.risk
    outcome.subjects = subjects
  }

  private func run(_ cache: AuditCache) throws -> (FusedOutcome, [SubjectRisk])? {
    try steps.next("all channels: reading")
    let check = { try steps.check() }
    var dataset = try DatasetEvidence(
      profiles, request: request, engine: engine, cache: cache, check: check)
    var outcomes: [ProfileOutcome] = []
    var leader: FusedExperiment?
    for profile in profiles {
      try steps.next("all channels: \(profile.title.lowercased())")
      guard
        let experiment = try FusedExperiment(
          profile, dataset: &dataset, setting: setting, check: check)
      else {
        outcomes.append(untried(profile))
        continue
      }
      outcomes.append(experiment.profileOutcome)
      if leader.map({ experiment.isStronger(than: $0) }) ?? true { leader = experiment }
    }
    guard let leader else { return nil }
    try steps.next("all channels: probabilities")
    let strongest = try leader.repeated(setting: setting, check: check)
    outcomes = outcomes.map { $0.id == strongest.profile.id ? strongest.profileOutcome : $0 }
    try steps.next("all channels: what is to blame")
    let study = try FusedStudy(
      strongest, setting: setting, populationSize: populationSize, check: check)
    try steps.next("all channels: verdicts")
    return found(study, outcomes: outcomes, keys: dataset.keys)
  }

  private func untried(_ profile: AdversaryProfile) -> ProfileOutcome {
    ProfileOutcome(
      id: profile.id, title: profile.title, sentence: profile.sentence, channels: [], targets: 0,
      candidates: 0, success: nil, baseline: nil)
  }

  /// How many people the data subjects were drawn from, where that is declared.
  private var populationSize: Int? { request.manifest.adversary.populationSize }

  private func found(
    _ study: FusedStudy, outcomes: [ProfileOutcome], keys: [String?]
  ) -> (FusedOutcome, [SubjectRisk]) {
    let experiment = study.experiment
    let sorted = outcomes.sorted {
      ($1.success?.value ?? -1, $0.id) < ($0.success?.value ?? -1, $1.id)
    }
    let result = experiment.result(
      name: request.manifest.name, strongest: study.bestChannel.channel, remedy: study.remedy,
      calibration: study.calibration,
      reproduce: request.reproduce)
    let risk = FusedRisk(
      attack: result.id, profile: experiment.profile.id, prior: experiment.profile.prior,
      seeds: [setting.seed], bestChannel: study.bestChannel.channel,
      bestChannelSuccess: study.bestChannel.alone, gain: study.gain, methods: study.methods,
      calibration: study.calibration, surprisal: study.surprisal, channels: study.blame.channels,
      columns: study.blame.columns, removal: study.blame.removal, forecast: study.forecast,
      profiles: sorted, verdicts: [])
    return (
      FusedOutcome(risk: risk, result: result, notes: study.notes),
      experiment.subjectRisks(keys: keys, channel: study.mostTelling)
    )
  }
}

/// What all channels together found: aggregates only.
struct FusedOutcome: Codable {
  let risk: FusedRisk
  let result: AttackResult
  let notes: [String]
}

extension FusedRisk {
  /// With the verdicts on all attacks.
  func judged(by results: [AttackResult]) -> FusedRisk {
    FusedRisk(
      attack: attack, profile: profile, prior: prior, seeds: seeds.compactMap { UInt64($0) },
      bestChannel: bestChannel, bestChannelSuccess: bestChannelSuccess, gain: gain,
      methods: methods, calibration: calibration, surprisal: surprisal, channels: channels,
      columns: columns, removal: removal, forecast: forecast, profiles: profiles,
      verdicts: FailureVerdicts.of(results: results) { Severity(risk: $0) })
  }
}
