/// One question put to an attack, with the answer that only the evaluator sees.
public struct Trial<Clue: Sendable>: Sendable {
  /// What the adversary knows of the target.
  public let clue: Clue
  /// The right candidate, or `nil` where the target is not in the release.
  public let truth: UInt32?

  /// A question and its answer.
  public init(clue: Clue, truth: UInt32?) {
    self.clue = clue
    self.truth = truth
  }
}

/// The trials of one experiment: people in the release, and people who are not.
public struct TrialSet<Clue: Sendable>: Sendable {
  /// Data subjects that the release contains.
  public let targets: [Trial<Clue>]
  /// Data subjects that the release does not contain, asked about in the same way.
  ///
  /// Where the question is a value, their truth is their own value. Where the question is who
  /// they are, they have no truth: each name the attack gives is a false claim.
  public let controls: [Trial<Clue>]

  /// The trials of an experiment.
  public init(targets: [Trial<Clue>], controls: [Trial<Clue>]) {
    self.targets = targets
    self.controls = controls
  }
}
