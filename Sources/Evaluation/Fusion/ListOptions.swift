/// How many candidates are looked at for each target, where there are too many for all.
///
/// The lists hold the candidates that some channel, or all together, find closest. Of the others a
/// few are drawn that stand for the rest in the denominator of the posterior.
public struct ListOptions: Sendable, Equatable {
  /// How many each channel lists by itself.
  public var perChannel = 64
  /// How many are listed by the sum of all features.
  public var inAll = 192
  /// How many of the others are drawn to stand for them.
  public var standIns = 192
  /// Up to so many candidates all are listed for every target.
  public var completeLimit = 1_024
  /// So many targets at most say how close a candidate is to anybody.
  public var cohortSample = 256
  /// How much memory the costs of a batch of targets may take, in bytes.
  public var batchBytes = 640 << 20
  /// The seed by which stand-ins are drawn.
  public var seed: UInt64 = 0

  /// How many scores each feature has: four, two (against the target's other candidates, against
  /// the candidate's other targets) or one, their sum; `nil` for as many as there are people for.
  public var scoresPerFeature: Int?

  /// The defaults.
  public init() {}

  /// As many scores as there are people for: six for each weight, and few enough weights that a fit
  /// takes seconds.
  func lanes(features: Int, targets: Int) -> Int {
    if let scoresPerFeature { return scoresPerFeature >= 4 ? 4 : scoresPerFeature >= 2 ? 2 : 1 }
    if features * 4 <= min(96, max(targets / 6, 24)) { return 4 }
    return features * 2 <= min(96, max(targets / 6, 24)) ? 2 : 1
  }
}
