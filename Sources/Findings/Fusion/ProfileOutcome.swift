/// How an adversary with stated knowledge fares.
public struct ProfileOutcome: Codable, Sendable, Equatable {
  /// The profile's stable name.
  public let id: String
  /// Its title.
  public let title: String
  /// What this adversary knows, how exactly, and from where, in a sentence.
  public let sentence: String
  /// The channels it has evidence in.
  public let channels: [Channel]
  /// How many people were sought.
  public let targets: Int
  /// Among how many.
  public let candidates: Int
  /// The share found; `nil` where the data has nothing that this adversary knows of.
  public let success: Estimate?
  /// The share that a guess finds.
  public let baseline: Double?

  /// An outcome.
  public init(
    id: String, title: String, sentence: String, channels: [Channel], targets: Int,
    candidates: Int, success: Estimate?, baseline: Double?
  ) {
    self.id = id
    self.title = title
    self.sentence = sentence
    self.channels = channels
    self.targets = targets
    self.candidates = candidates
    self.success = success
    self.baseline = baseline
  }
}

/// The verdict on one failure mode or on one of WP216's three risks.
public struct FailureVerdict: Codable, Sendable, Equatable {
  /// The failure mode; `nil` where this is about a risk.
  public let failureMode: FailureMode?
  /// The risk of WP216; `nil` where this is about a failure mode.
  public let risk: IdentificationRisk?
  /// How bad it is; `nil` where nothing was measured.
  public let severity: Severity?
  /// The id of the strongest attack result; `nil` where nothing was measured.
  public let attack: String?
  /// Its rate.
  public let success: Estimate?
  /// The same without the release.
  public let baseline: Estimate?
  /// What was found and which adversary it took, in a sentence.
  public let sentence: String
  /// What a motivated intruder has to do for it, in words; empty where nothing was measured.
  public let effort: String

  /// A verdict.
  public init(
    failureMode: FailureMode? = nil, risk: IdentificationRisk? = nil, severity: Severity?,
    attack: String?, success: Estimate?, baseline: Estimate?, sentence: String, effort: String
  ) {
    self.failureMode = failureMode
    self.risk = risk
    self.severity = severity
    self.attack = attack
    self.success = success
    self.baseline = baseline
    self.sentence = sentence
    self.effort = effort
  }
}
