/// How well one set of columns finds each target.
struct GradedColumnSet: Sendable, Equatable {
  /// Positions of the columns, rising.
  let columns: [Int]
  /// For each target the chance that it is found.
  let successes: [Double]
  /// The mean over targets.
  let risk: Double

  init(columns: [Int], successes: [Double]) {
    self.columns = columns
    self.successes = successes
    self.risk = successes.reduce(0, +) / Double(max(successes.count, 1))
  }

  /// The empty set: each of `targetCount` targets is found as without the release.
  init(withoutRelease chance: Double, targetCount: Int) {
    self.columns = []
    self.successes = [Double](repeating: chance, count: targetCount)
    // Not the sum of them divided again, which would be off by a rounding.
    self.risk = chance
  }
}
