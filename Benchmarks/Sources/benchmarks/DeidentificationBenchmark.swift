import Deidentification
import Numerics

/// Local suppression of all columns but the last, under both rules.
///
/// `sizes`: the file, and k. Code 0 is kept for missing cells; a benchmark's file has none.
func suppression(_ arguments: [String], runs: Int) throws -> Comparison {
  let (columns, k) = try keyColumns(arguments)
  var measures: [String: Double] = [:]
  var timings: [Timing] = []
  for rule in WildcardRule.allCases {
    let method = LocalSuppression(k: k, columnCount: columns.columns.count, rule: rule)
    for (threads, workers) in [("1 thread", Workers.single), ("all threads", .automatic)] {
      timings.append(
        try Timing("\(rule.rawValue) wildcards, k = \(k), \(threads)", runs: runs) {
          let result = try method.apply(to: columns, workers: workers)
          measures["cells, \(rule.rawValue)"] = Double(result.suppressedCellCount)
          measures["rows relying on others, \(rule.rawValue)"] = Double(result.rowsRelyingOnOthers)
          measures["smallest group, \(rule.rawValue)"] = result.smallestGroups.first.map(
            Double.init)
        })
    }
  }
  return Comparison(
    benchmark: "suppression", rowCount: columns.rowCount, timings: timings, measures: measures)
}

/// Mondrian over all columns but the last, in the order of their codes, from distinct rows.
func mondrian(_ arguments: [String], runs: Int) throws -> Comparison {
  let (columns, k) = try keyColumns(arguments)
  let table = try searchTable(columns)
  var measures: [String: Double] = ["distinct rows": Double(table.counts.count)]
  var timings = [
    try Timing("distinct rows counted", runs: runs) { _ = try searchTable(columns) }
  ]
  for mode in Mondrian.Mode.allCases {
    let method = Mondrian(
      k: k, cuts: columns.cardinalities.map { .ordered(positions: (0..<$0).map(Double.init)) },
      mode: mode)
    for (threads, workers) in [("1 thread", Workers.single), ("all threads", .automatic)] {
      timings.append(
        try Timing("\(mode.rawValue), k = \(k), \(threads)", runs: runs) {
          let result = try method.apply(to: table, workers: workers)
          measures["partitions, \(mode.rawValue)"] = Double(result.count)
          measures["smallest, \(mode.rawValue)"] = result.rowCounts.min().map(Double.init)
        })
    }
  }
  return Comparison(
    benchmark: "mondrian", rowCount: columns.rowCount, timings: timings, measures: measures)
}

private func keyColumns(_ arguments: [String]) throws -> (columns: CodeColumns, k: Int) {
  guard arguments.count >= 2, let k = Int(arguments[1]) else { throw BenchmarkError.usage }
  let table = try CodedCSV(path: arguments[0])
  let columns = try CodeColumns(
    columns: table.columns.dropLast().map { $0.map { $0 + 1 } },
    cardinalities: table.cardinalities.dropLast().map { $0 + 1 }, rowCount: table.rowCount)
  return (columns, k)
}

private func searchTable(_ columns: CodeColumns) throws -> SearchTable {
  let tuples = UniqueTuples(columns)
  let hierarchies = try columns.cardinalities.enumerated().map { index, cardinality in
    try Hierarchy(
      column: "column \(index)", valueCount: cardinality - 1,
      levels: [
        .init(
          groupOfCode: (0..<UInt32(cardinality)).map(\.self),
          labels: (1..<cardinality).map(String.init))
      ])
  }
  return try SearchTable(
    quasiIdentifiers: hierarchies, tuples: tuples.tuples, counts: tuples.counts)
}
