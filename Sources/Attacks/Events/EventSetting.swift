public import Evaluation
import Findings
import Numerics

/// Everything that the attacks on one event log share: the table, the adversary, the seed.
public struct EventSetting: Sendable {
  /// The table's name in the manifest.
  public let table: String
  /// The number of data subjects, numbered from 0.
  public let subjectCount: Int
  /// The columns that the attacks read: time, place, contact, device.
  public let columns: [String]
  /// The grader.
  public let evaluator: Evaluator
  /// The seed of all sampling.
  public let seed: UInt64
  /// How many data subjects are tried at most.
  public let targetCount: Int
  /// The share of data subjects held out of the release as control group.
  public let controlShare: Double
  /// The command line that repeats the audit.
  public let reproduce: String

  /// The setting of an audit.
  public init(
    table: String, subjectCount: Int, columns: [String], evaluator: Evaluator, seed: UInt64,
    targetCount: Int, controlShare: Double, reproduce: String
  ) {
    self.table = table
    self.subjectCount = subjectCount
    self.columns = columns
    self.evaluator = evaluator
    self.seed = seed
    self.targetCount = targetCount
    self.controlShare = controlShare
    self.reproduce = reproduce
  }

  /// The setting of one experiment as a report states it.
  func reportSetting(
    scenario: Scenario, knowing columns: [String]? = nil, knowledge: String, targets: Int,
    controls: Int = 0, candidates: Int? = nil, exhaustive: Bool
  ) -> AttackSetting {
    AttackSetting(
      scenario: scenario.rawValue, table: table, knownColumns: columns ?? self.columns,
      knowledge: knowledge, targets: targets, controls: controls,
      candidates: candidates ?? subjectCount, exhaustive: exhaustive, reproduce: reproduce)
  }

  /// The unique id of a result: what it is, and on which table.
  func resultID(_ attack: AttackDescription, _ part: String = "") -> String {
    part.isEmpty ? "\(attack.id)/\(table)" : "\(attack.id)/\(table)/\(part)"
  }

  /// The source of randomness of one attack's stream on this table.
  func generator(_ stream: String) -> SeededGenerator {
    SeededGenerator(seed: seed, stream: "\(stream)/\(table)")
  }
}
