import Findings
import Foundation
import Numerics
import Tables

/// What the estimators say of a sample, for several sizes of the population it may come from, each
/// beside how it does on samples of this very table.
struct SampleEstimates {
  /// The fractions shown: those of the literature's simulations.
  static let fractions = [0.001, 0.01, 0.05, 0.1, 0.2]
  /// How many subsamples each validation draws, of a table of any but the largest size.
  static let repetitions = 20
  /// How many people all subsamples of one fraction may hold before fewer are drawn, 5 at least.
  static let drawLimit = 40_000_000
  /// Samples of fewer people than this say nothing about an estimator.
  static let minimumSample = 20

  let histogram: ClassSizeHistogram
  private let validation: EstimatorValidation?

  /// Validates the estimators on the table's own group sizes.
  ///
  /// - Throws: `PopulationError` where there is no group.
  /// - Complexity: O(people * repetitions * fractions).
  init(_ histogram: ClassSizeHistogram, declared: Double?, seed: UInt64, table: String) throws {
    self.histogram = histogram
    let usable = Set(Self.fractions + [0.5] + (declared.map { [$0] } ?? [])).filter {
      $0 < 1 && $0 * Double(histogram.rowCount) >= Double(Self.minimumSample)
    }
    var source = SeededGenerator(seed: seed, stream: "estimator-validation/\(table)")
    self.validation =
      usable.isEmpty
      ? nil
      : try EstimatorValidation(
        histogram, fractions: usable.sorted(),
        repetitions: min(Self.repetitions, max(5, Self.drawLimit / histogram.rowCount)),
        estimators: UniquenessEstimator.allCases, using: &source)
  }

  /// The estimate of `estimator` for a population of which the table is `fraction`, with an error
  /// bar from the validation at the nearest fraction that could be tried.
  func measure(_ estimator: UniquenessEstimator, fraction: Double) throws -> Measure {
    let population = try PopulationUniqueness(histogram, samplingFraction: fraction)
    let id = "population-uniqueness/\(estimator.rawValue)/\(Phrase.decimals(fraction, 6))"
    let label = "\(estimator.words), sampled at \(Phrase.perCent(fraction))"
    switch population.estimate(estimator) {
    case .notConverged(let reason):
      return Measure(
        id: id, label: label, unit: "probability", missing: .notConverged,
        because: reason.explanation)
    case .converged(_, let share):
      return Measure(
        id: id, label: label, estimate: estimate(share, estimator, fraction), unit: "probability",
        note: note(estimator, fraction))
    }
  }

  /// The estimate with the spread that the estimator showed, on this table's own samples, around
  /// the known truth.
  func estimate(
    _ share: Double, _ estimator: UniquenessEstimator, _ fraction: Double
  ) -> Estimate {
    let share = min(max(share, 0), 1)
    guard let score = score(estimator, fraction), let low = score.lower, let high = score.upper,
      low > 0, score.truth > 0
    else { return Estimate(value: share, lower: share, upper: share, level: 0.9, method: .model) }
    let lower = min(share, share * score.truth / high)
    let upper = max(share, min(1, share * score.truth / low))
    return Estimate(value: share, lower: lower, upper: upper, level: 0.9, method: .subsample)
  }

  /// The validation's score at the fraction nearest to `fraction` on a logarithmic scale.
  func score(_ estimator: UniquenessEstimator, _ fraction: Double) -> EstimatorScore? {
    validation?.scores.filter { $0.estimator == estimator }.min {
      abs(log($0.fraction / fraction)) < abs(log($1.fraction / fraction))
    }
  }

  private func note(_ estimator: UniquenessEstimator, _ fraction: Double) -> String {
    guard let score = score(estimator, fraction) else {
      return "too few people to try the estimator on this table"
    }
    guard let mean = score.mean else {
      return
        "on \(score.repetitions) samples of \(Phrase.perCent(score.fraction)) of this table it "
        + "never converged"
    }
    return "on \(score.repetitions) samples of \(Phrase.perCent(score.fraction)) of this table it "
      + "says \(Phrase.perCent(mean)) on average where \(Phrase.perCent(score.truth)) is true"
  }

  /// One row for each fraction and estimator: what it says, and how it did on this table.
  func grid() throws -> Grid {
    var rows: [[Grid.Cell]] = []
    for fraction in Self.fractions {
      for estimator in UniquenessEstimator.shown {
        let measure = try measure(estimator, fraction: fraction)
        let score = score(estimator, fraction)
        rows.append([
          .share(fraction), .text(estimator.words),
          measure.estimate.map { .share($0.value) } ?? .text("not converged"),
          measure.estimate.map { .share($0.lower) } ?? .empty,
          measure.estimate.map { .share($0.upper) } ?? .empty,
          score.map { .share($0.fraction) } ?? .empty,
          score?.mean.map { .share(min(max($0, 0), 1)) } ?? .empty,
          score.map { .share($0.truth) } ?? .empty,
        ])
      }
    }
    return Grid(
      id: "population-uniqueness",
      title: "If these people were a sample: the share unique in the population",
      header: [
        "sampled", "estimator", "says", "from", "to", "tried at", "said there", "truth there",
      ],
      rows: rows)
  }
}

extension UniquenessEstimator {
  /// The estimator's name for a reader.
  var words: String {
    switch self {
    case .pitman: "Pitman"
    case .pitmanExact: "Pitman, exact"
    case .zayatz: "Zayatz"
    case .slideNegativeBinomial: "slide negative binomial"
    case .dankar: "Dankar's rule"
    case .dankarWithoutSlideNegativeBinomial: "Dankar's rule without the slide negative binomial"
    }
  }

  /// The estimators that a report shows, in this order.
  static let shown: [UniquenessEstimator] = [
    .dankar, .pitman, .pitmanExact, .zayatz, .slideNegativeBinomial,
    .dankarWithoutSlideNegativeBinomial,
  ]
}
