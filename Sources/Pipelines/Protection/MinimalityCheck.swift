import Attacks
import Deidentification
import Findings
import Numerics

/// The minimality attack on a recoding that was searched: the recodings one level below it.
struct MinimalityCheck {
  let recoded: RecodeStep.Outcome?

  /// Rows beyond which the attack is left out: it draws whole tables.
  private static let rowLimit = 100_000

  /// What each recoding below gives away; none where no model is about a sensitive attribute.
  func outcomes() throws -> [ReleaseVerification.Minimality] {
    guard let recoded,
      recoded.table.rowCount <= Self.rowLimit, recoded.table.subjectOfTuple == nil,
      recoded.table.populationCounts == nil, recoded.table.sensitive.count == 1,
      recoded.evaluation.isSuppressed.allSatisfy({ !$0 })
    else { return [] }
    let rows = ExpandedRows(recoded.table)
    let best = recoded.evaluation
    let attack = MinimalityAttack(
      classOfRow: try rows.classes(at: best.node), sensitive: rows.sensitive)
    let draws = rows.count <= 10_000 ? 200 : 40
    var outcomes: [ReleaseVerification.Minimality] = []
    for (index, hierarchy) in recoded.table.quasiIdentifiers.enumerated()
    where best.node.levels[index] > 0 {
      var below = best.node
      below.levels[index] -= 1
      let evaluation = try refusing(1) { () throws(DeidentificationError) in
        try recoded.search.evaluate(below)
      }
      guard !evaluation.isFeasible, evaluation.loss < best.loss else { continue }
      let finer = try rows.classes(at: below)
      let outcome = attack.run(finer: finer, draws: draws, seed: 1) { values in
        holds(values, at: below, rows)
      }
      outcomes.append(
        ReleaseVerification.Minimality(
          column: hierarchy.column, ruledOut: outcome.ruledOut,
          probabilityBefore: outcome.probabilityBefore,
          probabilityAfter: outcome.probabilityAfter))
    }
    return outcomes
  }

  private func holds(
    _ values: [UInt32], at node: GeneralizationNode, _ rows: ExpandedRows
  ) -> Bool {
    guard let recoded, let table = try? rows.table(with: values),
      let search = try? LatticeSearch(
        table: table, models: recoded.models, loss: HeightLoss(), suppressionLimit: 0),
      let evaluation = try? search.evaluate(node)
    else { return false }
    return evaluation.isFeasible
  }
}

/// A search table with one tuple for each row.
private struct ExpandedRows {
  private let table: SearchTable
  private let tupleOfRow: [Int]
  /// The sensitive value of each row.
  let sensitive: [UInt32]

  var count: Int { tupleOfRow.count }

  init(_ table: SearchTable) {
    self.table = table
    tupleOfRow = table.counts.enumerated().flatMap { repeatElement($0, count: Int($1)) }
    let column = table.tuples.columns[table.quasiIdentifiers.count]
    sensitive = tupleOfRow.map { column[$0] }
  }

  /// The class of each row under a recoding.
  func classes(at node: GeneralizationNode) throws -> [UInt32] {
    let levels = zip(table.quasiIdentifiers, node.levels).map { $0.levels[$1] }
    let columns = levels.enumerated().map { index, level in
      tupleOfRow.map { level.groupOfCode[Int(table.tuples.columns[index][$0])] }
    }
    return EquivalenceClasses(
      try CodeColumns(
        columns: columns, cardinalities: levels.map(\.cardinality), rowCount: count)
    ).classOfRow
  }

  /// The table with other sensitive values.
  func table(with values: [UInt32]) throws -> SearchTable {
    let quasi = table.quasiIdentifiers.indices.map { index in
      tupleOfRow.map { table.tuples.columns[index][$0] }
    }
    let codes = try CodeColumns(
      columns: quasi + [values], cardinalities: table.tuples.cardinalities, rowCount: count)
    return try SearchTable(
      quasiIdentifiers: table.quasiIdentifiers, sensitive: table.sensitive, tuples: codes,
      counts: [UInt32](repeating: 1, count: count))
  }
}
