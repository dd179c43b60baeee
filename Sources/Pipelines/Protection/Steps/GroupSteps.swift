import Deidentification
import Findings
import Numerics
import Tables

/// Steps that change cells by the rows around them: local suppression.
struct GroupSteps {
  let step: ProtectionPlan.Step
  let context: StepContext
  let workers: Workers

  /// Changes the table.
  ///
  /// - Throws: `ProtectionError`.
  func apply(to table: inout WorkingTable) throws -> ProtectionStepRecord {
    switch step.kind {
    case .mondrian: try partition(&table)
    case .recodeLocally: try recodeLocally(&table)
    default: try suppressCells(&table)
    }
  }

  private func suppressCells(_ table: inout WorkingTable) throws -> ProtectionStepRecord {
    let names = step.values.texts("quasi-identifiers") ?? []
    let indices = try names.map { try table.index(of: $0, line: step.line) }
    let suppression = try suppression(names)
    let strata = try strata(table)
    let codes = try table.codeColumns(indices)
    let result = try refusing(step.line) { () throws(DeidentificationError) in
      try suppression.apply(to: codes, strata: strata, workers: workers)
    }
    for (position, index) in indices.enumerated() {
      table.replaceCells(
        of: index, codes: result.columns.columns[position], labels: table.columns[index].labels)
    }
    return ProtectionStepRecord(
      kind: step.kind.rawValue, line: step.line, columns: names,
      changedCells: result.suppressedCellCount, removedRows: 0,
      doesNotProtectAgainst:
        "who knows everybody's values and the method; alike sensitive values in a group")
  }

  private func suppression(_ names: [String]) throws(ProtectionError) -> LocalSuppression {
    let importance = step.values.numberByColumn("importance") ?? [:]
    for name in importance.keys.sorted() where !names.contains(name) {
      throw .noColumn(name, line: step.line)
    }
    let costs = names.map { max(1e-6, importance[$0] ?? 1) }
    let k = step.values.integer("k") ?? 2
    guard let combinations = step.values.combinations("combinations") else {
      return LocalSuppression(
        k: k, columnCount: names.count, cellCosts: costs, missing: context.plan.missing)
    }
    var requirements: [SuppressionRequirement] = []
    for combination in combinations {
      var columns: [Int] = []
      for name in combination.columns {
        guard let index = names.firstIndex(of: name) else {
          throw .noColumn(name, line: step.line)
        }
        columns.append(index)
      }
      requirements.append(SuppressionRequirement(columns: columns, k: combination.number))
    }
    return LocalSuppression(
      requirements: requirements, cellCosts: costs, missing: context.plan.missing)
  }

  private func strata(_ table: WorkingTable) throws -> [UInt32]? {
    guard let names = step.values.texts("strata") else { return nil }
    let indices = try names.map { try table.index(of: $0, line: step.line) }
    return EquivalenceClasses(try table.codeColumns(indices), workers: workers).classOfRow
  }
}
