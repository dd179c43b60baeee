import Foundation
import TestSupport
import Testing

@testable import DifferentialPrivacy

@Suite("The sparse vector technique and top-k")
struct SparseVectorTests {
  @Test("answers follow their law, and stop when the count is spent")
  func answers() throws {
    let values: [Int64] = [3, 9, 1, 6]
    var source = SeededTestSource(31)
    var counts = OutcomeCounts()
    for _ in 0..<(StatisticalBound.draws / 20) {
      var stream = try SparseVector(
        thresholdEpsilon: ExactRational(1, over: 2), queryEpsilon: ExactRational(2),
        threshold: 5, maximumAbove: 2, sensitivity: 1, from: &source)
      var code: Int64 = 1
      for value in values where stream.remaining > 0 {
        code = code * 2 + (try stream.isAbove(value, from: &source) ? 1 : 0)
      }
      if stream.remaining == 0 {
        #expect(throws: PrivacyError.budgetExceeded) {
          _ = try stream.isAbove(100, from: &source)
        }
      }
      counts.add(code)
    }
    let first = SelectionOracle.Noise(isSigned: true, q: exp(-0.5))
    let query = SelectionOracle.Noise(isSigned: true, q: exp(-0.5))
    let law = Self.law(values, count: 2) {
      SelectionOracle.sparseVector(values, answers: $0, threshold: 5, first, query)
    }
    #expect(abs(law.values.reduce(0, +) - 1) < 1e-9)
    let excess = counts.excess(over: 0...31) { law[$0] ?? 0 }
    #expect(excess.chiSquare < 0 && excess.kolmogorov < 0)
  }

  /// The probability of each sequence of answers that a stream may give.
  static func law(
    _ values: [Int64], count: Int, _ probability: ([Bool]) -> Double
  ) -> [Int64: Double] {
    var result: [Int64: Double] = [:]
    var open: [[Bool]] = [[]]
    while let answers = open.popLast() {
      if answers.count == values.count || answers.filter(\.self).count == count {
        result[answers.reduce(1) { $0 * 2 + ($1 ? 1 : 0) }] = probability(answers)
      } else {
        open += [answers + [true], answers + [false]]
      }
    }
    return result
  }

  @Test("no neighbour's answers differ by more than exp(epsilon)", arguments: [false, true])
  func guarantee(isMonotone: Bool) {
    // Would catch the broken variants of Lyu, Su and Li: no query noise, a factor c or 2 lost.
    let (first, query, count) = (0.4, 0.9, 2)
    let threshold = SelectionOracle.Noise(isSigned: true, q: exp(-first))
    let noise = SelectionOracle.Noise(
      isSigned: true, q: exp(-query / Double(isMonotone ? count : 2 * count)))
    var worst = 0.0
    for values in [[0, 0, 0, 0], [5, -5, 5, -5], [-9, -9, 9, 9], [2, 1, 0, -30]] as [[Int64]] {
      let law: ([Int64]) -> [Int64: Double] = { values in
        Self.law(values, count: count) {
          SelectionOracle.sparseVector(values, answers: $0, threshold: 0, threshold, noise)
        }
      }
      let base = law(values)
      for neighbour in SelectionTests.neighbours(values, isMonotone: isMonotone) {
        for (answers, chance) in law(neighbour) {
          worst = max(worst, abs(log(chance / (base[answers] ?? 0))))
        }
      }
    }
    #expect(worst <= first + query + 1e-9)
    #expect(worst > 0.6 * (first + query))
  }

  @Test("epsilon is split as 1 to (2c)^(2/3), and costs what was given")
  func split() throws {
    var source = SeededTestSource(32)
    let stream = try SparseVector(
      epsilon: ExactRational(1), threshold: 10, maximumAbove: 4, from: &source)
    #expect(stream.cost == .pure(epsilon: 1))
    #expect(stream.remaining == 4)
    #expect(throws: PrivacyError.self) {
      _ = try SparseVector(
        epsilon: ExactRational(1), threshold: 10, maximumAbove: 0, from: &source)
    }
    #expect(throws: PrivacyError.self) {
      _ = try SparseVector(
        epsilon: ExactRational(-1), threshold: 10, maximumAbove: 1, from: &source)
    }
  }

  @Test("the two best follow their law", arguments: TopSelection.Method.allCases)
  func topTwo(method: TopSelection.Method) throws {
    let scores: [Int64] = [4, 0, 6, 6]
    let mechanism = try TopSelection(count: 2, epsilon: ExactRational(2), method: method)
    let law = try Self.lawOfTwo(scores, method)
    #expect(abs(law.values.reduce(0, +) - 1) < 1e-9)
    var source = SeededTestSource(33)
    var counts = OutcomeCounts()
    for _ in 0..<(StatisticalBound.draws / 20) {
      let chosen = try mechanism.draw(scores: scores, from: &source)
      counts.add(Int64(chosen[0] * 4 + chosen[1]))
    }
    let excess = counts.excess(over: 0...15) { law[[Int($0) / 4, Int($0) % 4]] ?? 0 }
    #expect(excess.chiSquare < 0 && excess.kolmogorov < 0)
  }

  /// epsilon 2 for two rounds: a rate of 1/2 a round.
  static func lawOfTwo(
    _ scores: [Int64], _ method: TopSelection.Method
  ) throws -> [[Int]: Double] {
    if method == .oneShot {
      return SelectionOracle.bestTwo(scores, .init(isSigned: true, q: exp(-0.5)))
    }
    let round: ([Int64]) throws -> [Double] = { scores in
      method == .peeling
        ? try ExponentialMechanism(epsilon: ExactRational(1)).probabilities(scores: scores)
        : SelectionOracle.permuteAndFlip(scores, rate: 0.5)
    }
    var result: [[Int]: Double] = [:]
    let first = try round(scores)
    for index in scores.indices {
      let left = scores.indices.filter { $0 != index }
      let second = try round(left.map { scores[$0] })
      for (place, other) in left.enumerated() {
        result[[index, other]] = first[index] * second[place]
      }
    }
    return result
  }

  @Test("one-shot noise keeps its guarantee on all neighbours", arguments: [false, true])
  func oneShot(isMonotone: Bool) {
    let epsilon = 1.2
    let noise = SelectionOracle.Noise(
      isSigned: true, q: exp(-epsilon / Double(isMonotone ? 2 : 4)))
    var worst = 0.0
    for scores in [[0, 0, 0, 0], [9, 3, 3, 0], [20, 0, 20, 0], [1, 2, 3, 4]] as [[Int64]] {
      let base = SelectionOracle.bestTwo(scores, noise)
      for neighbour in SelectionTests.neighbours(scores, isMonotone: isMonotone) {
        for (chosen, chance) in SelectionOracle.bestTwo(neighbour, noise) {
          worst = max(worst, abs(log(chance / (base[chosen] ?? 0))))
        }
      }
    }
    #expect(worst <= epsilon + 1e-9)
    #expect(worst > 0.6 * epsilon)
  }
}
