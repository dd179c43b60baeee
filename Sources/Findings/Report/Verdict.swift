/// The answer of an audit in one sentence, with its numbers.
public struct Verdict: Codable, Sendable, Equatable {
  /// The sentence that states who knows what, how often it suffices, and the baseline.
  public let sentence: String
  /// The risk that the sentence states.
  public let risk: Estimate
  /// The risk without the release.
  public let baseline: Estimate
  /// The id of the attack result that it rests on.
  public let attack: String
  /// The highest severity among the findings.
  public let severity: Severity
  /// A verdict.
  public init(
    sentence: String, risk: Estimate, baseline: Estimate, attack: String, severity: Severity
  ) {
    self.sentence = sentence
    self.risk = risk
    self.baseline = baseline
    self.attack = attack
    self.severity = severity
  }
}
