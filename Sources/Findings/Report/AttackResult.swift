/// What an attack is, independent of any data.
public struct AttackDescription: Codable, Sendable, Equatable {
  /// A stable name, `channel/what`, such as `attributes/group-sizes`.
  public let id: String
  /// A title of a few words.
  public let title: String
  /// The evidence it uses.
  public let channel: Channel
  /// The risk that it measures.
  public let risk: IdentificationRisk
  /// The failure mode that it exposes.
  public let failureMode: FailureMode
  /// The publication that the method comes from.
  public let source: String
  /// What a low result does not prove.
  public let doesNotCover: String

  /// Describes an attack.
  public init(
    id: String, title: String, channel: Channel, risk: IdentificationRisk,
    failureMode: FailureMode, source: String, doesNotCover: String
  ) {
    self.id = id
    self.title = title
    self.channel = channel
    self.risk = risk
    self.failureMode = failureMode
    self.source = source
    self.doesNotCover = doesNotCover
  }
}

/// What the adversary knew, and how the experiment was made.
public struct AttackSetting: Codable, Sendable, Equatable {
  /// One of the evaluator's scenarios: `group-sizes`, `auxiliary-table`, `known-points`,
  /// `time-split`, `original-beside-release`.
  public let scenario: String
  /// The table attacked.
  public let table: String
  /// The columns that the adversary knows of a target.
  public let knownColumns: [String]
  /// The adversary's knowledge in a sentence.
  public let knowledge: String
  /// How many data subjects were attacked; all of them where nothing was sampled.
  public let targets: Int
  /// How many data subjects outside the release were attacked the same way.
  public let controls: Int
  /// How many data subjects a target could be.
  public let candidates: Int
  /// Whether every data subject was attacked (`true`) or a sample (`false`).
  public let exhaustive: Bool
  /// How to get this result again: a command line.
  public let reproduce: String

  /// Describes an experiment.
  public init(
    scenario: String, table: String, knownColumns: [String], knowledge: String, targets: Int,
    controls: Int, candidates: Int, exhaustive: Bool, reproduce: String
  ) {
    self.scenario = scenario
    self.table = table
    self.knownColumns = knownColumns
    self.knowledge = knowledge
    self.targets = targets
    self.controls = controls
    self.candidates = candidates
    self.exhaustive = exhaustive
    self.reproduce = reproduce
  }
}

/// The rate of success among the first `k` candidates of each target.
public struct TopRate: Codable, Sendable, Equatable {
  /// How many candidates are looked at.
  public let k: Int
  /// The share of targets whose person is among them.
  public let rate: Estimate

  /// A rate at depth `k`.
  public init(k: Int, rate: Estimate) {
    self.k = k
    self.rate = rate
  }
}

/// One bar of the histogram of anonymity sets.
public struct AnonymitySetBin: Codable, Sendable, Equatable {
  /// The smallest anonymity set counted here.
  public let minimumSize: Int
  /// The largest anonymity set counted here, or `nil` for all above.
  public let maximumSize: Int?
  /// The share of data subjects who stand in such a set.
  public let subjectShare: Double
  /// The number of sets.
  public let setCount: Int

  /// A bar of the histogram.
  public init(minimumSize: Int, maximumSize: Int?, subjectShare: Double, setCount: Int) {
    self.minimumSize = minimumSize
    self.maximumSize = maximumSize
    self.subjectShare = subjectShare
    self.setCount = setCount
  }
}

/// How the risk is spread over the data subjects.
public struct RiskDistribution: Codable, Sendable, Equatable {
  /// The largest risk of any data subject.
  public let maximum: Double
  /// The mean risk.
  public let mean: Double
  /// Pairs of a quantile's level in [0, 1] and the risk at it, levels rising.
  public let quantiles: [Quantile]
  /// Pairs of a threshold and the share of data subjects whose risk is above it.
  public let shareAbove: [ShareAbove]

  /// A risk at a quantile.
  public struct Quantile: Codable, Sendable, Equatable {
    /// The level in [0, 1].
    public let level: Double
    /// The risk at the level.
    public let risk: Double
    /// A risk at a quantile.
    public init(level: Double, risk: Double) {
      self.level = level
      self.risk = risk
    }
  }

  /// A share of data subjects above a threshold.
  public struct ShareAbove: Codable, Sendable, Equatable {
    /// The threshold.
    public let threshold: Double
    /// The share of data subjects whose risk exceeds the threshold.
    public let share: Double
    /// A share above a threshold.
    public init(threshold: Double, share: Double) {
      self.threshold = threshold
      self.share = share
    }
  }

  /// A distribution of risk.
  public init(
    maximum: Double, mean: Double, quantiles: [Quantile], shareAbove: [ShareAbove]
  ) {
    self.maximum = maximum
    self.mean = mean
    self.quantiles = quantiles
    self.shareAbove = shareAbove
  }
}

/// What one attack found in one release: rates, intervals, baselines.
///
/// Aggregates only.
public struct AttackResult: Codable, Sendable, Equatable {
  /// Unique in the report: the description's id, and what tells this run from others.
  public let id: String
  /// What the attack is.
  public let attack: AttackDescription
  /// How the experiment was made.
  public let setting: AttackSetting
  /// The share of targets found (or guessed right): the probability that the attack succeeds.
  public let success: Estimate
  /// The same for an adversary who does not have the release.
  public let baseline: Estimate
  /// The same attack on data subjects who are not in the release, where that was done.
  public let control: Estimate?
  /// (success - control) / (1 - control), or against the baseline where there is no control.
  public let excess: Estimate
  /// Rates at several depths of the list of candidates.
  public let topRates: [TopRate]
  /// How large the sets are in which a target hides.
  public let anonymitySets: [AnonymitySetBin]
  /// The risk of each data subject, as a distribution.
  public let subjectRisk: RiskDistribution?
  /// Further numbers, each with its name.
  public let measures: [Measure]
  /// What to draw.
  public let charts: [Chart]
  /// What to show as a table.
  public let grids: [Grid]
  /// What it means, in a sentence that a steward understands.
  public let sentence: String
  /// What would mend it, in a sentence; empty where nothing is to be mended.
  public let remedy: String

  /// A result.
  public init(
    id: String, attack: AttackDescription, setting: AttackSetting, success: Estimate,
    baseline: Estimate, control: Estimate?, excess: Estimate, topRates: [TopRate] = [],
    anonymitySets: [AnonymitySetBin] = [], subjectRisk: RiskDistribution? = nil,
    measures: [Measure] = [], charts: [Chart] = [], grids: [Grid] = [], sentence: String,
    remedy: String = ""
  ) {
    self.id = id
    self.attack = attack
    self.setting = setting
    self.success = success
    self.baseline = baseline
    self.control = control
    self.excess = excess
    self.topRates = topRates
    self.anonymitySets = anonymitySets
    self.subjectRisk = subjectRisk
    self.measures = measures
    self.charts = charts
    self.grids = grids
    self.sentence = sentence
    self.remedy = remedy
  }
}
