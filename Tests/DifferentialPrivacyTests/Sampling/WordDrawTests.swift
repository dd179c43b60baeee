import BigInt
import Foundation
import TestSupport
import Testing

@testable import DifferentialPrivacy

@Suite("Draws from words")
struct WordDrawTests {
  @Test("uniform below a bound gives each outcome the same number of words")
  func uniform() throws {
    // Would catch modulo bias: all of an outcome's words are one stretch, of which only the first
    // may be rejected; what is left must be floor(2^64/n) words for each outcome.
    for bound in [1, 2, 3, 7, 10, 64, 100, 1000, 1023] as [UInt64] {
      let share = BigUInt(BigUInt(1) << 64) / BigUInt(bound)
      for outcome in 0..<bound {
        let first = Self.start(outcome, bound)
        let end = Self.start(outcome + 1, bound)
        var source = ScriptedSource([UInt64(first)], then: UInt64(first) + 1)
        let drawn = try source.uniform(below: bound)
        #expect(drawn == outcome)
        #expect(end - first - BigUInt(source.drawn - 1) == share, "\(outcome) of \(bound)")
      }
    }
  }

  /// The first word whose product with the bound reaches the outcome.
  static func start(_ outcome: UInt64, _ bound: UInt64) -> BigUInt {
    ((BigUInt(outcome) << 64) + BigUInt(bound) - 1) / BigUInt(bound)
  }

  @Test("bits and big bounds stay below their bound, and reach all of it")
  func ranges() throws {
    var source = SeededTestSource(5)
    for count in 0...64 {
      let word = try source.uniformBits(count)
      #expect(count == 64 || word >> UInt64(count) == 0)
    }
    for power in [0, 1, 63, 64, 65, 200] {
      let bound = (BigUInt(1) << power) + 1
      var largest: BigUInt = 0
      for _ in 0..<200 { largest = max(largest, source.bigUniform(below: bound)) }
      // 200 draws all below 3/4: probability 1e-25.
      #expect(largest < bound && 4 * largest >= bound)
    }
    #expect(throws: PrivacyError.self) { _ = try source.uniform(below: 0) }
    #expect(throws: PrivacyError.self) { _ = try source.uniformBits(65) }
  }

  @Test("Bernoulli(p/q) is true for exactly floor(2^128 p/q) of the first 2^128 pairs of words")
  func bernoulli() throws {
    // The answer falls once, from true to false, as U rises; at the threshold's own words it draws
    // on.
    var random = SeededTestSource(6)
    for _ in 0..<200 {
      let bottom = random.next() >> (random.next() % 60) | 1
      let top = random.next() % bottom
      let threshold = (BigUInt(top) << 128) / BigUInt(bottom)
      let first = UInt64(truncatingIfNeeded: threshold >> 64)
      let second = UInt64(truncatingIfNeeded: threshold)
      func answer(_ words: [UInt64], then filler: UInt64) throws -> Bool {
        var source = ScriptedSource(words, then: filler)
        return try source.bernoulli(top, over: bottom)
      }
      if first > 0 { #expect(try answer([first - 1], then: .max)) }
      if first < .max { #expect(try !answer([first + 1], then: 0)) }
      if second > 0 { #expect(try answer([first, second - 1], then: .max)) }
      if second < .max { #expect(try !answer([first, second + 1], then: 0)) }
    }
  }

  @Test("certain outcomes need no words, and bad fractions are refused")
  func certain() throws {
    var source = ScriptedSource([])
    #expect(try source.bernoulli(3, over: 3))
    #expect(try !source.bernoulli(0, over: 3))
    #expect(try source.bernoulliExponential(minus: ExactRational(0)))
    #expect(source.drawn == 0)
    #expect(throws: PrivacyError.self) { _ = try source.bernoulli(4, over: 3) }
    #expect(throws: PrivacyError.self) { _ = try source.bernoulli(0, over: 0) }
    #expect(throws: PrivacyError.self) { _ = try source.bernoulliExponential(minus: 1, over: 0) }
    #expect(throws: PrivacyError.self) {
      _ = try source.bernoulliExponential(minus: ExactRational(-1))
    }
    #expect(throws: PrivacyError.self) { _ = try source.failures(beforeSuccess: 0, over: 2) }
  }

  @Test(
    "Bernoulli(exp(-p/q)) succeeds as often as it should",
    arguments: [(0, 1), (1, 1_000_000), (1, 3), (1, 1), (7, 3), (20, 3)] as [(UInt64, UInt64)])
  func exponential(exponent: (UInt64, UInt64)) throws {
    // Two ways, by trials and by enclosures. Hoeffding: 2 exp(-2 n t^2) = 2e-8 a way.
    var source = SeededTestSource(exponent.0 + 8)
    let chance = exp(-Double(exponent.0) / Double(exponent.1))
    let count = StatisticalBound.draws / 10
    let bound = StatisticalBound.kolmogorov(draws: count)
    var seen = 0
    for _ in 0..<count
    where try source.bernoulliExponential(minus: exponent.0, over: exponent.1) { seen += 1 }
    #expect(abs(Double(seen) / Double(count) - chance) < bound)
    let rational = try ExactRational(Int(exponent.0), over: Int(exponent.1))
    let fewer = count / 20
    seen = 0
    for _ in 0..<fewer where try source.bernoulliExponential(minus: rational) { seen += 1 }
    #expect(
      abs(Double(seen) / Double(fewer) - chance) < StatisticalBound.kolmogorov(draws: fewer))
  }

  @Test("a shuffle gives each order equally often, and failures follow (1 - p)^k p")
  func others() throws {
    var source = SeededTestSource(9)
    var orders = OutcomeCounts()
    var failures = OutcomeCounts()
    for _ in 0..<60_000 {
      var order: [Int64] = [0, 1, 2, 3]
      source.shuffle(&order)
      orders.add(order.reduce(0) { $0 * 4 + $1 })
      failures.add(Int64(try source.failures(beforeSuccess: 2, over: 7)))
    }
    #expect(orders.counts.count == 24)
    let even = orders.excess(over: 0...255) { orders.counts[$0] == nil ? 0 : 1.0 / 24 }
    #expect(even.chiSquare < 0)
    #expect(failures.excess(over: 0...200) { pow(5.0 / 7, Double($0)) * 2 / 7 }.chiSquare < 0)
  }
}
