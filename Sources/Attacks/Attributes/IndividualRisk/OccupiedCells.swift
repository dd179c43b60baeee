/// The cells of cross-classified keys that hold at least one row.
struct OccupiedCells {
  /// One column of dense level numbers for each key, over cells.
  let levels: [[Int]]
  /// The number of levels that occur in each key.
  let levelCounts: [Int]
  /// Rows in each cell.
  private(set) var counts: [Double]
  /// The sum of the rows' weights in each cell.
  private(set) var weights: [Double]
  /// The sum of the rows' inclusion probabilities, 1 / weight, in each cell.
  private(set) var inclusionProbabilities: [Double]

  /// The cells of `keys`; code 0 is a level like any other.
  ///
  /// - Throws: `PopulationError` for no rows, unequal lengths, or a weight that is not finite or is
  ///   below 1.
  /// - Complexity: O(rows x keys) expected.
  init(keys: [[UInt32]], weights: [Double]) throws(PopulationError) {
    guard let rowCount = keys.first?.count, rowCount > 0 else { throw .empty }
    guard rowCount <= Int(Int32.max) else { throw .tooManyRows }
    for column in keys where column.count != rowCount {
      throw .lengthMismatch(what: "a key column", expected: rowCount, found: column.count)
    }
    guard weights.count == rowCount else {
      throw .lengthMismatch(what: "weights", expected: rowCount, found: weights.count)
    }
    for row in weights.indices where !(weights[row] >= 1 && weights[row].isFinite) {
      throw .weight(row: row)
    }
    let grouping = RowGrouping(columns: keys, rowCount: rowCount)
    let coded = keys.map { column in
      RowGrouping(columns: [grouping.representatives.map { column[$0] }], rowCount: grouping.count)
    }
    levels = coded.map { $0.groupOfRow.map(Int.init) }
    levelCounts = coded.map(\.count)
    counts = [Double](repeating: 0, count: grouping.count)
    self.weights = counts
    inclusionProbabilities = counts
    for row in 0..<rowCount {
      let cell = Int(grouping.groupOfRow[row])
      counts[cell] += 1
      self.weights[cell] += weights[row]
      inclusionProbabilities[cell] += 1 / weights[row]
    }
  }
}

/// Maximum likelihood for a Poisson log-linear model with main effects and known cell factors, by
/// iterative proportional fitting.
///
/// The mean of a cell is (its factor) x the product of one effect for each key's level. All empty
/// cells share one factor b, so the sum of means over a margin is b times a product of effects'
/// sums, corrected at the occupied cells alone: the full table is never formed.
///
/// **Source**: Deming and Stephan 1940; Darroch and Ratcliff 1972 for the convergence.
struct MainEffectsFit {
  private let levels: [[Int]]
  private let margins: [[Double]]
  private let total: Double
  private var effects: [[Double]]

  /// A fit to `targets`, the cells' counts; empty cells have target 0.
  init(_ cells: OccupiedCells, targets: [Double]) {
    levels = cells.levels
    var margins = cells.levelCounts.map { [Double](repeating: 0, count: $0) }
    for key in margins.indices {
      for (cell, level) in cells.levels[key].enumerated() { margins[key][level] += targets[cell] }
    }
    self.margins = margins
    total = targets.reduce(0, +)
    effects = margins.map { $0.map { _ in 1 } }
  }

  /// Fits to a relative change below 1e-14 in each effect, starting from the last fit.
  ///
  /// - Parameters:
  ///   - emptyCell: the factor of each empty cell, above 0.
  ///   - factors: the factor of each occupied cell, above 0.
  /// - Returns: the means of the occupied cells, or `nil` after 20,000 cycles or for lost digits.
  /// - Complexity: O(occupied cells x keys) a cycle.
  mutating func converge(emptyCell: Double, factors: [Double]) -> [Double]? {
    guard total > 0 else { return nil }
    let excess = factors.map { $0 - emptyCell }
    var cycle = 0
    var change = Double.infinity
    var best = Double.infinity
    var stalled = 0
    // Rounding may keep the last digits moving: three cycles without progress below 1e-11 are done.
    while change > 1e-14 && !(best < 1e-11 && stalled >= 3) {
      change = 0
      for key in effects.indices {
        change = max(change, scale(key: key, emptyCell: emptyCell, excess: excess))
      }
      guard change.isFinite, cycle < 20_000 else { return nil }
      stalled = change < best * 0.999 ? 0 : stalled + 1
      best = min(best, change)
      cycle += 1
    }
    return factors.indices.map { factors[$0] * product(cell: $0, except: nil) }
  }

  /// Scales the effects of one key to its margin; returns the largest relative change.
  private mutating func scale(key: Int, emptyCell: Double, excess: [Double]) -> Double {
    var others = emptyCell
    for other in effects.indices where other != key { others *= effects[other].reduce(0, +) }
    var sums = [Double](repeating: others, count: effects[key].count)
    for cell in excess.indices where excess[cell] != 0 {
      sums[levels[key][cell]] += excess[cell] * product(cell: cell, except: key)
    }
    var change = 0.0
    for level in sums.indices {
      let target = margins[key][level]
      let updated = target == 0 ? 0 : target / sums[level]
      guard updated.isFinite else { return .infinity }
      if updated > 0 { change = max(change, abs(updated - effects[key][level]) / updated) }
      effects[key][level] = updated
    }
    return change
  }

  private func product(cell: Int, except key: Int?) -> Double {
    var product = 1.0
    for other in effects.indices where other != key {
      product *= effects[other][levels[other][cell]]
    }
    return product
  }
}
