import Attacks
import Numerics

/// Attack kernels from encoded columns, one thread each.
///
/// Minimal uniques with SUDA scores, disclosure measures of the last column under the others, and
/// frequencies with individual risk.
func attacks(_ table: CodedCSV, runs: Int) throws -> Comparison {
  // The attacks keep code 0 for missing cells; a benchmark's file has none.
  let columns = table.columns.map { $0.map { $0 + 1 } }
  let known = Array(columns.dropLast())
  guard let sensitive = columns.last, !known.isEmpty else { throw BenchmarkError.usage }
  let weights = [Double](repeating: 100, count: table.rowCount)
  return Comparison(
    benchmark: "attacks", rowCount: table.rowCount,
    timings: [
      try Timing("EquivalenceClasses of all columns but the last", runs: runs) {
        _ = EquivalenceClasses(
          try CodeColumns(
            columns: Array(table.columns.dropLast()),
            cardinalities: Array(table.cardinalities.dropLast()), rowCount: table.rowCount),
          workers: .single)
      },
      try Timing("MinimalUniques + SUDAScores, \(known.count) columns", runs: runs) {
        _ = try SUDAScores(MinimalUniques(columns: known, missingCells: .noValue))
      },
      try Timing("DisclosureProfile of the last column, classes counted", runs: runs) {
        let classes = EquivalenceClasses(
          try CodeColumns(
            columns: Array(table.columns.dropLast()),
            cardinalities: Array(table.cardinalities.dropLast()), rowCount: table.rowCount),
          workers: .single)
        _ = try DisclosureProfile(classOfRow: classes.classOfRow, sensitiveCodes: sensitive)
      },
      try Timing("KeyFrequencies + IndividualRisk", runs: runs) {
        _ = IndividualRisk(try KeyFrequencies(keys: known, weights: weights))
      },
    ])
}
