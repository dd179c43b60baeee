/// Numbers the sets of 1 to `maximalSize` of `columnCount` columns, smaller sets first.
///
/// Sets of one size are numbered in colexicographic order: the rank of c1 < c2 < ... < ck among
/// them is C(c1, 1) + C(c2, 2) + ... + C(ck, k), the combinatorial number system
/// (Knuth, The Art of Computer Programming 4A, 7.2.1.3).
struct ColumnSetRanking {
  let columnCount: Int
  let maximalSize: Int
  /// `sizeStarts[k]` sets are smaller than k columns (k from 1); the last entry is their number.
  let sizeStarts: [Int]
  /// Binomial coefficients C(column, size), row-major by column.
  private let binomials: [Int]

  /// - Throws: `DisclosureError.tooManyColumnSets` when there are more sets than `limit`.
  init(columnCount: Int, maximalSize: Int, limit: Int) throws(DisclosureError) {
    self.columnCount = columnCount
    self.maximalSize = maximalSize
    let width = maximalSize + 1
    // Saturating Pascal's triangle: an entry above the limit is as good as infinite.
    var binomials = [Int](repeating: 0, count: (columnCount + 1) * width)
    for column in 0...columnCount {
      binomials[column * width] = 1
      guard column > 0 else { continue }
      for size in 1..<width {
        let above = (column - 1) * width + size
        let (sum, overflow) = binomials[above].addingReportingOverflow(binomials[above - 1])
        binomials[column * width + size] = overflow ? Int.max : sum
      }
    }
    var sizeStarts = [0, 0]
    for size in 1..<width {
      let count = binomials[columnCount * width + size]
      guard count <= limit - sizeStarts[size] else { throw .tooManyColumnSets(limit: limit) }
      sizeStarts.append(sizeStarts[size] + count)
    }
    self.sizeStarts = sizeStarts
    self.binomials = binomials
  }

  /// The number of sets of at most `size` columns.
  func count(upTo size: Int) -> Int { sizeStarts[min(size, maximalSize) + 1] }

  /// The rank of the set of `descending` columns without the one at `omitted`, if any.
  ///
  /// - Complexity: O(`descending.count`).
  func rank(descending: [Int], omitting omitted: Int? = nil) -> Int {
    var size = descending.count - (omitted == nil ? 0 : 1)
    var rank = sizeStarts[size]
    for position in descending.indices where position != omitted {
      rank += binomials[descending[position] * (maximalSize + 1) + size]
      size -= 1
    }
    return rank
  }
}
