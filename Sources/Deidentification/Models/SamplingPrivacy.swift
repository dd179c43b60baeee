import DifferentialPrivacy

/// (epsilon, delta)-differential privacy of rows: random sampling, then k-anonymity (SafePub).
///
/// Rows are kept at random (`sample`), the sample is recoded as was decided before looking at it,
/// and classes of fewer than k rows are suppressed, however many they are.
///
/// **Guarantee**: (epsilon, delta)-differential privacy for adding or removing one row, **if the
/// recoding does not depend on the data**: a recoding that a search chose on these data breaks it.
/// Rows outside the sample must not enter the release or any figure about it. The criterion itself
/// is a least size: monotone with and without suppression; least size k.
///
/// **Source**: Bild, Kuhn and Prasser, "SafePub: a truthful data anonymization algorithm with
/// strong privacy guarantees", PoPETs 2018(1), 67-87, the data-independent scheme; ARX 3.9.2
/// `EDDifferentialPrivacy`.
///
/// **Cost**: one random word for a row.
///
/// **Does not protect against**: a recoding chosen after looking at the data, a data subject with
/// several rows (epsilon grows with their number), what the release says about groups.
public struct SamplingPrivacy: PrivacyModel {
  /// The privacy loss.
  public let epsilon: Double
  /// The probability with which the bound on the loss may fail.
  public let delta: Double
  /// The model in words.
  public var name: String { "(\(epsilon), \(delta))-differential privacy by sampling" }
  /// What an adversary can still do.
  public var doesNotProtectAgainst: String {
    "a recoding chosen after looking at the data; people with several rows; facts about groups"
  }

  /// The model for a privacy loss.
  public init(epsilon: Double, delta: Double) {
    self.epsilon = epsilon
    self.delta = delta
  }

  /// The sampling probability and the least size of a class.
  ///
  /// - Throws: `DeidentificationError.parameter` for a loss out of range.
  public func parameters() throws(DeidentificationError) -> SamplingParameters {
    try SamplingParameters(epsilon: epsilon, delta: delta)
  }

  /// Makes the model ready for a table that holds the sample.
  ///
  /// - Throws: as `parameters`; and where the table counts data subjects, whose rows would have to
  ///   be sampled together.
  public func prepared(for table: SearchTable) throws(DeidentificationError) -> PreparedModel {
    guard table.subjectOfTuple == nil else {
      throw .parameter(name: "subject", rule: "must not be given: each row must be one person")
    }
    return .classes(SizeThreshold(minimumSize: try parameters().k))
  }

  /// Which of `rowCount` rows are kept, drawn from the system's secure source.
  ///
  /// - Throws: `DeidentificationError.parameter`.
  public func sample(rowCount: Int) throws(DeidentificationError) -> [Bool] {
    var source = SystemRandomSource()
    return try sample(rowCount: rowCount, using: &source)
  }

  /// Which of `rowCount` rows are kept; a test brings its own source.
  ///
  /// - Throws: `DeidentificationError.parameter`.
  func sample(
    rowCount: Int, using source: inout some (DifferentialPrivacy.RandomSource & ~Copyable)
  ) throws(DeidentificationError) -> [Bool] {
    guard rowCount >= 0 else {
      throw .parameter(name: "rowCount", rule: "must be at least 0")
    }
    let beta = try parameters().beta
    // Exact: beta is a multiple of 2^-62 below 1.
    let numerator = UInt64(beta * 0x1p62)
    var kept: [Bool] = []
    kept.reserveCapacity(rowCount)
    for _ in 0..<rowCount {
      do {
        kept.append(try source.bernoulli(numerator, over: 1 << 62))
      } catch {
        throw .parameter(name: "epsilon", rule: "must give a sampling probability of at most 1")
      }
    }
    return kept
  }
}
