public import Numerics

/// One logistic regression over the raw costs of all pairs, for or against the same person.
///
/// Costs are brought to mean 0 and width 1 over all pairs learned from, not within each target's
/// candidates; what can't be compared is put at the mean. Right pairs are learned against a sample
/// of wrong ones, which moves nothing but the intercept (Prentice and Pyke, *Logistic Disease
/// Incidence Models and Case-Control Studies*, Biometrika 66, 1979); the share of right pairs in
/// the sample is taken out of it, which leaves a log-likelihood ratio, and the prior goes in.
/// Reported beside the listwise fusion, as the comparison.
/// **Cost** O(features^2 * pairs learned from) for each of some ten Newton steps and fold, and
/// O(targets * candidates * features).
public struct GlobalLogisticFusion: Sendable {
  /// How many folds people are dealt to.
  public var foldCount = 5
  /// The probability that a target is among the candidates.
  public var prior = 1.0
  /// How many wrong pairs are learned from for each target at most.
  public var wrongPairs = 20
  /// The penalty: half of it times the sum of the squared weights, not of the intercept.
  public var ridge = 1.0
  /// The seed by which people are dealt and wrong pairs drawn.
  public var seed: UInt64

  /// A fusion with a seed.
  public init(seed: UInt64) { self.seed = seed }

  /// The answers for all targets, in order, each by a regression that never saw this person.
  ///
  /// - Parameters:
  ///   - costs: a matrix for each feature.
  ///   - truth: for each target its candidate, `nil` where it is not among them.
  public func answers(_ costs: [PairCosts], truth: [Int?]) -> [CrossFitting.Answer] {
    let pairs = PairFusion(
      costs: costs, truth: truth, foldCount: foldCount, seed: seed, wrongPairs: wrongPairs)
    return pairs.answers(prior: prior) { learned, _ in
      let width = costs.count
      let rows = learned.flatMap { pair in
        (0..<width).map { pairs.score($0, pair.target, pair.candidate) }
      }
      let model = LogisticRegression(
        rows: rows, labels: learned.map(\.isSame), width: width, ridge: ridge)
      return { target in
        (0..<pairs.candidateCount).map { candidate in
          (0..<width).reduce(model.ratioOffset) { sum, feature in
            sum + model.term(feature, pairs.score(feature, target, candidate))
          }
        }
      }
    }
  }
}
