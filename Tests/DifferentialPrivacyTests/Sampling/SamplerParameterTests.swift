import BigInt
import Testing

@testable import DifferentialPrivacy

@Suite("Samplers at the ends of their parameters")
struct SamplerParameterTests {
  @Test("refuse what is not positive")
  func refusals() {
    for bad in [0, -1] {
      #expect(throws: PrivacyError.self) { _ = try DiscreteLaplace(scale: bad) }
      #expect(throws: PrivacyError.self) { _ = try DiscreteGaussian(variance: bad) }
      #expect(throws: PrivacyError.self) { _ = try DiscreteGaussian(sigma: ExactRational(bad)) }
      #expect(throws: PrivacyError.self) { _ = try Geometric(scale: ExactRational(bad)) }
    }
    #expect(throws: PrivacyError.self) { _ = try DiscreteLaplace(scale: 1, over: 0) }
  }

  @Test(
    "draw at every size a Double can have",
    arguments: [.leastNonzeroMagnitude, 1e-9, 0.3, 1e9, 1e18, 1e300])
  func extremes(parameter: Double) throws {
    // Nothing traps; the tiny give 0, the huge something of their size (beyond 2^-40 of it: a
    // probability of 1e-12 for each draw).
    var source = SeededTestSource(13)
    let exact = try ExactRational(parameter)
    let laplace = try DiscreteLaplace(scale: exact)
    let gaussian = try DiscreteGaussian(sigma: exact)
    let geometric = try Geometric(scale: exact)
    for _ in 0..<3 {
      let small = exact.floor >> 40
      #expect(laplace.drawBig(from: &source).magnitude >= small)
      #expect(gaussian.drawBig(from: &source).magnitude >= small)
      #expect(geometric.draw(from: &source) >= 0)
      if parameter < 1e-8 {
        #expect(laplace.draw(from: &source) == 0 && gaussian.draw(from: &source) == 0)
      }
    }
    if parameter > 1e200 { #expect(laplace.draw(from: &source).magnitude >= UInt64(Int64.max)) }
  }

  @Test("tails by Euler and Maclaurin's formula continue those by summation")
  func tails() throws {
    // At the border, sigma = 512, both formulas must give the same ratio of tails to 1e-10.
    let summed = try DiscreteGaussian(variance: 1 << 18)
    let smooth = try DiscreteGaussian(variance: (1 << 18) + 1)
    for value in [1, 100, 512, 2000, 5000, 9000] as [Int64] {
      let first = summed.tailProbability(from: value)
      let second = smooth.tailProbability(from: value)
      // d log tail/d variance is at most z^2/variance/2 with z = value/sigma, plus 1/variance.
      let z = Double(value) / 512
      #expect(abs(second / first - 1) < (z * z + 2) / Double(1 << 18))
      #expect(second > first)
    }
    #expect(abs(smooth.tailProbability(from: -3) + smooth.tailProbability(from: 4) - 1) < 1e-15)
  }

  @Test("fill an array with what single draws would give")
  func filling() throws {
    let law = try DiscreteGaussian(variance: 10_000_000)
    var first = SeededTestSource(14)
    var second = SeededTestSource(14)
    var values = [Int64](repeating: 0, count: 100)
    law.fill(&values, from: &first)
    #expect(values == (0..<100).map { _ in law.draw(from: &second) })
  }
}
