import BigInt
import TestSupport
import Testing

@testable import DifferentialPrivacy

/// Cumulative probabilities computed without the walk: each weight by its own exponential.
struct CumulativeOracle {
  static let precision = 260
  private(set) var sums: [BigInt] = []
  private var total: BigInt = 0

  init(_ law: DecayLaw, shift: Int, multiplicity: Int) {
    var sum: BigInt = 0
    var index = 0
    while true {
      let exponent = law.exponent(BigInt(index) << shift)
      let weight = Enclosure<BigUInt>.exponential(minus: exponent, precision: Self.precision)
      sum += BigInt(weight.lower) * BigInt(index == 0 ? 1 : multiplicity)
      sums.append(sum)
      if exponent > ExactRational(160) { break }
      index += 1
    }
    total = sum
  }

  /// F(k) in units of 2^-bits, rounded down; right to some 2^-240.
  func cumulative(_ index: Int, bits: Int) -> BigInt { (sums[index] << bits) / total }
}

@Suite("Inversion by tables")
struct ExactInversionTests {
  static let laws: [(DecayLaw, Int, Int)] = [
    (.exponential(scale: ExactRational(3)), 0, 2), (.exponential(scale: ExactRational(20)), 0, 1),
    (.exponential(scale: ExactRational(100)), 2, 1),
    (.gaussian(variance: ExactRational(1)), 0, 2), (.gaussian(variance: ExactRational(700)), 0, 2),
    (.gaussian(variance: ExactRational(1 << 16)), 2, 1),
  ]

  @Test("each threshold encloses the true cumulative probability", arguments: 0..<6)
  func thresholds(index: Int) {
    // With this, and the proof beside the table, each of the 2^63 words is decided rightly or drawn
    // on: an exhaustive check of the table.
    let (law, shift, multiplicity) = Self.laws[index]
    let table = InversionTable(law, shift: shift, multiplicity: multiplicity)
    let oracle = CumulativeOracle(law, shift: shift, multiplicity: multiplicity)
    #expect(table.gap == 2)
    for entry in table.lower.indices {
      let exact = oracle.cumulative(entry, bits: 63)
      #expect(BigInt(table.lower[entry]) <= exact, "entry \(entry)")
      #expect(BigInt(table.lower[entry] + table.gap) > exact, "entry \(entry)")
    }
    #expect(table.lower.last.map { $0 + table.gap > 1 << 63 - 1 } == true)
    for (cell, start) in table.guide.enumerated() where start > 0 {
      // No word of the cell belongs to an entry before the guide's.
      #expect(
        table.lower[Int(start) - 1] + table.gap <= UInt64(cell) << table.guideShift)
    }
  }

  @Test("a word in the gap is decided by further bits, as the true threshold says")
  func gaps() throws {
    // Would catch a gap that is given to a neighbour: the source is scripted into it.
    for (law, _, multiplicity) in Self.laws where multiplicity == 2 {
      let sampler = LatticeSampler(law, isSigned: true, shift: 0)
      let oracle = CumulativeOracle(law, shift: 0, multiplicity: multiplicity)
      for entry in stride(from: 0, to: sampler.lower.count - 2, by: 1 + sampler.lower.count / 5) {
        let threshold = oracle.cumulative(entry, bits: 127)
        let first = UInt64(threshold >> 64)
        let second = UInt64(truncatingIfNeeded: threshold)
        for (offset, wanted) in [(-1, entry), (0, entry), (1, entry + 1), (2, entry + 1)] {
          let word = second &+ UInt64(bitPattern: Int64(offset))
          guard (word < second) == (offset < 0) else { continue }
          var source = ScriptedSource([first, word])
          let got = sampler.index(of: source.next(), from: &source)
          #expect(got == wanted, "entry \(entry), offset \(offset)")
          #expect(source.drawn >= 2)
        }
      }
    }
  }

  @Test("the enclosures of the walk hold at both precisions, whatever the law")
  func walks() {
    for (law, shift, multiplicity) in Self.laws {
      var narrow = WeightWalk<UInt128>(
        law, shift: shift, multiplicity: multiplicity, precision: 112)
      var wide = WeightWalk<BigUInt>(
        law, shift: shift, multiplicity: multiplicity, precision: 312)
      for _ in 0..<200 {
        #expect(BigUInt(narrow.sum.lower) << 200 <= wide.sum.upper)
        #expect(BigUInt(narrow.sum.upper) << 200 >= wide.sum.lower)
        narrow.advance()
        wide.advance()
      }
    }
  }

  @Test("exp(-x) lies in its enclosure, whose width stays below 4")
  func exponentials() throws {
    // exp(-1) from the factorials' series, exactly; others by exp(-a) exp(-b) = exp(-(a + b)).
    var factorial = BigInt(1)
    var series = ExactRational(0)
    for count in 0..<60 {
      factorial *= count == 0 ? 1 : BigInt(count)
      series = series + ExactRational(reducing: count & 1 == 0 ? 1 : -1, factorial)
    }
    let one = Enclosure<BigUInt>.exponential(minus: ExactRational(1), precision: 200)
    #expect(one.lower <= series.scaled(bits: 200) && one.upper >= series.scaled(bits: 200))
    var random = SeededTestSource(10)
    for _ in 0..<100 {
      let bottom = Int(random.next() % 1000) + 1
      let first = try ExactRational(Int(random.next() % 3000), over: bottom)
      let second = try ExactRational(Int(random.next() % 30_000), over: 7)
      let a = Enclosure<BigUInt>.exponential(minus: first, precision: 180)
      let b = Enclosure<BigUInt>.exponential(minus: second, precision: 180)
      let both = Enclosure<BigUInt>.exponential(minus: first + second, precision: 180)
      #expect(a.error < 4 && b.error < 4)
      #expect((a.lower * b.lower) >> 180 <= both.upper)
      #expect((a.upper * b.upper) >> 180 + 1 >= both.lower)
    }
  }

  @Test("a pair is kept exactly where U is below exp(-x), at every stage of the decision")
  func keeping() {
    // U is scripted to the last place below and above the threshold.
    var random = SeededTestSource(11)
    let samplers = [
      LatticeSampler(.gaussian(variance: ExactRational(81)), isSigned: true, shift: 3),
      LatticeSampler(.exponential(scale: ExactRational(1 << 44)), isSigned: true),
      LatticeSampler(.gaussian(variance: ExactRational(1 << 60)), isSigned: true),
    ].compactMap(\.self)
    #expect(samplers.count == 3)
    for sampler in samplers {
      for _ in 0..<60 {
        let entry = Int(random.next() % 30)
        let mask = (1 as UInt64) << sampler.shift - 1
        let low = max(1, random.next() & mask)
        let law = sampler.table.law
        let start = BigInt(entry) << Int(sampler.shift)
        let exponent = law.exponent(start + BigInt(low)) - law.exponent(start)
        let bits = 64 - Int(sampler.shift)
        let exact = Enclosure<BigUInt>.exponential(minus: exponent, precision: bits + 64)
        let threshold = UInt64(exact.lower >> 64)
        for offset in [-2, -1, 0, 1] as [Int64] {
          let value = threshold &+ UInt64(bitPattern: offset)
          guard bits == 64 || value >> UInt64(bits) == 0 else { continue }
          for filler in [0, UInt64.max] {
            var source = ScriptedSource([], then: filler)
            let got = sampler.isKept(
              entry, low, word: value << sampler.shift | low, mask: mask, from: &source)
            #expect(got == (offset < 0 || (offset == 0 && filler == 0)), "\(entry) \(low)")
          }
        }
      }
    }
  }
}
