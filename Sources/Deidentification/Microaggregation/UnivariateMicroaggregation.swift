/// Optimal microaggregation of one column: the grouping of the least squared error.
///
/// **Guarantee**: among all partitions into groups of at least `minimumSize` rows none has a smaller
/// sum of squared errors (to rounding). Rows of equal value may fall into neighbouring groups.
/// **Source**: Hansen and Mukherjee, A polynomial algorithm for optimal univariate microaggregation,
/// IEEE TKDE 15 (2003): groups are stretches of k to 2k-1 in sorted order; shortest path.
/// **Cost**: O(n log n + n k) time, O(n) memory.
/// **Does not protect against**: inference of the group's mean, which is the more exact the more
/// concentrated the column is; linkage through several columns that are each grouped alone.
public enum UnivariateMicroaggregation {
  /// The optimal groups.
  ///
  /// - Throws: `DeidentificationError` where a cell is not finite, a stratum is smaller than a group,
  ///   or the minimum is below 1.
  public static func groups(
    column: [Double], name: String = "1", minimumSize: Int, strata: [UInt32]? = nil
  ) throws(DeidentificationError) -> MicroaggregationGroups {
    let rowCount = try MicroaggregationInput.check(
      columns: [column], names: [name], minimumSize: minimumSize, strata: strata)
    let members = MicroaggregationInput.members(strata: strata, rowCount: rowCount)
    let values = ColumnScale(column).standardized(column)
    let parts = members.map { rows in
      groups(of: rows.map { values[Int($0)] }, minimumSize: minimumSize)
    }
    return MicroaggregationInput.join(parts, members: members, rowCount: rowCount)
  }

  private static func groups(of values: [Double], minimumSize: Int) -> MicroaggregationGroups {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    let sorted = order.map { values[$0] }
    let starts = bestStarts(sorted, minimumSize: minimumSize)
    var ends: [Int] = []
    var end = sorted.count
    while end > 0 {
      ends.append(end)
      end = starts[end]
    }
    var groupOfRow = [UInt32](repeating: 0, count: values.count)
    var start = 0
    for (group, end) in ends.reversed().enumerated() {
      for index in start..<end { groupOfRow[order[index]] = UInt32(group) }
      start = end
    }
    return MicroaggregationGroups(groupOfRow: groupOfRow, count: ends.count)
  }

  /// Where the last group of the best grouping of the first `end` values starts, for each `end`.
  private static func bestStarts(_ sorted: [Double], minimumSize: Int) -> [Int] {
    var costs = [Double](repeating: .infinity, count: sorted.count + 1)
    var starts = [Int](repeating: 0, count: sorted.count + 1)
    costs[0] = 0
    for end in 1...sorted.count where end >= minimumSize {
      // Welford's recurrence from the end back: no differences of large sums.
      var (mean, squares, count) = (0.0, 0.0, 0.0)
      let first = max(0, end - 2 * minimumSize + 1)
      for start in stride(from: end - 1, through: first, by: -1) {
        count += 1
        let difference = sorted[start] - mean
        mean += difference / count
        squares += difference * (sorted[start] - mean)
        if end - start >= minimumSize, costs[start] + squares < costs[end] {
          costs[end] = costs[start] + squares
          starts[end] = start
        }
      }
    }
    return starts
  }
}
