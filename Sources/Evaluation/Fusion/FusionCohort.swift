/// The people of a fused experiment: whom the adversary knows, and who is sought in the release.
public struct FusionCohort: Sendable, Equatable {
  /// Data subjects that the adversary knows, rising.
  public let candidates: [UInt32]
  /// Data subjects of the release that are tried, rising.
  public let targets: [UInt32]

  /// A cohort.
  ///
  /// - Precondition: both rise.
  public init(candidates: [UInt32], targets: [UInt32]) {
    precondition(
      zip(candidates, candidates.dropFirst()).allSatisfy(<)
        && zip(targets, targets.dropFirst()).allSatisfy(<), "people are numbered, each once")
    self.candidates = candidates
    self.targets = targets
  }

  /// For each target its place among the candidates; `nil` where it is not among them.
  ///
  /// - Complexity: O(people).
  public var truth: [Int?] {
    var place = 0
    return targets.map { target in
      while place < candidates.count, candidates[place] < target { place += 1 }
      return place < candidates.count && candidates[place] == target ? place : nil
    }
  }
}
