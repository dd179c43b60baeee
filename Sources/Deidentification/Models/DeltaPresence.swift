/// Delta-presence: whether a person of the population is in the release stays uncertain.
///
/// In each class the share of the population's people that are in the release lies between two
/// bounds.
///
/// **Guarantee**: an adversary who knows the population's table believes that a person is in the
/// release with a probability in [minimum, maximum]. Where nothing is suppressed it is monotone:
/// the share of a union is a weighted mean (a mediant) of its parts' shares. With suppression it is
/// not: a class that breaks it can pull a good one along. No least size follows. A lower bound
/// above 0 holds for classes that only the population has, too; nothing can be suppressed there, so
/// that one of them breaks the whole recoding.
///
/// **Source**: Nergiz, Atzori and Clifton, "Hiding the presence of individuals from shared
/// databases", SIGMOD 2007; ARX 3.9.2 `DPresence`.
///
/// **Cost**: O(1) for a class.
///
/// **Does not protect against**: singling out and attribute disclosure of people who are known to
/// be in the release.
public struct DeltaPresence: PrivacyModel {
  /// The lower bound.
  public let minimum: Double
  /// The upper bound.
  public let maximum: Double
  /// The model in words.
  public var name: String { "(\(minimum), \(maximum))-presence" }
  /// What an adversary can still do.
  public var doesNotProtectAgainst: String {
    "someone who knows that the target is in the release and wants its row or its attributes"
  }

  /// Delta-presence with both bounds.
  public init(minimum: Double, maximum: Double) {
    self.minimum = minimum
    self.maximum = maximum
  }

  /// Makes the model ready; the table must have the population of which the release is a part.
  public func prepared(for table: SearchTable) throws(DeidentificationError) -> PreparedModel {
    try ModelParameter.share(minimum, "minimum")
    try ModelParameter.share(maximum, "maximum")
    guard minimum <= maximum else {
      throw .parameter(name: "minimum", rule: "must not exceed the maximum")
    }
    guard let population = table.populationCounts else {
      throw .parameter(name: "population", rule: "must be given for delta-presence")
    }
    let criterion = PresenceBounds(minimum: minimum, maximum: maximum)
    if minimum == 0 { return .classes(criterion) }
    let total = population.reduce(0) { $0 + Int($1) }
    return .table(PresenceEverywhere(bounds: criterion, populationSize: total))
  }
}

/// The bounds for the classes of the release.
private struct PresenceBounds: ClassCriterion {
  let minimum: Double
  let maximum: Double
  var monotonicity: Monotonicity { .withoutSuppression }
  var minimumSize: Int { 1 }

  func holds(for index: Int, in classes: ClassTable) -> Bool {
    guard classes.populationSizes.indices.contains(index) else { return false }
    let share = Double(classes.rows[index]) / Double(classes.populationSizes[index])
    return share >= minimum && share <= maximum
  }
}

/// The bounds, and that no class is left without a row of the release.
private struct PresenceEverywhere: TableCriterion {
  let bounds: PresenceBounds
  let populationSize: Int
  var monotonicity: Monotonicity { .withoutSuppression }

  func enforce(on classes: ClassTable, isSuppressed: inout [Bool], limit: Int) -> Bool {
    let seen = classes.populationSizes.reduce(0) { $0 + Int($1) }
    for index in 0..<classes.count where !bounds.holds(for: index, in: classes) {
      isSuppressed[index] = true
    }
    return seen == populationSize
      && suppressedRows(in: classes, isSuppressed: isSuppressed) <= limit
  }
}
