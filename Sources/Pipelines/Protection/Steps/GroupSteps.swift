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
    default: try suppressCells(&table)
    }
  }

  // MARK: Mondrian

  private func partition(_ table: inout WorkingTable) throws -> ProtectionStepRecord {
    let names = step.values.texts("quasi-identifiers") ?? []
    let indices = try names.map { try table.index(of: $0, line: step.line) }
    let sensitive = try sensitiveColumns(table)
    let subject = try step.values.text("subject").map { try table.index(of: $0, line: step.line) }
    let rows = try DistinctRows(
      table, columns: indices + sensitive + (subject.map { [$0] } ?? []), workers: workers)
    let axes = indices.map { PartitionAxis(table.columns[$0]) }
    let codes = try rows.tuples(dropping: subject == nil ? 0 : 1)
    let partitions = try refusing(step.line) { () throws(DeidentificationError) in
      var hierarchies: [Hierarchy] = []
      for axis in axes { hierarchies.append(try axis.hierarchy()) }
      let searchTable = try SearchTable(
        quasiIdentifiers: hierarchies,
        sensitive: sensitive.map {
          let column = table.columns[$0]
          return SearchTable.Sensitive(
            name: column.name, labels: column.labels, ranks: RecodeStep.ranks(column.labels))
        }, tuples: codes, counts: rows.counts,
        subjectOfTuple: subject == nil ? nil : rows.lastColumn)
      return try mondrian(axes, searchTable).apply(to: searchTable, workers: workers)
    }
    let partitionOfRow = try refusing(step.line) { () throws(DeidentificationError) in
      try partitions.partitions(ofRows: rows.tupleOfRow)
    }
    var changed = 0
    for (attribute, index) in indices.enumerated() {
      let texts = (0..<partitions.count).map {
        axes[attribute].label(of: partitions.region(of: $0, attribute: attribute))
      }
      changed += replace(&table, index, with: texts, partitionOfRow)
    }
    return partitionRecord(names, partitions, changed: changed)
  }

  private func sensitiveColumns(_ table: WorkingTable) throws(ProtectionError) -> [Int] {
    var columns: [Int] = []
    for name in step.models.compactMap({ $0.values.text("column") }) {
      let index = try table.index(of: name, line: step.line)
      if !columns.contains(index) { columns.append(index) }
    }
    return columns
  }

  private func mondrian(
    _ axes: [PartitionAxis], _ table: SearchTable
  ) throws(DeidentificationError) -> Mondrian {
    var criteria: [any ClassCriterion] = []
    for model in step.models where model.kind != .kAnonymity {
      let own: any PrivacyModel
      do throws(ProtectionError) {
        own = try model.model(hasPopulation: false)
      } catch {
        throw .parameter(name: model.kind.rawValue, rule: "needs more than the plan says")
      }
      guard case .classes(let criterion) = try own.prepared(for: table) else {
        throw .parameter(
          name: model.kind.rawValue,
          rule: "is decided on the table as a whole, and can't guide a cut; recode instead")
      }
      criteria.append(criterion)
    }
    let k = step.models.compactMap { $0.kind == .kAnonymity ? $0.values.integer("k") : nil }.max()
    return Mondrian(
      k: k ?? 1, cuts: axes.map { .ordered(positions: $0.positions) }, criteria: criteria,
      mode: step.values.text("cut") == "relaxed" ? .relaxed : .strict)
  }

  private func replace(
    _ table: inout WorkingTable, _ index: Int, with texts: [String?], _ partitionOfRow: [UInt32]
  ) -> Int {
    var labels: [String] = []
    var codeOfLabel: [String: UInt32] = [:]
    let codeOfPartition = texts.map { text -> UInt32 in
      guard let text else { return 0 }
      if let code = codeOfLabel[text] { return code }
      labels.append(text)
      codeOfLabel[text] = UInt32(labels.count)
      return UInt32(labels.count)
    }
    let codes = partitionOfRow.map { codeOfPartition[Int($0)] }
    return table.replaceCells(of: index, codes: codes, labels: labels)
  }

  private func partitionRecord(
    _ names: [String], _ partitions: MondrianPartitions, changed: Int
  ) -> ProtectionStepRecord {
    let sizes = partitions.rowCounts
    let mean = Double(sizes.reduce(0, +)) / Double(max(1, sizes.count))
    let recoding = RecodingRecord(
      columns: names.map { .init(name: $0, level: nil, height: nil) },
      models: step.models.map(\.kind.rawValue), lossName: "average class size", loss: mean,
      lowerBound: 0, isOptimal: false, checkedNodes: 0, latticeSize: 0, classCount: sizes.count,
      smallestClass: sizes.min() ?? 0, averageClass: mean, largestClass: sizes.max() ?? 0)
    return ProtectionStepRecord(
      kind: step.kind.rawValue, line: step.line, columns: names, changedCells: changed,
      removedRows: 0,
      doesNotProtectAgainst: "alike sensitive values in a partition, unless a model asks for it; "
        + "another release of the same people", recoding: recoding)
  }

  // MARK: Cells

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
