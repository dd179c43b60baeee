import DifferentialPrivacy
import Findings
import Foundation
import Pipelines
import Tables
import TestSupport
import Testing

@Suite("What a plan costs")
struct PlanCostingTests {
  private func costs(
    _ releases: [PlannedRelease], delta: Double, target: ReleasePlan.Target? = nil,
    neighbours: ReleasePlan.Relation = .addRemove
  ) throws -> PrivacyCosts {
    try PlanCosting.costs(
      of: ReleasePlan(neighbours: neighbours, target: target, releases: releases), file: "p",
      question: .epsilon(delta: delta), tool: "t")
  }

  private func release(
    _ mechanism: PlannedMechanism, _ count: Int = 1, name: String = "x",
    _ sampling: PlannedRelease.Sampling? = nil
  ) -> PlannedRelease {
    PlannedRelease(name: name, mechanism: mechanism, count: count, sampling: sampling)
  }

  // Balle and Wang's analytic Gaussian: sigma 4.224678889326835 is exactly (1, 1e-6).
  @Test("Gaussian noise costs what the closed form says, in every notion that applies")
  func gaussian() throws {
    let found = try costs(
      [release(.gaussian(sigma: 2 * 4.224678889326835283, sensitivity: 1), 4)], delta: 1e-6)
    let epsilon = try #require(found.total.epsilon)
    #expect(abs(epsilon - 1) < 1e-12)
    let byNotion = Dictionary(uniqueKeysWithValues: found.notions.map { ($0.notion, $0) })
    #expect(byNotion["basic"]?.reason == "not known for x")
    #expect(byNotion["gaussian"]?.epsilon == epsilon)
    #expect((byNotion["concentrated"]?.epsilon ?? 0) > 1)
    #expect((byNotion["renyi"]?.epsilon ?? 0) > 1)
    #expect(abs((found.total.epsilonAtLeast ?? 0) - 1) < 1e-12)
    // Two people: mu doubles, so the cost is that of half the noise.
    let two = try GaussianTradeOff(standardDeviation: 4.224678889326835283 / 2)
      .epsilonRoundedUp(delta: 1e-6)
    #expect(abs((found.groups.first?.epsilon ?? 0) / two - 1) < 1e-12)
    let back = try PlanCosting.costs(
      of: ReleasePlan(releases: [release(.gaussian(sigma: 4.224678889326835283, sensitivity: 1))]),
      file: nil, question: .delta(epsilon: 1), tool: "t")
    #expect(abs(back.total.delta / 1e-6 - 1) < 1e-12 && back.total.asked == .delta)
  }

  @Test("pure releases add up, groups multiply, and shares are what is saved")
  func pure() throws {
    let found = try costs(
      [
        release(.laplace(scale: 8, sensitivity: 2, epsilon: nil), 2, name: "a"),
        release(.discreteLaplace(scale: 4, sensitivity: 1, epsilon: nil), name: "b"),
      ], delta: 0, target: .init(epsilon: 1, delta: 0))
    #expect(found.total.epsilon == 0.75 && found.total.notion == "basic")
    #expect(found.releases.map(\.alone) == [0.5, 0.25])
    #expect(found.releases.map(\.saved) == [0.5, 0.25])
    #expect(found.groups.map(\.epsilon) == [1.5, 3.75])
    #expect(found.meetsTarget && abs((found.target?.left ?? 0) - 0.25) < 1e-12)
    // Ten times 0.1 is 1, though the doubles' sum is not.
    let tenth = try costs(
      [release(.pure(epsilon: 0.1), 10)], delta: 0, target: .init(epsilon: 1, delta: 0))
    #expect(tenth.meetsTarget)
    let over = try costs(
      [release(.pure(epsilon: 0.1), 11)], delta: 0, target: .init(epsilon: 1, delta: 0))
    #expect(!over.meetsTarget && abs((over.target?.left ?? 0) + 0.1) < 1e-9)
  }

  // Catches: a Gaussian release lost from, or added twice to, a sum of epsilons and deltas.
  @Test("releases that share no notion are added by parts")
  func parts() throws {
    let found = try costs(
      [
        release(.approximate(epsilon: 0.5, delta: 5e-7), name: "a"),
        release(.zeroConcentrated(rho: 0.01), name: "b"),
      ], delta: 1e-6)
    let rest = try ConcentratedConversion.epsilonRoundedUp(rho: 0.01, delta: 5e-7)
    #expect(found.total.notion == "basic")
    #expect(abs((found.total.epsilon ?? 0) / (0.5 + rest) - 1) < 1e-9)
    #expect((found.total.epsilon ?? 0) >= 0.5 + rest)
  }

  @Test("samples amplify as their theorems say, each for its neighbours")
  func samples() throws {
    let half = try costs(
      [release(.pure(epsilon: log(3.0)), 1, .poisson(rate: 0.5))], delta: 0)
    #expect(abs((half.total.epsilon ?? 0) - log(2.0)) < 1e-12)
    let batch = try costs(
      [release(.pure(epsilon: log(3.0)), 1, .withoutReplacement(batch: 5, population: 10))],
      delta: 0, neighbours: .substitute)
    #expect(abs((batch.total.epsilon ?? 0) - log(2.0)) < 1e-12)
  }

  // dpsgd's sigma is over the clipping norm: among substitutes the sensitivity is twice that.
  @Test("batches of a fixed size cost no more than the peer says", .enabled(if: Build.isOptimised))
  func fixedBatches() throws {
    let training = try costs(
      [
        release(
          .noisyGradients(sigma: 4), 1000, .withoutReplacement(batch: 100, population: 10_000))
      ], delta: 1e-5, neighbours: .substitute)
    // dp-accounting 0.6.0 for sigma = 2 over the sensitivity (vectors/dp/dpsgd_curves.csv).
    let epsilon = try #require(training.total.epsilon)
    #expect(training.total.notion == "renyi" && epsilon < 1.4452983 && epsilon > 1.3)
  }

  // Catches: a notion in which a release comes for free.
  @Test("more releases never cost less, more noise never more", arguments: 0..<6)
  func monotone(kind: Int) throws {
    func mechanism(_ noise: Double) -> PlannedMechanism {
      [
        .laplace(scale: noise, sensitivity: 1, epsilon: nil),
        .gaussian(sigma: noise, sensitivity: 1),
        .exponential(epsilon: 1 / noise), .zeroConcentrated(rho: 1 / noise),
        .gaussianPrivacy(mu: 1 / noise), .approximate(epsilon: 1 / noise, delta: 1e-9),
      ][kind]
    }
    func total(_ noise: Double, _ count: Int) throws -> Double {
      let one = try costs([release(mechanism(noise), count)], delta: 1e-6)
      return try #require(one.notions.compactMap(\.epsilon).min())
    }
    // PLD bounds of unequal grids may differ by their rounding.
    #expect(try total(5, 2) <= total(5, 3) * (1 + 1e-6))
    #expect(try total(6, 3) <= total(5, 3) * (1 + 1e-6))
  }

  @Test("what can't be counted is refused at its place, or has no bound and a reason")
  func refusals() throws {
    #expect(throws: PlanCostError.deltaWanted) {
      try PlanCosting.costs(
        of: ReleasePlan(releases: [release(.gaussian(sigma: 1, sensitivity: 1))]), file: "p",
        question: .atTarget, tool: "t")
    }
    let huge = PlannedRelease(
      name: "x", mechanism: .pure(epsilon: 1), count: 1 << 50, line: 7, column: 5)
    let error = #expect(throws: PlanCostError.self) { try costs([huge], delta: 0) }
    #expect(error?.description.hasPrefix("p:7:5: release \"x\": ") == true)
    for delta in [-1, 1, .nan, .infinity] as [Double] {
      #expect(throws: Never.self) {
        let found = try costs([release(.zeroConcentrated(rho: 1))], delta: delta)
        #expect(found.total.epsilon == nil)
      }
    }
    let extreme = try costs(
      [release(.gaussian(sigma: 1e-100, sensitivity: 1e100), 1 << 40)], delta: 1e-6)
    _ = try extreme.encoded()
    #expect(extreme.notions.allSatisfy { $0.epsilon != nil || $0.reason != nil })
  }

  @Test("calibrated noise meets its target, and a little less does not")
  func calibration() throws {
    let found = try PlanCalibration(.gaussian(sensitivity: 1, count: 1), epsilon: 1, delta: 1e-6)
    #expect(abs(found.finding.value / 4.224678889326835283 - 1) < 1e-14)
    let costs = try PlanCosting.costs(
      of: found.plan, file: nil, question: .atTarget, tool: "t", calibration: found.finding)
    #expect(costs.meetsTarget)
    let laplace = try PlanCalibration(.laplace(sensitivity: 3, count: 2), epsilon: 0.5, delta: 0)
    // Rounded up: at most two places above 3 * 2 / 0.5.
    #expect(laplace.finding.value >= 12 && laplace.finding.value <= 12.0.nextUp.nextUp)
    #expect(throws: PlanCostError.self) {
      try PlanCalibration(.gaussian(sensitivity: 1, count: 1), epsilon: -1, delta: 1e-6)
    }
  }
}
