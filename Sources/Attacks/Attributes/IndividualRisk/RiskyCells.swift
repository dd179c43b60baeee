/// Combinations of a few key columns whose values are rare: mu-Argus' unsafe cells.
///
/// **Source**: sdcMicro `riskyCells`; mu-Argus manual 5.1, section 2.3. **Cost**: O(rows x
/// combinations). **Does not protect against**: combinations of more columns than `maximumKeys`.
public struct RiskyCells: Sendable, Equatable {
  /// The rare cells of one combination of columns.
  public struct Combination: Sendable, Equatable {
    /// The positions of the columns, rising.
    public let keys: [Int]
    /// The largest count that makes a cell unsafe.
    public let threshold: Int
    /// How many cells that occur have at most `threshold` rows.
    public let unsafeCells: Int
    /// How many rows stand in them.
    public let unsafeRows: Int
  }

  /// All combinations, the smallest first, then in lexicographic order.
  public let combinations: [Combination]

  /// Tabulates all combinations of one to `maximumKeys` columns; a missing cell is a value of its
  /// own.
  ///
  /// - Parameters:
  ///   - keys: one array of codes for each key column.
  ///   - maximumKeys: the size of the largest combination, at least 1.
  ///   - thresholds: the largest unsafe count for combinations of 1, 2, ... columns; the last one
  ///     holds for all larger.
  /// - Throws: `PopulationError` for no rows, unequal lengths, or parameters out of range.
  public init(keys: [[UInt32]], maximumKeys: Int, thresholds: [Int]) throws(PopulationError) {
    guard let rowCount = keys.first?.count, rowCount > 0 else { throw .empty }
    guard rowCount <= Int(Int32.max) else { throw .tooManyRows }
    for column in keys where column.count != rowCount {
      throw .lengthMismatch(what: "a key column", expected: rowCount, found: column.count)
    }
    guard maximumKeys >= 1 else { throw .parameter(name: "maximum keys", allowed: "at least 1") }
    guard let lastThreshold = thresholds.last, thresholds.allSatisfy({ $0 >= 0 }) else {
      throw .parameter(name: "thresholds", allowed: "given, and not negative")
    }
    var combinations: [Combination] = []
    for size in stride(from: 1, through: min(maximumKeys, keys.count), by: 1) {
      let threshold = size <= thresholds.count ? thresholds[size - 1] : lastThreshold
      var chosen = Array(0..<size)
      repeat {
        combinations.append(
          Self.tabulate(keys: keys, chosen: chosen, threshold: threshold, rowCount: rowCount))
      } while Self.advance(&chosen, count: keys.count)
    }
    self.combinations = combinations
  }

  private static func tabulate(
    keys: [[UInt32]], chosen: [Int], threshold: Int, rowCount: Int
  ) -> Combination {
    let grouping = RowGrouping(columns: chosen.map { keys[$0] }, rowCount: rowCount)
    var counts = [Int](repeating: 0, count: grouping.count)
    for group in grouping.groupOfRow { counts[Int(group)] += 1 }
    let rare = counts.filter { $0 <= threshold }
    return Combination(
      keys: chosen, threshold: threshold, unsafeCells: rare.count, unsafeRows: rare.reduce(0, +))
  }

  /// The next combination in lexicographic order, or `false` after the last.
  private static func advance(_ chosen: inout [Int], count: Int) -> Bool {
    let size = chosen.count
    guard let position = chosen.indices.last(where: { chosen[$0] < count - size + $0 }) else {
      return false
    }
    chosen[position] += 1
    for later in chosen.indices where later > position { chosen[later] = chosen[later - 1] + 1 }
    return true
  }
}
