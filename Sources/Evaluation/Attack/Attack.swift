public import Findings

/// One way to go from what an adversary knows to a data subject in a release.
///
/// An attack never grades itself: it answers, and the `Evaluator`, which alone knows the truth,
/// computes rates, intervals, baselines and controls, the same way for all attacks.
public protocol Attack: Sendable {
  /// What it is.
  var description: AttackDescription { get }
}

/// An attack whose success on each data subject follows from the release itself: no trial needed.
public protocol ExactAttack: Attack {
  /// The probability that each data subject is found, in the order of the release's subjects.
  ///
  /// - Complexity: stated by each attack.
  func subjectRisks() throws -> [Double]
}

/// An attack that is tried on targets.
public protocol TrialAttack: Attack {
  /// What the adversary knows of one target.
  associatedtype Clue: Sendable

  /// Answers each clue: calls `answer` once for each, in any order, with the clue's index.
  ///
  /// Answers are handed over one at a time so that a million candidates for each of a thousand
  /// targets never stand in memory together.
  ///
  /// - Complexity: stated by each attack.
  func attack(_ clues: [Clue], answer: (Int, RankedCandidates) throws -> Void) throws
}
