extension AssignmentSolver {
  /// Lets prices fall to where every column is wanted once, within a part of the costs' range.
  ///
  /// Rows bid for their cheapest column what lies between it and the second, and epsilon more;
  /// epsilon falls until it is a column's share of the range. What remains to be paid along
  /// shortest paths is then small, on costs of low rank as well, where without it nearly all rows
  /// lie on each path. Prices only fall, so the lists stay valid. No pair is kept: each lies
  /// epsilon off its row's least reduced cost, and the paths start from exact pairs.
  ///
  /// - Source: Bertsekas, The auction algorithm: a distributed relaxation method for the
  ///   assignment problem, Annals of Operations Research 14 (1988), doi:10.1007/BF02186476.
  mutating func scalePrices(_ matrix: Span<Float>) {
    let range = Self.range(matrix)
    guard range > 0 else { return releaseAll() }
    let last = range / Double(columnCount)
    var epsilon = range / 4
    while true {
      auction(matrix, epsilon: epsilon)
      if epsilon <= last { break }
      epsilon /= 5
    }
    releaseAll()
  }

  private mutating func auction(_ matrix: Span<Float>, epsilon: Double) {
    releaseAll()
    var bidders = Array(columnOfRow.indices)
    while let row = bidders.popLast() {
      let bid = cheapest(row, matrix)
      prices[bid.first.column] -= bid.gap + epsilon
      let before = Int(rowOfColumn[bid.first.column])
      match(row, bid.first.column, cost: bid.first.cost)
      if before >= 0 {
        columnOfRow[before] = -1
        bidders.append(before)
      }
    }
  }

  private mutating func releaseAll() {
    for row in columnOfRow.indices { columnOfRow[row] = -1 }
    for column in rowOfColumn.indices { rowOfColumn[column] = -1 }
  }

  private static func range(_ matrix: Span<Float>) -> Double {
    var least = Float.infinity
    var largest = -Float.infinity
    for place in matrix.indices {
      least = matrix[place] < least ? matrix[place] : least
      largest = matrix[place] > largest ? matrix[place] : largest
    }
    return Double(largest) - Double(least)
  }
}
