import Evaluation
import Findings

extension AttributeSetting {
  /// The setting of one experiment as a report states it.
  func reportSetting(
    scenario: Scenario, knowing columns: [String], knowledge: String, targets: Int,
    controls: Int = 0, candidates: Int? = nil, exhaustive: Bool
  ) -> AttackSetting {
    AttackSetting(
      scenario: scenario.rawValue, table: records.table, knownColumns: columns,
      knowledge: knowledge, targets: targets, controls: controls,
      candidates: candidates ?? subjectCount, exhaustive: exhaustive, reproduce: reproduce)
  }

  /// The unique id of a result: what it is, and on which table.
  func resultID(_ attack: AttackDescription, _ part: String = "") -> String {
    part.isEmpty ? "\(attack.id)/\(records.table)" : "\(attack.id)/\(records.table)/\(part)"
  }
}
