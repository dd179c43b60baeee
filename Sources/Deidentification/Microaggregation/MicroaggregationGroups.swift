/// Which rows of a table were put together, so that each shows its group's value only.
///
/// Invariant: groups are numbered 0, 1, ... without gaps, in the order in which they were made.
public struct MicroaggregationGroups: Sendable, Equatable {
  /// The number of each row's group.
  public let groupOfRow: [UInt32]
  /// The number of groups.
  public let count: Int

  /// Groups from a number for each row; numbers are below `count`.
  init(groupOfRow: [UInt32], count: Int) {
    self.groupOfRow = groupOfRow
    self.count = count
  }

  /// The number of rows of each group.
  public var sizes: [Int] {
    var sizes = [Int](repeating: 0, count: count)
    for group in groupOfRow { sizes[Int(group)] += 1 }
    return sizes
  }

  /// The column in which each value is replaced by the mean of its group.
  ///
  /// - Precondition: one value for each row.
  /// - Complexity: O(rows).
  public func means(of column: [Double]) -> [Double] {
    precondition(column.count == groupOfRow.count, "a column has one value for each row")
    var sums = [Double](repeating: 0, count: count)
    var sizes = [Double](repeating: 0, count: count)
    for (group, value) in zip(groupOfRow, column) {
      sums[Int(group)] += value
      sizes[Int(group)] += 1
    }
    for group in sums.indices { sums[group] /= sizes[group] }
    return groupOfRow.map { sums[Int($0)] }
  }

  /// The column in which each value is replaced by the lower median of its group.
  ///
  /// The lower median is a value that occurs, so that ordered categories stay categories.
  ///
  /// - Precondition: one value for each row.
  /// - Complexity: O(rows log group size).
  public func medians<Value: Comparable>(of column: [Value]) -> [Value] {
    let chosen = representatives(of: column) { values in
      values.sort()
      return values[(values.count - 1) / 2]
    }
    return groupOfRow.map { chosen[Int($0)] }
  }

  /// The column in which each value is replaced by the most frequent one of its group.
  ///
  /// Of several the least, so that the result does not depend on the order of rows.
  ///
  /// - Precondition: one value for each row.
  /// - Complexity: O(rows log group size).
  public func modes<Value: Comparable>(of column: [Value]) -> [Value] {
    let chosen = representatives(of: column) { values in
      values.sort()
      var (best, bestLength, start) = (values[0], 0, 0)
      for index in values.indices {
        if values[index] != values[start] { start = index }
        if index - start + 1 > bestLength {
          (best, bestLength) = (values[index], index - start + 1)
        }
      }
      return best
    }
    return groupOfRow.map { chosen[Int($0)] }
  }

  /// 100 x the squared error over the total sum of squares of columns that are standardised first.
  ///
  /// 0: nothing changed; 100: all rows show the mean. Columns without variance count for nothing.
  ///
  /// **Source**: Domingo-Ferrer and Mateo-Sanz, Practical data-oriented microaggregation, IEEE
  /// TKDE 14 (2002), section 2; as `IL1s`-type figures in the literature report it.
  /// **Cost**: O(rows x columns).
  public func lossPercentage(of columns: [[Double]]) -> Double {
    var (error, total) = (0.0, 0.0)
    for column in columns {
      let values = ColumnScale(column).standardized(column)
      let means = means(of: values)
      for (value, mean) in zip(values, means) {
        error += (value - mean) * (value - mean)
        total += value * value
      }
    }
    return total > 0 ? 100 * error / total : 0
  }

  private func representatives<Value>(
    of column: [Value], choose: (inout [Value]) -> Value
  ) -> [Value] {
    precondition(column.count == groupOfRow.count, "a column has one value for each row")
    var members = [[Value]](repeating: [], count: count)
    for (group, value) in zip(groupOfRow, column) { members[Int(group)].append(value) }
    return members.indices.map { choose(&members[$0]) }
  }
}

/// Mean and sample standard deviation of a column, by which it is standardised.
struct ColumnScale {
  let mean: Double
  let deviation: Double

  /// The scale of a column; an empty or constant one has deviation 0.
  init(_ column: [Double]) {
    guard let first = column.first, column.contains(where: { $0 != first }) else {
      (mean, deviation) = (column.first ?? 0, 0)
      return
    }
    // Shifted by a value of the column: no overflow of a sum of large values, less cancellation.
    let count = Double(column.count)
    let mean = first + column.reduce(0) { $0 + ($1 - first) / count }
    self.mean = mean
    let largest = column.reduce(0) { max($0, abs($1 - mean)) }
    let squares = column.reduce(0) { $0 + (($1 - mean) / largest) * (($1 - mean) / largest) }
    deviation = largest * (squares / (count - 1)).squareRoot()
  }

  /// The column with mean 0 and sample variance 1; zeros where it is constant.
  func standardized(_ column: [Double]) -> [Double] {
    deviation > 0 && deviation.isFinite
      ? column.map { ($0 - mean) / deviation + 0 } : column.map { _ in 0 }
  }
}
