/// (alpha, k)-anonymity: k people in each class, and no value of the attribute above a share alpha.
///
/// **Guarantee**: beside k-anonymity, an adversary who finds the class infers no value of the
/// attribute with more confidence than alpha. Monotone where nothing is suppressed: a value's share
/// in a union is a weighted mean of its shares. With suppression it is not. Least size k, and at
/// least 1/alpha.
///
/// **Source**: Wong, Li, Fu and Wang, "(alpha, k)-anonymity", KDD 2006, the general model.
///
/// **Cost**: O(values) for a class.
///
/// **Does not protect against**: values that mean nearly the same, an adversary who rules values
/// out, or one to whom a share below alpha already tells much (a rare disease).
public struct AlphaKAnonymity: PrivacyModel {
  /// The sensitive attribute.
  public let attribute: String
  /// The largest share of one value in a class.
  public let alpha: Double
  /// The least size.
  public let k: Int
  /// The model in words.
  public var name: String { "(\(alpha), \(k))-anonymity for \(attribute)" }
  /// What an adversary can still do.
  public var doesNotProtectAgainst: String {
    "values that mean nearly the same, or a rare value that alpha lets become common in a class"
  }

  /// The model for one sensitive attribute.
  public init(attribute: String, alpha: Double, k: Int) {
    self.attribute = attribute
    self.alpha = alpha
    self.k = k
  }

  /// Makes the model ready.
  public func prepared(for table: SearchTable) throws(DeidentificationError) -> PreparedModel {
    try ModelParameter.atLeastOne(k, "k")
    guard alpha > 0, alpha <= 1 else {
      throw .parameter(name: "alpha", rule: "must be above 0 and at most 1")
    }
    return .classes(
      ShareLimit(attribute: try table.sensitiveIndex(of: attribute), alpha: alpha, minimumSize: k))
  }
}

private struct ShareLimit: ClassCriterion {
  let attribute: Int
  let alpha: Double
  let minimumSize: Int
  var monotonicity: Monotonicity { .withoutSuppression }

  func holds(for index: Int, in classes: ClassTable) -> Bool {
    guard Int(classes.sizes[index]) >= minimumSize else { return false }
    let values = classes.sensitive[attribute]
    let rows = Double(classes.rows[index])
    return values.range(of: index).allSatisfy { Double(values.counts[$0]) / rows <= alpha }
  }
}
