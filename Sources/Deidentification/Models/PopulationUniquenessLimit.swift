/// An estimator of how many people of the population are unique, from the classes of a sample.
///
/// The estimators themselves (Pitman, Zayatz, slide negative binomial, Dankar's rule) live in the
/// room of the attacks, which this room does not know; whoever knows both hands one over.
public protocol PopulationUniquenessEstimator: Sendable {
  /// The estimator's name: "Dankar's rule".
  var name: String { get }
  /// The share of the population that is unique; `nil` where the estimator has no answer.
  ///
  /// - Parameters:
  ///   - sizes: the class sizes that occur, rising, each at least 1.
  ///   - counts: how many classes have each size, at least 1.
  ///   - populationSize: people of the population.
  func uniqueShare(sizes: [Int], counts: [Int], populationSize: Int) -> Double?
}

/// A limit on the estimated share of the population that is unique.
///
/// An estimator that does not converge has no answer, and no answer is not below the limit: the
/// recoding is refused, unless no one is unique in the release at all.
///
/// **Guarantee**: that of the estimator, for a release that is a simple random sample of the
/// population. Nothing is claimed of monotony, for estimates may rise while classes merge. No least
/// size follows.
///
/// **Source**: Dankar, El Emam, Neisa and Roffey, BMC Medical Informatics 12:66, 2012; ARX 3.9.2
/// `PopulationUniqueness`.
///
/// **Cost**: O(classes log classes) for a recoding, and the estimator about log2(classes) times.
///
/// **Does not protect against**: an estimate that is far off (they often are); an adversary who
/// knows that the target is in the release; attribute disclosure.
public struct PopulationUniquenessLimit: PrivacyModel {
  /// The largest share of unique people.
  public let threshold: Double
  /// People of the population.
  public let populationSize: Int
  /// The estimator.
  public let estimator: any PopulationUniquenessEstimator
  /// The model in words.
  public var name: String { "population uniqueness of at most \(threshold) (\(estimator.name))" }
  /// What an adversary can still do.
  public var doesNotProtectAgainst: String {
    "an estimate that is far off; someone who knows that the target is in the release"
  }

  /// A limit on the estimated share of unique people.
  public init(
    threshold: Double, populationSize: Int, estimator: any PopulationUniquenessEstimator
  ) {
    self.threshold = threshold
    self.populationSize = populationSize
    self.estimator = estimator
  }

  /// Makes the model ready.
  public func prepared(for table: SearchTable) throws(DeidentificationError) -> PreparedModel {
    try ModelParameter.share(threshold, "threshold")
    guard populationSize >= max(table.personCount, 1) else {
      throw .parameter(name: "populationSize", rule: "must be at least the size of the release")
    }
    return .table(
      EstimatedUniqueLimit(
        threshold: threshold, populationSize: populationSize, estimator: estimator))
  }
}

private struct EstimatedUniqueLimit: SmallestFirstCriterion {
  let threshold: Double
  let populationSize: Int
  let estimator: any PopulationUniquenessEstimator
  var monotonicity: Monotonicity { .none }

  func holds(for remaining: RemainingClasses) -> Bool {
    guard remaining.classesOfSize[1] != nil else { return true }
    let sizes = remaining.classesOfSize.keys.sorted()
    let counts = sizes.map { remaining.classesOfSize[$0] ?? 0 }
    guard
      let share = estimator.uniqueShare(
        sizes: sizes, counts: counts, populationSize: populationSize)
    else { return false }
    // An estimate of exactly nobody while someone is unique is ARX's sign for no convergence.
    return share > 0 && share <= threshold
  }
}
