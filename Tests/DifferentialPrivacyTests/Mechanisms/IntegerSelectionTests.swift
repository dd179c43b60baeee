import BigInt
import Foundation
import TestSupport
import Testing

@testable import DifferentialPrivacy

@Suite("Exact selection")
struct IntegerSelectionTests {
  @Test("has the reference probabilities to 1e-12", .enabled(if: SharedFolder.exists))
  func vectors() throws {
    var checked = 0
    for row in try ReferenceRows.read("selection_probs.csv") {
      let scores = (row["scores"] ?? "").split(separator: " ").compactMap { Int($0) }
      guard let name = row["mechanism"], !name.hasPrefix("permute"), !scores.isEmpty else {
        continue
      }
      let epsilon = try #require(ExactRational(decimal: row["eps(sens=1)"] ?? ""))
      let index = try #require(Int(row["index"] ?? ""))
      let expected = try #require(Double(row["prob"] ?? ""))
      let top = scores.max() ?? 0
      let selection = WeightedSelection(
        weights: scores.map { _ in 1 }, losses: scores.map { UInt64(top - $0) },
        rate: (
          epsilon.numerator.magnitude,
          epsilon.denominator.magnitude * (name.hasPrefix("monotone") ? 1 : 2)
        ))
      let share = selection.probability(of: index)
      #expect(relativeError(share.low, expected) < 1e-12, "\(row)")
      #expect(relativeError(share.high, expected) < 1e-12, "\(row)")
      checked += 1
    }
    #expect(checked > 20)
  }

  @Test("brackets the exponential, at any size and precision")
  func brackets() {
    for (above, below) in [(0, 1), (1, 1), (1, 1_000_000), (7, 3), (100, 1), (54_321, 1000)] {
      for bits in [64, 192, 512] {
        let bracket = FixedBracket.exponential(minus: BigUInt(above), BigUInt(below), bits: bits)
        let expected = exp(-Double(above) / Double(below))
        let (low, high) = (scaled(bracket.low, bits), scaled(bracket.high, bits))
        #expect(low <= expected * (1 + 1e-13) + 1e-18)
        #expect(high >= expected * (1 - 1e-13))
        #expect(high - low <= 1e-13 * expected + 1e-15)
      }
    }
  }

  private func scaled(_ value: BigUInt, _ bits: Int) -> Double {
    Double(value) * Double(sign: .plus, exponent: -bits, significand: 1)
  }

  @Test("draws candidates as often as their weights and losses say")
  func frequencies() {
    let (weights, losses): ([UInt64], [UInt64]) = ([5, 1, 0, 1000, 3], [0, 0, 0, 4, 2])
    let selection = WeightedSelection(weights: weights, losses: losses, rate: (3, 2))
    let runs = Build.isOptimised ? 200_000 : 10_000
    var counts = [Int](repeating: 0, count: 5)
    var random = SeededTestSource(4)
    for _ in 0..<runs { counts[selection.draw(from: &random)] += 1 }
    let shares = zip(weights, losses).map { Double($0) * exp(-1.5 * Double($1)) }
    let whole = shares.reduce(0, +)
    // Chi-square with 3 degrees of freedom: above 31 with probability 8e-7.
    var square = 0.0
    for (count, share) in zip(counts, shares) where share > 0 {
      let expected = share / whole * Double(runs)
      square += (Double(count) - expected) * (Double(count) - expected) / expected
    }
    #expect(counts[2] == 0 && square < 31)
  }

  @Test("gives quantile candidates exact lengths and losses")
  func segments() {
    // Against the definition, candidate by candidate.
    let sorted: [Int64] = [-2, -2, 0, 3, 3, 3, 5]
    let segments = RankSegments(sorted: sorted[...], range: -4...6, target: 3, whole: 4)
    var losses: [Int64: UInt64] = [:]
    for index in segments.starts.indices {
      for offset in 0..<Int64(segments.lengths[index]) {
        losses[segments.starts[index] + offset] = segments.losses[index]
      }
    }
    #expect(losses.count == 11)
    for candidate: Int64 in -4...6 {
      let below = sorted.count { $0 < candidate }
      let notAbove = sorted.count { $0 <= candidate }
      let expected = max(0, 3 * 7 - 4 * notAbove, 4 * below - 3 * 7)
      #expect(losses[candidate] == UInt64(expected), "\(candidate)")
    }
  }

  @Test("moves a quantile's loss by no more than its sensitivity, on all small datasets")
  func lossSensitivity() {
    let whole: UInt64 = 8
    for target: UInt64 in 0...8 {
      for pair in SmallDatasets.pairs(values: [Int64](0...3), most: 4, neighbours: .addRemove) {
        let losses = [pair.first, pair.second].map { rows in
          let segments = RankSegments(
            sorted: rows.sorted()[...], range: 0...3, target: target, whole: whole)
          return (0...3).map { candidate in
            let index = segments.starts.lastIndex { $0 <= Int64(candidate) } ?? 0
            return Int64(segments.losses[index])
          }
        }
        for (one, other) in zip(losses[0], losses[1]) {
          #expect(abs(one - other) <= Int64(max(target, whole - target)))
        }
      }
    }
  }

  @Test("finds quantiles, one and several, by selection and by the tree")
  func accuracy() throws {
    let values = (0..<5_000).map { Double(($0 * 7919) % 5_000) / 10 }
    var random = SeededTestSource(6)
    let wanted = [0.1, 0.25, 0.5, 0.75, 0.9]
    let quantiles = try PrivateQuantile(
      wanted, bounds: 0...1000, epsilon: 3, limits: SubjectLimits())
    // 3 levels of epsilon 1: off by 100 ranks with probability below e^-50 times the candidates.
    for (value, share) in zip(quantiles.released(of: values, from: &random), wanted) {
      #expect(abs(value - 500 * share) < 11, "\(share) \(value)")
    }
    guard case .pure(let spent) = quantiles.cost else { return }
    #expect(spent <= 3)
    var tree = try QuantileTree(
      values, bounds: 0...1000, budget: .gaussian(rho: 1), limits: SubjectLimits())
    for share in wanted {
      #expect(abs(try tree.quantile(share, from: &random) - 500 * share) < 15)
    }
  }

  @Test("finds an atom that most rows share, and an empty dataset's quantile anywhere")
  func atoms() throws {
    var random = SeededTestSource(9)
    let quantile = try PrivateQuantile(
      [0.5], bounds: -100...100, epsilon: 1, limits: SubjectLimits())
    let same = [Double](repeating: 42, count: 400)
    #expect(abs(quantile.released(of: same, from: &random)[0] - 42) < 1e-3)
    #expect((-100...100).contains(quantile.released(of: [], from: &random)[0]))
  }
}
