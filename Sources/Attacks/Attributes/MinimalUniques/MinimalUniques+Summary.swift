// What a report may say of minimal uniques: numbers of rows and of sets, never a row.
extension MinimalUniques {
  /// The number of minimal uniques over all rows, for each size from 1 to `maximalSize` columns.
  ///
  /// - Complexity: O(`sets`).
  public var countsBySize: [Int] {
    var counts = [Int](repeating: 0, count: maximalSize)
    for set in sets { counts[set.columns.count - 1] += set.minimalRowCount }
    return counts
  }

  /// The number of rows whose smallest minimal unique has each size from 1 to `maximalSize`.
  ///
  /// How little an adversary has to know.
  ///
  /// - Complexity: O(unique rows times `maximalSize`).
  public var rowCountsBySmallestSize: [Int] {
    var counts = [Int](repeating: 0, count: maximalSize)
    for row in uniqueRows.indices {
      for size in 0..<maximalSize where sizeCountsOfUniqueRows[row * maximalSize + size] > 0 {
        counts[size] += 1
        break
      }
    }
    return counts
  }

  /// For each column, the number of minimal uniques of each size that need it (`[column][size-1]`).
  ///
  /// - Complexity: O(`sets` times `maximalSize`).
  public var countsByColumnAndSize: [[Int]] {
    var counts = [[Int]](
      repeating: [Int](repeating: 0, count: maximalSize), count: columnCount)
    for set in sets {
      for column in set.columns.columns {
        counts[column][set.columns.count - 1] += set.minimalRowCount
      }
    }
    return counts
  }

  /// For each column, the share of all minimal uniques that need it, from 0 to 1.
  ///
  /// Shares add up to more than 1, since a set has several columns.
  ///
  /// - Complexity: O(`sets` times `maximalSize`).
  public var shareByColumn: [Double] {
    let total = countsBySize.reduce(0, +)
    guard total > 0 else { return [Double](repeating: 0, count: columnCount) }
    return countsByColumnAndSize.map { Double($0.reduce(0, +)) / Double(total) }
  }
}
