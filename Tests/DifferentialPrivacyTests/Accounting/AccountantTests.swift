import DifferentialPrivacy
import Foundation
import Testing

struct AccountantTests {
  // Catches: the budget bug of a subnormal spend lost in a sum of doubles.
  @Test func aSubnormalSpendIsNotLost() throws {
    var filter = try PrivacyFilter(.approximate(epsilon: 1, delta: 0))
    try filter.spend(.pure(epsilon: 1))
    #expect(throws: PrivacyError.budgetExceeded) {
      try filter.spend(.pure(epsilon: .leastNonzeroMagnitude))
    }
    #expect(filter.spent.loss == 1)
    var concentrated = try PrivacyFilter(.zeroConcentrated(rho: 0.5))
    try concentrated.spend(.gaussian(mu: 1))
    #expect(throws: PrivacyError.budgetExceeded) { try concentrated.spend(.gaussian(mu: 1e-200)) }
    var accountant = PrivacyAccountant()
    try accountant.add(.pure(epsilon: 1))
    try accountant.add(.pure(epsilon: .leastNonzeroMagnitude), count: 3)
    #expect(try accountant.total(delta: 0).epsilon == 1.0.nextUp)
  }

  @Test func aRefusedSpendChangesNothingAndTheBudgetIsReachedExactly() throws {
    var filter = try PrivacyFilter(.approximate(epsilon: 1, delta: 1e-6))
    try filter.spend(.approximate(epsilon: 0.25, delta: 5e-7), count: 2)
    #expect(throws: PrivacyError.budgetExceeded) {
      try filter.spend(.approximate(epsilon: 0.5, delta: 1e-9))
    }
    #expect(filter.spent == (0.5, 1e-6))
    try filter.spend(.pure(epsilon: 0.5))
    #expect(throws: PrivacyError.budgetExceeded) { try filter.spend(.pure(epsilon: 1e-300)) }
  }

  @Test func aFilterWithinAnEpsilonConvertsBackBelowIt() throws {
    let filter = try PrivacyFilter(concentratedWithin: 2, delta: 1e-6)
    guard case .zeroConcentrated(let rho) = filter.budget else {
      Issue.record("the budget is not in zCDP")
      return
    }
    #expect(try ConcentratedConversion.epsilonRoundedUp(rho: rho, delta: 1e-6) <= 2)
    #expect(try ConcentratedConversion.epsilonRoundedUp(rho: rho * 1.000001, delta: 1e-6) > 2)
  }

  @Test func anOdometerNeverReadsBelowWhatAFixedPlanCosts() throws {
    var odometer = try PrivacyOdometer(delta: 1e-6, firstRho: 0.01)
    var last = 0.0
    for step in 1...40 {
      try odometer.add(.gaussian(mu: 0.2))
      let reading = try odometer.epsilonRoundedUp()
      let fixed = try GaussianTradeOff(rho: 0.02 * Double(step)).epsilonRoundedUp(delta: 1e-6)
      #expect(reading >= fixed && reading >= last)
      last = reading
    }
  }

  @Test func theTightestNotionIsChosen() throws {
    var gaussian = PrivacyAccountant()
    try gaussian.add(.gaussian(mu: 0.1), count: 100)
    let exact = try gaussian.total(delta: 1e-5)
    #expect(exact.notion == .gaussian)
    #expect(abs(exact.epsilon / 4.3771780956812246 - 1) < 1e-12)
    var sampled = PrivacyAccountant()
    try sampled.add(.gaussian(mu: 1), count: 1000, rate: 0.01)
    let loss = try sampled.total(delta: 1e-6)
    #expect(loss.notion == .privacyLoss && loss.epsilon < 2.1246 && loss.epsilon > 2.1195)
    var pure = PrivacyAccountant()
    try pure.add(.pure(epsilon: 0.5), count: 2)
    let simple = try pure.total(delta: 0)
    #expect(simple.epsilon == 1 && simple.notion == .basic)
    var mixed = PrivacyAccountant()
    try mixed.add(.zeroConcentrated(rho: 0.1))
    try mixed.add(.pure(epsilon: 0.1))
    let concentrated = try ConcentratedConversion.epsilonRoundedUp(rho: 0.105, delta: 1e-6)
    let total = try mixed.total(delta: 1e-6)
    #expect(total.notion == .concentrated || total.notion == .renyi)
    #expect(total.epsilon <= concentrated * (1 + 1e-12) && total.epsilon > concentrated * 0.98)
  }

  @Test func meaninglessParametersAreRefusedNotTrapped() throws {
    #expect(throws: PrivacyError.self) { try GaussianTradeOff(standardDeviation: 0) }
    #expect(throws: PrivacyError.self) { try GaussianTradeOff(standardDeviation: .nan) }
    #expect(throws: PrivacyError.self) { try PrivacyLossAccountant(interval: 0) }
    var loss = PrivacyLossAccountant()
    #expect(throws: PrivacyError.self) { try loss.add(.gaussian(deviation: 1e-9)) }
    #expect(throws: PrivacyError.self) { try loss.add(.laplace(scale: .infinity)) }
    #expect(throws: PrivacyError.self) { try loss.add(.outcomes(first: [1], second: [0.5])) }
    #expect(throws: PrivacyError.self) { try loss.add(.gaussian(deviation: 1), count: 0) }
    #expect(throws: PrivacyError.self) { try loss.add(.discreteLaplace(scale: 1, sensitivity: -1)) }
    #expect(try loss.epsilonRoundedUp(delta: 1e-6) == 0)
    #expect(throws: PrivacyError.self) { try loss.add(.laplace(scale: 1), count: 1 << 39) }
    var fine = try PrivacyLossAccountant(interval: 1e-9)
    try fine.add(.laplace(scale: 0.1), count: 2)
    #expect(throws: PrivacyError.self) { try fine.epsilonRoundedUp(delta: 1e-6) }
    var accountant = PrivacyAccountant()
    #expect(throws: PrivacyError.self) { try accountant.add(.pure(epsilon: -1)) }
    #expect(throws: PrivacyError.self) { try accountant.add(.zeroConcentrated(rho: 1), rate: 0.5) }
  }

  @Test func compositionOfPureReleasesIsTheOptimalOne() throws {
    // sum over l of C(k,l) (e^((k-l)e) - e^(t+le))+ / (1+e^e)^k, k = 2, e = log 2, t = log 2:
    // (4 - 2)/9 = 2/9 for l = 0, none else.
    let delta = try ClassicComposition.optimalDeltaRoundedUp(
      epsilon: log(2.0), delta: 0, count: 2, total: log(2.0))
    #expect(abs(delta - 2.0 / 9) < 1e-15)
    // The same through loss distributions, which round on their own.
    var loss = PrivacyLossAccountant()
    try loss.add(.approximate(epsilon: 0.1, delta: 1e-7), count: 60)
    let optimal = try ClassicComposition.optimalDeltaRoundedUp(
      epsilon: 0.1, delta: 1e-7, count: 60, total: 1.5)
    let upper = try loss.deltaRoundedUp(epsilon: 1.5)
    #expect(upper >= optimal * (1 - 1e-14) && upper < optimal * (1 + 1e-7))
    #expect(try loss.deltaRoundedDown(epsilon: 1.5) <= optimal)
    let advanced = try ClassicComposition.advancedRoundedUp(
      epsilon: 0.1, delta: 1e-7, count: 60, slack: 1e-5)
    #expect(
      try ClassicComposition.optimalEpsilonRoundedUp(
        epsilon: 0.1, delta: 1e-7, count: 60, target: advanced.delta) < advanced.epsilon)
  }

  @Test func groupsAndSamplesFollowTheirTheorems() throws {
    let group = try ClassicComposition.groupRoundedUp(epsilon: log(2.0), delta: 1e-6, size: 3)
    #expect(abs(group.epsilon - 3 * log(2.0)) < 1e-15 && abs(group.delta - 7e-6) < 1e-20)
    let sampled = try Amplification.poissonSampledRoundedUp(
      epsilon: log(3.0), delta: 1e-6, rate: 0.5)
    #expect(abs(sampled.epsilon - log(2.0)) < 1e-15 && sampled.delta == 5e-7)
    let tiny = try Amplification.poissonSampledRoundedUp(epsilon: 1e-12, delta: 0, rate: 1e-6)
    #expect(tiny.epsilon >= 1e-18 && tiny.epsilon < 1.001e-18)
    let before = try Amplification.epsilonBeforeSamplingRoundedDown(epsilon: log(2.0), rate: 0.5)
    #expect(abs(before - log(3.0)) < 1e-15)
  }

  // Catches: a clone too many. For n = 3, e = log 3: C ~ B(2, 1/3), computed by hand below.
  @Test func shuffledReportsMatchTheSumOverAllClones() throws {
    let (local, epsilon, n) = (log(3.0), 0.2, 3)
    let r = 0.75
    var expected = 0.0
    for clones in 0..<n {
      let weight = [4.0 / 9, 4.0 / 9, 1.0 / 9][clones]
      func half(_ k: Int) -> Double {
        guard k >= 0, k <= clones else { return 0 }
        return [[1], [1, 1], [1, 2, 1]][clones][k] / Double(1 << clones)
      }
      for a in 0...clones + 1 {
        let first = r * half(a - 1) + (1 - r) * half(a)
        let second = (1 - r) * half(a - 1) + r * half(a)
        expected += weight * max(0, first - exp(epsilon) * second)
      }
    }
    let found = try Amplification.shuffledDeltaRoundedUp(
      localEpsilon: local, count: n, epsilon: epsilon)
    #expect(isJustAbove(found, expected, 1e-5))
    let closed = try Amplification.shuffledRoundedUp(localEpsilon: 1, count: 100_000, delta: 1e-6)
    #expect(closed < 0.1)
    #expect(
      try Amplification.shuffledDeltaRoundedUp(localEpsilon: 1, count: 100_000, epsilon: closed)
        < 1e-6)
  }
}
