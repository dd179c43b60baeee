/// What each of a few columns adds to the success on each target, averaged over all orders in which
/// the columns could be added.
///
/// **Guarantee** for each target the shares of all columns sum to its success with all columns less
/// that without any, up to rounding.
/// **Source** Shapley, *A value for n-person games*, 1953.
/// **Cost** O(columns * 2^columns * targets).
enum ShapleyShares {
  /// For each column the share of each target.
  ///
  /// - Parameters:
  ///   - successes: for each set, as a bit mask of columns, the success on each target.
  ///   - columnCount: the number of columns; there are 2 to this power sets.
  static func shares(of successes: [[Double]], columnCount: Int) -> [[Double]] {
    let targets = successes.first?.count ?? 0
    let weights = (0..<columnCount).map { weight(ofSize: $0, of: columnCount) }
    return (0..<columnCount).map { column in
      var own = [Double](repeating: 0, count: targets)
      for mask in successes.indices where mask >> column & 1 == 0 {
        let weight = weights[mask.nonzeroBitCount]
        let (before, after) = (successes[mask], successes[mask | 1 << column])
        for target in 0..<targets { own[target] += weight * (after[target] - before[target]) }
      }
      return own
    }
  }

  /// size! (count - size - 1)! / count!: the share of orders in which exactly a given set of `size`
  /// columns comes before a given column.
  private static func weight(ofSize size: Int, of count: Int) -> Double {
    var binomial = 1.0
    for step in 0..<size { binomial *= Double(count - 1 - step) / Double(step + 1) }
    return 1 / (Double(count) * binomial)
  }
}
