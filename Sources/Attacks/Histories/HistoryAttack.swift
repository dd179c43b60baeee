public import Evaluation
public import Findings
import Numerics

/// Finds people by a few of the many items they rated, liked, visited or bought.
///
/// Each known item gives each candidate who chose it too exp(-|values' distance| / scale) +
/// exp(-|days' distance| / scale), times 1 / log(number of people who chose it): rare items say
/// more. A candidate's score is their sum; an item that a candidate does not have counts nothing,
/// so that wrong knowledge costs its own evidence and no more.
///
/// **Guarantee** none is claimed: it is a lower bound for what a better matching finds.
/// **Source** Narayanan and Shmatikov, *Robust De-anonymization of Large Sparse Datasets*, IEEE S&P
/// 2008, section 4 (Scoreboard-RH), section 5 for the scales. An item of one person alone weighs as
/// one of two (`HistoryIndex`).
/// **Cost** O(entries) to index, 12 bytes each; for each target the entries of its known items.
/// **Does not protect against** knowledge of what somebody did not choose, or of tastes.
public struct HistoryAttack: TrialAttack {
  /// The entries that the adversary knows of one target.
  public typealias Clue = [HistoryEntry]

  /// What it is.
  public let description = Self.about

  static let about = AttackDescription(
    id: "histories/scoreboard-rh", title: "A few choices among many", channel: .histories,
    risk: .singlingOut, failureMode: .contextualAggregation,
    source: "Narayanan and Shmatikov 2008, IEEE S&P, sections 4 and 5 (Scoreboard-RH)",
    doesNotCover: "tastes, what a person did not choose, and other channels")

  /// The eccentricity from which Narayanan and Shmatikov name somebody.
  public static let eccentricity = 1.5

  private let index: HistoryIndex
  private let likenesses: (value: DistanceLikeness, days: DistanceLikeness)
  private let subjectCount: Int
  private let candidateCount: Int
  private let depth: Int
  private let leastEccentricity: Double?

  /// Prepares the attack.
  ///
  /// - Parameters:
  ///   - release: the histories.
  ///   - isHeldOut: for each data subject whether it is missing in the release; empty for nobody.
  ///   - scales: how far values and days may lie apart.
  ///   - depth: at least so many candidates are listed for each target.
  ///   - leastEccentricity: below it nobody is named; `nil` to answer always.
  public init(
    release: SparseHistories, isHeldOut: [Bool] = [], scales: HistoryScales = .ratings,
    depth: Int = 100, leastEccentricity: Double? = nil
  ) {
    precondition(isHeldOut.isEmpty || isHeldOut.count == release.subjectCount, "one flag each")
    let heldOut =
      isHeldOut.isEmpty ? [Bool](repeating: false, count: release.subjectCount) : isHeldOut
    self.index = HistoryIndex(release, isHeldOut: heldOut)
    self.likenesses = scales.likenesses
    self.subjectCount = release.subjectCount
    self.candidateCount = heldOut.count { !$0 }
    self.depth = depth
    self.leastEccentricity = leastEccentricity
  }

  /// Answers each clue with the candidates that have a score, the best first.
  public func attack(_ clues: [Clue], answer: (Int, RankedCandidates) throws -> Void) throws {
    try forEach(clues) { board -> RankedCandidates in
      if let leastEccentricity,
        board.call(among: candidateCount).eccentricity < leastEccentricity
      {
        return RankedCandidates(groups: [])
      }
      return board.ranking(limit: depth)
    } take: {
      try answer($0, $1)
    }
  }

  /// What the adversary may say of each target, by eccentricity and by the entropic variant.
  public func calls(_ clues: [Clue]) -> [HistoryCall] {
    var calls: [HistoryCall] = []
    calls.reserveCapacity(clues.count)
    forEach(clues) {
      $0.call(among: candidateCount)
    } take: {
      calls.append($1)
    }
    return calls
  }

  /// Scores each clue, in parallel, and hands the results over in order.
  private func forEach<Answer: Sendable>(
    _ clues: [Clue], _ read: @Sendable (HistoryBoard) -> Answer,
    take: (Int, Answer) throws -> Void
  ) rethrows {
    for start in stride(from: 0, to: clues.count, by: Self.batch) {
      let batch = clues[start..<min(start + Self.batch, clues.count)]
      let answers = concurrentChunks(count: batch.count, minimumChunk: 32) { range in
        var board = HistoryBoard(count: subjectCount)
        return range.map { offset in
          defer { board.clear() }
          for known in batch[start + offset] { index.score(known, likenesses, on: &board) }
          return read(board)
        }
      }
      for (offset, answer) in answers.flatMap(\.self).enumerated() {
        try take(start + offset, answer)
      }
    }
  }

  private static let batch = 512
}
