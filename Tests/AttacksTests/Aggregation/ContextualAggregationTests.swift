import Evaluation
import Findings
import Foundation
import Numerics
import Tables
import TestSupport
import Testing

@testable import Attacks

@Suite("What each column of another source adds")
struct ContextualAggregationTests {
  /// Random chances for each set and target: no order, no monotony.
  static func game(columns: Int, targets: Int, seed: UInt64) -> [[Double]] {
    var source = SeededGenerator(seed: seed, stream: "game")
    return (0..<(1 << columns)).map { mask in
      (0..<targets).map { _ in mask == 0 ? 0.125 : source.unit() }
    }
  }

  static func aggregation(_ game: [[Double]], columns: Int) throws -> ContextualAggregation {
    try ContextualAggregation(
      columns: (0..<columns).map { "c\($0)" }, targetCount: game[0].count, withoutRelease: 0.125
    ) { positions in game[positions.reduce(0) { $0 | 1 << $1 }] }
  }

  static func orders(of columns: [Int]) -> [[Int]] {
    guard !columns.isEmpty else { return [[]] }
    return columns.flatMap { first in
      orders(of: columns.filter { $0 != first }).map { [first] + $0 }
    }
  }

  // The oracle goes through all orders, each one column at a time.
  @Test("shares are the mean over all orders of adding, for one to six columns", arguments: 1...6)
  func allOrders(columns: Int) throws {
    let orders = Self.orders(of: Array(0..<columns))
    for seed in UInt64(0)..<(columns < 6 ? 8 : 2) {
      let game = Self.game(columns: columns, targets: 3, seed: seed)
      let aggregation = try Self.aggregation(game, columns: columns)
      var sums = [[Double]](repeating: [0, 0, 0], count: columns)
      for order in orders {
        var mask = 0
        for column in order {
          for target in 0..<3 {
            sums[column][target] += game[mask | 1 << column][target] - game[mask][target]
          }
          mask |= 1 << column
        }
      }
      for column in 0..<columns {
        for target in 0..<3 {
          let expected = sums[column][target] / Double(orders.count)
          #expect(abs(aggregation.shares[column][target] - expected) < 1e-12)
        }
      }
    }
  }

  @Test("shares sum to the whole excess, exactly up to rounding, in all sizes", arguments: 1...12)
  func sums(columns: Int) throws {
    let game = Self.game(columns: columns, targets: 5, seed: 77)
    let aggregation = try Self.aggregation(game, columns: columns)
    #expect(aggregation.isExhaustive == (columns <= 8))
    for target in 0..<5 {
      let sum = aggregation.shares.reduce(0) { $0 + $1[target] }
      #expect(abs(sum - (game[(1 << columns) - 1][target] - 0.125)) < 1e-12)
    }
    // Successes that are multiples of 3! have shares without any rounding.
    guard columns <= 3 else { return }
    let coarse = game.map { $0.map { ($0 * 10).rounded() * 6 / 64 } }
    let whole = try ContextualAggregation(
      columns: (0..<columns).map { "c\($0)" }, targetCount: 5, withoutRelease: 0
    ) { positions in coarse[positions.reduce(0) { $0 | 1 << $1 }] }
    for target in 0..<5 {
      let sum = whole.shares.reduce(0) { $0 + $1[target] }
      #expect(abs(sum - coarse[(1 << columns) - 1][target]) < 1e-15)
    }
  }

  @Test("a column that adds nothing to any set has no share, two that are alike have equal ones")
  func axioms() throws {
    let aggregation = try ContextualAggregation(
      columns: ["a", "b", "idle"], targetCount: 1, withoutRelease: 0
    ) { positions in [Double(positions.filter { $0 < 2 }.count) * 0.4 + 0.0] }
    #expect(aggregation.shares[2] == [0])
    #expect(abs(aggregation.shares[0][0] - aggregation.shares[1][0]) < 1e-15)
  }

  @Test("best sets, complements and the smallest set above a risk are those of looking at all")
  func sets() throws {
    for seed in UInt64(0)..<20 {
      let game = Self.game(columns: 4, targets: 4, seed: seed)
      let aggregation = try Self.aggregation(game, columns: 4)
      let risks = game.map { $0.reduce(0, +) / 4 }
      #expect(aggregation.sets.count == 16 && aggregation.everything.columns == [0, 1, 2, 3])
      for size in 0...4 {
        let best = (0..<16).filter { $0.nonzeroBitCount == size }.map { risks[$0] }.max()
        #expect(aggregation.best(ofSize: size)?.risk == best)
      }
      for line in [0.05, 0.3, 0.5, 0.6, 0.8, 0.99] {
        let passing = (0..<16).filter { risks[$0] > line }
        let size = passing.map(\.nonzeroBitCount).min()
        let found = aggregation.smallestSet(above: line)
        #expect(found?.columns.count == size)
        #expect(
          found?.risk == passing.filter { $0.nonzeroBitCount == size }.map { risks[$0] }.max())
      }
      for set in aggregation.sets {
        let mask = set.columns.reduce(0) { $0 | 1 << $1 }
        #expect(aggregation.complement(of: set)?.risk == risks[15 ^ mask])
      }
      for column in 0..<4 {
        #expect(aggregation.withoutColumn[column].risk == risks[15 ^ (1 << column)])
      }
    }
  }

  @Test("above eight columns each step adds the column that helps most")
  func greedy() throws {
    let game = Self.game(columns: 10, targets: 3, seed: 4)
    let risks = game.map { $0.reduce(0, +) / 3 }
    let aggregation = try Self.aggregation(game, columns: 10)
    var mask = 0
    for column in aggregation.path {
      let best = (0..<10).filter { mask >> $0 & 1 == 0 }.map { risks[mask | 1 << $0] }.max()
      #expect(risks[mask | 1 << column] == best)
      mask |= 1 << column
    }
    #expect(mask == 1_023)
    // 10 + 9 + ... + 1 sets, the empty one, and the 8 without one column that were not met yet.
    #expect(aggregation.sets.count == 56 + 8)
    #expect(Set(aggregation.sets.map(\.columns)).count == aggregation.sets.count)
  }

  // All outcomes of up to 12 pairs, each a gain, a loss or neither, with their multinomial chances.
  @Test("a paired difference's interval covers the truth at least as often as it says")
  func coverage() {
    for (gain, loss) in [(0.1, 0.1), (0.5, 0.2), (0.02, 0.0), (0.9, 0.05), (0.3, 0.6)] {
      for count in [1, 5, 12] {
        var covered = 0.0
        for gains in 0...count {
          for losses in 0...(count - gains) {
            let differences =
              [Double](repeating: 1, count: gains) + [Double](repeating: -1, count: losses)
              + [Double](repeating: 0, count: count - gains - losses)
            let estimate = PairedDifference.estimate(differences, level: 0.9)
            guard estimate.lower <= gain - loss, gain - loss <= estimate.upper else { continue }
            let ways = Self.choose(count, gains) * Self.choose(count - gains, losses)
            covered +=
              ways * pow(gain, Double(gains)) * pow(loss, Double(losses))
              * pow(1 - gain - loss, Double(count - gains - losses))
          }
        }
        #expect(covered >= 0.9 - 1e-9, "\(gain) \(loss) \(count): \(covered)")
      }
    }
    let nothing = PairedDifference.estimate([0, 0, 0], level: 0.95)
    #expect(nothing.lower < 0 && nothing.upper > 0)
  }

  static func choose(_ count: Int, _ some: Int) -> Double {
    (0..<some).reduce(1.0) { $0 * Double(count - $1) / Double($1 + 1) }
  }

  @Test("graders that give other targets, or what is no probability, are named as defects")
  func badGraders() {
    func run(_ columns: [String], _ grade: @escaping ContextualAggregation.Grader) throws {
      _ = try ContextualAggregation(
        columns: columns, targetCount: 2, withoutRelease: 0.1, table: "t", grade: grade)
    }
    #expect(throws: AggregationError.noColumns(table: "t")) { try run([]) { _ in [0, 0] } }
    #expect(throws: AggregationError.targetCount(expected: 2, graded: 1)) {
      try run(["a"]) { _ in [0] }
    }
    for value in [Double.nan, -0.1, 1.5] {
      #expect(throws: AggregationError.notAProbability(columns: [0])) {
        try run(["a"]) { _ in [0, value] }
      }
    }
  }
}
