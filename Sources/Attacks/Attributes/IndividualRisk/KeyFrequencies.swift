public import Tables

/// For each row, how many rows share its key (f), and how many people that stands for (F).
///
/// **Source**: sdcMicro `freqCalc`; Franconi and Polettini 2004, "Individual risk estimation in
/// mu-Argus: a review". **Cost**: O(rows x keys + P x T x keys) expected, for T distinct rows and P
/// distinct patterns of missing cells (P is 1 for complete data and for `category`).
public struct KeyFrequencies: Sendable, Equatable {
  /// f, the number of matching rows, the row itself counted; a count in a `Double`.
  public let sample: [Double]
  /// F, the sum of the weights of matching rows, the row itself counted.
  public let population: [Double]

  /// Frequencies that were counted elsewhere.
  ///
  /// - Throws: `PopulationError` where lengths differ, or a frequency is below 1 or not finite.
  public init(sample: [Double], population: [Double]) throws(PopulationError) {
    guard sample.count == population.count else {
      throw .lengthMismatch(
        what: "population frequencies", expected: sample.count, found: population.count)
    }
    for row in sample.indices {
      guard sample[row] >= 1, sample[row].isFinite, population[row] > 0, population[row].isFinite
      else { throw .frequency(row: row) }
    }
    self.sample = sample
    self.population = population
  }

  /// Counts matching rows over `keys`.
  ///
  /// - Parameters:
  ///   - keys: one array of codes for each key column; code 0 is a missing cell.
  ///   - weights: how many people each row stands for, or `nil` for 1 each.
  ///   - meaning: what a missing cell matches.
  /// - Throws: `PopulationError` for no column or row, unequal lengths, a weight that is not finite
  ///   and positive, more than 64 keys with wildcards, or 2^31 rows and more.
  public init(
    keys: [[UInt32]], weights: [Double]? = nil, missing meaning: MissingMeaning = .wildcard
  ) throws(PopulationError) {
    let rowCount = try Self.checkedRowCount(keys: keys, weights: weights)
    let weights = weights ?? [Double](repeating: 1, count: rowCount)
    let grouping = RowGrouping(columns: keys, rowCount: rowCount)
    var tuples = DistinctRows(keys: keys, weights: weights, grouping: grouping)
    switch meaning {
    case .category: break
    case .wildcard:
      guard keys.count <= 64 else { throw .tooManyKeys(count: keys.count) }
      tuples.addWildcardMatches()
    case .conservative:
      tuples.separateIncomplete()
    }
    var sample = [Double](repeating: 0, count: rowCount)
    var population = sample
    for row in 0..<rowCount {
      let tuple = Int(grouping.groupOfRow[row])
      sample[row] = tuples.frequencies[tuple]
      population[row] = tuples.isAlone[tuple] ? weights[row] : tuples.weights[tuple]
    }
    self.sample = sample
    self.population = population
  }

  private static func checkedRowCount(
    keys: [[UInt32]], weights: [Double]?
  ) throws(PopulationError) -> Int {
    guard let rowCount = keys.first?.count, rowCount > 0 else { throw .empty }
    guard rowCount <= Int(Int32.max) else { throw .tooManyRows }
    for column in keys where column.count != rowCount {
      throw .lengthMismatch(what: "a key column", expected: rowCount, found: column.count)
    }
    guard let weights else { return rowCount }
    guard weights.count == rowCount else {
      throw .lengthMismatch(what: "weights", expected: rowCount, found: weights.count)
    }
    for row in weights.indices where !(weights[row] > 0 && weights[row].isFinite) {
      throw .weight(row: row)
    }
    return rowCount
  }

  /// The number of rows whose f is below `threshold`: rows that violate k-anonymity for k =
  /// `threshold`.
  ///
  /// - Complexity: O(rows).
  public func rows(below threshold: Double) -> Int {
    sample.reduce(0) { $0 + ($1 < threshold ? 1 : 0) }
  }

  /// The number of rows with exactly `frequency` matching rows.
  ///
  /// - Complexity: O(rows).
  public func rows(withFrequency frequency: Double) -> Int {
    sample.reduce(0) { $0 + ($1 == frequency ? 1 : 0) }
  }
}
