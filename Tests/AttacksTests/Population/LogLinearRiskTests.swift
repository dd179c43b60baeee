import Foundation
import Testing

@testable import Attacks

@Suite struct LogLinearRiskTests {
  /// A full table of 3 x 2 x 4 cells, fitted the slow way.
  private struct FullTable {
    var counts: [Double]
    var weights: [Double]
    let sizes = [3, 2, 4]

    func levels(_ cell: Int) -> [Int] { [cell / 8, cell / 4 % 2, cell % 4] }

    /// Iterative proportional fitting of `start` to the one-way margins of `targets`.
    func fit(start: [Double], targets: [Double]) -> [Double] {
      var means = start
      let slices = (0..<3).flatMap { key in
        (0..<sizes[key]).map { level in means.indices.filter { levels($0)[key] == level } }
      }
      var change = 1.0
      while change > 1e-13 {
        change = 0
        for members in slices {
          var sum = 0.0
          var target = 0.0
          for cell in members {
            sum += means[cell]
            target += targets[cell]
          }
          guard sum > 0 else { continue }
          change = max(change, abs(target / sum - 1))
          for cell in members { means[cell] *= target / sum }
        }
      }
      return means
    }
  }

  private func sample(_ seed: UInt64) -> (keys: [[UInt32]], weights: [Double], table: FullTable) {
    var generator = TestGenerator(state: seed)
    var keys: [[UInt32]] = [[], [], []]
    var weights: [Double] = []
    var table = FullTable(
      counts: [Double](repeating: 0, count: 24), weights: [Double](repeating: 0, count: 24))
    // Each level once, so that the table over levels that occur is the full one.
    let first = (0..<4).map { [min($0, 2), min($0, 1), $0] }
    let rest = (0..<30).map { _ in [3, 2, 4].map { Int.random(in: 0..<$0, using: &generator) } }
    for row in first + rest {
      for key in 0..<3 { keys[key].append(UInt32(row[key])) }
      let weight = Double.random(in: 2..<30, using: &generator)
      weights.append(weight)
      table.counts[row[0] * 8 + row[1] * 4 + row[2]] += 1
      table.weights[row[0] * 8 + row[1] * 4 + row[2]] += weight
    }
    return (keys, weights, table)
  }

  @Test("Fits that never form empty cells agree with fits of the full table")
  func fullTables() throws {
    // Catches a margin's share of the empty cells being lost.
    for seed in 0..<5 as Range<UInt64> {
      let (keys, weights, table) = sample(seed)
      let scale = table.counts.reduce(0, +) / table.weights.reduce(0, +)
      let offset = zip(table.counts, table.weights).map { $1 > 0 ? $0 / $1 + 0.1 : 0.1 }
      let rounded = table.weights.map { ($0 * scale).rounded(.toNearestOrEven) }
      let ones = table.counts.map { _ in 1.0 }
      let expected: [(LogLinearRisk.Method, [Double])] = [
        (.standard, table.fit(start: ones, targets: table.counts)),
        (.offset, table.fit(start: offset, targets: table.counts)),
        (.pseudoLikelihood, table.fit(start: ones, targets: rounded)),
      ]
      for (method, means) in expected {
        try compare(keys: keys, weights: weights, table: table, method: method, means: means)
      }
    }
  }

  private func compare(
    keys: [[UInt32]], weights: [Double], table: FullTable, method: LogLinearRisk.Method,
    means: [Double]
  ) throws {
    let ours = try LogLinearRisk.estimate(keys: keys, weights: weights, method: method).get()
    var sums = [0.0, 0, 0, 0]
    var occupied = 0.0
    for cell in means.indices where table.counts[cell] > 0 && means[cell] > 0 {
      occupied += 1
      guard table.counts[cell] == 1 else { continue }
      let inclusion = 1 / table.weights[cell]
      let small = means[cell] * (1 - inclusion)
      let large = small / inclusion
      sums[0] += exp(-large)
      sums[1] += (1 - exp(-large)) / large
      sums[2] += exp(-small)
      sums[3] += (1 - exp(-small)) / small
    }
    #expect(Double(ours.occupiedCells) == occupied)
    #expect(close(ours.expectedPopulationUniques, sums[0], relative: 1e-8), "\(method)")
    #expect(close(ours.expectedCorrectMatches, sums[1], relative: 1e-8), "\(method)")
    #expect(close(ours.sdcMicroRisk1, sums[2] / occupied, relative: 1e-8), "\(method)")
    #expect(close(ours.sdcMicroRisk2, sums[3] / occupied, relative: 1e-8), "\(method)")
  }

  @Test("The covariate's coefficient has the highest likelihood")
  func covariate() throws {
    // Catches a score with a wrong sign, and main effects that are not profiled out.
    let (keys, weights, table) = sample(77)
    func likelihood(_ coefficient: Double) -> (value: Double, means: [Double]) {
      let start = table.weights.map { exp(coefficient * $0) }
      let means = table.fit(start: start, targets: table.counts)
      let value = zip(table.counts, means).reduce(0) { $0 + $1.0 * log($1.1) - $1.1 }
      return (value, means)
    }
    var (low, high) = (-0.3, 0.3)
    while high - low > 1e-7 {
      let third = (high - low) / 3
      if likelihood(low + third).value < likelihood(high - third).value {
        low += third
      } else {
        high -= third
      }
    }
    let means = likelihood((low + high) / 2).means
    let ours = try LogLinearRisk.estimate(
      keys: keys, weights: weights, method: .weightCovariate
    ).get()
    var sum = 0.0
    for cell in means.indices where table.counts[cell] == 1 {
      sum += exp(-means[cell] * (1 - 1 / table.weights[cell]))
    }
    #expect(close(ours.sdcMicroRisk1, sum / Double(ours.occupiedCells), relative: 1e-4))
  }

  @Test("Small and bad input is answered or refused, never trapped")
  func edges() throws {
    // Catches a division by a weight of zero and a fit without rows.
    #expect(throws: PopulationError.empty) { try LogLinearRisk.estimate(keys: [], weights: []) }
    #expect(throws: PopulationError.weight(row: 0)) {
      try LogLinearRisk.estimate(keys: [[1]], weights: [0.5])
    }
    #expect(throws: PopulationError.lengthMismatch(what: "weights", expected: 1, found: 0)) {
      try LogLinearRisk.estimate(keys: [[1]], weights: [])
    }
    for method in LogLinearRisk.Method.allCases {
      let result = try LogLinearRisk.estimate(keys: [[1], [0]], weights: [1], method: method)
      if case .success(let risk) = result {
        #expect(risk.sampleUniques == 1 && risk.expectedPopulationUniques == 1, "\(method)")
      }
    }
  }
}
