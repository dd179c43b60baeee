/// The sum of vectors, each clipped to a Euclidean length, with discrete Gaussian noise.
///
/// **Guarantee**: `cost`. A vector is clipped, rounded towards 0 on the grid, and shortened further
/// until the length of its integers is within the bound, checked in integers: the sensitivity is
/// exact however the clipping rounds. Added or taken away, a subject moves the sum by `rows`
/// lengths at most; substituted, by twice as much.
/// **Source**: Canonne, Kamath, Steinke 2020, Theorem 14; Kairouz, Liu, Steinke 2021 for the grid.
/// **Cost**: two passes over each vector, one draw a coordinate.
/// **Does not protect against**: rows beyond `limits`.
public struct VectorSum: Sendable {
  /// The number of coordinates.
  public let dimension: Int
  /// The grid of the coordinates.
  public let grid: IntegerGrid
  /// The noise of each coordinate.
  public let noise: GridNoise
  let length: Double
  let squaredLength: UInt128

  /// What one release costs.
  public var cost: PrivacyCost { noise.cost }

  /// A sum of vectors no longer than `length`, at a cost of `rho`.
  public init(
    dimension: Int, length: Double, rho: Double, limits: SubjectLimits,
    grid chosen: IntegerGrid? = nil
  ) throws(PrivacyError) {
    guard (1...1 << 30).contains(dimension) else {
      throw .parameter(name: "dimension", rule: "must be between 1 and 2^30")
    }
    if let chosen { grid = chosen } else { grid = try IntegerGrid(covering: length) }
    let steps = try grid.range(within: 0...max(length, 0)).upperBound
    guard steps > 0, steps <= 1 << 24 else {
      throw .parameter(name: "length", rule: "must be between 1 and 2^24 steps of the grid")
    }
    self.dimension = dimension
    self.length = length
    squaredLength = UInt128(steps) * UInt128(steps)
    let most = UInt64(steps) * UInt64(limits.rows) * (limits.neighbours == .substitute ? 2 : 1)
    noise = try GridNoise(.gaussian(rho: rho), sensitivity: GridSensitivity(step: most))
  }

  /// The noisy sum.
  ///
  /// Vectors of another dimension count as 0 in what they lack.
  public func released<Source: RandomSource & ~Copyable>(
    of vectors: some Sequence<[Double]>, from source: inout Source
  ) -> [Double] {
    var totals = [Int128](repeating: 0, count: dimension)
    for vector in vectors {
      let clipped = clip(vector)
      for index in clipped.indices { totals[index] += Int128(clipped[index]) }
    }
    return totals.map { grid.value(of: $0 + Int128(noise.draw(from: &source))) }
  }

  /// The vector's integers, no longer than the bound.
  func clip(_ vector: [Double]) -> [Int64] {
    let inverse = Double(sign: .plus, exponent: -grid.exponent, significand: 1)
    let within = vector.prefix(dimension).map { value in
      value.isNaN ? 0 : min(max(value, -length), length) * inverse
    }
    // Each coordinate is within 2^24 steps, so the sum of squares neither overflows nor is NaN.
    let squares = within.reduce(0) { $0 + $1 * $1 }
    var factor = min(1, Double(squaredLength).squareRoot() / max(squares.squareRoot(), 1))
    while true {
      let steps = within.map { Int64(($0 * factor).rounded(.towardZero)) }
      let total = steps.reduce(UInt128(0)) { $0 + UInt128($1.magnitude) * UInt128($1.magnitude) }
      if total <= squaredLength { return steps }
      factor *= 1 - 0x1p-30
    }
  }
}
