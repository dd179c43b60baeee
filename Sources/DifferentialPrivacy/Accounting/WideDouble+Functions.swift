import Glibc

extension WideDouble {
  static let one = WideDouble(1)
  static let naturalLogarithmOf2 = WideDouble(
    high: 0x1.62e42fefa39efp-1, low: 0x1.abc9e3b39803fp-56)
  /// log(2 pi) / 2.
  static let halfLogarithmOf2Pi = WideDouble(
    high: 0x1.d67f1c864beb5p-1, low: -0x1.65b5a1b7ff5dfp-55)
  /// sqrt(pi / 2).
  static let rootOfHalfPi = WideDouble(high: 0x1.40d931ff62706p+0, low: -0x1.a6a0d6f814637p-54)

  var squareRoot: WideDouble {
    guard high > 0 else { return WideDouble(0) }
    let root = high.squareRoot()
    let rest = self - WideDouble.exactProduct(root, root)
    return WideDouble.exactSum(root, rest.high / (2 * root))
  }

  /// e to this power; 0 below -745, infinite above 709.
  ///
  /// x = k log 2 + 256 r with |r| < 0.0014; the series of e^r - 1 to r^10 (the next term is below
  /// 2^-129), then e^2r - 1 = 2 (e^r - 1) + (e^r - 1)^2 eight times, which costs eight bits.
  var exponential: WideDouble {
    if high < -745 { return WideDouble(0) }
    if high > 709 { return WideDouble(.infinity) }
    let turns = (high / WideDouble.naturalLogarithmOf2.high).rounded()
    let rest = self - WideDouble(turns) * WideDouble.naturalLogarithmOf2
    let small = rest.scaled(exponent: -8)
    var sum = WideDouble(0)
    for divisor in stride(from: 10.0, through: 2.0, by: -1) {
      sum = (sum + WideDouble.one) * small / WideDouble(divisor)
    }
    sum = (sum + WideDouble.one) * small
    for _ in 0..<8 { sum = sum.scaled(exponent: 1) + sum * sum }
    return (sum + WideDouble.one).scaled(exponent: Int(turns))
  }

  /// The natural logarithm of a positive number: one Newton step from the double's.
  var naturalLogarithm: WideDouble {
    guard high > 0 else { return WideDouble(-.infinity) }
    guard high < .infinity else { return self }
    // Scaled near one, so that the exponential below neither under- nor overflows.
    let exponent = Int(high.exponent)
    let near = scaled(exponent: -exponent)
    let guess = log(near.high)
    let rest = near * (-WideDouble(guess)).exponential - WideDouble.one
    let step = rest - rest * rest.scaled(exponent: -1)
    return WideDouble(Double(exponent)) * WideDouble.naturalLogarithmOf2 + WideDouble(guess) + step
  }

  /// Mills' ratio of the normal distribution, P[N > x] / density(x), for x >= 0.
  ///
  /// Below 3: sqrt(pi/2) e^(x^2/2) less the series of x^(2n+1) / (2n+1)!!, whose terms are all
  /// positive; the difference loses nine bits at most. From 3: Laplace's continued fraction
  /// 1/(x + 1/(x + 2/(x + ...))), cut where its convergents, between which the value lies, agree
  /// to 2^-95.
  var millsRatio: WideDouble {
    let square = self * self
    guard high >= 3 else {
      var term = self
      var sum = self
      var index = 1.0
      while term.high > sum.high * 0x1p-110 {
        index += 2
        term = term * square / WideDouble(index)
        sum = sum + term
      }
      return WideDouble.rootOfHalfPi * square.scaled(exponent: -1).exponential - sum
    }
    let depth = Int(1400 / (high * high)) + 12
    var fraction = self
    for numerator in stride(from: depth, through: 1, by: -1) {
      fraction = self + WideDouble(Double(numerator)) / fraction
    }
    return WideDouble.one / fraction
  }
}
