import Numerics

/// How much each column adds to what all columns together give away, averaged over all orders in
/// which they could be added.
///
/// **Source** Shapley, *A value for n-person games*, 1953; the game's worth is the distinction
/// (groups over rows: the mean risk) of a set of columns, above that of no column.
/// **Cost** O(columns * 2^columns).
enum ColumnCoalition {
  /// The Shapley value of each column divided by their sum, from the scan of all subsets; `nil`
  /// where no column adds anything.
  static func shares(of scan: SubsetScan) -> [Double]? {
    let count = scan.columnCount
    let weights = (0..<count).map { weight(ofSize: $0, of: count) }
    var values = [Double](repeating: 0, count: count)
    for mask in 0..<scan.statistics.count {
      let size = mask.nonzeroBitCount
      for column in 0..<count where mask >> column & 1 == 0 {
        let gain =
          scan.statistics[mask | 1 << column].distinction - scan.statistics[mask].distinction
        values[column] += weights[size] * gain
      }
    }
    let sum = values.reduce(0, +)
    return sum > 0 ? values.map { $0 / sum } : nil
  }

  /// size! (count - size - 1)! / count!: the share of orders in which exactly a given set of `size`
  /// columns comes before a given column.
  private static func weight(ofSize size: Int, of count: Int) -> Double {
    var binomial = 1.0
    for step in 0..<size { binomial *= Double(count - 1 - step) / Double(step + 1) }
    return 1 / (Double(count) * binomial)
  }
}
