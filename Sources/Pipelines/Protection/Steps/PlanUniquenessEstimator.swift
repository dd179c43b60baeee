import Attacks
import Deidentification

/// The audit's estimators of population uniqueness, for a model that limits it.
struct PlanUniquenessEstimator: PopulationUniquenessEstimator {
  /// The estimator's name in a plan.
  let name: String

  func uniqueShare(sizes: [Int], counts: [Int], populationSize: Int) -> Double? {
    let estimator: UniquenessEstimator =
      switch name {
      case "pitman": .pitman
      case "zayatz": .zayatz
      case "snb": .slideNegativeBinomial
      default: .dankar
      }
    guard let histogram = try? ClassSizeHistogram(sizes: sizes, counts: counts),
      let uniqueness = try? PopulationUniqueness(histogram, populationSize: populationSize)
    else { return nil }
    return uniqueness.estimate(estimator).share
  }
}
