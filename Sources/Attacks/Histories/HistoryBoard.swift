import Evaluation
import Foundation

/// The scores of one target's candidates; cleared in the time it took to fill.
struct HistoryBoard {
  private var scores: [Double]
  private var scored: [UInt32] = []

  /// A board for `count` data subjects.
  init(count: Int) {
    scores = [Double](repeating: 0, count: count)
  }

  /// Adds the evidence of one known item.
  @inline(__always)
  mutating func add(_ evidence: Double, to subject: UInt32) {
    let index = Int(subject)
    if scores[index] == 0 { scored.append(subject) }
    // A likeness too small for a number is still more than not having chosen the item.
    scores[index] += max(evidence, .leastNormalMagnitude)
  }

  /// Takes everyone off the board.
  mutating func clear() {
    for subject in scored { scores[Int(subject)] = 0 }
    scored.removeAll(keepingCapacity: true)
  }

  /// What the scores say of the best candidate, zeros of all others included.
  ///
  /// - Complexity: O(candidates with a score).
  func call(among candidates: Int) -> HistoryCall {
    var (best, second, top) = (0.0, 0.0, UInt32?.none)
    var (sum, squares) = (0.0, 0.0)
    for subject in scored {
      let score = scores[Int(subject)]
      if score > best {
        (best, second, top) = (score, best, subject)
      } else {
        second = max(second, score)
      }
      sum += score
      squares += score * score
    }
    let count = Double(max(candidates, scored.count, 1))
    let variance = squares / count - (sum / count) * (sum / count)
    guard best > second, let top else {
      return posterior(of: nil, best: best, deviation: max(variance, 0).squareRoot(), count: count)
    }
    let deviation = max(variance, 0).squareRoot()
    var call = posterior(of: top, best: best, deviation: deviation, count: count)
    call.eccentricity = deviation > 0 ? (best - second) / deviation : .infinity
    return call
  }

  /// The entropic variant: chances in proportion to exp(score / deviation).
  private func posterior(
    of top: UInt32?, best: Double, deviation: Double, count: Double
  ) -> HistoryCall {
    guard deviation > 0 else {
      return HistoryCall(
        top: top, eccentricity: 0, posterior: 1 / count, entropyBits: log2(count))
    }
    // Exponents fall from 0 at the best: nothing overflows.
    let zero = -best / deviation
    let zeros = count - Double(scored.count)
    var total = zeros * exp(zero)
    var weighted = zeros > 0 ? total * zero : 0
    for subject in scored {
      let exponent = (scores[Int(subject)] - best) / deviation
      let chance = exp(exponent)
      total += chance
      weighted += chance * exponent
    }
    return HistoryCall(
      top: top, eccentricity: 0, posterior: 1 / total,
      entropyBits: max(0, (log(total) - weighted / total) / log(2)))
  }

  /// The candidates with a score, best first, equal scores together: at least `limit` of them where
  /// there are so many, and all that tie with the last.
  ///
  /// - Complexity: O(scored), and O(g log g) for the candidates listed.
  func ranking(limit: Int) -> RankedCandidates {
    let floor = least(ofBest: max(limit, 1))
    let order = scored.filter { scores[Int($0)] >= floor }
      .sorted { (-scores[Int($0)], $0) < (-scores[Int($1)], $1) }
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

  /// The lowest of the `limit` highest scores.
  private func least(ofBest limit: Int) -> Double {
    guard scored.count > limit else { return 0 }
    var kept: [Double] = []
    var floor = -Double.infinity
    for subject in scored where scores[Int(subject)] > floor {
      kept.append(scores[Int(subject)])
      guard kept.count == 2 * limit else { continue }
      kept.sort(by: >)
      kept.removeSubrange(limit...)
      floor = kept[limit - 1]
    }
    kept.sort(by: >)
    return kept[min(limit, kept.count) - 1]
  }
}
