public import Findings

/// The mean of paired differences, of which each lies in [-1, 1], with its interval.
///
/// Gains and losses are apart: the mean gain max(d, 0) and the mean loss max(-d, 0) are shares of
/// the trials, and each has Clopper and Pearson's interval at half of the error. For differences
/// of hits and misses these are the two kinds of discordant pairs of McNemar's test. No
/// resampling, and no zero width where everybody agrees.
///
/// **Guarantee** for hits and misses the interval covers at least as often as its level says, as
/// the two intervals both hold so often (Bonferroni); sums of chances vary less than hits.
/// **Source** McNemar, Psychometrika 12 (1947); Clopper and Pearson, Biometrika 26 (1934).
/// **Cost** O(pairs).
public enum PairedDifference {
  /// The mean of `differences` with its interval at `level`.
  ///
  /// - Precondition: at least one difference, each in [-1, 1] up to rounding; `level` in (0, 1).
  public static func estimate(_ differences: [Double], level: Double) -> Estimate {
    let count = differences.count
    let half = 1 - (1 - level) / 2
    func share(_ sum: Double) -> Estimate {
      .proportion(sum, of: count, level: half, method: .clopperPearson)
    }
    let gain = share(differences.reduce(0) { $0 + max($1, 0) })
    let loss = share(differences.reduce(0) { $0 + max(-$1, 0) })
    let value = differences.reduce(0, +) / Double(count)
    return Estimate(
      value: value, lower: min(gain.lower - loss.upper, value),
      upper: max(gain.upper - loss.lower, value), level: level, method: .clopperPearson)
  }
}
