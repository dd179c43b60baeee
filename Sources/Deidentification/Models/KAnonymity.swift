/// k-anonymity: each class has at least k rows, or k data subjects.
///
/// **Guarantee:** whoever knows the quasi-identifiers of a data subject, and nothing else, can't
/// narrow the subject's row down to fewer than k.
/// **Source:** Sweeney, k-anonymity: a model for protecting privacy, IJUFKS 10(5), 2002.
/// **Cost:** O(1) for each class.
/// **Does not protect against:** inference of sensitive values that a class shares; knowledge of
/// other columns; several releases of one table put together.
public struct KAnonymity: PrivacyModel, Equatable {
  /// The least size of a class.
  public let k: Int

  /// k-anonymity for classes of at least `k`.
  public init(k: Int) { self.k = k }

  /// For example "5-anonymity".
  public var name: String { "\(k)-anonymity" }

  /// The model, which needs nothing of the table.
  ///
  /// - Throws: `DeidentificationError.parameter` where k is below 1.
  public func prepared(for table: SearchTable) throws(DeidentificationError) -> PreparedModel {
    guard k >= 1 else { throw .parameter(name: "k", rule: "must be at least 1") }
    return .classes(MinimumSizeCriterion(minimumSize: k))
  }
}

/// Holds for classes of at least some size.
struct MinimumSizeCriterion: ClassCriterion {
  let minimumSize: Int

  var monotonicity: Monotonicity { .full }
  var isMinimumSizeSufficient: Bool { true }

  func holds(for index: Int, in classes: ClassTable) -> Bool {
    Int(classes.sizes[index]) >= minimumSize
  }
}
