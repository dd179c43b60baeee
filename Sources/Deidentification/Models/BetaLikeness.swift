#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Beta-likeness: no value becomes much more likely in a class than it is in the whole release.
///
/// For each value, (p - q) / q is at most beta, p being its share in the class and q in the
/// release; enhanced, at most the smaller of beta and -ln q, so that frequent values are bounded as
/// well.
///
/// **Guarantee**: finding the class raises an adversary's belief in any value by a factor of at
/// most 1 + beta. Monotone where nothing is suppressed: a value's share in a union is a weighted
/// mean. With suppression it is not. No least size follows.
///
/// **Source**: Cao and Karras, "Publishing microdata with a robust privacy guarantee", VLDB 2012,
/// definitions 2 and 3; ARX 3.9.2 `BasicBLikeness`, `EnhancedBLikeness`.
///
/// **Cost**: O(values) for a class.
///
/// **Does not protect against**: values that become less likely, or vanish from a class; what the
/// whole table tells by itself.
public struct BetaLikeness: PrivacyModel {
  /// The sensitive attribute.
  public let attribute: String
  /// The largest relative gain.
  public let beta: Double
  /// Whether frequent values are bounded by -ln q too.
  public let isEnhanced: Bool
  /// The model in words.
  public var name: String {
    "\(isEnhanced ? "enhanced" : "basic") \(beta)-likeness for \(attribute)"
  }
  /// What an adversary can still do.
  public var doesNotProtectAgainst: String {
    "learning that a value is absent from a class; what the whole table tells by itself"
  }

  /// The model for one sensitive attribute.
  public init(attribute: String, beta: Double, isEnhanced: Bool) {
    self.attribute = attribute
    self.beta = beta
    self.isEnhanced = isEnhanced
  }

  /// Makes the model ready.
  public func prepared(for table: SearchTable) throws(DeidentificationError) -> PreparedModel {
    try ModelParameter.positive(beta, "beta")
    let shares = try SensitiveShares(of: attribute, in: table)
    let limits = shares.shares.map { isEnhanced ? min(beta, -log($0)) : beta }
    return .classes(RelativeGain(shares: shares, limits: limits))
  }
}

private struct RelativeGain: ClassCriterion {
  let shares: SensitiveShares
  /// The largest gain of each code.
  let limits: [Double]
  var monotonicity: Monotonicity { .withoutSuppression }
  var minimumSize: Int { 1 }

  func holds(for index: Int, in classes: ClassTable) -> Bool {
    let values = classes.sensitive[shares.index]
    let rows = Double(classes.rows[index])
    return values.range(of: index).allSatisfy { place in
      let code = Int(values.values[place])
      let whole = shares.shares[code]
      return (Double(values.counts[place]) / rows - whole) / whole
        <= limits[code] + TieTolerance.share * (1 + limits[code])
    }
  }
}

/// Delta-disclosure privacy: values that a class has are about as likely there as in the release.
///
/// |log2(p / q)| stays below delta for each value that occurs in the class.
///
/// **Guarantee**: finding the class changes an adversary's belief in a value that it has by a
/// factor between 2^-delta and 2^delta. As in ARX, values that a class does not have are left out,
/// though Brickell and Shmatikov's definition would refuse them. Not monotone: a value that only
/// one part of a union has can become too rare in it. No least size follows.
///
/// **Source**: Brickell and Shmatikov, "The cost of privacy", KDD 2008; ARX 3.9.2
/// `DDisclosurePrivacy`.
///
/// **Cost**: O(values) for a class.
///
/// **Does not protect against**: learning that a value is absent from a class; what the whole table
/// tells by itself.
public struct DeltaDisclosure: PrivacyModel {
  /// The sensitive attribute.
  public let attribute: String
  /// The bound on |log2(p / q)|, not reached.
  public let delta: Double
  /// The model in words.
  public var name: String { "\(delta)-disclosure privacy for \(attribute)" }
  /// What an adversary can still do.
  public var doesNotProtectAgainst: String {
    "learning that a value is absent from a class; what the whole table tells by itself"
  }

  /// The model for one sensitive attribute.
  public init(attribute: String, delta: Double) {
    self.attribute = attribute
    self.delta = delta
  }

  /// Makes the model ready.
  public func prepared(for table: SearchTable) throws(DeidentificationError) -> PreparedModel {
    try ModelParameter.positive(delta, "delta")
    return .classes(
      LogRatio(shares: try SensitiveShares(of: attribute, in: table), delta: delta))
  }
}

private struct LogRatio: ClassCriterion {
  let shares: SensitiveShares
  let delta: Double
  var monotonicity: Monotonicity { .none }
  var minimumSize: Int { 1 }

  func holds(for index: Int, in classes: ClassTable) -> Bool {
    let values = classes.sensitive[shares.index]
    let rows = Double(classes.rows[index])
    return values.range(of: index).allSatisfy { place in
      let share = Double(values.counts[place]) / rows
      return abs(log(share / shares.shares[Int(values.values[place])]) / log(2)) < delta
    }
  }
}
