public import Evaluation
public import Findings
public import Numerics

/// Finds people of whom the adversary has a few vague sightings, some of them wrong.
///
/// For each sighting the adversary accepts every point of the release within its tolerance of place
/// and time; a candidate agrees with a sighting when its trace holds one of these points.
/// Candidates are all who agree with at least p - m of the p sightings, those with more agreements
/// first.
///
/// **Guarantee** none is claimed: it measures how often p sightings with a stated error, m of which
/// may be wrong, find a person.
/// **Source** de Montjoye et al. 2013, Sci Rep 3:1376, for the protocol; Wang et al.,
/// *De-anonymization of Mobility Trajectories: Dissecting the Gaps between Theory and Practice*,
/// NDSS 2018, for tolerance against mismatch of space and time; Narayanan and Shmatikov, IEEE S&P
/// 2008, section 3, for the adversary some of whose knowledge is wrong.
/// **Cost** one pass over the points of the release for all targets together; for each target
/// O(lengths of the lists of all accepted points).
/// **Does not protect against** an adversary who weighs rare places and near misses, or knows
/// habits.
public struct UncertainSightings: TrialAttack {
  /// What the adversary saw of one target.
  public struct Clue: Sendable, Equatable {
    /// For each sighting the points that it may have been.
    public let accepted: [[VisitPoint]]
    /// With how many sightings a candidate agrees at least.
    public let minimumAgreements: Int

    /// Vague sightings.
    public init(accepted: [[VisitPoint]], minimumAgreements: Int) {
      self.accepted = accepted
      self.minimumAgreements = minimumAgreements
    }
  }

  /// What it is.
  public var description: AttackDescription { Self.attackDescription }

  /// What it is, whatever the release.
  static let attackDescription = AttackDescription(
    id: "places/uncertain-sightings", title: "A few vague sightings of a person", channel: .places,
    risk: .singlingOut, failureMode: .semanticInference,
    source: "de Montjoye et al. 2013, Sci Rep 3:1376, with the tolerance of Wang et al., NDSS 2018",
    doesNotCover:
      "an adversary who weighs rare places and near misses, and habits over many days")

  private let release: Visits

  /// Prepares the attack on a release.
  public init(release: Visits) {
    self.release = release
  }

  /// Answers each clue with the data subjects who agree with most sightings, down to the minimum.
  public func attack(_ clues: [Clue], answer: (Int, RankedCandidates) throws -> Void) throws {
    let points = clues.flatMap { $0.accepted.flatMap(\.self) }
    let postings = PointPostings(release, of: points)
    for start in stride(from: 0, to: clues.count, by: Self.batch) {
      let batch = clues[start..<min(start + Self.batch, clues.count)]
      let rankings = concurrentChunks(
        count: batch.count, minimumChunk: 16, maximumChunks: 8
      ) { range in
        var board = AgreementBoard(subjectCount: release.subjectCount)
        return range.map { offset in
          let clue = batch[start + offset]
          let groups = board.candidates(
            knowing: clue.accepted, atLeast: clue.minimumAgreements, in: postings)
          return RankedCandidates(
            groups: groups.map {
              CandidateGroup(score: Double($0.agreements), members: $0.members[...])
            })
        }
      }
      for (offset, ranking) in rankings.joined().enumerated() {
        try answer(start + offset, ranking)
      }
    }
  }

  /// Enough clues to keep every core busy, few enough for their candidates to stay in memory.
  private static let batch = 256
}
