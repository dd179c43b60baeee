import Glibc

/// Broken on purpose: noise whose scale is not what its epsilon asks for.
struct PlantedScale: Sendable {
  let noise: GridNoise

  /// Noise for `factor` times the epsilon: half of the scale where the factor is 2.
  init(epsilon: Double, factor: Double) throws(PrivacyError) {
    noise = try GridNoise(
      .laplace(epsilon: epsilon * factor), sensitivity: GridSensitivity(step: 1))
  }

  /// Gaussian noise of a standard deviation that is too small by `factor`.
  init(rho: Double, factor: Double) throws(PrivacyError) {
    noise = try GridNoise(
      .gaussian(rho: rho * factor * factor), sensitivity: GridSensitivity(step: 1))
  }

  func release<Source: RandomSource & ~Copyable>(
    _ value: Int64, from source: inout Source
  ) -> Int64 {
    value + noise.draw(from: &source)
  }
}

/// Broken on purpose: the same few words of noise in every run, as a fixed seed gives them.
struct PlantedSeed: RandomSource {
  private var state: UInt64 = 7

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state
  }
}

/// Broken on purpose: a clip that lets one row more through than the noise is made for.
struct PlantedClip: Sendable {
  let most: Int
  let noise: GridNoise

  init(most: Int, epsilon: Double) throws(PrivacyError) {
    self.most = most
    noise = try GridNoise(
      .laplace(epsilon: epsilon), sensitivity: GridSensitivity(step: UInt64(most)))
  }

  func release<Source: RandomSource & ~Copyable>(
    rows: Int, from source: inout Source
  ) -> Int64 {
    // Off by one: `place < most` would keep `most` rows.
    let kept = (0..<rows).filter { place in place <= most }.count
    return Int64(kept) + noise.draw(from: &source)
  }
}

/// Broken on purpose: secret keys above a threshold two steps below the private one.
struct PlantedThreshold: Sendable {
  let histogram: StableHistogram

  init(epsilon: Double, delta: Double) throws(PrivacyError) {
    histogram = try StableHistogram(.laplace(epsilon: epsilon), delta: delta, limits: KeyLimits())
  }

  func shows<Source: RandomSource & ~Copyable>(_ count: Int, from source: inout Source) -> Bool {
    guard count > 0 else { return false }
    return count + Int(histogram.noise.draw(from: &source)) >= histogram.threshold - 2
  }
}

/// Broken on purpose: Laplace noise by inversion in floating point, as Mironov broke it in 2012.
struct PlantedFloatLaplace: Sendable {
  let scale: Double

  func release<Source: RandomSource & ~Copyable>(
    _ value: Double, from source: inout Source
  ) -> Double {
    let uniform = (Double(source.next() >> 11) + 1) * 0x1p-53
    let noise = -scale * log(uniform)
    return value + (source.next() & 1 == 0 ? noise : -noise)
  }

  /// Whether noise alone gives exactly this double: 0 where some other value must have been added.
  ///
  /// Mironov's attack: the uniform number that must stand behind it is looked for.
  func reaches(_ output: Double) -> Bool {
    let place = (exp(-abs(output) / scale) * 0x1p53).rounded()
    return (-8...8).contains { step in
      let uniform = (place + Double(step)) * 0x1p-53
      return uniform > 0 && uniform <= 1 && -scale * log(uniform) == abs(output)
    }
  }
}

/// Broken on purpose: a sparse vector whose queries get no noise (Lyu, Su, Li 2017, algorithm 5).
struct PlantedSparseVector: Sendable {
  let noise: GridNoise

  init(epsilon: Double) throws(PrivacyError) {
    noise = try GridNoise(.laplace(epsilon: epsilon), sensitivity: GridSensitivity(step: 1))
  }

  func answers<Source: RandomSource & ~Copyable>(
    _ queries: [Int64], from source: inout Source
  ) -> Int64 {
    let threshold = 1 + noise.draw(from: &source)
    return queries.reduce(1) { 2 * $0 + ($1 >= threshold ? 1 : 0) }
  }
}

/// Broken on purpose: randomized response over many values with the coin of two.
struct PlantedResponse: Sendable {
  let count: Int
  let budget: LocalBudget

  init(count: Int, epsilon: Double) throws(PrivacyError) {
    self.count = count
    budget = try LocalBudget(epsilon)
  }

  func report<Source: RandomSource & ~Copyable>(
    _ value: Int, from source: inout Source
  ) -> Int64 {
    guard budget.isFlipped(from: &source) else { return Int64(value) }
    let other = Int(source.uncheckedUniform(below: UInt64(count - 1)))
    return Int64(other < value ? other : other + 1)
  }
}

/// Broken on purpose: a mean that divides a noisy sum by the secret number of rows.
struct PlantedMean: Sendable {
  let sum: BoundedSum

  init(epsilon: Double) throws(PrivacyError) {
    sum = try BoundedSum(
      bounds: 0...2, budget: .laplace(epsilon: epsilon), limits: SubjectLimits(),
      grid: IntegerGrid(exponent: 0))
  }

  func release<Source: RandomSource & ~Copyable>(
    _ values: [Double], from source: inout Source
  ) -> Double {
    sum.released(of: values, from: &source) / Double(values.count)
  }
}
