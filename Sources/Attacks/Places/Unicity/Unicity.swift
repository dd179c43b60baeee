public import Evaluation
public import Findings
public import Numerics

/// Finds people of whom the adversary saw a few points: a place and a time each.
///
/// The candidates are all data subjects whose trace holds every known point, tied. Unicity is the
/// share of targets with exactly one candidate: the evaluator's claim rate, as the points known
/// here are right.
///
/// **Guarantee** none is claimed: it measures how often p points, drawn at random without
/// replacement from a person's own distinct points, leave how many candidates.
/// **Source** de Montjoye, Hidalgo, Verleysen, Blondel, *Unique in the Crowd: The privacy bounds of
/// human mobility*, Sci Rep 3:1376 (2013), doi:10.1038/srep01376; de Montjoye et al., *Unique in
/// the shopping mall*, Science 347:536 (2015).
/// **Cost** one pass over the points of the release, O(points) look-ups in a small table, for all
/// targets together; for each target O(shortest list * p * log(longest list)) at most.
/// **Does not protect against** an adversary who knows points less exactly (`UncertainSightings`),
/// who knows more of them, or who has habits instead of sightings.
public struct Unicity: TrialAttack {
  /// The points known of one target; an adversary who knows none has no idea.
  public typealias Clue = [VisitPoint]

  /// What it is.
  public var description: AttackDescription { Self.attackDescription }

  /// What it is, whatever the release.
  static let attackDescription = AttackDescription(
    id: "places/unicity", title: "A few sightings of a person", channel: .places,
    risk: .singlingOut, failureMode: .semanticInference,
    source: "de Montjoye et al. 2013, Sci Rep 3:1376; 2015, Science 347:536",
    doesNotCover:
      "sightings that are wrong or vague, habits over many days, and evidence beyond place and time"
  )

  private let release: Visits
  private let isHeldOut: [Bool]
  private let prepared: PointPostings?

  /// Prepares the attack on a release.
  ///
  /// - Parameters:
  ///   - release: who was where when.
  ///   - isHeldOut: for each data subject whether the release is without it; empty where none is.
  ///   - clues: clues that will be asked: who has their points is then looked up once, not at each
  ///     call.
  public init(release: Visits, without isHeldOut: [Bool] = [], preparedFor clues: [Clue] = []) {
    self.release = release
    self.isHeldOut = isHeldOut
    self.prepared =
      clues.isEmpty
      ? nil : PointPostings(release, of: clues.flatMap(\.self), without: isHeldOut)
  }

  /// Answers each clue with the data subjects who have all of its points.
  public func attack(_ clues: [Clue], answer: (Int, RankedCandidates) throws -> Void) throws {
    let postings = postings(for: clues)
    for start in stride(from: 0, to: clues.count, by: Self.batch) {
      let batch = clues[start..<min(start + Self.batch, clues.count)]
      let rankings = concurrentChunks(count: batch.count, minimumChunk: 32) { range in
        range.map { Self.ranking(for: batch[start + $0], in: postings) }
      }
      for (offset, ranking) in rankings.joined().enumerated() {
        try answer(start + offset, ranking)
      }
    }
  }

  /// The share of `clues` that would have one single candidate if people moved independently.
  ///
  /// Each other person then has a point with the share of the others who have it in the release,
  /// whatever else it has: all p points with the product of these shares.
  ///
  /// - Complexity: O(points of the clues).
  func shareAloneIfIndependent(_ clues: [Clue], among people: Int) -> Double {
    guard !clues.isEmpty, people > 1 else { return 0 }
    let postings = postings(for: clues)
    let others = Double(people - 1)
    let alone = clues.map { clue in
      guard !clue.isEmpty else { return 0.0 }
      let all = clue.reduce(1.0) { product, point in
        product * Double(max((postings.subjects(having: point)?.count ?? 0) - 1, 0)) / others
      }
      return PowerLaw.power(1 - all, others)
    }
    return alone.reduce(0, +) / Double(alone.count)
  }

  /// Enough clues to keep every core busy, few enough for their candidates to stay in memory.
  private static let batch = 1_024

  private func postings(for clues: [Clue]) -> PointPostings {
    if let prepared, clues.allSatisfy({ prepared.covers($0) }) { return prepared }
    return PointPostings(release, of: clues.flatMap(\.self), without: isHeldOut)
  }

  private static func ranking(for clue: Clue, in postings: PointPostings) -> RankedCandidates {
    guard !clue.isEmpty else { return RankedCandidates(groups: []) }
    let members = postings.subjects(havingAll: clue)
    return RankedCandidates(
      groups: members.isEmpty ? [] : [CandidateGroup(score: 0, members: members)])
  }
}
