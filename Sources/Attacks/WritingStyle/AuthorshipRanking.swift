import Evaluation
import Numerics

/// What the adversary asks: who wrote the texts of one row.
struct AuthorshipClue: Sendable, Equatable {
  /// The row of the scores.
  let row: Int
  /// The candidates it is already narrowed down to, rising; `nil` for all.
  let suspects: [UInt32]?
}

/// Scores of texts against candidates' known texts, and who the candidates are.
struct AuthorshipScores: Sendable {
  let candidates: [UInt32]
  let scores: PairScores
  /// Candidates whose known texts have a feature; nobody else can be named.
  let isComparable: [Bool]
  /// The same for the texts of each row.
  let rowIsComparable: [Bool]

  /// The costs of a row: minus its scores; infinite where two can't be compared.
  func costs(ofRow row: Int) -> [Float] {
    guard rowIsComparable[row] else {
      return [Float](repeating: .infinity, count: candidates.count)
    }
    return zip(scores.row(row), isComparable).map { $1 ? -$0 : .infinity }
  }
}

/// Ranks the candidates for each row of texts by their scores, equal scores tied.
///
/// **Cost** O(candidates log candidates) for each clue.
struct AuthorshipRanking: TrialAttack {
  let description = WritingStyle.description
  let scores: AuthorshipScores
  /// How many candidates are listed, and those tied with the last of them; `nil` for all.
  var length: Int?

  func attack(
    _ clues: [AuthorshipClue], answer: (Int, RankedCandidates) throws -> Void
  ) throws {
    for start in stride(from: 0, to: clues.count, by: 256) {
      let end = min(start + 256, clues.count)
      let rankings = concurrentChunks(count: end - start, minimumChunk: 8) { range in
        range.map { ranking(of: clues[start + $0]) }
      }
      for (offset, ranking) in rankings.flatMap(\.self).enumerated() {
        try answer(start + offset, ranking)
      }
    }
  }

  private func ranking(of clue: AuthorshipClue) -> RankedCandidates {
    var costs = scores.costs(ofRow: clue.row)
    if let length, length < costs.count {
      let last = Self.least(max(length, 1), of: costs)
      for index in costs.indices where costs[index] > last { costs[index] = .infinity }
    }
    return CostRanking.ranking(costs: costs[...], of: scores.candidates, within: clue.suspects)
  }
}

extension AuthorshipRanking {
  /// The `count`-th least of `costs`; few of them are ever moved.
  static func least(_ count: Int, of costs: [Float]) -> Float {
    var least: [Float] = []
    for cost in costs where least.count < count || cost < least[count - 1] {
      let place = least.firstIndex { $0 > cost } ?? least.count
      least.insert(cost, at: place)
      if least.count > count { least.removeLast() }
    }
    return least.last ?? .infinity
  }
}

/// Names the first candidate where it stands out from the second, and nobody elsewhere.
///
/// The gap is the best score minus the second best, in standard deviations of the row's scores.
///
/// **Source** Narayanan et al., *On the Feasibility of Internet-Scale Author Identification*, IEEE
/// S&P 2012, section VI-D.
struct OpenSetAuthorship: TrialAttack {
  let description = WritingStyle.description
  /// The first candidates of each row and how far they stand out.
  let answers: [Answer]
  /// The least gap at which somebody is named.
  let threshold: Double

  /// The first of a row.
  struct Answer: Sendable {
    let first: RankedCandidates
    let gap: Double

    /// The first group of a row's ranking.
    init(_ scores: AuthorshipScores, row: Int) {
      let costs = scores.costs(ofRow: row)
      var (best, second) = (Float.infinity, Float.infinity)
      for cost in costs {
        if cost < best {
          (best, second) = (cost, best)
        } else if cost < second {
          second = cost
        }
      }
      guard best.isFinite else {
        (first, gap) = (RankedCandidates(groups: []), 0)
        return
      }
      let members = costs.indices.filter { costs[$0] == best }.map { scores.candidates[$0] }
      first = RankedCandidates(groups: [CandidateGroup(score: Double(-best), members: members[...])]
      )
      let scale = scores.scores.rowScale(row).factor
      gap = second.isFinite ? Double((second - best) * scale) : 0
    }
  }

  func attack(
    _ clues: [AuthorshipClue], answer: (Int, RankedCandidates) throws -> Void
  ) throws {
    for (index, clue) in clues.enumerated() {
      let own = answers[clue.row]
      try answer(index, own.gap >= threshold ? own.first : RankedCandidates(groups: []))
    }
  }
}
