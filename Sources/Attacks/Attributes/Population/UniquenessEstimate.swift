/// Why an estimator has no answer.
public enum NonConvergence: String, Sendable, Equatable, Codable {
  /// Each row is alone: the sample says nothing about how soon people start to share classes.
  case everyRowUnique = "every-row-unique"
  /// All rows stand in one class: there is no heterogeneity to fit.
  case singleClass = "single-class"
  /// No class has exactly two rows, and the model needs the ratio of pairs to singles.
  case noPairs = "no-pairs"
  /// The estimating equations have no solution within the model's parameters.
  case noRoot = "no-root"
  /// The equations were solved, and the answer is no number of people in the population.
  case outOfRange = "out-of-range"
  /// The iteration limit was reached before full precision.
  case iterationLimit = "iteration-limit"

  /// The reason in words for a report.
  public var explanation: String {
    switch self {
    case .everyRowUnique: "every row of the sample is unique"
    case .singleClass: "all rows stand in one class"
    case .noPairs: "no class has exactly two rows"
    case .noRoot: "the estimating equations have no solution"
    case .outOfRange: "the solution is no number of people in the population"
    case .iterationLimit: "the iteration limit was reached"
    }
  }
}

/// Why a fit failed; a `Swift.Error` so that it can stand in a `Result`.
public struct FitFailure: Error, Sendable, Equatable {
  /// The reason.
  public let reason: NonConvergence
}

/// The estimated number of people who are alone in their class in the population, or the reason why
/// there is none; never a zero that stands for "don't know".
public enum UniquenessEstimate: Sendable, Equatable {
  /// The estimate: a number of people, and the same as a share of the population.
  case converged(people: Double, share: Double)
  /// The estimator has no answer.
  case notConverged(NonConvergence)

  /// The share of the population that is unique, or `nil`.
  public var share: Double? {
    if case .converged(_, let share) = self { return share }
    return nil
  }

  /// The number of unique people, or `nil`.
  public var people: Double? {
    if case .converged(let people, _) = self { return people }
    return nil
  }

  /// An estimate of `people` in a population of `size`, refused outside [0, `size`].
  static func people(_ people: Double, of size: Double) -> UniquenessEstimate {
    guard people.isFinite, people >= 0, people <= size * (1 + 1e-12) else {
      return .notConverged(.outOfRange)
    }
    let inside = min(people, size)
    return .converged(people: inside, share: inside / size)
  }
}

/// The estimators of population uniqueness.
public enum UniquenessEstimator: String, Sendable, Equatable, Codable, CaseIterable {
  /// Pitman's sampling formula with Hoshino's large-population expression.
  case pitman
  /// The same fit with the exact expectation in the finite population.
  case pitmanExact = "pitman-exact"
  /// Zayatz' equivalence class model.
  case zayatz
  /// The slide negative binomial model.
  case slideNegativeBinomial = "slide-negative-binomial"
  /// Dankar's decision rule.
  case dankar
  /// Dankar's decision rule without the slide negative binomial, as ARX 3.9.2 answers.
  case dankarWithoutSlideNegativeBinomial = "dankar-without-slide-negative-binomial"
}

/// What a decision rule chose, and its estimate.
public struct ChosenEstimate: Sendable, Equatable {
  /// The estimator that was chosen: Pitman, Zayatz or the slide negative binomial.
  public let estimator: UniquenessEstimator
  /// Its estimate.
  public let estimate: UniquenessEstimate
}
