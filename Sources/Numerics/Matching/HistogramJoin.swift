/// All pairs of two sparse matrices, met through the bins that they share.
///
/// Candidates are turned into inverted lists, a list of (candidate, value) for each bin; a target
/// walks the lists of its own bins.
struct HistogramJoin: RowCosts, Sendable {
  private let targets: SparseCounts
  private let measure: Divergence.Measure
  private let targetTotals: [Double]
  private let candidateTotals: [Double]
  private let listOffsets: [Int]
  private let listRows: [UInt32]
  private let listValues: [Double]
  private let listProducts: [Double]

  init(_ targets: SparseCounts, _ candidates: SparseCounts, measure: Divergence.Measure) {
    precondition(targets.columnCount == candidates.columnCount, "both sides have the same bins")
    self.targets = targets
    self.measure = measure
    targetTotals = (0..<targets.rowCount).map { Double(targets.total(ofRow: $0)) }
    candidateTotals = (0..<candidates.rowCount).map { Double(candidates.total(ofRow: $0)) }
    var offsets = [0]
    for count in candidates.rowsOfColumn() { offsets.append(offsets[offsets.count - 1] + count) }
    var rows = [UInt32](repeating: 0, count: candidates.columns.count)
    var values = [Double](repeating: 0, count: rows.count)
    var products = values
    var next = offsets
    for row in 0..<candidates.rowCount {
      let divisor = measure == .topsoe ? candidateTotals[row] : 1
      for entry in candidates.entries(ofRow: row) {
        let column = Int(candidates.columns[entry])
        let value = Double(candidates.counts[entry]) / divisor
        rows[next[column]] = UInt32(row)
        values[next[column]] = value
        products[next[column]] = timesLogarithm(value)
        next[column] += 1
      }
    }
    listOffsets = offsets
    listRows = rows
    listValues = values
    listProducts = products
  }

  var rowCount: Int { targets.rowCount }
  var columnCount: Int { candidateTotals.count }

  func fill(_ rows: Range<Int>, into costs: inout MutableSpan<Float>) {
    var shared = [Double](repeating: 0, count: columnCount)
    for row in rows {
      for candidate in 0..<columnCount { shared[candidate] = 0 }
      addShared(ofTarget: row, to: &shared)
      let start = (row - rows.lowerBound) * columnCount
      for candidate in 0..<columnCount {
        costs[start + candidate] = cost(row, candidate, shared: shared[candidate])
      }
    }
  }

  private func addShared(ofTarget row: Int, to shared: inout [Double]) {
    let divisor = measure == .topsoe ? targetTotals[row] : 1
    for entry in targets.entries(ofRow: row) {
      let value = Double(targets.counts[entry]) / divisor
      let product = timesLogarithm(value)
      let column = Int(targets.columns[entry])
      addList(listOffsets[column]..<listOffsets[column + 1], value, product, to: &shared)
    }
  }

  private func addList(
    _ list: Range<Int>, _ value: Double, _ product: Double, to shared: inout [Double]
  ) {
    var place = list.lowerBound
    while place + 8 <= list.upperBound {
      let both = timesLogarithm(eight(listValues.span, at: place) + value)
      let terms = both - (eight(listProducts.span, at: place) + product)
      for lane in 0..<8 { shared[Int(listRows[place + lane])] += terms[lane] }
      place += 8
    }
    // The last few as a vector too: a pair's term must not depend on where its entry stands.
    if place == list.upperBound { return }
    var values = SIMD8<Double>.zero
    for lane in 0..<(list.upperBound - place) { values[lane] = listValues[place + lane] + value }
    let both = timesLogarithm(values)
    for lane in 0..<(list.upperBound - place) {
      let term = both[lane] - (listProducts[place + lane] + product)
      shared[Int(listRows[place + lane])] += term
    }
  }

  private func cost(_ row: Int, _ candidate: Int, shared: Double) -> Float {
    switch measure {
    case .topsoe: return topsoeCost(Divergence.largestTopsoe - shared)
    case .countRatio:
      let (own, other) = (targetTotals[row], candidateTotals[candidate])
      let all = timesLogarithm(own + other) - timesLogarithm(own) - timesLogarithm(other)
      return Float(max(0, all - shared))
    }
  }
}

/// A Topsøe divergence as a `Float`; what only rounding left over is 0.
///
/// Below 2^-40 nothing is known: the sums' error is some thousand times 2^-52 at worst.
func topsoeCost(_ cost: Double) -> Float {
  cost < 0x1p-40 ? 0 : Float(min(cost, Divergence.largestTopsoe))
}
