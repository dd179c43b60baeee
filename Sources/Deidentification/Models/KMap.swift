/// k-map: each class of the release stands for at least k people of a known population.
///
/// **Guarantee**: an adversary who knows that their target is in the population, and not whether it
/// is in the release, finds at least k people of the population behind each row. Monotone with and
/// without suppression, for population sizes add up when classes merge. No least size in the
/// release follows.
///
/// **Source**: Sweeney, "Computational disclosure control", 2001; ARX 3.9.2 `KMap` with a table.
///
/// **Cost**: O(1) for a class.
///
/// **Does not protect against**: an adversary who knows that the target is in the release, or who
/// learns an attribute that a whole class shares.
public struct KMap: PrivacyModel {
  /// The least number of people of the population.
  public let k: Int
  /// The model in words.
  public var name: String { "\(k)-map" }
  /// What an adversary can still do.
  public var doesNotProtectAgainst: String {
    "someone who knows that the target is in the release, or what all of a class have in common"
  }

  /// k-map for a population that the table brings along.
  public init(k: Int) { self.k = k }

  /// Makes the model ready; the table must have a population.
  public func prepared(for table: SearchTable) throws(DeidentificationError) -> PreparedModel {
    try ModelParameter.atLeastOne(k, "k")
    guard table.populationCounts != nil else {
      throw .parameter(name: "population", rule: "must be given for k-map, or estimated")
    }
    return .classes(PopulationThreshold(least: k))
  }
}

/// k-map by sampling weights: the weights of a class, summed, say how many people it stands for.
///
/// **Guarantee**: as `KMap`, where each weight is the number of people (or households) that a row
/// stands for; a design weight makes that an unbiased estimate, not a count. Monotone with and
/// without suppression, for weights are not negative.
///
/// **Source**: the "threshold rule" on estimated population frequencies, Hundepool et al.,
/// "Statistical Disclosure Control", 2012, section 3.3; sdcMicro's `Fk`.
///
/// **Cost**: O(1) for a class.
///
/// **Does not protect against**: what `KMap` does not, and the error of the estimate: a class with
/// one row of weight 100 may stand for one person.
public struct WeightedKMap: PrivacyModel {
  /// The least sum of weights.
  public let k: Double
  /// The model in words.
  public var name: String { "\(k)-map by weights" }
  /// What an adversary can still do.
  public var doesNotProtectAgainst: String {
    "someone who knows that the target is in the release; the error of a weight as an estimate"
  }

  /// k-map for a table with weights.
  public init(k: Double) { self.k = k }

  /// Makes the model ready; the table must have weights of at least 0.
  public func prepared(for table: SearchTable) throws(DeidentificationError) -> PreparedModel {
    try ModelParameter.atLeastOne(k, "k")
    guard let weights = table.weights else {
      throw .parameter(name: "weights", rule: "must be given for k-map by weights")
    }
    guard weights.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
      throw .parameter(name: "weights", rule: "must be numbers of at least 0")
    }
    return .classes(WeightThreshold(least: k))
  }
}

private struct WeightThreshold: ClassCriterion {
  let least: Double
  var monotonicity: Monotonicity { .full }
  var minimumSize: Int { 1 }

  func holds(for index: Int, in classes: ClassTable) -> Bool {
    classes.weights.indices.contains(index) && classes.weights[index] >= least
  }
}
