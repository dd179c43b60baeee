public import Evaluation
public import Findings
import Numerics
import Tables

extension ContextualAggregation {
  /// The risk at which European and Canadian guidance on health data draws the line: one in eleven.
  ///
  /// **Source** European Medicines Agency, external guidance on Policy 0070: 0.09.
  public static let customaryRisk = 0.09

  /// Weighs the columns that `auxiliary` shares with the release of `setting`, by the exact linker.
  ///
  /// The targets are those of `LinkRecords.result`, or the first of them where so many sets would
  /// take too long.
  ///
  /// - Throws: `EvaluationError.noTargets` where no auxiliary row is about a person of the release;
  ///   `AggregationError`.
  public static func result(
    for setting: AttributeSetting, auxiliary: AuxiliaryRecords,
    scenario: Scenario = .auxiliaryTable, statedRisk: Double = customaryRisk
  ) throws -> AttackResult {
    let sets = LinkedColumnSets(setting: setting, auxiliary: auxiliary)
    guard sets.targetCount > 0 else { throw EvaluationError.noTargets(table: auxiliary.name) }
    return try result(
      for: setting, columns: setting.records.columnNames, targetCount: sets.targetCount,
      holder: scenario == .originalBesideRelease ? "the original" : auxiliary.name,
      scenario: scenario, statedRisk: statedRisk
    ) { try sets.successes(of: $0) }
  }

  /// Weighs columns, or whole sources, by any linker.
  ///
  /// - Parameters:
  ///   - setting: the table, the grader's level, the number of candidates.
  ///   - columns: the names of what a receiver could add.
  ///   - targetCount: the number of targets that each grading gives.
  ///   - holder: who holds the columns, in words.
  ///   - statedRisk: the smallest set above this risk is named.
  ///   - grade: grades a set, see `Grader`.
  /// - Throws: `AggregationError`; whatever the grader throws.
  public static func result(
    for setting: AttributeSetting, columns: [String], targetCount: Int, holder: String,
    scenario: Scenario = .auxiliaryTable, statedRisk: Double = customaryRisk,
    grade: @escaping Grader
  ) throws -> AttackResult {
    guard (0...1).contains(statedRisk) else { throw AggregationError.statedRisk(statedRisk) }
    let aggregation = try ContextualAggregation(
      columns: columns, targetCount: targetCount,
      withoutRelease: 1 / Double(max(setting.subjectCount, 1)), table: setting.records.table,
      grade: grade)
    return AggregationOutcome(
      setting: setting, aggregation: aggregation, holder: holder, scenario: scenario,
      statedRisk: statedRisk
    ).result()
  }
}
