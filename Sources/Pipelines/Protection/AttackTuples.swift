import Engines
import Numerics
import Tables

/// Distinct combinations of some columns with the rows of each: what an attack starts from.
struct AttackTuples {
  /// The code of each combination, one array for each column; 0 is a missing cell.
  let codes: [[UInt32]]
  /// For each column, the texts of codes 1, 2, ...
  let labels: [[String]]
  /// The rows of each combination.
  let counts: [Int]

  /// The number of combinations.
  var count: Int { counts.count }

  /// What the engine delivered.
  init(_ tuples: DistinctTuples) {
    codes = tuples.table.columns.map(\.codes)
    labels = tuples.table.columns.map(\.texts)
    counts = tuples.rowCounts
  }

  /// The source's combinations, from a table that holds its distinct tuples; `nil` where it lacks a
  /// column.
  init?(sourceOf table: WorkingTable, _ names: [String], workers: Workers) throws {
    guard table.weights != nil else { return nil }
    let found = names.map { name in table.columns.first { $0.name == name } }
    let columns = found.compactMap(\.self)
    guard columns.count == names.count else { return nil }
    let all = try CodeColumns(
      columns: columns.map(\.sourceCodes),
      cardinalities: columns.map { $0.sourceLabels.count + 1 }, rowCount: table.rowCount)
    let classes = EquivalenceClasses(all, workers: workers)
    var counts = [Int](repeating: 0, count: classes.count)
    for row in 0..<table.rowCount { counts[Int(classes.classOfRow[row])] += table.weight(row) }
    self.counts = counts
    codes = columns.map { column in
      classes.representatives.map { column.sourceCodes[Int($0)] }
    }
    labels = columns.map(\.sourceLabels)
  }

  /// The text of a code; `nil` for a missing cell.
  func text(_ code: UInt32, column: Int) -> String? {
    code == 0 ? nil : labels[column][Int(code) - 1]
  }

  /// The number of codes of a column, missing included.
  func cardinality(_ column: Int) -> Int { labels[column].count + 1 }
}

/// Asks the engine for each set of combinations once.
final class TupleCache {
  private let engine: Engine
  private var known: [String: AttackTuples] = [:]

  init(_ engine: Engine) { self.engine = engine }

  /// The combinations of some columns of a source.
  func tuples(_ source: DataSource, _ names: [String]) throws -> AttackTuples {
    let key = (source.paths + ["\0"] + names).joined(separator: "\u{1}")
    if let tuples = known[key] { return tuples }
    let tuples = AttackTuples(
      try engine.distinctTuples(
        source: source, columns: names.map { ColumnRequest($0) }, name: "attack"))
    known[key] = tuples
    return tuples
  }
}
