public import Evaluation
public import Findings
import Numerics

/// Finds people of whom the adversary knows a few cells: the scenario of k known points on a table.
///
/// The candidates are all data subjects with a row that agrees with every known cell, tied.
///
/// **Guarantee** none is claimed: it measures how often p cells, drawn at random from a person's
/// own record, leave how many candidates.
/// **Source** de Montjoye, Hidalgo, Verleysen, Blondel, *Unique in the Crowd*, Sci Rep 3:1376
/// (2013), for the protocol; on attributes Sweeney, *Simple Demographics Often Identify People
/// Uniquely* (2000).
/// **Cost** O(rows * columns) to index; for each target O(rows that hold the rarest known value).
/// **Does not protect against** an adversary who knows other columns, or is wrong about some.
public struct KnownCells: TrialAttack {
  /// The cells known of one target.
  public struct Clue: Sendable, Equatable {
    /// Positions of the known columns, rising.
    public let columns: [Int]
    /// The code known in each of them.
    public let codes: [UInt32]

    /// What the adversary knows.
    public init(columns: [Int], codes: [UInt32]) {
      precondition(columns.count == codes.count, "a code for each known column")
      self.columns = columns
      self.codes = codes
    }
  }

  /// What it is.
  public let description = AttackDescription(
    id: "attributes/known-cells", title: "A few facts about a person", channel: .attributes,
    risk: .singlingOut, failureMode: .contextualAggregation,
    source: "de Montjoye et al. 2013, Sci Rep 3:1376, protocol of p known points",
    doesNotCover:
      "knowledge of other columns, wrong knowledge, and evidence beyond this table's attributes")

  private let matcher: RecordMatcher

  /// Prepares the attack on a release.
  public init(release: AttributeRecords) {
    self.matcher = RecordMatcher(release)
  }

  /// Answers each clue with the data subjects that agree with it; clues are looked up side by side.
  public func attack(_ clues: [Clue], answer: (Int, RankedCandidates) throws -> Void) throws {
    for start in stride(from: 0, to: clues.count, by: Self.batch) {
      let batch = clues[start..<min(start + Self.batch, clues.count)]
      let rankings = concurrentChunks(count: batch.count, minimumChunk: 8) { range in
        range.map { ranking(for: batch[start + $0]) }
      }
      for (offset, ranking) in rankings.flatMap(\.self).enumerated() {
        try answer(start + offset, ranking)
      }
    }
  }

  /// Enough clues to keep every core busy, few enough for their candidates to stay in memory.
  private static let batch = 64

  private func ranking(for clue: Clue) -> RankedCandidates {
    let rows = matcher.rows(agreeingWith: Array(zip(clue.columns, clue.codes)))
    let members = matcher.subjects(of: rows)
    return RankedCandidates(
      groups: members.isEmpty ? [] : [CandidateGroup(score: 0, members: members)])
  }
}
