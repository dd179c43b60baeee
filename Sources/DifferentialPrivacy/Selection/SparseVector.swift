import BigInt

/// The sparse vector technique: which of a stream of queries are above a threshold, at a cost for
/// the first few that are, and none for the others.
///
/// **Guarantee**: (epsilon1 + epsilon2)-DP for any number of queries, chosen adaptively, up to and
/// with the c-th that is above. The threshold's noise has scale D/epsilon1 and is drawn once; each
/// query's has scale 2cD/epsilon2 (cD/epsilon2 for monotone queries) and is never told. On whole
/// numbers the proof's shifts by D and 2D are whole, and the discrete Laplace ratio is
/// exp(-1/scale) a step.
/// **Source**: Lyu, Su and Li, Understanding the Sparse Vector Technique for Differential Privacy,
/// 2017, algorithm 7 without its numeric answers, theorems 4 and 5; of the variants they show to be
/// broken it is none.
/// **Cost**: 1 or 2 words a query.
/// **Does not protect against**: a caller who uses the answers of one stream beside those of
/// another over the same data without adding both costs; or who measures single draws' time.
public struct SparseVector: ~Copyable {
  private let threshold: Int128
  private let sampler: LatticeSampler
  private let total: ExactRational
  /// How many more answers above the threshold there may be.
  public private(set) var remaining: Int

  /// A stream with epsilon split for the threshold and for the queries.
  ///
  /// It can't be copied: a copy would compare with the same noisy threshold beyond its count.
  /// - Throws: `PrivacyError` where an epsilon, the sensitivity or the count is not positive, or a
  ///   scale is 2^53 or more.
  public init<Source: RandomSource & ~Copyable>(
    thresholdEpsilon: ExactRational, queryEpsilon: ExactRational, threshold: Int64,
    maximumAbove count: Int, sensitivity: Int64 = 1, isMonotone: Bool = false,
    from source: inout Source
  ) throws(PrivacyError) {
    guard count > 0 else { throw .parameter(name: "count", rule: "must be positive") }
    // epsilon1/D; epsilon2/(2cD), or epsilon2/(cD).
    let first = try SelectionRate(
      epsilon: thresholdEpsilon, sensitivity: sensitivity, isMonotone: true)
    let second = try SelectionRate(
      epsilon: queryEpsilon, sensitivity: sensitivity, isMonotone: isMonotone)
    let noise = try LatticeSampler.selectionNoise(first.rate, isSigned: true)
    sampler = try .selectionNoise(
      ExactRational(reducing: second.rate.numerator, second.rate.denominator * BigInt(count)),
      isSigned: true)
    self.threshold = Int128(threshold) + noise.drawWide(from: &source)
    total = thresholdEpsilon + queryEpsilon
    remaining = count
  }

  /// A stream with epsilon split as 1 to (2c)^(2/3), which minimises the comparison's variance.
  ///
  /// **Source**: Lyu, Su and Li 2017, section 4.2; c^(2/3) for monotone queries. The share is
  /// rounded to a whole number: any split is as private.
  public init<Source: RandomSource & ~Copyable>(
    epsilon: ExactRational, threshold: Int64, maximumAbove count: Int, sensitivity: Int64 = 1,
    isMonotone: Bool = false, from source: inout Source
  ) throws(PrivacyError) {
    guard count > 0 else { throw .parameter(name: "count", rule: "must be positive") }
    let share = Self.cubeRootOfSquare(count, isMonotone: isMonotone)
    let first = ExactRational(reducing: epsilon.numerator, epsilon.denominator * (share + 1))
    try self.init(
      thresholdEpsilon: first, queryEpsilon: epsilon - first, threshold: threshold,
      maximumAbove: count, sensitivity: sensitivity, isMonotone: isMonotone, from: &source)
  }

  /// The largest whole s with s^3 <= (2c)^2, or c^2; at least 1.
  private static func cubeRootOfSquare(_ count: Int, isMonotone: Bool) -> BigInt {
    let base = BigInt(count) * (isMonotone ? 1 : 2)
    let square = base * base
    var root = BigInt(0)
    for bit in stride(from: square.bitWidth / 3 + 1, through: 0, by: -1) {
      let next = root + (BigInt(1) << bit)
      if next * next * next <= square { root = next }
    }
    return max(1, root)
  }

  /// Whether a query's value is above the threshold, as far as noise lets one tell.
  ///
  /// - Throws: `PrivacyError.budgetExceeded` after the last answer above that was paid for.
  public mutating func isAbove<Source: RandomSource & ~Copyable>(
    _ value: Int64, from source: inout Source
  ) throws(PrivacyError) -> Bool {
    guard remaining > 0 else { throw .budgetExceeded }
    guard Int128(value) + sampler.drawWide(from: &source) >= threshold else { return false }
    remaining -= 1
    return true
  }

  /// What the whole stream costs, spent at its beginning: rounded up.
  public var cost: PrivacyCost { .pure(epsilon: total.doubleRoundedUp) }
}
