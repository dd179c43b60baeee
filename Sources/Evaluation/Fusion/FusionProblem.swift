public import Findings
import Numerics

/// The evidence of all features about the same targets and candidates, on one scale.
///
/// Where there are few candidates each target is compared with all of them; where there are many,
/// with those that its evidence lists and with a few that stand for the rest (`ListOptions`).
public struct FusionProblem: Sendable {
  /// How many targets there are.
  public let targetCount: Int
  /// How many candidates there are.
  public let candidateCount: Int
  /// For each target its candidate, `nil` where it is not among them.
  public let truth: [Int?]
  /// What is compared.
  public let features: [EvidenceFeature]
  /// Who is looked at for each target.
  let lists: CandidateLists
  /// Where each feature lies among the stored ones.
  let places: [Int]
  /// The scores of the lists' entries: target after target, feature after feature, the scores of
  /// a feature after each other, for all entries of the target.
  private let scores: [Float]
  private let storedCount: Int
  /// How many scores each feature has: 4, 2 or 1.
  let lanes: Int

  init(
    features: [EvidenceFeature], candidateCount: Int, truth: [Int?], lists: CandidateLists,
    scores: [Float], lanes: Int = 4
  ) {
    self.lanes = lanes
    self.targetCount = truth.count
    self.candidateCount = candidateCount
    self.truth = truth
    self.features = features
    self.lists = lists
    self.places = Array(features.indices)
    self.scores = scores
    self.storedCount = features.count
  }

  private init(_ whole: FusionProblem, selected: [Int]) {
    targetCount = whole.targetCount
    candidateCount = whole.candidateCount
    truth = whole.truth
    features = selected.map { whole.features[$0] }
    lists = whole.lists
    places = selected.map { whole.places[$0] }
    scores = whole.scores
    storedCount = whole.storedCount
    lanes = whole.lanes
  }

  /// The same with some features only, in the order given.
  ///
  /// - Complexity: O(features); the scores are shared.
  public func selecting(_ selected: [Int]) -> FusionProblem {
    FusionProblem(self, selected: selected)
  }

  /// The share of targets with a candidate whose candidate was listed by its evidence, and not only
  /// because it is the right one; 1 where there is no target with a candidate.
  ///
  /// What is not listed can't be found, so this is the most that can be.
  public var listRecall: Double {
    let known = (0..<targetCount).filter { truth[$0] != nil }
    guard !known.isEmpty else { return 1 }
    return Double(known.count { lists.isListed($0) }) / Double(known.count)
  }

  /// How many candidates are looked at, for all targets together.
  public var entryCount: Int { lists.candidates.count }

  /// The channels of the features, each once, in order of their first features.
  public var channels: [Channel] {
    var channels: [Channel] = []
    for feature in features where !channels.contains(feature.channel) {
      channels.append(feature.channel)
    }
    return channels
  }

  /// The scores of a target's entry by a feature.
  func scores(target: Int, entry: Int, feature: Int) -> SIMD4<Float> {
    let count = lists.count(of: target)
    let start =
      (lists.offsets[target] * storedCount + places[feature] * count) * lanes + entry
    var four = SIMD4<Float>.zero
    for lane in 0..<lanes { four[lane] = scores[start + lane * count] }
    return four
  }

  /// The rows of a target's scores, a row for each weight and in it a value for each entry.
  @inline(__always)
  func withRows<Result>(of target: Int, _ body: (TargetRows) -> Result) -> Result {
    let count = lists.count(of: target)
    let start = lists.offsets[target] * storedCount * lanes
    return scores.withUnsafeBufferPointer { scores in
      body(
        TargetRows(
          values: UnsafeBufferPointer(
            rebasing: scores[start..<(start + storedCount * lanes * count)]),
          count: count, places: places, lanes: lanes))
    }
  }
}
