/// Scores of pairs, row after row; higher is likelier.
public struct PairScores: Sendable, Equatable {
  /// The number of rows: targets.
  public let rowCount: Int
  /// The number of columns: candidates.
  public let columnCount: Int
  /// The scores.
  public private(set) var values: [Float]

  /// Scores of pairs.
  ///
  /// - Precondition: a score for each pair.
  public init(rowCount: Int, columnCount: Int, values: [Float]) {
    precondition(values.count == rowCount * columnCount, "a score for each pair")
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.values = values
  }

  /// Zero for each pair.
  public init(rowCount: Int, columnCount: Int) {
    self.init(
      rowCount: rowCount, columnCount: columnCount,
      values: [Float](repeating: 0, count: rowCount * columnCount))
  }

  /// The scores of one row.
  public func row(_ row: Int) -> ArraySlice<Float> {
    values[(row * columnCount)..<((row + 1) * columnCount)]
  }

  /// Adds `weight` times the sum of what `scores` are by the standard of their row and column.
  ///
  /// That is (score - mean) / standard deviation of either. Scores that are all alike add 0.
  ///
  /// **Source** Auckenthaler, Carey, Lloyd-Thomas, DSP 10 (2000), Z- and T-norm; Kenny, Odyssey
  /// 2010, for their sum.
  ///
  /// - Precondition: as many rows and columns.
  /// - Complexity: O(pairs).
  public mutating func addNormalised(_ scores: PairScores, weight: Float) {
    precondition(scores.rowCount == rowCount && scores.columnCount == columnCount, "same pairs")
    let columns = scores.columnScales()
    let width = columnCount
    let parts = concurrentChunks(count: rowCount, minimumChunk: 16) { [values] rows in
      var sums = Array(values[(rows.lowerBound * width)..<(rows.upperBound * width)])
      for (index, row) in rows.enumerated() {
        let own = scores.rowScale(row)
        for column in 0..<width {
          let score = scores.values[row * width + column]
          sums[index * width + column] +=
            weight
            * ((score - own.mean) * own.factor
              + (score - columns[column].mean) * columns[column].factor)
        }
      }
      return sums
    }
    values.removeAll(keepingCapacity: true)
    for part in parts { values += part }
  }

  /// The mean and 1 / standard deviation of a row; 0 for a row whose scores are alike.
  public func rowScale(_ row: Int) -> (mean: Float, factor: Float) {
    var sums = ScoreSums()
    for score in self.row(row) { sums.add(Double(score)) }
    return sums.scale
  }

  private func columnScales() -> [(mean: Float, factor: Float)] {
    let width = columnCount
    let parts = concurrentChunks(count: rowCount, minimumChunk: 64, maximumChunks: 16) { rows in
      var sums = [ScoreSums](repeating: ScoreSums(), count: width)
      for row in rows {
        for column in 0..<width { sums[column].add(Double(values[row * width + column])) }
      }
      return sums
    }
    var totals = [ScoreSums](repeating: ScoreSums(), count: width)
    for part in parts {
      for column in 0..<width { totals[column].add(part[column]) }
    }
    return totals.map(\.scale)
  }
}

/// Sums of scores and of their squares; doubles suffice for singles of one magnitude.
private struct ScoreSums {
  var count = 0.0
  var sum = 0.0
  var squares = 0.0

  @inline(__always)
  mutating func add(_ value: Double) {
    count += 1
    sum += value
    squares += value * value
  }

  mutating func add(_ other: ScoreSums) {
    count += other.count
    sum += other.sum
    squares += other.squares
  }

  var scale: (mean: Float, factor: Float) {
    guard count > 0 else { return (0, 0) }
    let mean = sum / count
    let deviation = max(0, squares / count - mean * mean).squareRoot()
    return (Float(mean), deviation > 1e-6 * max(1, abs(mean)) ? Float(1 / deviation) : 0)
  }
}
