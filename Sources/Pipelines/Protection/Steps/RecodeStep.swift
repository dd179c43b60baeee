import Deidentification
import Findings
import Numerics
import Tables

/// Recodes whole columns: the search for the least lossy recoding that meets the models.
struct RecodeStep {
  let step: ProtectionPlan.Step
  let context: StepContext
  let workers: Workers

  /// What is needed to look at the result once more.
  struct Outcome {
    let record: ProtectionStepRecord
    let search: LatticeSearch
    let table: SearchTable
    let evaluation: NodeEvaluation
    let models: [any PrivacyModel]
    let sensitiveColumns: [String]
  }

  /// All that a search needs.
  struct Input {
    let models: [any PrivacyModel]
    let quasi: [Int]
    let hierarchies: [Hierarchy]
    let sensitiveColumns: [String]
    let table: SearchTable
    let tupleOfRow: [UInt32]
    let search: LatticeSearch
    /// Rows that a sample left out.
    let removedRows: Int
  }

  /// Searches, and recodes whole columns.
  ///
  /// - Throws: `ProtectionError`.
  func apply(to table: inout WorkingTable) throws -> Outcome {
    let input = try input(&table)
    let outcome = try refusing(step.line) { () throws(DeidentificationError) in
      try input.search.run()
    }
    let before = table.peopleRows
    let changed = try recode(
      &table, quasi: input.quasi, hierarchies: input.hierarchies, outcome.best)
    let record = record(
      outcome, input, changed: changed, removed: before - table.peopleRows + input.removedRows)
    return Outcome(
      record: record, search: input.search, table: input.table, evaluation: outcome.best,
      models: input.models, sensitiveColumns: input.sensitiveColumns)
  }

  /// Searches, then gives each class the lowest levels at which it still meets the models.
  ///
  /// - Throws: `ProtectionError`.
  func applyLocally(to table: inout WorkingTable) throws -> ProtectionStepRecord {
    let input = try input(&table)
    let (outcome, local) = try refusing(step.line) { () throws(DeidentificationError) in
      let outcome = try input.search.run()
      let recoding = LocalRecoding(models: input.models)
      return (
        outcome,
        try recoding.apply(to: input.table, from: outcome.node, workers: workers)
      )
    }
    let before = table.peopleRows
    var changed = 0
    for (position, index) in input.quasi.enumerated() {
      changed += show(local, attribute: position, input, in: &table, column: index)
    }
    for row in 0..<table.rowCount where local.classOfTuple[Int(input.tupleOfRow[row])] == nil {
      table.isSuppressed[row] = true
    }
    if step.values.text("suppressed") == "mask" {
      table.maskedColumns = Set(step.recoded.map(\.name))
    }
    let shown = try DistinctRows(table, columns: input.quasi, workers: workers)
    return record(
      outcome, input, changed: changed, removed: before - table.peopleRows + input.removedRows,
      local: (local.loss, shown.counts))
  }

  /// Puts each row's group at its class's level into a column.
  private func show(
    _ local: LocallyRecoded, attribute: Int, _ input: Input, in table: inout WorkingTable,
    column index: Int
  ) -> Int {
    let hierarchy = input.hierarchies[attribute]
    var labels: [String] = []
    var codeOfLabel: [String: UInt32] = [:]
    let codeOfTuple = input.table.counts.indices.map { tuple -> UInt32 in
      guard let number = local.classOfTuple[tuple] else { return 0 }
      let group = local.group(ofTuple: tuple, attribute: attribute, in: input.table)
      guard group > 0 else { return 0 }
      let level = local.levels[Int(number)].levels[attribute]
      let label = hierarchy.levels[level].labels[Int(group) - 1]
      if let code = codeOfLabel[label] { return code }
      labels.append(label)
      codeOfLabel[label] = UInt32(labels.count)
      return UInt32(labels.count)
    }
    let codes = input.tupleOfRow.map { codeOfTuple[Int($0)] }
    return table.replaceCells(of: index, codes: codes, labels: labels)
  }

  private func input(_ table: inout WorkingTable) throws -> Input {
    var population = try context.population(step.recoded.map(\.name))
    var models: [any PrivacyModel] = []
    for model in step.models {
      models.append(try model.model(hasPopulation: population != nil))
    }
    let removed = try sample(&table, models)
    let quasi = try indices(step.recoded.map(\.name), in: table)
    if population != nil, let index = quasi.first(where: { table.columns[$0].isTouched }) {
      throw ProtectionError.refused(
        .column(
          name: table.columns[index].name,
          rule: "was changed by a step before, and the population was not: recode first"),
        line: step.line)
    }
    if let found = population { population = table.aligned(found, keys: quasi) }
    for (index, column) in zip(quasi, step.recoded) {
      if case .file(let path, let delimiter) = column.hierarchy {
        let text = try context.hierarchyText(path, line: step.line)
        table.learn(HierarchyBuilder.domain(ofFile: text, delimiter: delimiter), in: index)
      }
    }
    let hierarchies = try hierarchies(quasi, table)
    let sensitive = try sensitiveAttributes(table)
    let subject = try step.values.text("subject").map { try table.index(of: $0, line: step.line) }
    let rows = try DistinctRows(
      table, columns: quasi + sensitive.map(\.index) + (subject.map { [$0] } ?? []),
      workers: workers)
    let counted = try rows.adding(population, keyCount: quasi.count)
    let codes = try counted.tuples(dropping: subject == nil ? 0 : 1)
    let searchTable = try refusing(step.line) { () throws(DeidentificationError) in
      try SearchTable(
        quasiIdentifiers: hierarchies, sensitive: sensitive.map(\.attribute), tuples: codes,
        counts: counted.counts, populationCounts: counted.populationCounts,
        subjectOfTuple: subject == nil ? nil : counted.lastColumn)
    }
    return Input(
      models: models, quasi: quasi, hierarchies: hierarchies,
      sensitiveColumns: sensitive.map { table.columns[$0.index].name }, table: searchTable,
      tupleOfRow: rows.tupleOfRow,
      search: try search(searchTable, hierarchies: hierarchies, models: models),
      removedRows: removed)
  }

  // MARK: Input

  private func indices(
    _ names: [String], in table: WorkingTable
  ) throws(ProtectionError) -> [Int] {
    var indices: [Int] = []
    for name in names { indices.append(try table.index(of: name, line: step.line)) }
    return indices
  }

  /// Draws the sample that differential privacy by sampling stands on.
  private func sample(
    _ table: inout WorkingTable, _ models: [any PrivacyModel]
  ) throws(ProtectionError) -> Int {
    guard let privacy = models.lazy.compactMap({ $0 as? SamplingPrivacy }).first else { return 0 }
    let count = table.rowCount
    let kept = try refusing(step.line) { () throws(DeidentificationError) in
      try privacy.sample(rowCount: count)
    }
    table.keep(kept.indices.filter { kept[$0] })
    return count - table.rowCount
  }

  private func hierarchies(
    _ quasi: [Int], _ table: WorkingTable
  ) throws(ProtectionError) -> [Hierarchy] {
    var hierarchies: [Hierarchy] = []
    for (index, column) in zip(quasi, step.recoded) {
      hierarchies.append(
        try context.hierarchy(
          column.hierarchy, of: table.columns[index], counts: table.counts(of: index),
          line: step.line))
    }
    return hierarchies
  }

  private func sensitiveAttributes(
    _ table: WorkingTable
  ) throws(ProtectionError) -> [(index: Int, attribute: SearchTable.Sensitive)] {
    var attributes: [(index: Int, attribute: SearchTable.Sensitive)] = []
    for name in step.models.compactMap({ $0.values.text("column") })
    where !attributes.contains(where: { $0.attribute.name == name }) {
      let index = try table.index(of: name, line: step.line)
      let column = table.columns[index]
      var hierarchy: Hierarchy?
      if let declared = step.sensitive.first(where: { $0.name == name }) {
        hierarchy = try context.hierarchy(
          declared.hierarchy, of: column, counts: table.counts(of: index), line: step.line)
      }
      attributes.append(
        (
          index,
          SearchTable.Sensitive(
            name: name, labels: column.labels, hierarchy: hierarchy,
            ranks: Self.ranks(column.labels))
        ))
    }
    return attributes
  }

  /// The order of numbers where all values are, else that of texts.
  static func ranks(_ labels: [String]) -> [UInt32] {
    let numbers = labels.map { Double($0) ?? .nan }
    let areNumbers = numbers.allSatisfy(\.isFinite)
    let order = labels.indices.sorted {
      areNumbers && numbers[$0] != numbers[$1] ? numbers[$0] < numbers[$1] : labels[$0] < labels[$1]
    }
    var ranks = [UInt32](repeating: 0, count: labels.count + 1)
    for (rank, index) in order.enumerated() { ranks[index + 1] = UInt32(rank) }
    return ranks
  }

  private func search(
    _ table: SearchTable, hierarchies: [Hierarchy], models: [any PrivacyModel]
  ) throws(ProtectionError) -> LatticeSearch {
    var options = LatticeSearch.Options()
    options.workers = workers
    options.checkLimit = step.values.integer("nodes")
    options.bounds = zip(step.recoded, hierarchies).map { column, hierarchy in
      let lower = min(column.minimumLevel, hierarchy.height)
      return lower...max(lower, min(column.maximumLevel ?? .max, hierarchy.height))
    }
    return try refusing(step.line) { () throws(DeidentificationError) in
      try LatticeSearch(
        table: table, models: models, loss: step.lossModel,
        suppressionLimit: step.values.number("suppression-limit") ?? 0, options: options)
    }
  }

  // MARK: Output

  /// Puts the groups in the place of the values, and marks the rows of suppressed classes.
  private func recode(
    _ table: inout WorkingTable, quasi: [Int], hierarchies: [Hierarchy], _ best: NodeEvaluation
  ) throws -> Int {
    var changed = 0
    for (position, index) in quasi.enumerated() {
      let level = hierarchies[position].levels[best.node.levels[position]]
      let codes = table.columns[index].codes.map { level.groupOfCode[Int($0)] }
      changed += table.replaceCells(of: index, codes: codes, labels: level.labels)
    }
    guard best.suppressedRows > 0 else { return changed }
    var suppressed: Set<[UInt32]> = []
    for (number, isSuppressed) in best.isSuppressed.enumerated() where isSuppressed {
      suppressed.insert(best.classes.codes.map { $0[number] })
    }
    let codes = try table.codeColumns(quasi)
    let classes = EquivalenceClasses(codes, workers: workers)
    let isGone = classes.representatives.map { row in
      suppressed.contains(codes.columns.map { $0[Int(row)] })
    }
    for row in 0..<table.rowCount where isGone[Int(classes.classOfRow[row])] {
      table.isSuppressed[row] = true
    }
    if step.values.text("suppressed") == "mask" {
      table.maskedColumns = Set(step.recoded.map(\.name))
    }
    return changed
  }

  private func record(
    _ outcome: SearchOutcome, _ input: Input, changed: Int, removed: Int,
    local: (loss: Double, sizes: [UInt32])? = nil
  ) -> ProtectionStepRecord {
    let loss = local?.loss
    let (hierarchies, models) = (input.hierarchies, input.models)
    let columns = zip(step.recoded, zip(outcome.node.levels, hierarchies)).map { column, found in
      RecodingRecord.Column(name: column.name, level: found.0, height: found.1.height)
    }
    let best = outcome.best
    let sizes = local?.sizes.map(Int.init)
    let mean = sizes.map { Double($0.reduce(0, +)) / Double(max(1, $0.count)) }
    let recoding = RecodingRecord(
      columns: columns, models: models.map(\.name),
      lossName: loss == nil ? step.lossModel.name : "share of the domain hidden",
      loss: loss ?? outcome.loss, lowerBound: loss == nil ? outcome.lowerBound : 0,
      isOptimal: loss == nil && outcome.isOptimal,
      checkedNodes: outcome.statistics.checkedNodes,
      latticeSize: Double(outcome.statistics.latticeSize),
      classCount: sizes?.count ?? best.classCount,
      smallestClass: sizes.map { $0.min() ?? 0 } ?? best.smallestClass,
      averageClass: mean ?? best.averageClass,
      largestClass: sizes.map { $0.max() ?? 0 } ?? best.largestClass)
    let limits = models.map { "\($0.name): \($0.doesNotProtectAgainst)" }
    return ProtectionStepRecord(
      kind: step.kind.rawValue, line: step.line, columns: step.recoded.map(\.name),
      randomSource: models.contains { $0 is SamplingPrivacy } ? .system : .none,
      changedCells: changed, removedRows: removed,
      doesNotProtectAgainst: limits.joined(separator: "; "), recoding: recoding)
  }
}
