import Foundation
import TestSupport
import Testing

@testable import DifferentialPrivacy

/// Some 60 comparisons at 1e-8 each: a false alarm in any has probability below 1e-6.
@Suite("The samplers' draws", .serialized)
struct SamplerStatisticsTests {
  /// The probabilities of a law, summed here from its definition alone.
  static func table(
    _ reach: Int64, isSigned: Bool, _ exponent: (Double) -> Double
  ) -> (range: ClosedRange<Int64>, probability: (Int64) -> Double) {
    let range = (isSigned ? -reach : 0)...reach
    let weights = range.map { exp(-exponent(Double($0.magnitude))) }
    let sum = weights.sorted().reduce(0, +)
    return (range, { weights[Int($0 - range.lowerBound)] / sum })
  }

  static func check(
    _ sampler: LatticeSampler, seed: UInt64, isSigned: Bool = true, reach: Int64,
    _ exponent: (Double) -> Double
  ) {
    var source = SeededTestSource(seed)
    var counts = OutcomeCounts()
    for _ in 0..<StatisticalBound.draws { counts.add(sampler.draw(from: &source)) }
    let law = table(reach, isSigned: isSigned, exponent)
    let excess = counts.excess(over: law.range, law.probability)
    #expect(excess.chiSquare < 0, "seed \(seed)")
    #expect(excess.kolmogorov < 0, "seed \(seed)")
  }

  @Test(
    "follow the discrete Laplace law, narrow, wide and fractional",
    arguments: [(1, 10), (1, 1), (10, 1), (311, 10), (32, 1), (1000, 1), (12345, 67)])
  func laplace(scale: (Int, Int)) throws {
    // Would catch a wrong weight, a doubled zero, a lost sign, a wrong split of k and b.
    let exact = try ExactRational(scale.0, over: scale.1)
    let width = Double(scale.0) / Double(scale.1)
    let sampler = try #require(LatticeSampler(.exponential(scale: exact), isSigned: true))
    Self.check(sampler, seed: UInt64(scale.0), reach: Int64(40 * width) + 10) { $0 / width }
  }

  @Test(
    "follow the discrete Gaussian law, narrow, wide and fractional",
    arguments: [(1, 10), (1, 1), (5, 2), (10, 1), (100, 1), (200, 1), (1000, 1), (1234, 7)])
  func gaussian(sigma: (Int, Int)) throws {
    let exact = try ExactRational(sigma.0, over: sigma.1)
    let width = Double(sigma.0) / Double(sigma.1)
    let sampler = try #require(
      LatticeSampler(.gaussian(variance: exact * exact), isSigned: true))
    Self.check(sampler, seed: UInt64(sigma.0 + sigma.1), reach: Int64(10 * width) + 10) {
      $0 * $0 / (2 * width * width)
    }
  }

  @Test(
    "follow the law where a narrow one is split as wide ones are",
    arguments: Build.isOptimised ? [1, 2, 3] : [1, 2])
  func split(shift: Int) {
    // Steep weights within a block: retries and second-stage decisions are frequent here.
    let width = 9.0
    let gaussian = LatticeSampler(
      .gaussian(variance: ExactRational(81)), isSigned: true, shift: shift)
    Self.check(gaussian, seed: UInt64(shift), reach: 100) { $0 * $0 / (2 * width * width) }
    let laplace = LatticeSampler(
      .exponential(scale: ExactRational(9)), isSigned: true, shift: shift)
    Self.check(laplace, seed: UInt64(shift) + 100, reach: 400) { $0 / width }
  }

  @Test("follow the geometric law", arguments: [1, 20, 300])
  func geometric(scale: Int) throws {
    let sampler = try #require(
      LatticeSampler(.exponential(scale: ExactRational(scale)), isSigned: false))
    Self.check(
      sampler, seed: UInt64(scale) + 200, isSigned: false, reach: Int64(40 * scale)
    ) { $0 / Double(scale) }
  }

  @Test("of the integers' fall-back follow the same laws")
  func fallBack() throws {
    var source = SeededTestSource(77)
    var laplace = OutcomeCounts()
    var gaussian = OutcomeCounts()
    let scale = try ExactRational(7, over: 2)
    for _ in 0..<(Build.isOptimised ? 200_000 : 3_000) {
      laplace.add(
        Int64(CanonneKamathSteinke.laplace(scale: scale) { source.bigUniform(below: $0) }))
      gaussian.add(
        Int64(CanonneKamathSteinke.gaussian(variance: scale) { source.bigUniform(below: $0) }))
    }
    let first = Self.table(150, isSigned: true) { $0 / 3.5 }
    let second = Self.table(60, isSigned: true) { $0 * $0 / 7 }
    #expect(laplace.excess(over: first.range, first.probability).chiSquare < 0)
    #expect(gaussian.excess(over: second.range, second.probability).chiSquare < 0)
  }

  @Test("at scales beyond a table of outcomes follow the law's distribution function")
  func huge() throws {
    // The discrete law's distribution function is the smooth one's to 1e-9 at these scales.
    for (index, power) in [20, 30, 40, 51].enumerated() {
      let scale = ExactRational(1 << power)
      var source = SeededTestSource(UInt64(power))
      let laplace = try DiscreteLaplace(scale: scale)
      let gaussian = try DiscreteGaussian(sigma: scale)
      let count = StatisticalBound.draws / 10
      let unit = Double(1 << power)
      let first = (0..<count).map { _ in Double(laplace.draw(from: &source)) / unit }.sorted()
      let second = (0..<count).map { _ in Double(gaussian.draw(from: &source)) / unit }.sorted()
      let bound = StatisticalBound.kolmogorov(draws: count) + 2 / Double(count) + 1e-6
      var worst = (0.0, 0.0)
      for place in 0..<count {
        let share = Double(place) / Double(count)
        let x = first[place]
        let smooth = x < 0 ? exp(x) / 2 : 1 - exp(-x) / 2
        worst.0 = max(worst.0, abs(smooth - share))
        worst.1 = max(worst.1, abs(erfc(-second[place] / 2.0.squareRoot()) / 2 - share))
      }
      #expect(worst.0 < bound, "Laplace 2^\(power), case \(index)")
      #expect(worst.1 < bound, "Gaussian 2^\(power), case \(index)")
    }
  }
}
