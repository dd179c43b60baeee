import BigInt
import Foundation
import TestSupport
import Testing

@testable import DifferentialPrivacy

/// Runs an algorithm on every sequence of uniform choices, with their exact probabilities.
enum ChoiceTree {
  /// Decided probability by outcome, and what is left undecided below the least probability.
  static func explore(
    least: Double, _ algorithm: (CanonneKamathSteinke.Uniform) -> BigInt
  ) -> (decided: [BigInt: ExactRational], open: ExactRational) {
    var decided: [BigInt: ExactRational] = [:]
    var open = ExactRational(0)
    var pending: [(choices: [BigUInt], weight: ExactRational)] = [([], ExactRational(1))]
    while let (choices, weight) = pending.popLast() {
      var place = 0
      var missing: BigUInt?
      let outcome = algorithm { bound in
        defer { place += 1 }
        if place < choices.count { return choices[place] }
        // Past the script: note the first bound; the largest choice ends every loop.
        if missing == nil { missing = bound }
        return bound - 1
      }
      guard let bound = missing else {
        decided[outcome, default: ExactRational(0)] =
          decided[outcome, default: ExactRational(0)]
          + weight
        continue
      }
      let part = ExactRational(
        reducing: weight.numerator, weight.denominator * BigInt(bound))
      if part.doubleRoundedUp < least {
        open = open + weight
      } else {
        for choice in 0..<UInt64(bound) { pending.append((choices + [BigUInt(choice)], part)) }
      }
    }
    return (decided, open)
  }
}

@Suite("The integers' fall-back, choice by choice")
struct ChoiceTreeTests {
  /// Every outcome's probability must lie between what is decided and that plus what is open.
  static func check(
    _ tree: (decided: [BigInt: ExactRational], open: ExactRational),
    _ probability: (BigInt) -> Double
  ) {
    let open = tree.open.doubleRoundedUp
    #expect(open < 0.6)
    var sum = open
    for (outcome, weight) in tree.decided {
      let low = weight.doubleRoundedDown
      let exact = probability(outcome)
      #expect(low <= exact + 1e-12 && exact <= low + open + 1e-12, "\(outcome)")
      sum += low
    }
    #expect(abs(sum - 1) < 1e-9)
  }

  static let least = Build.isOptimised ? 2e-5 : 2e-4

  @Test("a trial succeeds with probability exp(-x)", arguments: [(1, 2), (1, 1), (3, 2)])
  func trial(exponent: (Int, Int)) throws {
    // Every sequence of choices is run: no chance, no seed. Tree sums are exact rationals.
    let exact = try ExactRational(exponent.0, over: exponent.1)
    let chance = exp(-Double(exponent.0) / Double(exponent.1))
    let tree = ChoiceTree.explore(least: Self.least) {
      CanonneKamathSteinke.trial(minus: exact, $0) ? 1 : 0
    }
    Self.check(tree) { $0 == 1 ? chance : 1 - chance }
  }

  @Test("geometric, Laplace and Gaussian outcomes have their probabilities")
  func laws() throws {
    let scale = try ExactRational(3, over: 2)
    let geometric = try Geometric(scale: scale)
    let laplace = try DiscreteLaplace(scale: scale)
    let gaussian = try DiscreteGaussian(variance: ExactRational(1))
    Self.check(
      ChoiceTree.explore(least: Self.least) {
        CanonneKamathSteinke.geometric(scale: scale, $0)
      }
    ) { geometric.probability(of: Int64($0)) }
    Self.check(
      ChoiceTree.explore(least: Self.least) {
        CanonneKamathSteinke.laplace(scale: scale, $0)
      }
    ) { laplace.probability(of: Int64($0)) }
    Self.check(
      ChoiceTree.explore(least: Self.least / 5) {
        CanonneKamathSteinke.gaussian(variance: ExactRational(1), $0)
      }
    ) { gaussian.probability(of: Int64($0)) }
  }
}
