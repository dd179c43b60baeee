import Evaluation
import Findings
import Numerics
import Tables

/// One adversary against a whole dataset: the evidence, the people, the answers.
struct FusedExperiment {
  let profile: AdversaryProfile
  let evidence: DatasetEvidence.Gathered
  let cohort: FusionCohort
  let problem: FusionProblem
  let fitting: CrossFitting
  /// What models that never saw a target say of it, and what they were like.
  let outcome: CrossFitting.Outcome

  /// Fewer people than this teach nothing about others.
  static let minimumPeople = 20

  /// Compares, fits and answers; `nil` where the data has too little for this adversary.
  ///
  /// - Throws: what the evidence throws; `PipelineError.cancelled`.
  init?(
    _ profile: AdversaryProfile, dataset: inout DatasetEvidence, setting: FusedSetting,
    check: () throws -> Void
  ) throws {
    let gathered = try dataset.gathered(for: profile, check: check)
    guard !gathered.evidence.isEmpty, gathered.eligible.count >= Self.minimumPeople else {
      return nil
    }
    let cohort = setting.cohort(
      of: gathered, targetCount: setting.firstTargetCount(of: gathered))
    let problem = try Self.problem(gathered, cohort, setting: setting, check: check)
    // Who is strongest shows with people dealt once; that one is looked at again in full.
    var fitting = CrossFitting(seed: setting.seed)
    fitting.prior = profile.prior
    fitting.repeats = 1
    fitting.selectsChannels = !setting.isLarge(gathered)
    try self.init(profile, gathered, cohort, problem, fitting, check: check)
  }

  private init(
    _ profile: AdversaryProfile, _ evidence: DatasetEvidence.Gathered, _ cohort: FusionCohort,
    _ problem: FusionProblem, _ fitting: CrossFitting, check: () throws -> Void
  ) throws {
    self.profile = profile
    self.evidence = evidence
    self.cohort = cohort
    self.problem = problem
    self.fitting = fitting
    outcome = try fitting.outcome(problem) { _ in try check() }
  }

  private static func problem(
    _ evidence: DatasetEvidence.Gathered, _ cohort: FusionCohort, setting: FusedSetting,
    check: () throws -> Void
  ) throws -> FusionProblem {
    try FusionProblem(
      evidence: evidence.evidence, cohort: cohort,
      options: setting.lists(targetCount: cohort.targets.count)
    ) { _ in try check() }
  }

  /// The same with as many people as there is time for, dealt as often as is told.
  ///
  /// - Throws: what `check` throws.
  func repeated(setting: FusedSetting, check: () throws -> Void) throws -> FusedExperiment {
    let whole = setting.cohort(of: evidence, targetCount: setting.targetCount(of: evidence))
    let isSame = whole.targets == cohort.targets
    var fitting = fitting
    fitting.repeats = setting.repeats(of: evidence)
    fitting.selectsChannels = true
    return try FusedExperiment(
      profile, evidence, whole,
      isSame ? problem : Self.problem(evidence, whole, setting: setting, check: check), fitting,
      check: check)
  }

  /// What models that never saw a target say of it.
  var answers: [CrossFitting.Answer] { outcome.answers }

  /// The fitting of blame: people dealt once, the penalty that the whole fusion wanted.
  var refitting: CrossFitting {
    var refitting = fitting
    refitting.repeats = 1
    refitting.selectsChannels = false
    refitting.start = outcome.start
    let ridges = outcome.ridges.sorted()
    refitting.ridges = ridges.isEmpty ? fitting.ridges : [ridges[ridges.count / 2]]
    return refitting
  }

  /// The share of people found.
  var success: Estimate {
    .proportion(answers.reduce(0) { $0 + $1.isFound }, of: answers.count)
  }

  /// Whether this adversary finds more; of two who find as many, who looks at more channels.
  func isStronger(than other: FusedExperiment) -> Bool {
    (success.value, evidence.channels.count) > (other.success.value, other.evidence.channels.count)
  }

  /// The share that a guess finds.
  var baseline: Double { profile.prior / Double(max(cohort.candidates.count, 1)) }

  /// The share of people whose candidate is among the first k.
  func topRate(_ k: Int) -> TopRate {
    let found = answers.reduce(0.0) { sum, answer in
      let places = Double(min(max(k - answer.better, 0), answer.tied))
      return sum + places / Double(answer.tied)
    }
    return TopRate(k: k, rate: .proportion(found, of: answers.count))
  }

  /// How this adversary fared.
  var profileOutcome: ProfileOutcome {
    ProfileOutcome(
      id: profile.id, title: profile.title, sentence: profile.sentence,
      channels: evidence.channels, targets: cohort.targets.count,
      candidates: cohort.candidates.count, success: success, baseline: baseline)
  }
}

extension FusedExperiment {
  /// The risk of each target.
  ///
  /// - Parameters:
  ///   - keys: the data subjects' keys.
  ///   - channel: the channel that told most of a target.
  func subjectRisks(keys: [String?], channel: (Int) -> Channel?) -> [SubjectRisk] {
    answers.compactMap { answer in
      guard let key = keys[Int(cohort.targets[answer.target])] else { return nil }
      let reach = 1.96 * answer.spread
      return SubjectRisk(
        key: key, probability: answer.confidence, lower: max(answer.confidence - reach, 0),
        upper: min(answer.confidence + reach, 1), rank: answer.better + 1,
        channel: channel(answer.target))
    }
  }
}

/// What all fused experiments of an audit share.
struct FusedSetting {
  let seed: UInt64
  let targetCount: Int

  init(_ request: AuditRequest) {
    seed = request.seed
    targetCount = request.manifest.adversary.targets
  }

  func lists(targetCount: Int) -> ListOptions {
    var lists = ListOptions()
    lists.seed = seed
    // Those who say how close a candidate is to anybody are compared once more.
    lists.cohortSample = min(lists.cohortSample, max(64, targetCount / 4))
    return lists
  }

  /// Everyone in the release is known, and some who are not in it; so many are sought.
  func cohort(of gathered: DatasetEvidence.Gathered, targetCount: Int) -> FusionCohort {
    let eligible = gathered.eligible
    var source = SeededGenerator(seed: seed, stream: "fused/targets")
    let drawn = source.sample(count: min(targetCount, eligible.count), of: eligible.count)
    return FusionCohort(
      candidates: eligible + gathered.outsiders, targets: drawn.sorted().map { eligible[$0] })
  }

  /// How many people are sought in full: as many as wanted, or as costs of pairs leave time for.
  func targetCount(of gathered: DatasetEvidence.Gathered) -> Int {
    let width = (gathered.eligible.count + gathered.outsiders.count) * gathered.evidence.count
    return min(targetCount, max(Self.fewestTargets, Self.mostCosts / max(width, 1)))
  }

  /// How many people are sought to see who is strongest.
  func firstTargetCount(of gathered: DatasetEvidence.Gathered) -> Int {
    let all = targetCount(of: gathered)
    return isLarge(gathered) ? min(all, Self.fewestTargets) : all
  }

  /// Whether a first look at few people has to tell which adversary is strongest.
  func isLarge(_ gathered: DatasetEvidence.Gathered) -> Bool {
    gathered.eligible.count > Self.smallDataset
  }

  /// Fewer people than this are not worth learning from where there are many.
  private static let fewestTargets = 250
  /// Up to so many people all are sought at once.
  private static let smallDataset = 3_000
  /// Costs of pairs that one experiment may compute: some minutes.
  private static let mostCosts = 250_000_000

  /// How often people are dealt to folds: the more there are, the less the deal matters.
  func repeats(of gathered: DatasetEvidence.Gathered) -> Int {
    isLarge(gathered) || targetCount(of: gathered) > 600 ? 2 : 5
  }

  /// How the blame is laid on so many people and features: what must be refitted is bounded by the
  /// work, not by the count.
  func blame(_ problem: FusionProblem) -> BlameOptions {
    var options = BlameOptions(seed: seed)
    let work = Double(problem.entryCount) * Double(problem.features.count * problem.features.count)
    options.refitLimit = min(2_000, max(64, Int(Self.blameWork / max(work, 1))))
    return options
  }

  /// Entries times squared features that all refits together may cost.
  private static let blameWork = 4e10
}
