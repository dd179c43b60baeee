/// Candidates of one target that the attack can't tell apart: they share a score.
public struct CandidateGroup: Sendable, Equatable {
  /// The score they share; higher is likelier.
  public let score: Double
  /// Their numbers, rising: data subjects of the release, or codes of a sensitive attribute's
  /// values.
  public let members: ArraySlice<UInt32>

  /// A group of tied candidates.
  public init(score: Double, members: ArraySlice<UInt32>) {
    self.score = score
    self.members = members
  }
}

/// What an attack answers for one target: candidates, the likeliest first.
///
/// Invariant: scores fall strictly from group to group; no candidate stands in two groups. An
/// attack that has no idea answers with no group. Candidates that are not listed count as never
/// found.
public struct RankedCandidates: Sendable, Equatable {
  /// The groups, best first.
  public let groups: [CandidateGroup]

  /// A ranking.
  public init(groups: [CandidateGroup]) {
    self.groups = groups
  }
}
