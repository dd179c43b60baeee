/// What each of a few players adds to the success on each target, averaged over all orders in which
/// they could join.
///
/// **Guarantee** for each target the shares of all players sum to its success with all of them less
/// that with none, up to rounding.
/// **Source** Shapley, *A value for n-person games*, 1953.
/// **Cost** O(players * 2^players * targets).
package enum ShapleyShares {
  /// For each player the share of each target.
  ///
  /// - Parameters:
  ///   - successes: for each set, as a bit mask of players, the success on each target.
  ///   - playerCount: the number of players; there are 2 to this power sets.
  package static func shares(of successes: [[Double]], playerCount: Int) -> [[Double]] {
    let targets = successes.first?.count ?? 0
    let weights = (0..<playerCount).map { weight(ofSize: $0, of: playerCount) }
    return (0..<playerCount).map { player in
      var own = [Double](repeating: 0, count: targets)
      for mask in successes.indices where mask >> player & 1 == 0 {
        let weight = weights[mask.nonzeroBitCount]
        let (before, after) = (successes[mask], successes[mask | 1 << player])
        for target in 0..<targets { own[target] += weight * (after[target] - before[target]) }
      }
      return own
    }
  }

  /// size! (count - size - 1)! / count!: the share of orders in which exactly a given set of `size`
  /// players comes before a given one.
  private static func weight(ofSize size: Int, of count: Int) -> Double {
    var binomial = 1.0
    for step in 0..<size { binomial *= Double(count - 1 - step) / Double(step + 1) }
    return 1 / (Double(count) * binomial)
  }
}
