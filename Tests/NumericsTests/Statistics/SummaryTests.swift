import Testing

@testable import Numerics

@Suite("Sums, quantiles and entropy")
struct SummaryTests {
  @Test("a compensated sum keeps what a plain sum loses")
  func compensated() {
    // Would catch Kahan's form, which fails where a term exceeds the sum.
    #expect(CompensatedSum([1, 1e100, 1, -1e100]).value == 2)
    #expect(CompensatedSum([Double](repeating: 0.1, count: 1_000_000)).value == 100_000)
    #expect(CompensatedSum([]).value == 0)
    #expect(CompensatedSum([.infinity, 1]).value == .infinity)
    #expect(CompensatedSum([.nan, 1]).value.isNaN)
  }

  @Test("quantiles are those of R's type 7")
  func quantiles() {
    // Would catch another of the nine types. R: quantile(c(1, 2, 4, 8), c(0, .1, .25, .5, .9, 1)).
    let numbers: [Double] = [1, 2, 4, 8]
    let expected = [(0.0, 1.0), (0.1, 1.3), (0.25, 1.75), (0.5, 3), (0.9, 6.8), (1, 8)]
    for (p, value) in expected {
      let found = Quantiles.quantile(p, ofSorted: numbers) ?? .nan
      #expect(abs(found - value) < 1e-12, "p = \(p)")
    }
    #expect(Quantiles.quantile(0.3, ofSorted: [5]) == 5)
    #expect(Quantiles.quantile(0.5, ofSorted: []) == nil)
    for p in [-0.1, 1.1, Double.nan] { #expect(Quantiles.quantile(p, ofSorted: numbers) == nil) }
  }

  @Test("entropy is in bits, and Miller and Madow add (K - 1) / 2N nats")
  func entropy() {
    // Would catch nats, and a correction that counts values that never occur.
    #expect(Entropy.bits(of: [1, 1, 1, 1]) == 2)
    #expect(abs(Entropy.bits(of: [1, 2, 3, 4]) - 1.8464393446710154) < 1e-14)
    #expect(Entropy.bits(of: [7, 0]) == 0 && Entropy.bits(of: []) == 0)
    let corrected = Entropy.millerMadowBits(of: [1, 0, 2, 3, 4])
    #expect(abs(corrected - 1.8464393446710154 - 3.0 / 20 * 1.4426950408889634) < 1e-14)
    #expect(Entropy.millerMadowBits(of: [0]) == 0)
  }
}
