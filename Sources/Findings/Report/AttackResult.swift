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
