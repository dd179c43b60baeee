/// Distinct l-diversity: each class has at least l different values of the attribute.
///
/// A missing value counts as a value, as in ARX. Where a person can have several rows, a class
/// also needs l people: one person's own values hide nobody.
///
/// **Guarantee**: an adversary who finds the class must rule out l - 1 values to be sure. Monotone
/// with and without suppression: a union has the values of all its parts. Least size l.
///
/// **Source**: Machanavajjhala, Kifer, Gehrke and Venkitasubramaniam, "l-diversity", TKDD 1(1),
/// 2007; ARX 3.9.2 `DistinctLDiversity`.
///
/// **Cost**: O(1) for a class.
///
/// **Does not protect against**: skew (99 of 100 people may share one value), values that mean
/// nearly the same, background knowledge that rules values out.
public struct DistinctDiversity: PrivacyModel {
  /// The sensitive attribute.
  public let attribute: String
  /// The least number of values.
  public let l: Int
  /// The model in words.
  public var name: String { "distinct \(l)-diversity for \(attribute)" }
  /// What an adversary can still do.
  public var doesNotProtectAgainst: String {
    "skew: nearly all of a class may share one value; values that mean nearly the same"
  }

  /// The model for one sensitive attribute.
  public init(attribute: String, l: Int) {
    self.attribute = attribute
    self.l = l
  }

  /// Makes the model ready.
  public func prepared(for table: SearchTable) throws(DeidentificationError) -> PreparedModel {
    try ModelParameter.atLeastOne(l, "l")
    return .classes(
      DistinctValues(attribute: try table.sensitiveIndex(of: attribute), minimumSize: l))
  }
}

/// At least `minimumSize` values among as many people.
struct DistinctValues: ClassCriterion {
  let attribute: Int
  let minimumSize: Int
  var monotonicity: Monotonicity { .full }

  func holds(for index: Int, in classes: ClassTable) -> Bool {
    classes.sensitive[attribute].range(of: index).count >= minimumSize
      && Int(classes.sizes[index]) >= minimumSize
  }
}

/// Recursive (c, l)-diversity: the most common value is not too common, the rare ones not too rare.
///
/// With the counts of a class in falling order r1, r2, ..., rm: r1 < c (rl + ... + rm).
///
/// **Guarantee**: after ruling out l - 2 values, an adversary is still not surer of the most common
/// one than c to 1 against the rest. Monotone where nothing is suppressed (Machanavajjhala et al.,
/// theorem 4.2). With suppression it is not. Least size l.
///
/// **Source**: as `DistinctDiversity`, definition 4.3; ARX 3.9.2 `RecursiveCLDiversity`.
///
/// **Cost**: O(values log values) for a class.
///
/// **Does not protect against**: values that mean nearly the same; a class whose values differ much
/// from the whole table's.
public struct RecursiveDiversity: PrivacyModel {
  /// The sensitive attribute.
  public let attribute: String
  /// The factor.
  public let c: Double
  /// The number of values.
  public let l: Int
  /// The model in words.
  public var name: String { "recursive (\(c), \(l))-diversity for \(attribute)" }
  /// What an adversary can still do.
  public var doesNotProtectAgainst: String {
    "values that mean nearly the same, or a class whose values differ from the whole table's"
  }

  /// The model for one sensitive attribute.
  public init(attribute: String, c: Double, l: Int) {
    self.attribute = attribute
    self.c = c
    self.l = l
  }

  /// Makes the model ready.
  public func prepared(for table: SearchTable) throws(DeidentificationError) -> PreparedModel {
    try ModelParameter.atLeastOne(l, "l")
    try ModelParameter.positive(c, "c")
    return .classes(
      RecursiveCounts(attribute: try table.sensitiveIndex(of: attribute), c: c, minimumSize: l))
  }
}

private struct RecursiveCounts: ClassCriterion {
  let attribute: Int
  let c: Double
  let minimumSize: Int
  var monotonicity: Monotonicity { .withoutSuppression }

  func holds(for index: Int, in classes: ClassTable) -> Bool {
    let values = classes.sensitive[attribute]
    let range = values.range(of: index)
    guard range.count >= minimumSize, Int(classes.sizes[index]) >= minimumSize else { return false }
    let falling = values.counts[range].sorted(by: >)
    let rest = falling[(minimumSize - 1)...].reduce(0) { $0 + Int($1) }
    return Double(falling[0]) < c * Double(rest)
  }
}
