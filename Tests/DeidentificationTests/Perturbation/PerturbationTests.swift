import Deidentification
import DifferentialPrivacy
import Foundation
import Numerics
import Testing

@Suite("Perturbation of values")
struct PerturbationTests {
  @Test("rank swapping keeps the values, and none moves farther than the window")
  func window() throws {
    for seed in 0..<30 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let count = 1 + generator.index(below: 200)
      let column = generator.permutation(count: count).map(Double.init)
      let swapping = try RankSwapping(windowPercent: [1, 5, 40, 100][seed % 4])
      var source = InjectedSource(seed: UInt64(seed))
      let swapped = swapping.apply(to: column, from: &source)
      #expect(swapped.sorted() == column.sorted())
      for (before, after) in zip(column, swapped) {
        #expect(abs(before - after) <= Double(swapping.window(count: count)), "seed \(seed)")
      }
    }
  }

  @Test("each partner within the window is equally likely")
  func partners() throws {
    // Three ranks, full window: the least goes to either other place with probability 1/2.
    let swapping = try RankSwapping(windowPercent: 100)
    var source = InjectedSource(seed: 4)
    let count = 20_000
    let second = (0..<count).filter { _ in
      swapping.apply(to: [1, 2, 3], from: &source) == [2, 1, 3]
    }.count
    #expect(abs(Double(second) / Double(count) - 0.5) < shareTolerance(count))
  }

  @Test("missing cells stay, and a column of one, none or equal values goes through")
  func missing() throws {
    let swapping = try RankSwapping(windowPercent: 100)
    let swapped = swapping.apply(to: [.nan, 1, .nan, 2])
    #expect(swapped[0].isNaN && swapped[2].isNaN)
    #expect(swapped[1] == 2 && swapped[3] == 1)
    #expect(swapping.apply(to: []).isEmpty)
    #expect(swapping.apply(to: [5]) == [5])
    #expect(swapping.apply(to: [5, 5, 5]) == [5, 5, 5])
    #expect(swapping.apply(to: [.infinity, -.infinity]) == [-.infinity, .infinity])
    for percent in [0, -1, 101, Double.nan] {
      #expect(throws: DeidentificationError.self) { try RankSwapping(windowPercent: percent) }
    }
  }

  private func covariance(_ left: [Double], _ right: [Double]) -> Double {
    let (one, other) = (mean(left), mean(right))
    return zip(left, right).reduce(0) { $0 + ($1.0 - one) * ($1.1 - other) }
      / Double(left.count - 1)
  }

  private func mean(_ column: [Double]) -> Double {
    column.reduce(0, +) / Double(column.count)
  }

  private func columns(rows: Int, seed: UInt64) -> [[Double]] {
    var generator = SeededGenerator(seed: seed)
    var columns = [[Double]](repeating: [], count: 3)
    for _ in 0..<rows {
      let common = generator.normal()
      columns[0].append(50 + 10 * common)
      columns[1].append(0.001 * (common + generator.normal()))
      columns[2].append(-3 * common + 4 * generator.normal() + 1_000)
    }
    return columns
  }

  @Test("exact correction keeps every mean and covariance to rounding")
  func exactNoise() throws {
    let data = columns(rows: 60, seed: 5)
    let noise = try CorrelatedNoise(alpha: 0.7, correction: .exact)
    let noisy = try noise.apply(to: data)
    for column in 0..<3 {
      #expect(
        abs(mean(noisy[column]) - mean(data[column])) < 1e-9 * abs(mean(data[column])) + 1e-12)
      for other in 0..<3 {
        let scale = (covariance(data[column], data[column]) * covariance(data[other], data[other]))
          .squareRoot()
        let difference =
          covariance(noisy[column], noisy[other]) - covariance(data[column], data[other])
        #expect(abs(difference) < 1e-9 * scale)
      }
    }
    #expect(noisy != data)
  }

  @Test("variances grow by 1 + alpha without correction, and are kept in expectation with it")
  func expectedNoise() throws {
    // Given the data, the ratio of variances has mean 1 + alpha; its deviation is at most that of
    // 2 cov(x, e) + var(e): 2 sqrt(alpha / n) + alpha sqrt(2 / n). Six deviations: below 1e-8.
    let (rows, alpha) = (4_000, 0.5)
    let data = columns(rows: rows, seed: 6)
    let deviation =
      2 * (alpha / Double(rows)).squareRoot() + alpha * (2 / Double(rows)).squareRoot()
    var source = InjectedSource(seed: 7)
    let plain = try CorrelatedNoise(alpha: alpha, correction: .none).apply(to: data, from: &source)
    let kept = try CorrelatedNoise(alpha: alpha).apply(to: data, from: &source)
    for column in 0..<3 {
      let variance = covariance(data[column], data[column])
      #expect(
        abs(covariance(plain[column], plain[column]) / variance - 1 - alpha) < 6 * deviation)
      #expect(
        abs(covariance(kept[column], kept[column]) / variance - 1) < 6 * deviation / (1 + alpha))
      // The mean moves by noise of deviation sqrt(alpha variance / n) before the shrinkage.
      let step = (alpha * variance / Double(rows)).squareRoot()
      #expect(abs(mean(kept[column]) - mean(data[column])) < 6 * step)
    }
    let before = covariance(data[0], data[2])
    let scale = (covariance(data[0], data[0]) * covariance(data[2], data[2])).squareRoot()
    #expect(abs(covariance(kept[0], kept[2]) - before) < 6 * deviation * scale)
  }

  @Test("constant and dependent columns, and huge numbers, keep their structure")
  func degenerate() throws {
    let first = (0..<20).map { Double($0 * $0) }
    let noise = try CorrelatedNoise(alpha: 0.1, correction: .exact)
    let noisy = try noise.apply(to: [first, first.map { 2 * $0 }, first.map { _ in 7 }])
    #expect(noisy[2] == first.map { _ in 7 })
    for (left, right) in zip(noisy[0], noisy[1]) {
      #expect(abs(2 * left - right) < 1e-6 * (abs(right) + 1))
    }
    let huge = try noise.apply(to: [first.map { $0 * 1e140 }])
    #expect(huge[0].allSatisfy { $0.isFinite })
    for value in [Double.nan, .infinity] {
      #expect(throws: DeidentificationError.self) { try noise.apply(to: [[1, value, 2, 3, 4]]) }
      #expect(throws: DeidentificationError.self) { try CorrelatedNoise(alpha: value) }
    }
    #expect(throws: DeidentificationError.self) { try noise.apply(to: [[1]]) }
    #expect(throws: DeidentificationError.self) { try noise.apply(to: []) }
    #expect(throws: DeidentificationError.self) { try CorrelatedNoise(alpha: 0) }
  }

  @Test("shuffling keeps the values of a column and its rank correlations")
  func shuffling() throws {
    let rows = 4_000
    let data = columns(rows: rows, seed: 8)
    var source = InjectedSource(seed: 9)
    let shuffled = try DataShuffling().apply(
      to: [data[0], data[1]], given: [data[2]], from: &source)
    #expect(shuffled[0].sorted() == data[0].sorted())
    #expect(shuffled[1].sorted() == data[1].sorted())
    // A rank correlation of n independent pairs has a deviation below 1.1 / sqrt(n), for the given
    // and the drawn sample each: 6 deviations of the difference.
    let tolerance = 6 * 1.6 / Double(rows).squareRoot()
    func spearman(_ left: [Double], _ right: [Double]) -> Double {
      let (one, other) = (ranks(left), ranks(right))
      return covariance(one, other)
        / (covariance(one, one) * covariance(other, other)).squareRoot()
    }
    #expect(abs(spearman(shuffled[0], data[2]) - spearman(data[0], data[2])) < tolerance)
    #expect(abs(spearman(shuffled[0], shuffled[1]) - spearman(data[0], data[1])) < tolerance)
    // Its own value plays no part: only the third column links the old with the new.
    let through = spearman(data[0], data[2]) * spearman(shuffled[0], data[2])
    #expect(abs(spearman(shuffled[0], data[0]) - through) < tolerance + 0.05)
    #expect(throws: DeidentificationError.self) { try DataShuffling().apply(to: []) }
    #expect(throws: DeidentificationError.self) { try DataShuffling().apply(to: [[1]]) }
    #expect(throws: DeidentificationError.self) { try DataShuffling().apply(to: [[1, .nan]]) }
    #expect(try DataShuffling().apply(to: [[3, 3, 3]]) == [[3, 3, 3]])
  }

  private func ranks(_ column: [Double]) -> [Double] {
    var ranks = [Double](repeating: 0, count: column.count)
    for (rank, row) in column.indices.sorted(by: { column[$0] < column[$1] }).enumerated() {
      ranks[row] = Double(rank)
    }
    return ranks
  }

  @Test("every row is in a sample with the same chance, of each stratum its share")
  func sampling() throws {
    var source = InjectedSource(seed: 10)
    let rounds = 4_000
    var counts = [Int](repeating: 0, count: 10)
    for _ in 0..<rounds {
      let sample = try RandomSampling.simple(count: 3, of: 10, from: &source)
      #expect(Set(sample.rows).count == 3)
      for row in sample.rows { counts[row] += 1 }
    }
    for count in counts {
      #expect(abs(Double(count) / Double(rounds) - 0.3) < shareTolerance(rounds))
    }
    let strata: [UInt32] = (0..<100).map { $0 < 90 ? 1 : $0 < 99 ? 2 : 3 }
    let sample = try RandomSampling.stratified(fraction: 0.2, strata: strata)
    #expect(sample.rows == sample.rows.sorted())
    #expect(sample.rows.filter { $0 < 90 }.count == 18)
    #expect(sample.rows.filter { (90..<99).contains($0) }.count == 2)
    #expect(sample.rows.last == 99)
    #expect(abs(sample.weights.reduce(0, +) - 100) < 1e-9)
    #expect(try RandomSampling.simple(count: 0, of: 0).rows.isEmpty)
    #expect(throws: DeidentificationError.self) { try RandomSampling.simple(count: 4, of: 3) }
    #expect(throws: DeidentificationError.self) {
      try RandomSampling.stratified(fraction: .nan, strata: [1])
    }
  }
}
