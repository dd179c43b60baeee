/// A node that meets the models and was the best, or as good, when it was checked.
struct SearchCandidate: Sendable {
  /// The node's levels.
  let levels: [Int]
  /// Its loss.
  let loss: SearchLoss
  /// The rows suppressed.
  let suppressedRows: Int

  /// The rule for ties, as `SearchOutcome.ties` says it.
  func precedes(_ other: SearchCandidate) -> Bool {
    if suppressedRows != other.suppressedRows { return suppressedRows < other.suppressedRows }
    let (sum, otherSum) = (levels.reduce(0, +), other.levels.reduce(0, +))
    return sum == otherSum ? levels.lexicographicallyPrecedes(other.levels) : sum < otherSum
  }
}
