import Foundation
import TestSupport
import Testing

@testable import DifferentialPrivacy

@Suite("Private selection")
struct SelectionTests {
  static let scores: [[Int64]] = [[0], [3, 3], [0, 5, 2], [-4, 7, 7, 1], [9, 0, 4, 4, 8]]

  /// All neighbours at distance 1: each score moves by -1, 0 or 1; or all in one direction.
  static func neighbours(_ scores: [Int64], isMonotone: Bool) -> [[Int64]] {
    var result: [[Int64]] = [[]]
    for score in scores {
      result = result.flatMap { start in
        (isMonotone ? [0, 1] : [-1, 0, 1]).map { start + [score + $0] }
      }
    }
    return result
  }

  /// The largest |log ratio| of two laws.
  static func loss(_ first: [Double], _ second: [Double]) -> Double {
    zip(first, second).map { abs(log($0 / $1)) }.max() ?? 0
  }

  @Test("permute-and-flip's integral is the sum over all orders")
  func integral() throws {
    for scores in Self.scores {
      let got = try PermuteAndFlip(epsilon: ExactRational(1, over: 2), sensitivity: 2)
        .probabilities(scores: scores)
      let wanted = SelectionOracle.permuteAndFlip(scores, rate: 0.125)
      for (left, right) in zip(got, wanted) { #expect(abs(left - right) < 1e-12 * right) }
      #expect(abs(got.reduce(0, +) - 1) < 1e-12)
    }
    let many = [Int64](repeating: 5, count: 301)
    let even = try PermuteAndFlip(epsilon: ExactRational(1)).probabilities(scores: many)
    #expect(even.allSatisfy { abs($0 * 301 - 1) < 1e-11 })
  }

  @Test("no neighbour's probability differs by more than exp(epsilon)", arguments: [false, true])
  func guarantee(isMonotone: Bool) throws {
    // Would catch a scale halved or a sensitivity forgotten: the bound is attained nearly.
    let epsilon = 0.7
    let exact = try ExactRational(7, over: 10)
    let exponential = try ExponentialMechanism(epsilon: exact, isMonotone: isMonotone)
    let flip = try PermuteAndFlip(epsilon: exact, isMonotone: isMonotone)
    let q = exp(-epsilon / (isMonotone ? 1 : 2))
    var worst = [0.0, 0, 0, 0]
    for scores in Self.scores {
      let laws: ([Int64]) throws -> [[Double]] = {
        [
          try exponential.probabilities(scores: $0), try flip.probabilities(scores: $0),
          SelectionOracle.noisyMax($0, .init(isSigned: false, q: q)),
          SelectionOracle.noisyMax($0, .init(isSigned: true, q: q)),
        ]
      }
      let base = try laws(scores)
      for neighbour in Self.neighbours(scores, isMonotone: isMonotone) {
        for (index, law) in try laws(neighbour).enumerated() {
          worst[index] = max(worst[index], Self.loss(base[index], law))
        }
      }
    }
    for loss in worst {
      #expect(loss <= epsilon + 1e-9)
      #expect(loss > 0.6 * epsilon)
    }
  }

  @Test(
    "noisy max draws from its law, ties to the lowest index", arguments: NoisyMax.Noise.allCases)
  func noisyMax(noise: NoisyMax.Noise) throws {
    var source = SeededTestSource(22)
    for scores in Self.scores {
      let mechanism = try NoisyMax(
        epsilon: ExactRational(6, over: 5), sensitivity: 3, noise: noise)
      let law = SelectionOracle.noisyMax(
        scores, .init(isSigned: noise == .discreteLaplace, q: exp(-0.2)))
      #expect(abs(law.reduce(0, +) - 1) < 1e-9)
      var counts = OutcomeCounts()
      for _ in 0..<(StatisticalBound.draws / 20) {
        counts.add(Int64(try mechanism.draw(scores: scores, from: &source)))
      }
      let excess = counts.excess(over: 0...Int64(scores.count - 1)) { law[Int($0)] }
      #expect(excess.chiSquare < 0 && excess.kolmogorov < 0, "\(scores)")
      // 6/5 lies above the Double 1.2.
      #expect(mechanism.cost == .pure(epsilon: 1.2.nextUp))
    }
  }

  @Test("scores at Int64's ends, and rates beyond words, are drawn exactly")
  func extremes() throws {
    var source = SeededTestSource(23)
    let scores: [Int64] = [.min, .max, 0]
    let fine = try ExactRational(1e-30)
    let coarse = ExactRational(1)
    var seen: Set<Int> = []
    for _ in 0..<50 {
      // exp(-2^63) never; exp(-1e-30 2^64) nearly always.
      #expect(try ExponentialMechanism(epsilon: coarse).draw(scores: scores, from: &source) == 1)
      #expect(try PermuteAndFlip(epsilon: coarse).draw(scores: scores, from: &source) == 1)
      #expect(try NoisyMax(epsilon: coarse).draw(scores: scores, from: &source) == 1)
      seen.insert(try PermuteAndFlip(epsilon: fine).draw(scores: scores, from: &source))
    }
    #expect(seen.count == 3)
    #expect(throws: PrivacyError.self) { _ = try NoisyMax(epsilon: fine) }
  }

  @Test("empty candidates and bad parameters are refused")
  func refusals() throws {
    var source = SeededTestSource(24)
    let one = ExactRational(1)
    #expect(throws: PrivacyError.self) { _ = try ExponentialMechanism(epsilon: ExactRational(0)) }
    #expect(throws: PrivacyError.self) { _ = try PermuteAndFlip(epsilon: one, sensitivity: 0) }
    #expect(throws: PrivacyError.self) {
      _ = try ExponentialMechanism(epsilon: one).draw(scores: [], from: &source)
    }
    #expect(throws: PrivacyError.self) {
      _ = try NoisyMax(epsilon: one).draw(scores: [], from: &source)
    }
    #expect(throws: PrivacyError.self) { _ = try TopSelection(count: 0, epsilon: one) }
    #expect(throws: PrivacyError.self) {
      _ = try TopSelection(count: 2, epsilon: one).draw(scores: [1], from: &source)
    }
  }

  @Test("costs are rounded up, and never below the exact value")
  func costs() throws {
    let third = try ExactRational(1, over: 3)
    guard case .pure(let epsilon) = try ExponentialMechanism(epsilon: third).cost,
      case .zeroConcentrated(let rho) = try ExponentialMechanism(epsilon: third).concentratedCost
    else {
      Issue.record("another notion")
      return
    }
    #expect(try ExactRational(epsilon) >= third && epsilon == (1.0 / 3).nextUp)
    #expect(try ExactRational(rho) >= ExactRational(1, over: 72) && rho < 1.0 / 72 + 1e-17)
    let top = try TopSelection(count: 5, epsilon: ExactRational(1))
    #expect(top.cost == .pure(epsilon: 1) && top.concentratedCost != nil)
    #expect(top.concentratedCost == .zeroConcentrated(rho: 0.025))
  }
}
