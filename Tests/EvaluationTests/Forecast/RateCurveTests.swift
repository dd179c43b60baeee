import Foundation
import Numerics
import Testing

@testable import Evaluation

@Suite("The rate among fewer candidates")
struct RateCurveTests {
  /// The chance to be found, over all ways to choose the other candidates.
  static func slow(_ place: RateCurve.Place, candidates: Int, size: Int) -> Double {
    var (ways, sum) = (0.0, 0.0)
    for chosen in 0..<(1 << (candidates - 1)) where chosen.nonzeroBitCount == size - 1 {
      ways += 1
      // The lowest numbers are better, the next ones tied.
      let better = chosen & ((1 << place.better) - 1)
      let tied = (chosen >> place.better) & ((1 << (place.tied - 1)) - 1)
      if better == 0 { sum += 1 / Double(1 + tied.nonzeroBitCount) }
    }
    return sum / ways
  }

  @Test("is the mean over all choices of candidates")
  func exhaustive() {
    let candidates = 7
    for better in 0..<candidates {
      for tied in 1...(candidates - better) {
        let place = RateCurve.Place(better: better, tied: tied)
        let curve = RateCurve([place], candidates: candidates, sizes: Array(1...candidates))
        for (size, rate) in zip(1...candidates, curve.rates) {
          #expect(abs(rate - Self.slow(place, candidates: candidates, size: size)) < 1e-12)
        }
      }
    }
  }

  @Test("weights are shares of targets")
  func weights() {
    let places = [RateCurve.Place(better: 0, tied: 1), RateCurve.Place(better: 9, tied: 1)]
    let curve = RateCurve(places, candidates: 10, sizes: [2, 10])
    #expect(curve.rates == [0.5, 0.5])
    #expect(curve.rates(weights: [3, 1]) == [0.75, 0.75])
    #expect(RateCurve.sizes(upTo: 3) == [2, 3])
    #expect(RateCurve.sizes(upTo: 100_000).count == 14)
  }

  // 20,000 draws: a share p lies within 5.1 deviations of it but once in 3 million.
  @Test("numbers without replacement are drawn as often as their law says")
  func hypergeometric() {
    var source = SeededGenerator(seed: 3)
    for (marked, population, draws) in [(3, 10, 4), (40, 60, 30), (0, 5, 2), (5, 5, 3), (1, 1, 0)] {
      let law = HypergeometricDraw(marked: marked, population: population, draws: draws)
      var counts = [Int](repeating: 0, count: draws + 1)
      for _ in 0..<20_000 { counts[law.next(using: &source)] += 1 }
      for (number, count) in counts.enumerated() {
        let chance = exp(
          HypergeometricDistribution.logProbability(
            marked: number, draws: draws, markedInPopulation: marked, population: population))
        let deviation = (chance * (1 - chance) / 20_000).squareRoot()
        #expect(abs(Double(count) / 20_000 - chance) <= 5.1 * deviation + 1e-4)
      }
    }
  }
}
