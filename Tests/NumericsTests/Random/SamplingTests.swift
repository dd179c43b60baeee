import Testing

@testable import Numerics

/// Answers with given words, then counts upwards.
private struct ScriptedSource: RandomSource {
  var words: [UInt64]
  mutating func next() -> UInt64 { words.isEmpty ? 0 : words.removeFirst() }
}

@Suite("Random draws")
struct SamplingTests {
  @Test("a draw below a bound rejects the words that would make it biased")
  func rejection() {
    // Would catch a missing rejection step: for bound 3, 2^64 mod 3 = 1, so the word 0 is refused.
    var source = ScriptedSource(words: [0, .max])
    let kept = source.uniform(below: 3)
    #expect(kept == 2)
    var one = ScriptedSource(words: [0])
    let only = one.uniform(below: 1)
    #expect(only == 0)
  }

  @Test("draws below a bound are equally likely")
  func uniformity() {
    // Would catch a bias towards small numbers. 70,000 draws of 7: chi-square with 6 degrees of
    // freedom exceeds 40 with probability 4.6e-7.
    var generator = SeededGenerator(seed: 1)
    var counts = [Double](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[generator.index(below: 7)] += 1 }
    let chiSquare = counts.reduce(0) { $0 + ($1 - 10_000) * ($1 - 10_000) / 10_000 }
    #expect(chiSquare < 40, "seed 1: \(counts)")
  }

  @Test("a unit draw uses 53 bits and never reaches 1")
  func unitEnds() {
    // Would catch a division by 2^64 that rounds up to 1.
    var source = ScriptedSource(words: [.max, 0, 1 << 63])
    let draws = (0..<3).map { _ in source.unit() }
    #expect(draws == [1 - 0x1p-53, 0, 0.5])
  }

  @Test("all orders of four elements are equally likely")
  func shuffleUniformity() {
    // Would catch the classic off-by-one of a shuffle. 24,000 shuffles over 24 orders: chi-square
    // with 23 degrees of freedom exceeds 75 with probability 2e-7.
    var generator = SeededGenerator(seed: 2)
    var counts: [[Int]: Double] = [:]
    for _ in 0..<24_000 { counts[generator.permutation(count: 4), default: 0] += 1 }
    #expect(counts.count == 24)
    let chiSquare = counts.values.reduce(0) { $0 + ($1 - 1_000) * ($1 - 1_000) / 1_000 }
    #expect(chiSquare < 75, "seed 2")
  }

  @Test("all ordered samples of two from four are equally likely")
  func sampleUniformity() {
    // Would catch Floyd's known flaw: the order of his sample is not uniform without a shuffle.
    // 12,000 samples over 12: chi-square with 11 degrees of freedom exceeds 52 with 2.3e-7.
    var generator = SeededGenerator(seed: 3)
    var counts: [[Int]: Double] = [:]
    for _ in 0..<12_000 { counts[generator.sample(count: 2, of: 4), default: 0] += 1 }
    #expect(counts.count == 12)
    let chiSquare = counts.values.reduce(0) { $0 + ($1 - 1_000) * ($1 - 1_000) / 1_000 }
    #expect(chiSquare < 52, "seed 3")
  }

  @Test("a sample holds no index twice, and at most the whole population")
  func sampleEdges() {
    // Would catch repeats, and a trap when more is asked than there is.
    var generator = SeededGenerator(seed: 4)
    for population in 0..<12 {
      for count in 0..<15 {
        let sample = generator.sample(count: count, of: population)
        #expect(sample.count == min(count, population))
        #expect(Set(sample).count == sample.count)
        #expect(sample.allSatisfy { $0 >= 0 && $0 < population })
      }
    }
    let few = generator.sample(count: 3, of: Int.max)
    let none = generator.permutation(count: 0)
    #expect(few.count == 3 && none == [])
  }

  @Test("normal draws have the moments of the normal distribution")
  func normalMoments() {
    // Would catch a wrong inversion. 40,000 draws: standard errors of mean .005, variance .0071,
    // fourth moment sqrt(96/40000) = .049; each bound is 5 of them (5.7e-7).
    var generator = SeededGenerator(seed: 5)
    var sums = (first: 0.0, second: 0.0, fourth: 0.0)
    for _ in 0..<40_000 {
      let value = generator.normal()
      sums.first += value
      sums.second += value * value
      sums.fourth += value * value * value * value
    }
    #expect(abs(sums.first / 40_000) < 0.025, "seed 5")
    #expect(abs(sums.second / 40_000 - 1) < 0.0355, "seed 5")
    #expect(abs(sums.fourth / 40_000 - 3) < 0.245, "seed 5")
    var ends = ScriptedSource(words: [0, .max])
    let (lowest, highest) = (ends.normal(), ends.normal())
    #expect(lowest > -8.3 && lowest < -8 && highest < 8.3 && highest > 8)
  }

  @Test("a Bernoulli draw respects certain and impossible events")
  func bernoulliEdges() {
    // Would catch `<=`, and NaN that means yes.
    var source = ScriptedSource(words: [0, .max, 0])
    let answers = [0, 1, Double.nan].map { source.bernoulli($0) }
    #expect(answers == [false, true, false])
  }
}
