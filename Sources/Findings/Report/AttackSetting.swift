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
