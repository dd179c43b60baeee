import Foundation
import TestSupport

/// Bounds that a right sampler exceeds with probability at most 1e-8 a comparison.
enum StatisticalBound {
  /// Draws of a statistical test: 10^7 in release.
  static let draws = Build.isOptimised ? 10_000_000 : 100_000

  /// What a chi-square of some degrees of freedom exceeds with probability at most exp(-x) = 1e-8.
  ///
  /// d + 2 sqrt(d x) + 2x (Laurent and Massart 2000, lemma 1); cells expect 50 draws and more.
  static func chiSquare(degrees: Int) -> Double {
    let x = 18.5
    return Double(degrees) + 2 * (Double(degrees) * x).squareRoot() + 2 * x
  }

  /// What the Kolmogorov-Smirnov distance exceeds with probability at most 1e-8.
  ///
  /// 2 exp(-2 n t^2) (Dvoretzky, Kiefer, Wolfowitz; Massart 1990): for every law, discrete ones
  /// too.
  static func kolmogorov(draws: Int) -> Double {
    (log(2e8) / (2 * Double(draws))).squareRoot()
  }
}

/// Counts of whole outcomes beside their probabilities.
struct OutcomeCounts {
  var counts: [Int64: Int] = [:]
  var total = 0

  mutating func add(_ value: Int64) {
    counts[value, default: 0] += 1
    total += 1
  }

  /// By how much chi-square and the Kolmogorov-Smirnov distance exceed their bounds.
  ///
  /// Both must be negative. Outcomes that expect fewer than 50 draws share one cell.
  func excess(
    over range: ClosedRange<Int64>, _ probability: (Int64) -> Double
  ) -> (chiSquare: Double, kolmogorov: Double) {
    let draws = Double(total)
    var statistic = 0.0
    var cells = 0
    var pooled = (expected: draws, seen: total)
    var cumulative = (expected: 0.0, seen: 0)
    var distance = 0.0
    for value in range {
      let chance = probability(value)
      let seen = counts[value] ?? 0
      cumulative.expected += chance
      cumulative.seen += seen
      distance = max(distance, abs(cumulative.expected - Double(cumulative.seen) / draws))
      guard chance * draws >= 50 else { continue }
      let expected = chance * draws
      statistic += (Double(seen) - expected) * (Double(seen) - expected) / expected
      cells += 1
      pooled.expected -= expected
      pooled.seen -= seen
    }
    if pooled.expected >= 50 {
      let difference = Double(pooled.seen) - pooled.expected
      statistic += difference * difference / pooled.expected
      cells += 1
    }
    return (
      statistic - StatisticalBound.chiSquare(degrees: max(1, cells - 1)),
      distance - StatisticalBound.kolmogorov(draws: total)
    )
  }
}
