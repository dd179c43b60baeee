import Foundation

/// The risk of sample uniques under a log-linear model of the cells' counts, main effects only.
///
/// Counts in the cells of the cross-classified keys are taken as Poisson with mean mu, which a
/// log-linear model smooths over cells; a unique's population count then follows 1 + Poisson(v).
///
/// - Skinner and Elamir: v = mu (1 - pi) / pi, for the inclusion probability pi of the cell's row;
///   `expectedPopulationUniques` sums exp(-v), `expectedCorrectMatches` sums (1 - exp(-v)) / v over
///   sample uniques.
/// - sdcMicro's `modRisk` takes v = (1 - pi) mu, without the step from the sample's mean to the
///   population's, and divides by the number of occupied cells: `sdcMicroRisk1`, `sdcMicroRisk2`,
///   kept for comparison with its output; they overstate the risk.
///
/// **Source**: Skinner and Holmes 1998, JOS 14(4); Elamir and Skinner 2006, JOS 22(3); Clogg and
/// Eliason 1987, Sociological Methods and Research 16(1). **Cost**: O(occupied cells x keys) a
/// cycle of fitting; empty cells are never formed, however large the cross-classification is.
/// **Does not protect against**: keys that depend on each other in ways main effects don't show.
public struct LogLinearRisk: Sendable, Equatable {
  /// How the sample's weights enter the model.
  public enum Method: String, Sendable, Equatable, Codable, CaseIterable {
    /// Not at all: counts by main effects (sdcMicro's `default`, and `IPF`).
    case standard
    /// An offset ln(count / weight + 0.1) (Clogg and Eliason).
    case offset
    /// Pseudo maximum likelihood: weighted counts, scaled to the sample's size and rounded.
    case pseudoLikelihood = "pseudo-likelihood"
    /// The cell's sum of weights as a covariate.
    case weightCovariate = "weight-covariate"
  }

  /// How the weights entered.
  public let method: Method
  /// Cells with at least one row (and a positive fitted mean).
  public let occupiedCells: Int
  /// Cells with exactly one row.
  public let sampleUniques: Int
  /// The expected number of sample uniques that are unique in the population.
  public let expectedPopulationUniques: Double
  /// The expected number of sample uniques that are matched to the right person.
  public let expectedCorrectMatches: Double
  /// sdcMicro's `gr1`.
  public let sdcMicroRisk1: Double
  /// sdcMicro's `gr2`.
  public let sdcMicroRisk2: Double

  /// Fits a model and sums the risks.
  ///
  /// - Parameters:
  ///   - keys: one array of codes for each key column; a missing cell is a value of its own.
  ///   - weights: how many people each row stands for, at least 1 in a design with weights.
  ///   - method: how the weights enter.
  /// - Returns: the risk, or why the model could not be fitted.
  /// - Throws: `PopulationError` for no rows, unequal lengths, or a weight below 1.
  public static func estimate(
    keys: [[UInt32]], weights: [Double], method: Method = .standard
  ) throws(PopulationError) -> Result<LogLinearRisk, FitFailure> {
    let cells = try OccupiedCells(keys: keys, weights: weights)
    guard let means = fittedMeans(cells, method: method) else {
      return .failure(FitFailure(reason: .iterationLimit))
    }
    return .success(LogLinearRisk(cells: cells, means: means, method: method))
  }

  private init(cells: OccupiedCells, means: [Double], method: Method) {
    var occupied = 0
    var uniques = 0
    var sums = (uniques: 0.0, matches: 0.0, first: 0.0, second: 0.0)
    for cell in means.indices where means[cell] > 0 {
      occupied += 1
      guard cells.counts[cell] == 1 else { continue }
      uniques += 1
      let inclusion = cells.inclusionProbabilities[cell]
      let sampleMean = (1 - inclusion) * means[cell]
      let populationMean = sampleMean / inclusion
      sums.uniques += exp(-populationMean)
      sums.matches += Self.meanReciprocal(populationMean)
      sums.first += exp(-sampleMean)
      sums.second += Self.meanReciprocal(sampleMean)
    }
    self.method = method
    occupiedCells = occupied
    sampleUniques = uniques
    expectedPopulationUniques = sums.uniques
    expectedCorrectMatches = sums.matches
    sdcMicroRisk1 = occupied > 0 ? sums.first / Double(occupied) : 0
    sdcMicroRisk2 = occupied > 0 ? sums.second / Double(occupied) : 0
  }

  /// (1 - exp(-v)) / v, the mean of 1 / (1 + Poisson(v)); 1 at v = 0.
  private static func meanReciprocal(_ mean: Double) -> Double {
    mean > 0 ? -expm1(-mean) / mean : 1
  }

  private static func fittedMeans(_ cells: OccupiedCells, method: Method) -> [Double]? {
    switch method {
    case .standard:
      var fit = MainEffectsFit(cells, targets: cells.counts)
      return fit.converge(emptyCell: 1, factors: cells.counts.map { _ in 1 })
    case .offset:
      var fit = MainEffectsFit(cells, targets: cells.counts)
      let factors = zip(cells.counts, cells.weights).map { $0 / $1 + 0.1 }
      return fit.converge(emptyCell: 0.1, factors: factors)
    case .pseudoLikelihood:
      let scale = cells.counts.reduce(0, +) / cells.weights.reduce(0, +)
      let targets = cells.weights.map { ($0 * scale).rounded(.toNearestOrEven) }
      var fit = MainEffectsFit(cells, targets: targets)
      return fit.converge(emptyCell: 1, factors: targets.map { _ in 1 })
    case .weightCovariate:
      return covariateMeans(cells)
    }
  }

  /// The fit with a covariate: its coefficient is the root of the score, the sum over cells of
  /// weight x (count - mean), main effects profiled out; the profile is concave, so there is one.
  private static func covariateMeans(_ cells: OccupiedCells) -> [Double]? {
    guard let largest = cells.weights.max(), largest > 0 else { return nil }
    let covariate = cells.weights.map { $0 / largest }
    var fit = MainEffectsFit(cells, targets: cells.counts)
    func score(_ coefficient: Double) -> Double {
      let factors = covariate.map { exp(coefficient * $0) }
      guard let means = fit.converge(emptyCell: 1, factors: factors) else { return .nan }
      return zip(covariate, zip(cells.counts, means)).reduce(0) { $0 + $1.0 * ($1.1.0 - $1.1.1) }
    }
    let sign = score(0) > 0 ? 1.0 : -1.0
    var near = 0.0
    var far = sign
    while score(far) * sign > 0 {
      near = far
      far *= 2
      guard abs(far) < 600 else { return nil }
    }
    guard let root = BracketedRoot.find(lower: near, upper: far, tolerance: 1e-13, score) else {
      return nil
    }
    return fit.converge(emptyCell: 1, factors: covariate.map { exp(root * $0) })
  }
}
