public import Numerics

/// The plainest fusion: the features' log-likelihood ratios, each calibrated by itself, added up.
///
/// It is right where features are independent given the person; where they are not, it counts the
/// same evidence twice and is too sure. Reported beside the listwise fusion, as the comparison.
///
/// **Source** Brummer et al., *Fusion of Heterogeneous Speaker Recognition Systems*, IEEE TASLP 15
/// (2007), as what fusion is compared with.
/// **Cost** O(targets * candidates * features * log steps).
public struct NaiveSumFusion: Sendable {
  /// How many folds people are dealt to.
  public var foldCount = 5
  /// The probability that a target is among the candidates.
  public var prior = 1.0
  /// How many wrong pairs are learned from for each target at most.
  public var wrongPairs = 20
  /// The seed by which people are dealt and wrong pairs drawn.
  public var seed: UInt64

  /// A fusion with a seed.
  public init(seed: UInt64) { self.seed = seed }

  /// The answers for all targets, in order, each by calibrations that never saw this person.
  ///
  /// - Parameters:
  ///   - costs: a matrix for each feature.
  ///   - truth: for each target its candidate, `nil` where it is not among them.
  public func answers(_ costs: [PairCosts], truth: [Int?]) -> [CrossFitting.Answer] {
    let pairs = PairFusion(
      costs: costs, truth: truth, foldCount: foldCount, seed: seed, wrongPairs: wrongPairs)
    let ofPair = CandidatePrior(presence: prior, candidates: max(pairs.candidateCount, 1)).ofPair
    return pairs.answers(prior: prior) { learned, fold in
      let curves = concurrentChunks(count: costs.count) { features in
        features.map { feature in
          let scores = learned.map { pair in
            LabelledScore(
              score: pairs.score(feature, pair.target, pair.candidate), isSame: pair.isSame,
              target: pair.target)
          }
          return ScoreCalibration(scores, prior: ofPair, seed: seed &+ UInt64(fold))
        }
      }.flatMap(\.self)
      return { target in
        (0..<pairs.candidateCount).map { candidate in
          curves.indices.reduce(0) { sum, feature in
            sum + curves[feature].logLikelihoodRatio(pairs.score(feature, target, candidate))
          }
        }
      }
    }
  }
}
