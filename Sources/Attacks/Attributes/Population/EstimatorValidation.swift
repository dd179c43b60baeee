/// How well one estimator does on samples of one size from data whose uniqueness is known.
public struct EstimatorScore: Sendable, Equatable {
  /// The estimator.
  public let estimator: UniquenessEstimator
  /// The sampling fraction of the samples (rows drawn over rows known).
  public let fraction: Double
  /// The share of the known rows that are unique.
  public let truth: Double
  /// How many samples were drawn.
  public let repetitions: Int
  /// How many of them the estimator had an answer for.
  public let converged: Int
  /// The mean estimate over the samples with an answer, or `nil` where there was none.
  public let mean: Double?
  /// The 5th percentile of the estimates.
  public let lower: Double?
  /// The 95th percentile of the estimates.
  public let upper: Double?

  /// The share of samples with an answer.
  public var convergenceRate: Double { Double(converged) / Double(repetitions) }

  /// (mean - truth) / truth: the bias as a share of the truth; `nil` where the truth is 0.
  public var relativeError: Double? {
    guard let mean, truth > 0 else { return nil }
    return (mean - truth) / truth
  }

  /// The median of |estimate - truth| / truth over the samples; `nil` where the truth is
  /// 0.
  ///
  /// It is the criterion of Dankar et al. 2012.
  public let medianAbsoluteRelativeError: Double?
}

/// The estimators tried on the user's own data: the data stand for the population, samples of them
/// are drawn, and each estimate is compared with what is known.
///
/// **Guarantee**: given the generator's numbers, the result is the same on every machine.
/// **Source**: the design of Dankar et al. 2012, section "Monte Carlo simulation", turned on the
/// data at hand. **Cost**: O(repetitions x (sampled rows + classes)) for each fraction.
/// **Does not protect against**: data that are no picture of the population: the error seen from
/// 10 % to 100 % of the data need not be that from the data to a population ten times their size.
public struct EstimatorValidation: Sendable, Equatable {
  /// One score for each fraction and estimator, in the order in which they were asked for.
  public let scores: [EstimatorScore]

  /// Draws, estimates and compares.
  ///
  /// - Parameters:
  ///   - histogram: the class sizes of the data.
  ///   - fractions: sampling fractions in (0, 1); a sample has at least two rows.
  ///   - repetitions: samples for each fraction, at least 1; 20 give a usable interval.
  ///   - estimators: which to try.
  ///   - generator: the source of randomness; seeded by the caller, for results that repeat.
  /// - Throws: `PopulationError` where a fraction or the number of repetitions is out of range, or
  ///   the data have fewer than two rows.
  public init(
    _ histogram: ClassSizeHistogram, fractions: [Double] = [0.01, 0.05, 0.1, 0.2, 0.5],
    repetitions: Int = 20, estimators: [UniquenessEstimator] = UniquenessEstimator.allCases,
    using generator: inout some RandomNumberGenerator
  ) throws(PopulationError) {
    guard repetitions >= 1 else { throw .parameter(name: "repetitions", allowed: "at least 1") }
    guard histogram.rowCount >= 2 else { throw .empty }
    guard fractions.allSatisfy({ $0 > 0 && $0 < 1 }) else {
      throw .parameter(name: "a fraction", allowed: "above 0 and below 1")
    }
    var sampler = try ClassSizeSampler(histogram)
    var scores: [EstimatorScore] = []
    for fraction in fractions {
      let rows = max(2, Int((fraction * Double(histogram.rowCount)).rounded()))
      var estimates = [[Double]](repeating: [], count: estimators.count)
      for _ in 0..<repetitions {
        let sample = try sampler.draw(rows: rows, using: &generator)
        let population = try PopulationUniqueness(sample, populationSize: histogram.rowCount)
        for (index, estimator) in estimators.enumerated() {
          if let share = population.estimate(estimator).share { estimates[index].append(share) }
        }
      }
      for (estimator, values) in zip(estimators, estimates) {
        scores.append(
          EstimatorScore(
            estimator: estimator, fraction: Double(rows) / Double(histogram.rowCount),
            truth: histogram.uniqueShare, repetitions: repetitions, values: values))
      }
    }
    self.scores = scores
  }
}

extension EstimatorScore {
  init(
    estimator: UniquenessEstimator, fraction: Double, truth: Double, repetitions: Int,
    values: [Double]
  ) {
    let sorted = values.sorted()
    self.estimator = estimator
    self.fraction = fraction
    self.truth = truth
    self.repetitions = repetitions
    converged = values.count
    mean = values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    lower = Self.quantile(0.05, of: sorted)
    upper = Self.quantile(0.95, of: sorted)
    let errors = truth > 0 ? values.map { abs($0 - truth) / truth }.sorted() : []
    medianAbsoluteRelativeError = Self.quantile(0.5, of: errors)
  }

  /// The quantile by linear interpolation between order statistics (Hyndman and Fan's type 7).
  static func quantile(_ level: Double, of sorted: [Double]) -> Double? {
    guard let last = sorted.last else { return nil }
    let position = level * Double(sorted.count - 1)
    let index = Int(position)
    guard index + 1 < sorted.count else { return last }
    return sorted[index] + (position - Double(index)) * (sorted[index + 1] - sorted[index])
  }
}
