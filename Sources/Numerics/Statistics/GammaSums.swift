#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Differences of gamma functions and sums of reciprocals, without the cancellation that comes from
/// subtracting two large values of log-gamma or digamma.
package enum GammaSums {
  /// ln(gamma(z + d) / gamma(z)) for z > 0 and z + d > 0.
  ///
  /// Stirling's series for both, subtracted term by term (NIST DLMF 5.11.1), after shifting both
  /// arguments to 15 and above; absolute error of a few 1e-16 times max(1, the result).
  package static func logGammaRatio(_ z: Double, plus d: Double) -> Double {
    var low = z
    var shift = 0.0
    while min(low, low + d) < 15 {
      shift -= log1p(d / low)
      low += 1
    }
    return d * log(low) + stirlingRest(low, plus: d) + shift
  }

  /// ln(gamma(z + n + d) gamma(z) / (gamma(z + n) gamma(z + d))), which vanishes with n: for z far
  /// above n both ratios agree in most digits, and only their difference is formed.
  package static func logGammaRatioGrowth(_ z: Double, by n: Double, plus d: Double) -> Double {
    guard min(z, z + d) >= 15 else {
      return logGammaRatio(z + n, plus: d) - logGammaRatio(z, plus: d)
    }
    return d * log1p(n / z) + stirlingRest(z + n, plus: d) - stirlingRest(z, plus: d)
  }

  /// ln(gamma(z + d) / gamma(z)) - d ln(z) for z and z + d of 15 and above.
  ///
  /// (z + d - 1/2) ln(1 + d/z) - d is written with phi(y) = y - ln(1 + y), as a sum of terms of
  /// order 1 / z.
  private static func stirlingRest(_ z: Double, plus d: Double) -> Double {
    let main = d * (d - 0.5) / z - (z + d - 0.5) * linearMinusLogarithm(d / z)
    return main + stirlingTail(z + d) - stirlingTail(z)
  }

  /// 1/(12 z) - 1/(360 z^3) + 1/(1260 z^5) - 1/(1680 z^7) + 1/(1188 z^9).
  private static func stirlingTail(_ z: Double) -> Double {
    let inverse = 1 / z
    let square = inverse * inverse
    let inner = 1.0 / 1260 - square * (1.0 / 1680 - square / 1188)
    return inverse * (1.0 / 12 - square * (1.0 / 360 - square * inner))
  }

  /// The sum of 1 / (start + i step) for i from 1 to `count`; each term must be positive.
  ///
  /// The first terms are added one by one until the argument is 20 steps from zero; the rest is the
  /// midpoint Euler-Maclaurin formula (coefficients 1/24, 7/5760, 31/967680, 127/154828800).
  ///
  /// - Complexity: O(1): at most 21 terms and a logarithm.
  package static func reciprocalSum(start: Double, step: Double, count: Int) -> Double {
    guard count > 0 else { return 0 }
    if step < 0 {
      return reciprocalSum(start: start + Double(count + 1) * step, step: -step, count: count)
    }
    if step == 0 { return Double(count) / start }
    var sum = 0.0
    var index = 1
    while index <= count && start + Double(index) * step < 20 * step {
      sum += 1 / (start + Double(index) * step)
      index += 1
    }
    guard index <= count else { return sum }
    let lower = start + (Double(index) - 0.5) * step
    let upper = start + (Double(count) + 0.5) * step
    let terms = Double(count - index + 1)
    return sum + log1p(terms * step / lower) / step
      + endCorrection(lower: lower, upper: upper, step: step) * step
  }

  /// The sum of i / (start + i step) for i from 1 to `count`; each denominator must be positive.
  ///
  /// - Complexity: O(1), as `reciprocalSum`.
  package static func weightedReciprocalSum(start: Double, step: Double, count: Int) -> Double {
    guard count > 0 else { return 0 }
    let last = Double(count)
    if step < 0 {
      // i = count + 1 - j turns the falling denominators round.
      let turned = start + (last + 1) * step
      let plain = reciprocalSum(start: turned, step: -step, count: count)
      let weighted = weightedReciprocalSum(start: turned, step: -step, count: count)
      return (last + 1) * plain - weighted
    }
    if step == 0 { return last * (last + 1) / (2 * start) }
    var sum = 0.0
    var index = 1
    while index <= count && start + Double(index) * step < 20 * step {
      sum += Double(index) / (start + Double(index) * step)
      index += 1
    }
    guard index <= count else { return sum }
    let from = Double(index) - 0.5
    let to = last + 0.5
    let lower = start + from * step
    let upper = start + to * step
    let integral: Double
    if start > 0 {
      integral =
        start / (step * step)
        * (linearMinusLogarithm(to * step / start) - linearMinusLogarithm(from * step / start))
    } else {
      let terms = to - from
      integral = terms / step - start / (step * step) * log1p(terms * step / lower)
    }
    return sum + integral - start * endCorrection(lower: lower, upper: upper, step: step)
  }

  /// The Euler-Maclaurin correction of the midpoint rule for 1 / (start + x step), over the step.
  private static func endCorrection(lower: Double, upper: Double, step: Double) -> Double {
    func series(_ end: Double) -> Double {
      let inverse = 1 / end
      let square = inverse * inverse
      let ratio = step * step * square
      return square
        * (1.0 / 24 - ratio * (7.0 / 960 - ratio * (31.0 / 8064 - ratio * (127.0 / 30720))))
    }
    return series(upper) - series(lower)
  }

  /// y - ln(1 + y) for y > -1, without cancellation near 0.
  package static func linearMinusLogarithm(_ y: Double) -> Double {
    guard abs(y) < 0.5 else { return y - log1p(y) }
    // ln(1 + y) = 2 atanh(s) with s = y / (2 + y), and y - 2 s = y s.
    let s = y / (2 + y)
    let square = s * s
    var term = 2 * s * square
    var tail = 0.0
    var odd = 3.0
    while abs(term) > 1e-18 * abs(y * s) && odd < 60 {
      tail += term / odd
      term *= square
      odd += 2
    }
    return y * s - tail
  }
}
