/// The number of typing errors between two texts: insertions, deletions, changes and, by Damerau,
/// swaps of neighbours.
///
/// With swaps it is the unrestricted distance: letters may be put between two that were swapped.
///
/// **Guarantee** exact up to `limit`; `limit` + 1 stands for every larger distance.
/// **Source** Lowrance and Wagner, An extension of the string-to-string correction problem, J. ACM
/// 22 (1975); the band of Ukkonen, Algorithms for approximate string matching, Inf. Control 64
/// (1985).
/// **Cost** O(a + b + length x limit^2) time, O(limit^2) memory: a million characters with a small
/// limit are no trouble.
public enum EditDistance {
  /// The distance of two texts given as scalars, at most `limit` + 1.
  ///
  /// - Parameter transposes: whether a swap counts as one error (Damerau) or two (Levenshtein).
  /// - Precondition: `limit` >= 0.
  public static func distance(
    _ first: Span<UInt32>, _ second: Span<UInt32>, limit: Int, transposes: Bool = true
  ) -> Int {
    precondition(limit >= 0, "a distance has no negative limit")
    guard abs(first.count - second.count) <= limit else { return limit + 1 }
    var begin = 0
    let shorter = min(first.count, second.count)
    while begin < shorter, first[begin] == second[begin] { begin += 1 }
    var end = 0
    while end < shorter - begin, first[first.count - 1 - end] == second[second.count - 1 - end] {
      end += 1
    }
    let left = first.extracting(begin..<(first.count - end))
    let right = second.extracting(begin..<(second.count - end))
    if left.isEmpty || right.isEmpty { return min(max(left.count, right.count), limit + 1) }
    if limit == 0 { return 1 }
    if limit == 1 { return isOneError(left, right, transposes) ? 1 : 2 }
    let reach = min(limit, max(left.count, right.count))
    var band = EditBand(limit: reach, transposes: transposes)
    return min(band.distance(left, right), limit + 1)
  }

  /// Whether two texts that differ at both ends are one error apart.
  private static func isOneError(
    _ left: Span<UInt32>, _ right: Span<UInt32>, _ transposes: Bool
  ) -> Bool {
    if left.count == 1 && right.count == 1 { return true }
    return transposes && left.count == 2 && right.count == 2
      && left[0] == right[1] && left[1] == right[0]
  }
}

/// The rows of the distance matrix that a band needs.
private struct EditBand {
  let limit: Int
  let transposes: Bool
  /// Cells of a row: columns from row - limit to row + limit.
  private let width: Int
  /// Rows that a swap can reach back to, and the present one.
  private let depth: Int
  private var cells: [Int]

  init(limit: Int, transposes: Bool) {
    self.limit = limit
    self.transposes = transposes
    width = 2 * limit + 1
    depth = limit + 2
    cells = [Int](repeating: limit + 1, count: width * depth)
  }

  /// The value at a row and a column, both counted from 0 as prefixes' lengths.
  private func value(_ row: Int, _ column: Int) -> Int {
    let place = column - row + limit
    guard row >= 0, column >= 0, place >= 0, place < width else { return limit + 1 }
    return cells[(row % depth) * width + place]
  }

  mutating func distance(_ first: Span<UInt32>, _ second: Span<UInt32>) -> Int {
    for row in 0...first.count {
      var least = limit + 1
      let columns = max(row - limit, 0)...max(min(row + limit, second.count), max(row - limit, 0))
      for place in 0..<width { cells[(row % depth) * width + place] = limit + 1 }
      for column in columns where column <= second.count {
        let best = min(cell(row, column, first, second), limit + 1)
        cells[(row % depth) * width + column - row + limit] = best
        least = min(least, best)
      }
      // A swap reaches back over rows, so the least of one row alone does not end the search;
      // Levenshtein's does.
      if least > limit, !transposes { return limit + 1 }
    }
    return value(first.count, second.count)
  }

  private func cell(
    _ row: Int, _ column: Int, _ first: Span<UInt32>, _ second: Span<UInt32>
  ) -> Int {
    if row == 0 { return column }
    if column == 0 { return row }
    let equal = first[row - 1] == second[column - 1]
    var best = value(row - 1, column - 1) + (equal ? 0 : 1)
    best = min(best, value(row - 1, column) + 1, value(row, column - 1) + 1)
    guard transposes, !equal, best > 1 else { return best }
    // The last row before this one whose letter is this column's, and the other way round; farther
    // than `limit` away they cost more than `limit`.
    var back = row - 1
    while back > 0, row - back <= limit, first[back - 1] != second[column - 1] { back -= 1 }
    guard back > 0, row - back <= limit else { return best }
    var across = column - 1
    while across > 0, column - across <= limit, second[across - 1] != first[row - 1] {
      across -= 1
    }
    guard across > 0, column - across <= limit else { return best }
    return min(
      best, value(back - 1, across - 1) + (row - back - 1) + 1 + (column - across - 1))
  }
}
