public import Numerics

/// The evidence of all features about the same targets and candidates, on one scale.
public struct FusionProblem: Sendable {
  /// How many targets there are.
  public let targetCount: Int
  /// How many candidates there are.
  public let candidateCount: Int
  /// For each target its candidate, `nil` where it is not among them.
  public let truth: [Int?]
  /// What is compared.
  public let features: [EvidenceFeature]
  /// The scores, target after target, candidate after candidate, a vector of four for each feature.
  let scores: [SIMD4<Float>]

  /// Compares the people of a cohort.
  ///
  /// - Complexity: O(targets * candidates * features); 16 bytes for each.
  public init(evidence: [ChannelEvidence], cohort: FusionCohort) {
    self.init(
      features: evidence.map(\.feature),
      costs: evidence.map {
        $0.comparison.costs(targets: cohort.targets, candidates: cohort.candidates)
      }, truth: cohort.truth)
  }

  /// Puts costs side by side, a matrix for each feature.
  ///
  /// - Precondition: all have a cost for each target and candidate.
  public init(features: [EvidenceFeature], costs: [PairCosts], truth: [Int?]) {
    let first = costs[0]
    precondition(
      costs.allSatisfy {
        $0.rowCount == first.rowCount && $0.columnCount == first.columnCount
      } && truth.count == first.rowCount && costs.count == features.count,
      "all features compare the same people")
    let all = concurrentChunks(count: costs.count) { range in
      range.map { CohortNormalisation.scores(costs[$0]) }
    }.flatMap(\.self)
    let (pairs, count) = (first.values.count, features.count)
    var scores = [SIMD4<Float>](repeating: .zero, count: pairs * count)
    for (feature, own) in all.enumerated() {
      for pair in 0..<pairs { scores[pair * count + feature] = own[pair] }
    }
    self.init(
      targetCount: first.rowCount, candidateCount: first.columnCount, truth: truth,
      features: features, scores: scores)
  }

  private init(
    targetCount: Int, candidateCount: Int, truth: [Int?],
    features: [EvidenceFeature], scores: [SIMD4<Float>]
  ) {
    self.targetCount = targetCount
    self.candidateCount = candidateCount
    self.truth = truth
    self.features = features
    self.scores = scores
  }

  /// The same with some features only, in the order given.
  ///
  /// - Complexity: O(targets * candidates * features).
  public func selecting(_ selected: [Int]) -> FusionProblem {
    if selected == Array(features.indices) { return self }
    let pairs = targetCount * candidateCount
    var packed = [SIMD4<Float>](repeating: .zero, count: pairs * selected.count)
    for pair in 0..<pairs {
      for (place, feature) in selected.enumerated() {
        packed[pair * selected.count + place] = scores[pair * features.count + feature]
      }
    }
    return FusionProblem(
      targetCount: targetCount, candidateCount: candidateCount, truth: truth,
      features: selected.map { features[$0] }, scores: packed)
  }
}
