import Foundation
import TestSupport
import Testing

@testable import DifferentialPrivacy

struct LossDistributionTests {
  // Catches: a root, an order or a partner wrong in the transform; the stated error bound too small.
  @Test(arguments: [16, 32, 64, 256, 4096, 8192])
  func aTransformMatchesTheDefinitionWithinItsBound(count: Int) {
    var random = SeededTestSource(7)
    let values = (0..<count).map { _ in Double(random.next() >> 11) * 0x1p-53 }
    let transform = RealTransform(count: count)
    let sum = values.reduce(0, +)
    let spectrum = transform.forward(values)
    // Slot p holds the coefficient whose bits are p's mirrored.
    let bits = (count / 2).trailingZeroBitCount
    for slot in stride(from: 1, to: count / 2, by: max(1, count / 128)) {
      var mirrored = 0
      for bit in 0..<bits where slot >> bit & 1 == 1 { mirrored |= 1 << (bits - 1 - bit) }
      var (re, im) = (0.0, 0.0)
      for (index, value) in values.enumerated() {
        let angle = -2 * Double.pi * Double(index * mirrored % count) / Double(count)
        re += value * cos(angle)
        im += value * sin(angle)
      }
      let error = hypot(
        spectrum.real[slot >> 2][slot & 3] - re, spectrum.imaginary[slot >> 2][slot & 3] - im)
      // The direct sum errs too: by count roundings at most.
      #expect(error <= sum * (transform.errorFactor + Double(count) * 0x1p-53))
    }
    for (back, value) in zip(transform.backward(spectrum), values) {
      #expect(abs(back - value) <= 2 * transform.errorFactor * sum)
    }
  }

  // Catches: a pessimistic value below the truth, which Gaussian noise has in closed form.
  @Test(arguments: [1e-2, 1e-3, 3.3e-4])
  func boundsOfGaussianNoiseEncloseTheExactCurve(interval: Double) throws {
    for (deviation, count) in [(1.0, 1), (2.0, 4), (7.0, 50), (0.5, 2)] {
      var accountant = try PrivacyLossAccountant(interval: interval)
      // Means +1 and -1 at twice the deviation: Gaussian noise that is not merged into one.
      try accountant.add(
        .subsampledGaussian(deviation: 2 * deviation, rate: 1, neighbours: .substitute),
        count: count)
      let exact = try GaussianTradeOff(
        standardDeviation: deviation, sensitivity: Double(count).squareRoot())
      for epsilon in [0, 0.1, 0.7, 1.5, 4, 9] {
        let upper = try accountant.deltaRoundedUp(epsilon: epsilon)
        let lower = try accountant.deltaRoundedDown(epsilon: epsilon)
        #expect(
          upper >= exact.deltaRoundedDown(epsilon: epsilon), "\(deviation) \(count) \(epsilon)")
        #expect(lower <= exact.deltaRoundedUp(epsilon: epsilon), "\(deviation) \(count) \(epsilon)")
      }
      for delta in [0.1, 1e-3, 1e-6, 1e-12, 1e-18] {
        let truth = try exact.epsilonRoundedUp(delta: delta)
        let upper = try accountant.epsilonRoundedUp(delta: delta)
        let lower = try accountant.epsilonRoundedDown(delta: delta)
        #expect(upper >= truth && lower <= truth, "\(deviation) \(count) \(delta)")
        // Second order in the grid: (1 + tilt) h^2/8 a release, tilts up to 11 here; the optimistic
        // side loses more at the distribution's ends.
        let gap = 1.5 * Double(count) * interval * interval + 1e-7
        #expect(upper - truth <= gap, "\(deviation) \(count) \(delta) \(upper - truth)")
        #expect(truth - lower <= 20 * gap, "\(deviation) \(count) \(delta) \(truth - lower)")
      }
    }
  }

  // Catches: one direction of neighbours forgotten, masses that do not match both inputs.
  @Test func oneSampledReleaseLiesWithinItsBounds() throws {
    // delta(eps) of q N(1, s^2) + (1-q) N(0, s^2) against N(0, s^2) and back, in closed form.
    func tail(_ x: Double) -> Double { erfc(x / 2.0.squareRoot()) / 2 }
    for (deviation, rate) in [(1.0, 0.01), (0.6, 0.3), (2.0, 0.5), (0.8, 0.9)] {
      var accountant = try PrivacyLossAccountant(interval: 1e-3)
      try accountant.add(
        .subsampledGaussian(deviation: deviation, rate: rate, neighbours: .addRemove))
      let variance = deviation * deviation
      for epsilon in [0.0, 0.05, 0.3, 1.0, 2.0] {
        let z = variance * log((exp(epsilon) - 1 + rate) / rate) + 0.5
        var truth =
          rate * tail((z - 1) / deviation) + (1 - rate - exp(epsilon)) * tail(z / deviation)
        if exp(-epsilon) > 1 - rate {
          // Where 1 - q + q e^u < e^-eps: below y.
          let y = variance * log((exp(-epsilon) - 1 + rate) / rate) + 0.5
          let below = tail(-y / deviation)
          let other = (1 - rate) * below + rate * tail((1 - y) / deviation)
          truth = max(truth, below - exp(epsilon) * other)
        }
        let upper = try accountant.deltaRoundedUp(epsilon: epsilon)
        let lower = try accountant.deltaRoundedDown(epsilon: epsilon)
        #expect(upper >= truth * (1 - 1e-12) - 1e-16, "\(deviation) \(rate) \(epsilon)")
        #expect(lower <= truth * (1 + 1e-12) + 1e-16, "\(deviation) \(rate) \(epsilon)")
        #expect(upper - lower <= 1e-5, "\(deviation) \(rate) \(epsilon)")
      }
    }
  }

  // Catches: a pair for substitution that is weaker than both directions of add-remove.
  @Test func substitutionCostsMoreThanAddingAndLessThanTwice() throws {
    for delta in [1e-3, 1e-6] {
      var one = PrivacyLossAccountant()
      try one.add(
        .subsampledGaussian(deviation: 2, rate: 0.1, neighbours: .addRemove), count: 50)
      var swap = PrivacyLossAccountant()
      try swap.add(
        .subsampledGaussian(deviation: 2, rate: 0.1, neighbours: .substitute), count: 50)
      let (single, both) = (
        try one.epsilonRoundedUp(delta: delta), try swap.epsilonRoundedUp(delta: delta)
      )
      #expect(both > single && both < 3 * single)
      #expect(try swap.epsilonRoundedDown(delta: delta) > both - 1e-3)
    }
    // At rate 1 the means are two sensitivities apart.
    var full = PrivacyLossAccountant()
    try full.add(.subsampledGaussian(deviation: 4, rate: 1, neighbours: .substitute))
    let exact = try GaussianTradeOff(standardDeviation: 2).epsilonRoundedUp(delta: 1e-6)
    let upper = try full.epsilonRoundedUp(delta: 1e-6)
    #expect(upper >= exact && upper < exact + 1e-8)
  }

  // All three-outcome pairs composed by hand, in both directions.
  @Test func finiteOutcomesComposeExactly() throws {
    let (first, second) = ([0.5, 0.3, 0.2], [0.25, 0.25, 0.5])
    var accountant = try PrivacyLossAccountant(interval: 1e-4)
    try accountant.add(.outcomes(first: first, second: second), count: 2)
    for epsilon in [0.0, 0.3, 0.9, 1.2, 1.5] {
      var (forward, backward) = (0.0, 0.0)
      for i in 0..<3 {
        for j in 0..<3 {
          let (p, q) = (first[i] * first[j], second[i] * second[j])
          forward += max(0, p - exp(epsilon) * q)
          backward += max(0, q - exp(epsilon) * p)
        }
      }
      let truth = max(forward, backward)
      let upper = try accountant.deltaRoundedUp(epsilon: epsilon)
      let lower = try accountant.deltaRoundedDown(epsilon: epsilon)
      #expect(upper >= truth - 1e-15 && upper <= truth + 1e-4)
      #expect(lower <= truth + 1e-15 && lower >= truth - 3e-4)
    }
    var certain = PrivacyLossAccountant()
    try certain.add(.outcomes(first: [0.9, 0.1, 0], second: [0.9, 0, 0.1]))
    #expect(try certain.epsilonRoundedUp(delta: 0.05) == .infinity)
    #expect(try certain.epsilonRoundedUp(delta: 0.2) < 1e-9)
  }

  @Test func theWholeCurveFalls() throws {
    var accountant = try PrivacyLossAccountant(interval: 1e-3)
    try accountant.add(
      .subsampledGaussian(deviation: 1, rate: 0.02, neighbours: .addRemove), count: 200)
    let epsilons = (0..<20).map { Double($0) * 0.3 }
    let deltas = try accountant.curveRoundedUp(epsilons: epsilons)
    for index in 1..<deltas.count { #expect(deltas[index] <= deltas[index - 1] * (1 + 1e-9)) }
    #expect(deltas[19] < 1e-7 && deltas[0] < 1)
  }
}
