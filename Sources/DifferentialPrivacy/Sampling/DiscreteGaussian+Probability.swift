import Glibc

/// What the distribution promises, in floating point: for reports and tests, never for noise.
///
/// Each value is right to 1e-12 of itself, not rounded to a safe side; what is below the smallest
/// Double is 0. With a = 1/(2v), v = sigma^2, all follows from theta(a), the sum of exp(-a k^2)
/// over all whole k, and its derivatives by a. For v < 1 the sum itself has few terms. Else
/// Poisson's formula gives theta = sqrt(pi/a) phi, phi = 1 + 2 sum exp(-2 pi^2 v n^2), which has
/// few.
extension DiscreteGaussian {
  private var width: Double { varianceParameter.doubleRoundedDown }

  /// The sum of exp(-k^2/(2 sigma^2)) over all whole k.
  public var normaliser: Double {
    if width < 1 { return 1 + 2 * direct { _ in 1 } }
    return (2 * Double.pi * width).squareRoot() * (1 + 2 * dual { _ in 1 })
  }

  /// The variance, which is at most sigma^2 (Canonne, Kamath and Steinke).
  public var variance: Double {
    if width < 1 { return 2 * direct { $0 * $0 } / normaliser }
    return width - dualSlope / (1 + 2 * dual { _ in 1 })
  }

  /// The mean of X^4.
  public var fourthMoment: Double {
    if width < 1 { return 2 * direct { $0 * $0 * $0 * $0 } / normaliser }
    let pi2 = Double.pi * Double.pi
    let cube = width * width * width
    let curvature =
      2
      * dual { n in
        let square = n * n
        return 16 * pi2 * cube * square * (pi2 * width * square - 1)
      }
    let phi = 1 + 2 * dual { _ in 1 }
    return 3 * width * width - 2 * width * dualSlope / phi + curvature / phi
  }

  /// phi', by a.
  private var dualSlope: Double {
    let scale = 4 * Double.pi * Double.pi * width * width
    return 2 * dual { scale * $0 * $0 }
  }

  /// The sum over whole k >= 1 of factor(k) exp(-k^2/(2v)), for v < 1: 12 terms are below 1e-31.
  private func direct(_ factor: (Double) -> Double) -> Double {
    stride(from: 12.0, to: 0, by: -1).reduce(0) { $0 + factor($1) * exp(-$1 * $1 / (2 * width)) }
  }

  /// The sum over whole n >= 1 of factor(n) exp(-2 pi^2 v n^2), for v >= 1: the second is 1e-34.
  private func dual(_ factor: (Double) -> Double) -> Double {
    let rate = 2 * Double.pi * Double.pi * width
    return [3.0, 2, 1].reduce(0) { sum, n in
      let term = exp(-rate * n * n)
      return term == 0 ? sum : sum + factor(n) * term
    }
  }
}

extension DiscreteGaussian {
  /// P[X = value].
  public func probability(of value: Int64) -> Double {
    weight(Double(value.magnitude)) / normaliser
  }

  /// P[X >= value].
  public func tailProbability(from value: Int64) -> Double {
    guard value > 0 else { return 1 - upperTail(1 + Double(value.magnitude)) }
    return upperTail(Double(value))
  }

  private func weight(_ value: Double) -> Double { exp(-value * value / (2 * width)) }

  private func upperTail(_ value: Double) -> Double {
    width <= 0x1p18
      ? weight(value) * relativeTail(value) / normaliser : smoothTail(value) / normaliser
  }

  /// The sum of weight(value + i)/weight(value) over i = 0, 1, ...
  private func relativeTail(_ value: Double) -> Double {
    var sum = 0.0
    var step = 0.0
    while true {
      let term = exp(-step * (2 * value + step) / (2 * width))
      sum += term
      if term < 1e-19 * sum { return sum }
      step += 1
    }
  }

  /// The same sum times weight(value), for sigma >= 512, by Euler and Maclaurin's formula.
  ///
  /// With x = value - 1/2: the integral from x, plus f'(x)/24 - 7 f'''(x)/5760 + 31
  /// f'''''(x)/967680; the next term is below 1e-15 of the sum where that is above the smallest
  /// Double.
  private func smoothTail(_ value: Double) -> Double {
    let sigma = width.squareRoot()
    let start = value - 0.5
    let a = start / sigma
    let square = a * a
    let third = a * (square - 3) / width
    let fifth = a * (square * square - 10 * square + 15) / (width * width)
    let correction = a / 24 - 7 * third / 5760 + 31 * fifth / 967_680
    return sigma * (Double.pi / 2).squareRoot() * erfc(a / 2.0.squareRoot())
      - weight(start) * correction / sigma
  }

  /// The delta at an epsilon for sensitivity 1: the sum of max(0, P[k] - e^eps P[k + 1]).
  ///
  /// The difference is positive where (2k + 1)/(2v) > eps, and is P[k] (1 - exp(eps - (2k +
  /// 1)/(2v))): all terms of the sum are positive, so nothing cancels.
  /// **Cost**: some 9 sigma exponentials.
  ///
  /// - Throws: `PrivacyError` for a negative epsilon, or a variance above 2^40.
  public func unitSensitivityDelta(epsilon: Double) throws(PrivacyError) -> Double {
    guard epsilon >= 0, epsilon.isFinite else {
      throw .parameter(name: "epsilon", rule: "must be finite and not negative")
    }
    guard width <= 0x1p40 else { throw .tooLarge(name: "variance", limit: "2^40") }
    var value = (epsilon * width - 0.5).rounded(.down) + 1
    var sum = 0.0
    while true {
      let term = weight(value) * -expm1(epsilon - (2 * value + 1) / (2 * width))
      sum += max(0, term)
      if value > 0, weight(value) <= 1e-19 * sum { return sum / normaliser }
      value += 1
    }
  }
}
