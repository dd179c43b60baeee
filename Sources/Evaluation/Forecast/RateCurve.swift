import Foundation
import Numerics

/// The share of targets found among fewer candidates, exactly, from where the truth stands among
/// all.
///
/// Of M candidates n are kept: the target's own and n - 1 others drawn from the M - 1. With b
/// others better and t as good (its own among them), the chance to be found, ties broken at random,
/// is (C(M - b, n) - C(M - b - t, n)) / (t C(M - 1, n - 1)): no better one is drawn, and the number
/// of tied ones drawn is hypergeometric, whose mean of 1 / (1 + x) sums up so. For t = 1 it is
/// C(M - 1 - b, n - 1) / C(M - 1, n - 1).
///
/// Keeping fewer candidates is the same as attacking among fewer as far as the order of candidates
/// does not depend on who else is one: it does not where each pair has a score; the scale of a
/// cohort-normalised score does depend on all of them, and stays here what it was among all.
/// **Cost** O(sizes * (candidates + targets)).
struct RateCurve: Sendable {
  /// Where the truth of a target stands.
  struct Place: Sendable, Equatable {
    /// How many candidates are better.
    let better: Int
    /// How many are as good, itself among them.
    let tied: Int
  }

  /// Numbers of candidates, rising.
  let sizes: [Int]
  /// How many targets there are.
  let targetCount: Int
  /// The chance of each target, size after size.
  private let chances: [Double]

  /// The curve of targets whose places among `candidates` are known.
  ///
  /// - Precondition: sizes are in 1...`candidates`, each `better` + `tied` is at most `candidates`.
  init(_ places: [Place], candidates: Int, sizes: [Int]) {
    self.sizes = sizes
    targetCount = places.count
    var chances: [Double] = []
    chances.reserveCapacity(sizes.count * places.count)
    for size in sizes {
      // ratios[k] = C(M - k, n) / C(M - 1, n - 1); the first one is M / n.
      var ratios = [Double](repeating: 0, count: candidates + 1)
      var ratio = Double(candidates) / Double(size)
      for left in 0..<candidates where ratio > 0 {
        ratios[left] = ratio
        ratio *= Double(candidates - left - size) / Double(candidates - left)
      }
      for place in places {
        chances.append(
          (ratios[place.better] - ratios[place.better + place.tied]) / Double(place.tied))
      }
    }
    self.chances = chances
  }

  /// The rate at each size.
  var rates: [Double] {
    rates(weights: [Double](repeating: 1, count: targetCount))
  }

  /// The rate at each size when targets count by weights.
  func rates(weights: [Double]) -> [Double] {
    let total = weights.reduce(0, +)
    return sizes.indices.map { size in
      var sum = 0.0
      for target in 0..<targetCount {
        sum += weights[target] * chances[size * targetCount + target]
      }
      return sum / total
    }
  }

  /// Numbers of candidates from 2 to `most`, evenly spread by their logarithm.
  static func sizes(upTo most: Int, count: Int = 14) -> [Int] {
    let steps = (0..<count).map { step in
      let share = Double(step) / Double(max(count - 1, 1))
      return Int((2 * pow(Double(most) / 2, share)).rounded())
    }
    return Set(steps.filter { $0 >= 2 && $0 <= most } + [most]).sorted()
  }
}

extension RateCurve.Place {
  /// Where the truth stands when `kept` of `candidates` are kept, its own among them.
  ///
  /// The number of better ones among those kept is hypergeometric, and so is that of tied ones.
  func drawn(
    _ kept: Int, of candidates: Int, using source: inout SeededGenerator
  ) -> RateCurve.Place {
    let better = HypergeometricDraw(
      marked: better, population: candidates - 1, draws: kept - 1
    ).next(using: &source)
    let tied = HypergeometricDraw(
      marked: tied - 1, population: candidates - 1 - self.better, draws: kept - 1 - better
    ).next(using: &source)
    return RateCurve.Place(better: better, tied: tied + 1)
  }
}
