import Numerics

/// The evidence of all channels about the same targets and candidates, on one scale.
public struct FusionProblem: Sendable {
  /// How many targets there are.
  public let targetCount: Int
  /// How many candidates there are.
  public let candidateCount: Int
  /// For each target its candidate, `nil` where it is not among them.
  public let truth: [Int?]
  /// The channels' names.
  public let channels: [String]
  /// The scores, target after target, candidate after candidate, a vector of four for each channel.
  let scores: [SIMD4<Float>]

  /// Puts the channels side by side.
  ///
  /// - Precondition: all channels have a cost for each target and candidate.
  /// - Complexity: O(targets * candidates * channels); 16 bytes for each.
  public init(channels: [ChannelEvidence], truth: [Int?]) {
    let first = channels[0].costs
    precondition(
      channels.allSatisfy {
        $0.costs.rowCount == first.rowCount && $0.costs.columnCount == first.columnCount
      } && truth.count == first.rowCount, "all channels compare the same people")
    let all = concurrentChunks(count: channels.count) { range in
      range.map { CohortNormalisation.scores(channels[$0].costs) }
    }.flatMap(\.self)
    let (pairs, count) = (first.values.count, channels.count)
    var scores = [SIMD4<Float>](repeating: .zero, count: pairs * count)
    for (channel, own) in all.enumerated() {
      for pair in 0..<pairs { scores[pair * count + channel] = own[pair] }
    }
    self.init(
      targetCount: first.rowCount, candidateCount: first.columnCount, truth: truth,
      channels: channels.map(\.id), scores: scores)
  }

  private init(
    targetCount: Int, candidateCount: Int, truth: [Int?], channels: [String],
    scores: [SIMD4<Float>]
  ) {
    self.targetCount = targetCount
    self.candidateCount = candidateCount
    self.truth = truth
    self.channels = channels
    self.scores = scores
  }

  /// The same with some channels only, in the order given.
  ///
  /// - Complexity: O(targets * candidates * channels).
  public func selecting(_ selected: [Int]) -> FusionProblem {
    if selected == Array(channels.indices) { return self }
    let pairs = targetCount * candidateCount
    var packed = [SIMD4<Float>](repeating: .zero, count: pairs * selected.count)
    for pair in 0..<pairs {
      for (place, channel) in selected.enumerated() {
        packed[pair * selected.count + place] = scores[pair * channels.count + channel]
      }
    }
    return FusionProblem(
      targetCount: targetCount, candidateCount: candidateCount, truth: truth,
      channels: selected.map { channels[$0] }, scores: packed)
  }
}
