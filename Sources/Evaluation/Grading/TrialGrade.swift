public import Findings

/// How an attack did in its trials.
public struct TrialGrade: Sendable, Equatable {
  /// The share of targets whose first candidate is right; ties count with the chance of drawing
  /// the right one.
  public let success: Estimate
  /// The same without the release.
  public let baseline: Estimate
  /// The same on people outside the release, where the question has an answer for them.
  public let control: Estimate?
  /// What the release adds: (success - reference) / (1 - reference), the reference being the
  /// control where there is one and the baseline otherwise.
  public let excess: Estimate
  /// The share of targets found among the first k candidates.
  public let topRates: [TopRate]
  /// The share of targets on whom the attack names one single candidate.
  public let claimRate: Estimate
  /// The share of those names that are right; `nil` where nothing was claimed.
  public let precision: Estimate?
  /// The share of people outside the release on whom it names one candidate all the same; `nil`
  /// without a control group.
  public let outsiderClaimRate: Estimate?
  /// Success when the answers are graded against permuted truths: what chance would give.
  public let permuted: Estimate
  /// The middle rank of the right candidate over the targets on whose list it stands (1 is first;
  /// ties count with their mean rank); `nil` where it stands on none.
  public let medianRank: Double?
  /// For each target the chance that the attack finds it.
  public let targetRisks: [Double]
  /// For each target the number of candidates that share the best score; 0 without any candidate.
  public let firstGroupSizes: [Int]
}
