import Attacks
import Deidentification

/// The estimators of the attacks, answering as ARX 3.9.2 does where it constrains a release.
struct ARXEstimator: PopulationUniquenessEstimator {
  /// ARX's word: dankar, pitman, zayatz, snb.
  let kind: String
  var name: String { kind }

  func uniqueShare(sizes: [Int], counts: [Int], populationSize: Int) -> Double? {
    guard let histogram = try? ClassSizeHistogram(sizes: sizes, counts: counts),
      let population = try? PopulationUniqueness(histogram, populationSize: populationSize)
    else { return nil }
    switch kind {
    case "pitman": return population.estimate(.pitman).share
    case "zayatz": return population.estimate(.zayatz).share
    // ARX's solver for the slide negative binomial model never converges.
    case "snb": return nil
    case "dankar":
      // Without Zayatz in Pitman's place: the constraint does not fall back.
      let isSmall = Double(histogram.rowCount) / Double(populationSize) <= 0.1
      let rule: UniquenessEstimator = isSmall ? .pitman : .dankarWithoutSlideNegativeBinomial
      return population.estimate(rule).share
    default: return nil
    }
  }
}
