import Evaluation

/// Rankings from costs: the lowest first, ties kept.
enum CostRanking {
  /// The candidates by rising cost; those that can't be compared are left out.
  ///
  /// - Parameters:
  ///   - costs: one for each candidate.
  ///   - candidates: rising.
  ///   - suspects: the candidates that matter, rising; `nil` for all.
  ///   - first: a candidate that stands before all others, alone, whatever its cost.
  /// - Complexity: O(n log n).
  static func ranking(
    costs: ArraySlice<Float>, of candidates: [UInt32], within suspects: [UInt32]? = nil,
    first: UInt32? = nil
  ) -> RankedCandidates {
    let kept = listed(costs, candidates, suspects).filter { $0.candidate != first }
      .sorted { ($0.cost, $0.candidate) < ($1.cost, $1.candidate) }
    var members = kept.map(\.candidate)
    let ends = tieEnds(kept.map(\.cost))
    var start = 0
    for end in ends {
      if end - start > 1 { members[start..<end].sort() }
      start = end
    }
    var groups: [CandidateGroup] = []
    groups.reserveCapacity(ends.count + 1)
    if let first {
      groups.append(CandidateGroup(score: .greatestFiniteMagnitude, members: [first]))
    }
    start = 0
    for end in ends {
      groups.append(CandidateGroup(score: -Double(kept[start].cost), members: members[start..<end]))
      start = end
    }
    return RankedCandidates(groups: groups)
  }

  /// Where each group of equal costs ends, in rising costs.
  private static func tieEnds(_ costs: [Float]) -> [Int] {
    var ends: [Int] = []
    var start = 0
    while start < costs.count {
      var end = start + 1
      while end < costs.count, costs[end] == costs[start] { end += 1 }
      ends.append(end)
      start = end
    }
    return ends
  }

  private static func listed(
    _ costs: ArraySlice<Float>, _ candidates: [UInt32], _ suspects: [UInt32]?
  ) -> [(cost: Float, candidate: UInt32)] {
    var kept: [(cost: Float, candidate: UInt32)] = []
    var next = 0
    for (cost, candidate) in zip(costs, candidates) where cost.isFinite {
      if let suspects {
        while next < suspects.count, suspects[next] < candidate { next += 1 }
        guard next < suspects.count, suspects[next] == candidate else { continue }
      }
      kept.append((cost, candidate))
    }
    return kept
  }
}
