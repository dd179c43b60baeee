import Foundation
import Numerics

/// Zayatz' equivalence class model: a sample unique is a population unique with the probability
/// that Bayes' rule gives when the population's class sizes are spread like the sample's.
///
/// P(F = 1 | f = 1) = c_1 P(1; 1) / sum over j of c_j P(1; j), where c_j is the share of classes of
/// size j and P(1; j) = j C(N - j, n - 1) / C(N, n) the hypergeometric chance that the sample of n
/// out of N people holds exactly one of j.
///
/// **Source**: Zayatz 1991, "Estimation of the percent of unique population elements on a microdata
/// file using the sample", US Census Bureau.
enum ZayatzModel {
  /// The estimated number of population uniques.
  ///
  /// P(1; j) = j (n / N) * product over i < j of (N - n + 1 - i) / (N - i) is carried from size to
  /// size, so that no factorial is formed and nothing overflows, however large N is.
  ///
  /// - Complexity: O(the smaller of the largest size and 4,096 times the distinct sizes).
  static func uniques(
    _ histogram: ClassSizeHistogram, populationSize: Double
  ) -> UniquenessEstimate {
    let singles = Double(histogram.classes(ofSize: 1))
    guard singles > 0 else { return .converged(people: 0, share: 0) }
    let sample = Double(histogram.rowCount)
    let population = populationSize.rounded()
    let fraction = sample / population
    var product = 1.0
    var reached = 1
    var sum = 0.0
    for (size, count) in zip(histogram.sizes, histogram.counts) {
      product *= unseenRatio(from: reached, to: size, sample: sample, population: population)
      reached = size
      if product == 0 { break }
      sum += Double(count) * Double(size) * fraction * product
    }
    let conditional = singles * fraction / sum
    return .people(singles * conditional * populationSize / sample, of: populationSize)
  }

  /// The product of (N - n + 1 - i) / (N - i) for i from `first` up to, not including, `end`.
  ///
  /// Long products are ratios of gamma functions; 0 where the people outside the sample run out.
  private static func unseenRatio(
    from first: Int, to end: Int, sample: Double, population: Double
  ) -> Double {
    let outside = population - sample
    guard Double(end - 1) <= outside || end == first else { return 0 }
    if end - first > 4096 {
      let length = Double(end - first)
      return exp(
        GammaSums.logGammaRatio(outside + 2 - Double(end), plus: length)
          - GammaSums.logGammaRatio(population + 1 - Double(end), plus: length))
    }
    var product = 1.0
    for index in stride(from: first, to: end, by: 1) {
      product *= (outside + 1 - Double(index)) / (population - Double(index))
      if product == 0 { break }
    }
    return product
  }
}
