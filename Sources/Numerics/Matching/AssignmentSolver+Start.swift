extension AssignmentSolver {
  /// Column reduction: each price is the least cost of its column, whose row gets it if it is free.
  ///
  /// For as many columns as rows only: all columns end matched, so that no price need be 0.
  mutating func reduceColumns(_ matrix: Span<Float>) {
    let count = columnCount
    var least = [Float](repeating: .infinity, count: count)
    var rowOfLeast = [UInt32](repeating: 0, count: count)
    for row in columnOfRow.indices {
      let costs = matrix.extracting((row * count)..<((row + 1) * count))
      for column in 0..<count {
        let isLess = costs[column] < least[column]
        least[column] = isLess ? costs[column] : least[column]
        rowOfLeast[column] = isLess ? UInt32(row) : rowOfLeast[column]
      }
    }
    for column in (0..<count).reversed() {
      prices[column] = Double(least[column])
      let row = Int(rowOfLeast[column])
      if columnOfRow[row] < 0 { match(row, column, cost: least[column]) }
    }
  }

  /// Augmenting row reduction: a free row takes its cheapest column, whose price falls until the
  /// second cheapest is as good, and who had the column is free.
  ///
  /// Bidding wars end by their number; what is left is left to shortest paths.
  mutating func reduceRows(_ matrix: Span<Float>) {
    var free = columnOfRow.indices.filter { columnOfRow[$0] < 0 }
    var bids = 16 * columnOfRow.count
    for _ in 0..<4 {
      free = free.compactMap { row in settle(row, matrix, bids: &bids) }
    }
  }

  /// Lets a row bid, then who lost its column to it, and so on; returns the row left over.
  private mutating func settle(_ start: Int, _ matrix: Span<Float>, bids: inout Int) -> Int? {
    var row = start
    while bids > 0 {
      bids -= 1
      let bid = cheapest(row, matrix)
      let isTie = bid.gap == 0
      // Of two that cost the same, take the one that may be free.
      let isTaken = rowOfColumn[bid.first.column] >= 0
      let offer = isTie && isTaken && bid.second.reduced.isFinite ? bid.second : bid.first
      prices[bid.first.column] -= bid.gap
      let before = Int(rowOfColumn[offer.column])
      match(row, offer.column, cost: offer.cost)
      if before < 0 { return nil }
      columnOfRow[before] = -1
      row = before
      if isTie { break }
    }
    return row
  }

  /// A column that a row could take.
  struct Offer {
    var column = 0
    var cost: Float = 0
    var reduced = Double.infinity
  }

  /// The two cheapest columns of a row.
  struct Bid {
    var first = Offer()
    var second = Offer()

    /// What the second costs more than the first; 0 where there is no second.
    var gap: Double {
      second.reduced.isFinite ? second.reduced - first.reduced : 0
    }
  }

  /// The two columns of least reduced cost, from the row's list or, where that says too little,
  /// from the whole row.
  mutating func cheapest(_ row: Int, _ matrix: Span<Float>) -> Bid {
    let bid = cheapestOfList(row)
    let isWhole = bid.second.reduced <= lists.outside(row: row, columnCount: columnCount)
    if isWhole { return bid }
    lists.rebuild(row: row, of: matrix, prices: prices)
    return cheapestOfList(row)
  }

  private func cheapestOfList(_ row: Int) -> Bid {
    var bid = Bid()
    let start = row * lists.length
    for place in start..<(start + lists.length) {
      if lists.bounds[place] >= bid.second.reduced { break }
      let column = Int(lists.columns[place])
      let reduced = Double(lists.costs[place]) - prices[column]
      let offer = Offer(column: column, cost: lists.costs[place], reduced: reduced)
      if reduced < bid.first.reduced {
        bid.second = bid.first
        bid.first = offer
      } else if reduced < bid.second.reduced {
        bid.second = offer
      }
    }
    return bid
  }
}
