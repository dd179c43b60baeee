public import Evaluation
public import Findings
import MediaMetadata
import Numerics

/// Finds whose files stand in a release by the identifiers they share with files of known people.
///
/// A known person's score is the sum of the weights (`IdentifierEvidence`) of the identifiers that
/// the released files and that person's known files share. Who shares nothing is tied with all
/// others who don't, at the end of the list.
///
/// **Guarantee** none is claimed: it is a lower bound for what a better linker finds.
/// **Source** Fellegi and Sunter 1969; identifiers of files after Garfinkel, *Forensic feature
/// extraction and cross-drive analysis*, Digital Investigation 3S (2006).
/// **Cost** O(identifiers) to index; for each target the known people who share each identifier,
/// and O(people log people).
/// **Does not protect against** what the files show: faces, voices, words, a camera's sensor.
public struct FileOwnerLinkage: TrialAttack {
  /// What is asked about one target: the identifiers of the released files, rising.
  public struct Clue: Sendable, Equatable {
    /// The codes.
    public let codes: [UInt32]
  }

  /// What it is.
  public let description: AttackDescription
  private let evidence: IdentifierEvidence
  private let candidates: [UInt32]

  init(_ description: AttackDescription, _ evidence: IdentifierEvidence, candidates: [UInt32]) {
    self.description = description
    self.evidence = evidence
    self.candidates = candidates
  }

  /// Answers each clue with all candidates, by falling evidence.
  public func attack(_ clues: [Clue], answer: (Int, RankedCandidates) throws -> Void) throws {
    for start in stride(from: 0, to: clues.count, by: Self.batch) {
      let batch = clues[start..<min(start + Self.batch, clues.count)]
      let rankings = concurrentChunks(count: batch.count, minimumChunk: 16) { range in
        range.map { ranking(for: batch[start + $0]) }
      }
      for (offset, ranking) in rankings.flatMap(\.self).enumerated() {
        try answer(start + offset, ranking)
      }
    }
  }

  /// Enough clues to keep every core busy, few enough for their candidates to stay in memory.
  private static let batch = 256

  private func ranking(for clue: Clue) -> RankedCandidates {
    let scores = evidence.scores(of: clue.codes)
    // The same evidence may be summed in another order; a millionth of a bit tells nothing.
    let ranked = candidates.map { candidate in
      (score: ((scores[candidate] ?? 0) * 1e6).rounded(), candidate: candidate)
    }.sorted { ($1.score, $0.candidate) < ($0.score, $1.candidate) }
    var groups: [CandidateGroup] = []
    var start = 0
    while start < ranked.count {
      var end = start + 1
      while end < ranked.count, ranked[end].score == ranked[start].score { end += 1 }
      groups.append(
        CandidateGroup(
          score: ranked[start].score / 1e6, members: ranked[start..<end].map(\.candidate)[...]))
      start = end
    }
    return RankedCandidates(groups: groups)
  }
}
