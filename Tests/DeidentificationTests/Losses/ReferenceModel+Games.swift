import Deidentification
import Foundation
import Numerics

extension ReferenceModel {
  /// Publisher's payout positive, or no attack worth while.
  static func profitability(
    _ name: String, _ table: SearchTable, _ node: GeneralizationNode,
    _ game: PublisherPayoutLoss.Game
  ) -> ReferenceModel {
    .classes { index, classes in
      let size =
        name.contains("journalist") ? classes.populationSizes[index] : classes.sizes[index]
      let probability = 1 / Double(size)
      if name.contains("no-attack") {
        return Double(size) > game.attackerGain / game.attackerCost
      }
      let attacked = game.attackerGain * probability > game.attackerCost
      let kept = 1 - informationLoss(index, table, classes, node)
      return game.publisherBenefit * kept - (attacked ? game.publisherLoss * probability : 0) > 0
    }
  }

  /// The information that a row of a class lost: the logarithm of the records that it could be,
  /// of that of all records.
  static func informationLoss(
    _ index: Int, _ table: SearchTable, _ classes: ClassTable, _ node: GeneralizationNode
  ) -> Double {
    var (open, all) = (0.0, 0.0)
    for (column, hierarchy) in table.quasiIdentifiers.enumerated() {
      let groups = hierarchy.levels[node.levels[column]].groupOfCode.dropFirst()
      open += log(Double(groups.count { $0 == classes.codes[column][index] }))
      all += log(Double(groups.count))
    }
    return open / all
  }

  /// k of (k, beta)-SDGS for "(epsilon,delta)-DP", as ARX counts it: one more than the least k whose
  /// delta lies below the one asked for.
  ///
  /// Li, Qardaji, Su 2012; Bild, Kuhn, Prasser 2018, section 4: delta(k) is the largest
  /// P(B(n, beta) > gamma n) over n >= k / gamma - 1.
  static func minimumSize(_ name: String, searchBudget: Double = 0) -> Int {
    let (epsilon, delta) = parameters(name)
    let beta = samplingRate(epsilon - searchBudget)
    let gamma = (exp(epsilon - searchBudget) - 1 + beta) / exp(epsilon - searchBudget)
    var k = 1
    while true {
      var (largest, bound) = (-1.0, Double.infinity)
      var n = Int((Double(k) / gamma - 1).rounded(.up))
      while largest < bound {
        let least = Int((Double(n) * gamma).rounded(.down)) + 1
        let tail =
          least > n
          ? 0
          : BetaDistribution.cdf(beta, alpha: Double(least), beta: Double(n - least + 1))
        largest = max(largest, tail)
        bound = exp(-Double(n) * (gamma * log(gamma / beta) - (gamma - beta)))
        n += 1
      }
      k += 1
      if largest < delta { return k }
    }
  }

  static func parameters(_ name: String) -> (epsilon: Double, delta: Double) {
    let numbers = name.dropFirst().prefix { $0 != ")" }.split(separator: ",").compactMap {
      Double($0)
    }
    return (numbers[0], numbers[1])
  }

  static func samplingRate(_ epsilon: Double) -> Double { 1 - exp(-epsilon) }

  /// The rows that ARX's deterministic sampling takes: `java.util.Random` with seed 0xDEADBEEF.
  static func sample(rate: Double, count: Int) -> [Bool] {
    let mask: UInt64 = (1 << 48) - 1
    var state = (UInt64(bitPattern: Int64(Int32(bitPattern: 0xDEAD_BEEF))) ^ 0x5_DEEC_E66D) & mask
    func next(_ bits: UInt64) -> UInt64 {
      state = (state &* 0x5_DEEC_E66D &+ 0xB) & mask
      return state >> (48 - bits)
    }
    return (0..<count).map { _ in
      let high = next(26) << 27
      return Double(high + next(27)) * 0x1p-53 < rate
    }
  }
}
