import Glibc

/// What the distribution promises, in floating point: for reports and tests, never for noise.
///
/// Each value is right to 1e-12 of itself, not rounded to a safe side; what is below the smallest
/// Double is 0.
extension DiscreteLaplace {
  private var inverseScale: Double { 1 / scale.doubleRoundedDown }

  /// P[X = value] = tanh(1/(2 scale)) exp(-|value|/scale).
  public func probability(of value: Int64) -> Double {
    tanh(inverseScale / 2) * exp(-Double(value.magnitude) / scale.doubleRoundedDown)
  }

  /// P[X >= value] = q^value/(1 + q) for positive values; by symmetry for others.
  public func tailProbability(from value: Int64) -> Double {
    guard value > 0 else { return 1 - upperTail(1 + Double(value.magnitude)) }
    return upperTail(Double(value))
  }

  private func upperTail(_ value: Double) -> Double {
    exp(-value / scale.doubleRoundedDown) / (1 + exp(-inverseScale))
  }

  /// The variance: 2q/(1 - q)^2 = 1/(2 sinh^2(1/(2 scale))).
  public var variance: Double {
    let root = sinh(inverseScale / 2)
    return 1 / (2 * root * root)
  }

  /// The mean of |X|: 2q/(1 - q^2) = 1/sinh(1/scale).
  public var meanMagnitude: Double { 1 / sinh(inverseScale) }
}

extension Geometric {
  /// P[X = value] = (1 - q) q^value, to 1e-12 of itself; 0 for negative values.
  public func probability(of value: Int64) -> Double {
    guard value >= 0 else { return 0 }
    let width = scale.doubleRoundedDown
    return -expm1(-1 / width) * exp(-Double(value) / width)
  }

  /// P[X >= value] = q^value, to 1e-12 of itself; 1 for negative values.
  public func tailProbability(from value: Int64) -> Double {
    value <= 0 ? 1 : exp(-Double(value) / scale.doubleRoundedDown)
  }

  /// The mean: q/(1 - q) = 1/(exp(1/scale) - 1).
  public var mean: Double { 1 / expm1(1 / scale.doubleRoundedDown) }
}
