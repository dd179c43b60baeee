import Evaluation
import Foundation

/// The scores of one target's candidates, summed sighting after sighting.
struct SightingBoard {
  private var scores: [Double]
  private var nearest: [Double]
  private var scored: [UInt32] = []
  private var seen: [UInt32] = []

  /// A board for `count` data subjects.
  init(count: Int) {
    scores = [Double](repeating: 0, count: count)
    nearest = scores
  }

  /// Notes an event near the present sighting: a candidate counts with its most similar one.
  mutating func see(_ subject: UInt32, similarity: Double) {
    let index = Int(subject)
    if nearest[index] == 0 { seen.append(subject) }
    nearest[index] = max(nearest[index], similarity, .leastNonzeroMagnitude)
  }

  /// Adds the present sighting's evidence, weighted by how few people were near it.
  mutating func closeSighting() {
    let weight = 1 / log2(1 + Double(seen.count))
    for subject in seen {
      let index = Int(subject)
      if scores[index] == 0 { scored.append(subject) }
      scores[index] += weight * nearest[index]
      nearest[index] = 0
    }
    seen.removeAll(keepingCapacity: true)
  }

  /// How far the best score stands out: (best - second) / standard deviation of all candidates'
  /// scores, zeros included.
  ///
  /// Infinite where there is one candidate in all, or no deviation but for a single score.
  func eccentricity(among candidates: Int) -> Double {
    var (best, second, sum, squares) = (0.0, 0.0, 0.0, 0.0)
    for subject in scored {
      let score = scores[Int(subject)]
      (best, second) = score > best ? (score, best) : (best, max(second, score))
      sum += score
      squares += score * score
    }
    guard best > second else { return 0 }
    let count = Double(max(candidates, scored.count))
    let variance = max(0, squares / count - (sum / count) * (sum / count))
    return variance > 0 ? (best - second) / variance.squareRoot() : .infinity
  }

  /// The candidates with a score, best first; equal scores are ties.
  func ranking() -> RankedCandidates {
    let order = scored.sorted {
      (-scores[Int($0)], $0) < (-scores[Int($1)], $1)
    }
    var groups: [CandidateGroup] = []
    var start = 0
    while start < order.count {
      let score = scores[Int(order[start])]
      var end = start + 1
      while end < order.count, scores[Int(order[end])] == score { end += 1 }
      groups.append(CandidateGroup(score: score, members: order[start..<end]))
      start = end
    }
    return RankedCandidates(groups: groups)
  }

  /// Takes everyone off the board.
  mutating func clear() {
    for subject in scored { scores[Int(subject)] = 0 }
    scored.removeAll(keepingCapacity: true)
  }
}
