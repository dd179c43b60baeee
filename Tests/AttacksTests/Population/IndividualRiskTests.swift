import Foundation
import Testing

@testable import Attacks

@Suite struct IndividualRiskTests {
  @Test("The exact risk is the mean of one over a negative binomial population count")
  func exact() {
    // Catches an unstable recursion or a series cut short.
    for sample in [1, 2, 3, 5, 20, 63, 64, 65, 300] {
      for share in [0.004, 0.05, 0.3, 0.49, 0.51, 0.9, 0.999] {
        let count = Double(sample)
        var chance = pow(share, count)
        guard chance > 1e-280 else { continue }
        var mean = 0.0
        var people = count
        while people < 400_000 {
          mean += chance / people
          chance *= (1 - share) * people / (people - count + 1)
          people += 1
          if chance < 1e-19 * mean && people > count / share { break }
        }
        let ours = IndividualRisk.risk(sample: count, population: count / share, method: .exact)
        #expect(close(ours, mean, relative: 1e-9), "f \(sample) p \(share): \(ours), \(mean)")
      }
    }
  }

  @Test("Exact risks meet across the border between recursion and series")
  func continuity() {
    // Catches a jump between the two ways of computing.
    for sample in [3.0, 30, 63] {
      let below = IndividualRisk.risk(
        sample: sample, population: sample / 0.4999999999, method: .exact)
      let above = IndividualRisk.risk(sample: sample, population: sample / 0.5, method: .exact)
      #expect(close(below, above, relative: 1e-8), "f \(sample)")
    }
  }

  @Test("A sample that holds everybody gives one over its class, and risks stay in (0, 1]")
  func limits() throws {
    // Catches 0/0 at p = 1 and risks above one at weights near one.
    for method in IndividualRisk.Method.allCases {
      #expect(IndividualRisk.risk(sample: 4, population: 4, method: method) == 0.25)
      #expect(IndividualRisk.risk(sample: 4, population: 3, method: method) == 0.25)
      for sample in [1.0, 2, 3, 1e3, 1e6] {
        for factor in [1 + 1e-15, 1 + 1e-9, 1.001, 7, 1e9] {
          let risk = IndividualRisk.risk(
            sample: sample, population: sample * factor, method: method)
          #expect(risk > 0 && risk <= 1 / sample * (1 + 1e-12), "\(sample) \(factor) \(method)")
        }
      }
    }
    let frequencies = try KeyFrequencies(sample: [1, 2], population: [10, 2])
    let risk = IndividualRisk(frequencies)
    #expect(risk.maximum == 0.5)
    #expect(risk.shareOfRows(aboveRisk: 0.4) == 0.5)
    #expect(close(risk.globalRisk, risk.expectedReidentifications / 2, relative: 1e-15))
  }

  @Test("A household's risk is one minus the chance that no member is found")
  func households() throws {
    // Catches members counted once where each carries the household's risk.
    let risks = [0.5, 0.1, 0.2, 0.3, 1, 0.4]
    let ours = try HouseholdRisk(memberRisks: risks, households: [7, 7, 0, 0, 9, 9])
    let shared = 1 - 0.5 * 0.9
    for (left, right) in zip(ours.risks, [shared, shared, 0.2, 0.3, 1, 1]) {
      #expect(abs(left - right) < 1e-15)
    }
    #expect(ours.householdCount == 4)
    #expect(close(ours.expectedReidentifications, 2 * shared + 2.5, relative: 1e-14))
    let tiny = try HouseholdRisk(memberRisks: [1e-18, 1e-18], households: [1, 1])
    #expect(close(tiny.risks[0], 2e-18, relative: 1e-12))
    #expect(throws: PopulationError.frequency(row: 0)) {
      try HouseholdRisk(memberRisks: [1.5], households: [1])
    }
    #expect(throws: PopulationError.self) { try HouseholdRisk(memberRisks: [], households: [1]) }
    #expect(try HouseholdRisk(memberRisks: [], households: []).globalRisk == 0)
  }

  @Test("Rare cells are those with at most the threshold's rows, over all combinations")
  func cells() throws {
    // Catches a combination left out and an off-by-one at the threshold.
    let keys: [[UInt32]] = [[1, 1, 2, 2, 2], [1, 1, 1, 0, 0], [1, 2, 3, 4, 5]]
    let cells = try RiskyCells(keys: keys, maximumKeys: 3, thresholds: [2, 1])
    #expect(
      cells.combinations.map(\.keys) == [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]])
    #expect(cells.combinations.map(\.unsafeCells) == [1, 1, 5, 1, 5, 5, 5])
    #expect(cells.combinations.map(\.unsafeRows) == [2, 2, 5, 1, 5, 5, 5])
    #expect(cells.combinations.map(\.threshold) == [2, 2, 2, 1, 1, 1, 1])
    #expect(throws: PopulationError.empty) {
      try RiskyCells(keys: [], maximumKeys: 1, thresholds: [1])
    }
    #expect(throws: PopulationError.self) {
      try RiskyCells(keys: keys, maximumKeys: 1, thresholds: [])
    }
  }
}
