/// Values and how often they occur, class by class: two counting sorts and a run-length encoding.
struct ClassEntries {
  private(set) var starts: [Int] = [0]
  private(set) var ranks: [UInt32] = []
  private(set) var counts: [UInt32] = []
  private(set) var sizes: [Int] = []

  /// - Complexity: O(rows + `classCount` + `valueCount`).
  init(classOfRow: [UInt32], rankOfRow: [UInt32], classCount: Int, valueCount: Int) {
    let byRank = Self.order(of: rankOfRow, bound: valueCount)
    let classes = byRank.map { classOfRow[Int($0)] }
    // Rows without a class go to a bucket after all others, and no further.
    let buckets = classes.map { $0 == SensitiveHistograms.noClass ? UInt32(classCount) : $0 }
    var previousClass = UInt32(classCount)
    var previousRank = UInt32.max
    for place in Self.order(of: buckets, bound: classCount + 1) {
      let id = buckets[Int(place)]
      if id == classCount { break }
      let rank = rankOfRow[Int(byRank[Int(place)])]
      if id != previousClass {
        if !sizes.isEmpty { starts.append(ranks.count) }
        sizes.append(0)
      }
      if id != previousClass || rank != previousRank {
        ranks.append(rank)
        counts.append(0)
      }
      counts[counts.count - 1] += 1
      sizes[sizes.count - 1] += 1
      previousClass = id
      previousRank = rank
    }
    starts.append(ranks.count)
  }

  /// The positions of `keys` in ascending order of key, equal keys in their old order.
  private static func order(of keys: [UInt32], bound: Int) -> [UInt32] {
    var next = [Int](repeating: 0, count: bound + 1)
    for key in keys { next[Int(key) + 1] += 1 }
    for key in 0..<bound { next[key + 1] += next[key] }
    var order = [UInt32](repeating: 0, count: keys.count)
    for (position, key) in keys.enumerated() {
      order[next[Int(key)]] = UInt32(position)
      next[Int(key)] += 1
    }
    return order
  }
}
