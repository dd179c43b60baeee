import Foundation
import Numerics
import Testing

@Suite struct GammaSumsTests {
  @Test("Sums of reciprocals agree with adding the terms one by one")
  func reciprocalSums() {
    // Catches wrong Euler-Maclaurin coefficients and lost digits at tiny or negative steps.
    for step in [1, 0.5, 0.03, 1e-4, 1e-9, 0, -0.001] {
      for start in [-0.9, -0.02, 0, 1e-3, 0.7, 15, 3_000, 1e7] where start + step > 0 {
        for count in [0, 1, 2, 19, 25, 400, 5_000] {
          guard start + Double(count) * step > 0 else { continue }
          var plain = 0.0
          var weighted = 0.0
          for index in stride(from: count, to: 0, by: -1) {
            plain += 1 / (start + Double(index) * step)
            weighted += Double(index) / (start + Double(index) * step)
          }
          let place = "start \(start) step \(step) count \(count)"
          let sum = GammaSums.reciprocalSum(start: start, step: step, count: count)
          let weightedSum = GammaSums.weightedReciprocalSum(start: start, step: step, count: count)
          #expect(abs(sum - plain) <= 2e-13 * plain, "\(place)")
          #expect(abs(weightedSum - weighted) <= 2e-13 * weighted, "\(place)")
        }
      }
    }
  }

  @Test("Ratios of gamma functions agree with the C library's log-gamma and with products")
  func gammaRatios() {
    // Catches a wrong Stirling coefficient or shift.
    for z in [0.05, 0.5, 1, 3.7, 14.9, 15, 40, 200] {
      for d in [-0.04, 0, 1e-6, 0.3, 1, 2.5, 30] {
        let direct = lgammaValue(z + d) - lgammaValue(z)
        #expect(abs(GammaSums.logGammaRatio(z, plus: d) - direct) < 2e-12, "z \(z) d \(d)")
      }
    }
    // gamma(z + 1) / gamma(z) = z, however large z is.
    #expect(abs(GammaSums.logGammaRatio(1e12, plus: 1) - log(1e12)) < 1e-14 * log(1e12) * 2)
  }

  private func lgammaValue(_ x: Double) -> Double {
    // ln gamma by the recurrence up to 40 and Stirling's first terms: slow and obvious.
    var shift = 0.0
    var y = x
    while y < 40 {
      shift += log(y)
      y += 1
    }
    let series = 1 / (12 * y) - 1 / (360 * y * y * y) + 1 / (1260 * pow(y, 5))
    return (y - 0.5) * log(y) - y + 0.5 * log(2 * Double.pi) + series - shift
  }

  @Test("y - ln(1 + y) keeps its digits near zero")
  func linearMinusLogarithm() {
    // Catches cancellation: the leading term is y^2 / 2.
    for y in [1e-12, -1e-12, 1e-6, -1e-6] {
      let expected = y * y / 2 - y * y * y / 3 + y * y * y * y / 4
      #expect(abs(GammaSums.linearMinusLogarithm(y) - expected) <= 1e-14 * expected)
    }
    #expect(abs(GammaSums.linearMinusLogarithm(0.49) - (0.49 - log(1.49))) < 1e-15)
    #expect(GammaSums.linearMinusLogarithm(0) == 0)
  }
}
