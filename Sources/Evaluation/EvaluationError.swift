/// Why an experiment can't be made or graded.
public enum EvaluationError: Error, Sendable, Equatable {
  /// There is nobody to attack.
  case noTargets(table: String)
  /// A control group of the asked share would leave nobody in the release, or hold nobody.
  case controlShare(Double, subjects: Int)
  /// An attack answered another number of clues than it was given.
  case answerCount(attack: String, asked: Int, answered: Int)
  /// An attack returned groups whose scores do not fall, or scores that are no numbers.
  case malformedRanking(attack: String, trial: Int)
}

extension EvaluationError: CustomStringConvertible {
  /// What happened, and the remedy.
  public var description: String {
    switch self {
    case .noTargets(let table):
      "table \(table): there is no data subject to attack; give the table rows, or leave it out"
    case .controlShare(let share, let subjects):
      "a control share of \(share) can't be held out of \(subjects) data subjects; "
        + "choose a share that leaves at least one on each side (adversary.control-share)"
    case .answerCount(let attack, let asked, let answered):
      "attack \(attack) answered \(answered) of \(asked) questions; this is a defect of the attack"
    case .malformedRanking(let attack, let trial):
      "attack \(attack) gave no valid ranking in trial \(trial); this is a defect of the attack"
    }
  }
}
