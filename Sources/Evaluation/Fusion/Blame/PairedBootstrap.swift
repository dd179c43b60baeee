import Findings
import Numerics

/// Intervals of means over people, by resampling the people.
///
/// All columns of a resample hold the same people, so that what is paired stays paired. Ends are
/// bias-corrected and accelerated percentiles. A column in which all people are alike has no
/// spread to resample: it gets the exact interval of `PairedDifference`.
///
/// **Guarantee** second-order accurate for means; it says nothing of what a refit on other people
/// would change.
/// **Source** Efron, *Better Bootstrap Confidence Intervals*, JASA 82 (1987), eqs. 2.3 and 6.4-6.6:
/// the acceleration of a mean is a sixth of its skewness.
/// **Cost** O(resamples * people * columns).
struct PairedBootstrap {
  let seed: UInt64
  let level: Double
  let resamples: Int

  init(_ options: BlameOptions) {
    self.seed = options.seed
    self.level = options.level
    self.resamples = options.resamples
  }

  /// The mean of each column with its interval.
  ///
  /// - Precondition: the columns have a value in [-1, 1] for each of the same people, of whom there
  ///   is at least one.
  func estimates(_ columns: [[Double]]) -> [Estimate] {
    guard !columns.isEmpty else { return [] }
    let means = means(columns)
    return columns.indices.map { column in
      interval(columns[column], means: means.map { $0[column] }.sorted())
    }
  }

  /// The means of several groups of columns, all over the same resamples.
  func estimates(groups: [[[Double]]]) -> [[Estimate]] {
    var rest = estimates(groups.flatMap(\.self))[...]
    return groups.map { group in
      defer { rest = rest.dropFirst(group.count) }
      return Array(rest.prefix(group.count))
    }
  }

  /// The mean with its interval.
  func estimate(_ values: [Double]) -> Estimate { estimates([values])[0] }

  /// The means of every resample.
  private func means(_ columns: [[Double]]) -> [[Double]] {
    let (people, width) = (columns[0].count, columns.count)
    var rows = [Double](repeating: 0, count: people * width)
    for (column, values) in columns.enumerated() {
      for person in 0..<people { rows[person * width + column] = values[person] }
    }
    let byPerson = rows
    return concurrentChunks(count: resamples, minimumChunk: 16) { range in
      range.map { resample in
        var generator = SeededGenerator(seed: seed, stream: "fusion/blame/resample/\(resample)")
        var sums = [Double](repeating: 0, count: width)
        for _ in 0..<people {
          let start = generator.index(below: people) * width
          for column in 0..<width { sums[column] += byPerson[start + column] }
        }
        return sums.map { $0 / Double(people) }
      }
    }.flatMap(\.self)
  }

  private func interval(_ values: [Double], means: [Double]) -> Estimate {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let second = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    guard second > 1e-18 * count else { return PairedDifference.estimate(values, level: level) }
    let third = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) * ($1 - mean) }
    let acceleration = third / (6 * second * second.squareRoot())
    let (below, same) = (means.count { $0 < mean - 1e-12 }, means.count { abs($0 - mean) <= 1e-12 })
    let share = (Double(below) + Double(same) / 2) / Double(means.count)
    let bias = NormalDistribution.quantile(min(max(share, 0.001), 0.999))
    func end(_ probability: Double) -> Double {
      let shifted = bias + NormalDistribution.quantile(probability)
      // Past this the correction turns around; so skewed a sample keeps its plain percentile.
      let scale = 1 - acceleration * shifted
      guard scale > 0.1 else {
        return Quantiles.quantile(probability, ofSorted: means) ?? mean
      }
      let corrected = NormalDistribution.cdf(bias + shifted / scale)
      return Quantiles.quantile(corrected, ofSorted: means) ?? mean
    }
    let tail = (1 - level) / 2
    return Estimate(
      value: mean, lower: min(end(tail), mean), upper: max(end(1 - tail), mean), level: level,
      method: .bootstrap)
  }
}
