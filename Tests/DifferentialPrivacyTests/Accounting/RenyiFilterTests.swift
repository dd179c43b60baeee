import DifferentialPrivacy
import Foundation
import Testing

@Suite("The Renyi filter and batches of fixed size")
struct RenyiFilterTests {
  // Catches: a limit that converts to more than epsilon, a spend past it, a refusal that costs.
  @Test func whatIsLetThroughStaysWithinTheBudget() throws {
    let (epsilon, delta, orders) = (1.0, 1e-6, [4.0, 8, 16, 32])
    var filter = try RenyiFilter(epsilon: epsilon, delta: delta, orders: orders)
    for account in filter.accounts {
      let reached = try RenyiConversion.epsilonRoundedUp(
        order: account.order, divergence: account.limit, delta: delta / 4)
      #expect(reached <= epsilon && reached > epsilon - 1e-12)
    }
    // An analyst who adapts: large noise, then small, until nothing fits.
    var spent: [(RenyiMechanism, Int)] = []
    for step in 0..<400 {
      let mechanism: RenyiMechanism =
        step % 3 == 0
        ? .laplace(scale: 30) : .subsampledGaussian(deviation: 1 + Double(step % 7), rate: 0.01)
      let before = filter.accounts
      do {
        try filter.spend(mechanism, count: 5)
        spent.append((mechanism, 5))
      } catch {
        #expect(error == .budgetExceeded)
        #expect(filter.accounts == before)
      }
    }
    #expect(spent.count > 10 && spent.count < 400)
    // By an accountant of its own: one order is within its own limit, so delta/4 holds there.
    var accountant = RenyiAccountant()
    for (mechanism, count) in spent { try accountant.add(mechanism, count: count) }
    #expect(
      try orders.contains { order in
        let divergence = try accountant.divergenceRoundedUp(order: order)
        return try RenyiConversion.epsilonRoundedUp(
          order: order, divergence: divergence, delta: delta / 4) <= epsilon * (1 + 1e-9)
      })
  }

  @Test func oneOrderAllowsAsMuchAsThatOrderProves() throws {
    // Gaussian noise of 10: each release costs 8/200 at order 8.
    var filter = try RenyiFilter(epsilon: 2, delta: 1e-5, orders: [8])
    let limit = 2 - (log1p(-1 / 8.0) - (log(1e-5) + log(8.0)) / 7)
    let most = Int(limit / 0.04)
    try filter.spend(.gaussian(deviation: 10), count: most)
    #expect(throws: PrivacyError.budgetExceeded) { try filter.spend(.gaussian(deviation: 10)) }
  }

  @Test func nonsenseIsRefused() throws {
    #expect(throws: PrivacyError.self) {
      _ = try RenyiFilter(epsilon: 1, delta: 1e-6, orders: []).epsilon
    }
    #expect(throws: PrivacyError.self) {
      _ = try RenyiFilter(epsilon: 1, delta: 1e-6, orders: [2, 2]).epsilon
    }
    #expect(throws: PrivacyError.self) {
      _ = try RenyiFilter(epsilon: 1, delta: 1e-6, orders: [1]).epsilon
    }
    #expect(throws: PrivacyError.self) {
      _ = try RenyiFilter(epsilon: 0.01, delta: 1e-9, orders: [2]).epsilon
    }
    #expect(throws: PrivacyError.self) {
      try RenyiMechanism.fixedBatchGaussian(deviation: 1, rate: 2).divergenceRoundedUp(order: 2)
    }
  }

  // Catches: a bound below what a pair of datasets really has: one subject at +1/2 replaced by one
  // at -1/2, all others at 0, whose mixtures' divergence is summed directly.
  @Test(arguments: [(1.0, 0.01), (0.5, 0.05), (2.0, 0.3), (4.0, 0.001)])
  func aBatchCostsAtLeastWhatTwoDatasetsShow(deviation: Double, rate: Double) throws {
    for order in [1.5, 2, 3, 4.7, 8, 20] {
      var sum = 0.0
      let step = deviation / 50
      let reach = 12 * deviation + order
      for index in 0...Int(2 * reach / step) {
        let z = -reach + Double(index) * step
        func density(_ mean: Double) -> Double {
          exp(-(z - mean) * (z - mean) / (2 * deviation * deviation))
        }
        let rest = (1 - rate) * density(0)
        let (p, q) = (rest + rate * density(0.5), rest + rate * density(-0.5))
        if p > 0, q > 0 { sum += exp(order * log(p) + (1 - order) * log(q)) }
      }
      let shown = log(sum * step / (deviation * (2 * Double.pi).squareRoot())) / (order - 1)
      let mechanism = RenyiMechanism.fixedBatchGaussian(deviation: deviation, rate: rate)
      let bound = try mechanism.divergenceRoundedUp(order: order)
      #expect(bound >= shown * (1 - 1e-9) - 1e-13, "\(order) \(bound) \(shown)")
      // Sampling never costs more than none.
      let whole = try RenyiMechanism.gaussian(deviation: deviation).divergenceRoundedUp(
        order: order)
      #expect(bound <= whole * (1 + 1e-12))
    }
  }

  // Catches: epsilon^2/8 used where a mechanism with a range of epsilon has more: the two-outcome
  // exponential mechanism at all of its odds.
  @Test func boundedRangeCoversTheExponentialMechanism() throws {
    for epsilon in [0.1, 1, 3, 8] {
      for order in [1.1, 2, 5, 30] {
        let bound = try RenyiMechanism.boundedRange(epsilon: epsilon).divergenceRoundedUp(
          order: order)
        #expect(bound <= min(epsilon, epsilon * epsilon / 8 * order) * (1 + 1e-12))
        for odds in stride(from: -10.0, through: 10, by: 0.25) {
          func truth(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
          let (p, q) = (truth(odds + epsilon / 2), truth(odds - epsilon / 2))
          let sum = pow(p, order) * pow(q, 1 - order) + pow(1 - p, order) * pow(1 - q, 1 - order)
          #expect(log(sum) / (order - 1) <= bound * (1 + 1e-9), "\(epsilon) \(order) \(odds)")
        }
      }
    }
  }
}
