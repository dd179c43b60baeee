/// One probability that a person is found, over all channels, with the blame.
///
/// Aggregates only. The rates themselves stand in the attack result named by `attack`.
public struct FusedRisk: Codable, Sendable, Equatable {
  /// The id of the attack result that holds the rates of the strongest profile.
  public let attack: String
  /// The profile of that adversary: one of `profiles`, by its id.
  public let profile: String
  /// The probability, before any evidence, that a person sought is in the release at all.
  public let prior: Double
  /// The seeds by which people were dealt to folds, in decimal; probabilities are means over them.
  public let seeds: [String]
  /// The best channel by itself.
  public let bestChannel: Channel
  /// Its rate on the same people.
  public let bestChannelSuccess: Estimate
  /// How much more is found by all channels than by the best one: a paired difference.
  public let gain: Estimate
  /// The ways of putting channels together, the one used first.
  public let methods: [FusionMethodSummary]
  /// Whether stated probabilities hold.
  public let calibration: CalibrationSummary
  /// How many bits it takes to name a person without the release, and how many are left with it.
  public let surprisal: SurprisalSummary
  /// What each channel adds, the strongest first.
  public let channels: [ChannelContribution]
  /// What removing each column alone would do, the most effective first.
  public let columns: [ColumnContribution]
  /// The worst column removed, then the next: what is left after each.
  public let removal: [RemovalStep]
  /// The rate among more people than these.
  public let forecast: RiskForecast?
  /// How each adversary profile fares, the most successful first.
  public let profiles: [ProfileOutcome]
  /// The verdicts on failure modes and on WP216's three risks.
  public let verdicts: [FailureVerdict]

  /// A fused risk.
  public init(
    attack: String, profile: String, prior: Double, seeds: [UInt64], bestChannel: Channel,
    bestChannelSuccess: Estimate, gain: Estimate, methods: [FusionMethodSummary],
    calibration: CalibrationSummary, surprisal: SurprisalSummary, channels: [ChannelContribution],
    columns: [ColumnContribution], removal: [RemovalStep], forecast: RiskForecast?,
    profiles: [ProfileOutcome], verdicts: [FailureVerdict]
  ) {
    self.attack = attack
    self.profile = profile
    self.prior = prior
    self.seeds = seeds.map { String($0) }
    self.bestChannel = bestChannel
    self.bestChannelSuccess = bestChannelSuccess
    self.gain = gain
    self.methods = methods
    self.calibration = calibration
    self.surprisal = surprisal
    self.channels = channels
    self.columns = columns
    self.removal = removal
    self.forecast = forecast
    self.profiles = profiles
    self.verdicts = verdicts
  }
}

/// One way of putting channels together, measured on the same people.
public struct FusionMethodSummary: Codable, Sendable, Equatable {
  /// A stable name: `listwise`, `naive-sum`, `global-logistic`, `listwise-one-to-one`.
  public let id: String
  /// A title of a few words.
  public let title: String
  /// The share of targets found.
  public let success: Estimate
  /// The mean distance of stated probabilities from the shares that were right.
  public let calibrationError: Double
  /// The bits left to name a person.
  public let surprisalBits: Double

  /// A method.
  public init(
    id: String, title: String, success: Estimate, calibrationError: Double, surprisalBits: Double
  ) {
    self.id = id
    self.title = title
    self.success = success
    self.calibrationError = calibrationError
    self.surprisalBits = surprisalBits
  }
}

/// How many bits it takes to name a person.
public struct SurprisalSummary: Codable, Sendable, Equatable {
  /// Without the release: log2 of the candidates.
  public let priorBits: Double
  /// With it, on average over the targets.
  public let remainingBits: Double

  /// Bits before and after.
  public init(priorBits: Double, remainingBits: Double) {
    self.priorBits = priorBits
    self.remainingBits = remainingBits
  }
}
