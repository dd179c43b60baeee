import Foundation
import Testing

@testable import Numerics

@Suite("x ln x, eight at a time")
struct VectorLogarithmTests {
  @Test("agrees with the library's logarithm over the range of profiles and counts")
  func agrees() {
    // Would catch a wrong coefficient, a wrong exponent, a border between two powers of 2.
    var generator = SeededGenerator(seed: 8)
    for exponent in -150...64 {
      for _ in 0..<4 {
        var values = SIMD8<Double>.zero
        for lane in 0..<8 {
          values[lane] = Double(
            sign: .plus, exponent: exponent, significand: 1 + generator.unit())
        }
        values[0] = Double(sign: .plus, exponent: exponent, significand: 1)
        values[1] = values[0].nextUp
        values[2] = values[0].nextDown
        let results = timesLogarithm(values)
        for lane in 0..<8 {
          let expected = timesLogarithm(values[lane])
          // Four units in the last place of x ln x, or of x near 1.
          let tolerance = 4 * 0x1p-52 * max(expected.magnitude, values[lane] * 0.7)
          #expect(abs(results[lane] - expected) <= tolerance, "\(values[lane])")
        }
      }
    }
    let edges = timesLogarithm(SIMD8<Double>(0, 1, 2, 0.5, 0, 1, 4, 0.25))
    #expect(edges[0] == 0 && edges[1] == 0 && edges[4] == 0)
  }

  @Test("natural logarithms in single precision agree with the library's, for any count")
  func natural() {
    // Would catch a rest of less than eight that is read past its end or left out.
    let least: Float = 1e-30
    var values: [Float] = [
      1, Float(1).nextUp, Float(1).nextDown, 1e-30, 1e30, 2, 0.5, 3.7, 1e-12, 0.999_9, 1.000_1,
      .greatestFiniteMagnitude / 2, 1e-29, 42, 0.1, 7e-7, 6,
    ]
    var logarithms: [Float] = []
    for count in 0...values.count {
      naturalLogarithms(values[..<count], least: least, into: &logarithms)
      #expect(logarithms.count == count)
      for (value, logarithm) in zip(values, logarithms) {
        let expected = log(Double(value))
        let tolerance = 2 * 0x1p-23 * max(expected.magnitude, 0.7)
        #expect(abs(Double(logarithm) - expected) <= tolerance, "\(value)")
      }
    }
    values = [0, 1e-38, -0.0, .infinity, .nan]
    naturalLogarithms(values[...], least: least, into: &logarithms)
    for place in 0..<3 { #expect(abs(Double(logarithms[place]) - log(1e-30)) < 1e-4) }
    #expect(logarithms.allSatisfy { $0.isFinite })
  }
}
