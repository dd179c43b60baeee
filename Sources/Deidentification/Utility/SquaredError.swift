import Tables

/// 100 SSE / SST of the standardised numeric columns: 0 for original values, 100 for the means.
///
/// A column is numeric where its original values are numbers. A released number or interval counts
/// by itself or its middle, anything else, and suppressed cells, as the column's mean. Cells that
/// are missing in the original are left out, and columns of one value.
/// **Source**: Domingo-Ferrer, Mateo-Sanz, Practical data-oriented microaggregation, TKDE 14
/// (2002).
func squaredError(_ columns: UtilityColumns) -> Double? {
  var (errors, totals) = (0.0, 0.0)
  for pair in columns.pairs {
    guard let numbers = pair.original.dictionary.numbers else { continue }
    let released = pair.release.dictionary.numbersOrMidpoints()
    let cells = zip(pair.original.codes, pair.release.codes).filter { $0.0 > 0 }
    let values = cells.map { numbers[Int($0.0) - 1] }
    guard values.count > 1 else { continue }
    let mean = values.reduce(0, +) / Double(values.count)
    let total = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    guard total > 0 else { continue }
    var error = 0.0
    for (cell, value) in zip(cells, values) {
      let after = cell.1 > 0 ? released[Int(cell.1) - 1] ?? mean : mean
      error += (value - after) * (value - after)
    }
    // Standardised by its own deviation, each column's total is the number of its cells less 1.
    let variance = total / Double(values.count - 1)
    errors += error / variance
    totals += total / variance
  }
  return totals > 0 ? 100 * errors / totals : nil
}
