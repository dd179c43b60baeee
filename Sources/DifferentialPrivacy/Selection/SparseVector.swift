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
  private let law: Law
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
    let law = try Law(
      thresholdEpsilon: thresholdEpsilon, queryEpsilon: queryEpsilon, maximumAbove: count,
      sensitivity: sensitivity, isMonotone: isMonotone)
    self.init(law, threshold: threshold, from: &source)
  }

  /// A stream with epsilon split as 1 to (2c)^(2/3), which minimises the comparison's variance.
  ///
  /// **Source**: Lyu, Su and Li 2017, section 4.2; c^(2/3) for monotone queries. The share is
  /// rounded to a whole number: any split is as private.
  public init<Source: RandomSource & ~Copyable>(
    epsilon: ExactRational, threshold: Int64, maximumAbove count: Int, sensitivity: Int64 = 1,
    isMonotone: Bool = false, from source: inout Source
  ) throws(PrivacyError) {
    let law = try Law(
      epsilon: epsilon, maximumAbove: count, sensitivity: sensitivity, isMonotone: isMonotone)
    self.init(law, threshold: threshold, from: &source)
  }

  /// A stream of its own noise, drawn from tables that were built before.
  init<Source: RandomSource & ~Copyable>(
    _ law: Law, threshold: Int64, from source: inout Source
  ) {
    self.law = law
    self.threshold = Int128(threshold) + law.thresholdNoise.drawWide(from: &source)
    remaining = law.count
  }

  /// Whether a query's value is above the threshold, as far as noise lets one tell.
  ///
  /// - Throws: `PrivacyError.budgetExceeded` after the last answer above that was paid for.
  public mutating func isAbove<Source: RandomSource & ~Copyable>(
    _ value: Int64, from source: inout Source
  ) throws(PrivacyError) -> Bool {
    guard remaining > 0 else { throw .budgetExceeded }
    guard Int128(value) + law.queryNoise.drawWide(from: &source) >= threshold else { return false }
    remaining -= 1
    return true
  }

  /// What the whole stream costs, spent at its beginning: rounded up.
  public var cost: PrivacyCost { law.cost }
}
