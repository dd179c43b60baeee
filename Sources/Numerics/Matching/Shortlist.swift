/// The candidates of greatest affinity for each target, the same number for all.
public struct Shortlist: Sendable, Equatable {
  /// The number of targets.
  public let targetCount: Int
  /// The number of candidates for each target.
  public let length: Int
  /// The candidates, target after target, by falling affinity; of equals the lower number first.
  public let candidates: [UInt32]
  /// The Hellinger affinities of `candidates`.
  public let affinities: [Float]

  init(targetCount: Int, length: Int, candidates: [UInt32], affinities: [Float]) {
    self.targetCount = targetCount
    self.length = length
    self.candidates = candidates
    self.affinities = affinities
  }

  init(_ lists: [[TopCandidates.Entry]], length: Int) {
    self.init(
      targetCount: lists.count, length: length,
      candidates: lists.flatMap { list in list.map(\.candidate) },
      affinities: lists.flatMap { list in list.map(\.affinity) })
  }

  /// Where a target's entries stand.
  public func entries(ofTarget target: Int) -> Range<Int> {
    (target * length)..<((target + 1) * length)
  }
}
