/// Where the right candidate stands in a ranking.
struct Placement: Equatable {
  /// How many candidates stand before its group.
  let better: Int
  /// How many candidates share its score, itself included; 0 where it is not listed.
  let tied: Int

  /// Finds `truth` in `ranking`.
  ///
  /// - Complexity: O(groups * log(candidates)).
  init(of truth: UInt32?, in ranking: RankedCandidates) {
    var before = 0
    for group in ranking.groups {
      if let truth, group.members.holds(truth) {
        self.init(better: before, tied: group.members.count)
        return
      }
      before += group.members.count
    }
    self.init(better: before, tied: 0)
  }

  init(better: Int, tied: Int) {
    self.better = better
    self.tied = tied
  }

  /// The chance that the right candidate is among the first `k` when ties are broken at random.
  func chance(within k: Int) -> Double {
    guard tied > 0 else { return 0 }
    return Double(min(max(k - better, 0), tied)) / Double(tied)
  }

  /// The mean rank over all ways to break the ties, from 1; `nil` where it is not listed.
  var meanRank: Double? {
    tied > 0 ? Double(better) + Double(tied + 1) / 2 : nil
  }
}

extension ArraySlice<UInt32> {
  /// Whether `value` is among these rising numbers.
  fileprivate func holds(_ value: UInt32) -> Bool {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low < endIndex && self[low] == value
  }
}
