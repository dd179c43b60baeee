/// What one data subject may contribute to a histogram.
public struct KeyLimits: Sendable, Equatable, Codable {
  /// The most keys of one data subject.
  public let keys: Int
  /// The most rows of one data subject under one key.
  public let rowsPerKey: Int
  /// What the guarantee can't tell apart.
  public let neighbours: Neighbours

  /// - Throws: `PrivacyError.parameter` outside of 1 ... 2^20 keys or rows.
  public init(
    keys: Int = 1, rowsPerKey: Int = 1, neighbours: Neighbours = .addRemove
  ) throws(PrivacyError) {
    guard (1...1 << 20).contains(keys), (1...1 << 20).contains(rowsPerKey) else {
      throw .parameter(name: "keys, rowsPerKey", rule: "must be between 1 and 2^20")
    }
    (self.keys, self.rowsPerKey, self.neighbours) = (keys, rowsPerKey, neighbours)
  }

  /// Substituted, a subject leaves `keys` counts and enters as many others.
  var sensitivity: GridSensitivity {
    get throws(PrivacyError) {
      try GridSensitivity(
        step: UInt64(rowsPerKey), count: UInt64(keys) * (neighbours == .substitute ? 2 : 1))
    }
  }
}

/// The counts of a list of public keys, with noise.
///
/// **Guarantee**: `cost`: every key of the list gets noise, also those that do not occur, and none
/// that is not on it. **Source**: Dwork, McSherry, Nissim, Smith 2006. **Cost**: one draw a key.
/// **Does not protect against**: a list taken from the data (use `StableHistogram`).
public struct KeyedHistogram: Sendable {
  /// The noise in use.
  public let noise: GridNoise

  /// What one release costs.
  public var cost: PrivacyCost { noise.cost }

  /// A histogram of public keys.
  public init(budget: NoiseBudget, limits: KeyLimits) throws(PrivacyError) {
    noise = try GridNoise(budget, sensitivity: limits.sensitivity)
  }

  /// The noisy counts, in the list's order: one for each public key.
  public func released<Source: RandomSource & ~Copyable>(
    counts: [Int], from source: inout Source
  ) -> [Int] {
    counts.map { Int(clamping: Int128($0) + Int128(noise.draw(from: &source))) }
  }
}

/// The counts of secret keys: only those whose noisy count reaches a threshold come out.
///
/// **Guarantee**: the sum of `costs`. A key that one subject alone holds counts `rowsPerKey` at
/// most and reaches the threshold with the probability behind `thresholdDelta`, computed for the
/// exact integer noise and rounded up; the mechanism is within that distance of one that never
/// shows it. Substituted, that holds for both subjects' keys: twice the delta.
/// **Source**: Korolova et al. 2009; Desfontaines, Voss, Gipson, Mandayam 2022 (with
/// `.truncatedGeometric`, the optimum). **Cost**: one draw a key.
/// **Does not protect against**: rows beyond `limits`; the order of keys in the answer: sort them
/// by something public, as `released` does.
public struct StableHistogram: Sendable {
  /// The noise, and the share of the budget that the threshold may leak.
  public enum Kind: Sendable, Equatable {
    /// Discrete Laplace noise.
    case laplace(epsilon: Double)
    /// Discrete Gaussian noise.
    case gaussian(rho: Double)
    /// Discrete Laplace noise cut off at the threshold: the optimum for one row a key.
    case truncatedGeometric(epsilon: Double)
  }

  /// A key comes out when its noisy count is at least this.
  public let threshold: Int
  /// The probability, rounded up, that a subject's own keys come out.
  public let thresholdDelta: Double
  /// What one release costs: to be added up.
  public let costs: [PrivacyCost]
  /// The noise in use.
  public let noise: GridNoise
  /// Noise beyond this is drawn again; nil for none.
  let cutOff: Int64?

  /// A histogram that may leak a subject's own keys with probability `delta`.
  public init(_ kind: Kind, delta: Double, limits: KeyLimits) throws(PrivacyError) {
    try PartitionSelection.check(epsilon: 1, delta: delta, keys: limits.keys)
    let sides = limits.neighbours == .substitute ? 2 : 1
    // A little less than the share, so that the sum over keys, rounded up, stays within delta.
    let leak = SafeMath.share(ofDelta: delta / Double(sides), keys: limits.keys) * (1 - 0x1p-40)
    let most = Int64(limits.rowsPerKey)
    let distance: Int64
    let tail: (Int64) -> Double
    switch kind {
    case .laplace(let epsilon), .truncatedGeometric(let epsilon):
      noise = try GridNoise(.laplace(epsilon: epsilon), sensitivity: limits.sensitivity)
    case .gaussian(let rho):
      noise = try GridNoise(.gaussian(rho: rho), sensitivity: limits.sensitivity)
    }
    switch (kind, noise.law) {
    case (.truncatedGeometric, .laplace(let scale)):
      guard limits.rowsPerKey == 1 else {
        throw .parameter(name: "rowsPerKey", rule: "must be 1 for truncated noise: count subjects")
      }
      tail = { ThresholdDelta.truncatedTail($0, scale: scale) }
    case (_, .laplace(let scale)): tail = { ThresholdDelta.laplaceTail($0, scale: scale) }
    case (_, .gaussian(let variance)):
      tail = { ThresholdDelta.gaussianTail($0, variance: variance) }
    }
    distance = try ThresholdDelta.smallest(within: leak, tail: tail)
    if case .truncatedGeometric = kind { cutOff = distance } else { cutOff = nil }
    threshold = Int(most + distance)
    thresholdDelta = Self.total(tail(distance), keys: limits.keys, sides: sides)
    switch noise.cost {
    case .pure(let epsilon):
      costs = [.approximate(epsilon: epsilon, delta: thresholdDelta)]
    default: costs = [noise.cost, .approximate(epsilon: 0, delta: thresholdDelta)]
    }
  }

  private static func total(_ tail: Double, keys: Int, sides: Int) -> Double {
    SafeMath.total(ofDelta: tail, keys: keys) * Double(sides) * SafeMath.above
  }

  /// The keys that reach the threshold (or a higher one of the caller's), with their noisy counts.
  ///
  /// Keys without rows are left out before any draw: they are not in the data. A threshold below
  /// the private one is raised to it.
  public func released<Key: Hashable & Comparable & Sendable, Source: RandomSource & ~Copyable>(
    counts: [Key: Int], atLeast minimum: Int = 0, from source: inout Source
  ) -> [(key: Key, count: Int)] {
    var shown: [(key: Key, count: Int)] = []
    for (key, count) in counts where count > 0 {
      let noisy = Int(clamping: Int128(count) + Int128(draw(from: &source)))
      if noisy >= max(threshold, minimum) { shown.append((key, noisy)) }
    }
    return shown.sorted { $0.key < $1.key }
  }

  /// The heaviest keys: at most `count` of those that reach the threshold.
  public func heavyHitters<Key: Hashable & Comparable & Sendable, Source: RandomSource & ~Copyable>(
    _ count: Int, counts: [Key: Int], from source: inout Source
  ) -> [(key: Key, count: Int)] {
    let shown = released(counts: counts, from: &source)
    return Array(shown.sorted { ($1.count, $0.key) < ($0.count, $1.key) }.prefix(max(count, 0)))
  }

  private func draw<Source: RandomSource & ~Copyable>(from source: inout Source) -> Int64 {
    while true {
      let value = noise.draw(from: &source)
      if let cutOff, value.magnitude > cutOff.magnitude { continue }
      return value
    }
  }
}
