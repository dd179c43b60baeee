/// Candidates as inverted lists: for each bin the candidates with counts in it.
///
/// What a join makes of its candidates, for many batches of targets.
public struct InvertedCounts: Sendable {
  /// What the values are made for.
  let measure: Divergence.Measure
  let columnCount: Int
  let totals: [Double]
  /// Where each bin's list begins; one more than there are bins.
  let offsets: [Int]
  let rows: [UInt32]
  /// For each entry its value, and the value times its logarithm.
  let values: [Double]
  let products: [Double]

  /// The lists of `candidates`.
  ///
  /// - Complexity: O(entries).
  public init(_ candidates: SparseCounts, measure: Divergence.Measure = .topsoe) {
    let totals = (0..<candidates.rowCount).map { Double(candidates.total(ofRow: $0)) }
    var offsets = [0]
    for count in candidates.rowsOfColumn() { offsets.append(offsets[offsets.count - 1] + count) }
    var rows = [UInt32](repeating: 0, count: candidates.columns.count)
    var values = [Double](repeating: 0, count: rows.count)
    var products = values
    var next = offsets
    for row in 0..<candidates.rowCount {
      let divisor = measure == .topsoe ? totals[row] : 1
      for entry in candidates.entries(ofRow: row) {
        let column = Int(candidates.columns[entry])
        let value = Double(candidates.counts[entry]) / divisor
        rows[next[column]] = UInt32(row)
        values[next[column]] = value
        products[next[column]] = timesLogarithm(value)
        next[column] += 1
      }
    }
    self.measure = measure
    columnCount = candidates.columnCount
    self.totals = totals
    self.offsets = offsets
    self.rows = rows
    self.values = values
    self.products = products
  }
}

/// All pairs of two sparse matrices, met through the bins that they share: a target walks the lists
/// of its own bins.
struct HistogramJoin: RowCosts, Sendable {
  private let targets: SparseCounts
  private let targetTotals: [Double]
  private let candidates: InvertedCounts

  init(_ targets: SparseCounts, _ candidates: SparseCounts, measure: Divergence.Measure) {
    self.init(targets, InvertedCounts(candidates, measure: measure))
  }

  init(_ targets: SparseCounts, _ candidates: InvertedCounts) {
    precondition(targets.columnCount == candidates.columnCount, "both sides have the same bins")
    self.targets = targets
    self.candidates = candidates
    targetTotals = (0..<targets.rowCount).map { Double(targets.total(ofRow: $0)) }
  }

  private var measure: Divergence.Measure { candidates.measure }

  var rowCount: Int { targets.rowCount }
  var columnCount: Int { candidates.totals.count }

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
      addList(
        candidates.offsets[column]..<candidates.offsets[column + 1], value, product, to: &shared)
    }
  }

  private func addList(
    _ list: Range<Int>, _ value: Double, _ product: Double, to shared: inout [Double]
  ) {
    var place = list.lowerBound
    while place + 8 <= list.upperBound {
      let both = timesLogarithm(eight(candidates.values.span, at: place) + value)
      let terms = both - (eight(candidates.products.span, at: place) + product)
      for lane in 0..<8 { shared[Int(candidates.rows[place + lane])] += terms[lane] }
      place += 8
    }
    // The last few as a vector too: a pair's term must not depend on where its entry stands.
    if place == list.upperBound { return }
    var values = SIMD8<Double>.zero
    for lane in 0..<(list.upperBound - place) {
      values[lane] = candidates.values[place + lane] + value
    }
    let both = timesLogarithm(values)
    for lane in 0..<(list.upperBound - place) {
      let term = both[lane] - (candidates.products[place + lane] + product)
      shared[Int(candidates.rows[place + lane])] += term
    }
  }

  private func cost(_ row: Int, _ candidate: Int, shared: Double) -> Float {
    switch measure {
    case .topsoe: return topsoeCost(Divergence.largestTopsoe - shared)
    case .countRatio:
      let (own, other) = (targetTotals[row], candidates.totals[candidate])
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
