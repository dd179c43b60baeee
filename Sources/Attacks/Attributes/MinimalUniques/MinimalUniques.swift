/// The minimal unique column sets of every row of a table: why rows can be singled out.
///
/// A set of columns is a minimal unique of a row when the row's values in these columns occur in no
/// other row, and for every smaller subset they do occur elsewhere: each column is needed. SUDA
/// calls them minimal sample uniques (MSU).
///
/// **Guarantee**: exact; every minimal unique of up to `maximalSize` columns is found.
/// **Source**: the problem and its scores are those of SUDA2 (Manning, Haglin, Keane 2008, "A
/// recursive search algorithm for statistical disclosure assessment", Data Min Knowl Disc 16:165).
/// The search is another: partition refinement in bit-mask order, see `MinimalUniqueSearch`.
/// **Cost**: O(column sets times distinct rows) at worst, one thread; bit vectors within
/// `memoryLimit`, by searching for blocks of rows in turn when all at once would not fit.
/// **Does not protect against**: uniqueness in the sample is not uniqueness in the population.
public struct MinimalUniques: Sendable {
  /// What a missing cell (code 0) stands for.
  public enum MissingCells: Sendable, Equatable {
    /// A value like any other: a row can be singled out because a cell is missing.
    case category
    /// Nothing: no set of columns that holds a missing cell of a row singles it out, and a missing
    /// cell agrees with no value. SUDA2's reading, and sdcMicro's.
    case noValue
  }

  /// A set of columns, and how many rows it singles out.
  public struct SinglingSet: Sendable, Equatable {
    /// The columns, as positions in the array that was searched.
    public let columns: ColumnSet
    /// The number of rows of which this set is a minimal unique.
    public let minimalRowCount: Int
    /// The number of rows that are unique in this set, or in a subset of it.
    public let uniqueRowCount: Int
  }

  /// The number of rows searched.
  public let rowCount: Int
  /// The number of columns searched.
  public let columnCount: Int
  /// The largest sets looked at, in columns.
  public let maximalSize: Int
  /// What a missing cell stood for.
  public let missingCells: MissingCells
  /// The number of rows whose whole combination of codes is exactly one other row's.
  public let pairedRowCount: Int
  /// The rows whose whole combination of codes is no other row's, ascending; not for reports.
  public let uniqueRows: [UInt32]
  /// For each of `uniqueRows`, its minimal uniques of each size from 1 on, row-major.
  public let sizeCountsOfUniqueRows: [UInt32]
  /// Every set that is minimal for at least one row: small sets first, then most rows first.
  public let sets: [SinglingSet]

  /// Finds all minimal uniques of up to `maximalSize` columns.
  ///
  /// - Parameters:
  ///   - columns: The codes of each column, one for each row; 0 is missing.
  ///   - maximalSize: The largest sets to look at; all columns if `nil`.
  ///   - setLimit: The most column sets to look at before the search is refused.
  ///   - memoryLimit: Bytes that the search's bit vectors may use.
  /// - Throws: `DisclosureError` for columns that are none, unequal, or too many to search.
  /// - Complexity: See the type.
  public init(
    columns: [[UInt32]], maximalSize: Int? = nil, missingCells: MissingCells = .category,
    setLimit: Int = 1 << 22, memoryLimit: Int = 256 << 20
  ) throws(DisclosureError) {
    let rowCount = try Self.checkedRowCount(of: columns)
    let maximalSize = maximalSize ?? columns.count
    guard (1...columns.count).contains(maximalSize) else {
      throw .sizeOutOfRange(maximalSize, columnCount: columns.count)
    }
    let ranking = try ColumnSetRanking(
      columnCount: columns.count, maximalSize: maximalSize, limit: setLimit)
    let plan = SearchPlan(columns: columns)
    var scratch = RefinementScratch(cardinality: plan.cardinality)
    let tuples = DistinctTuples(columns: plan.columns, rowCount: rowCount, scratch: &scratch)
    var tally = SearchTally(ranking: ranking)
    let blockSize = Self.blockSize(ranking: ranking, memoryLimit: memoryLimit)
    for start in stride(from: 0, to: tuples.uniqueRows.count, by: blockSize) {
      let block = start..<min(start + blockSize, tuples.uniqueRows.count)
      let order = plan.tupleOrder(tuples, block: block)
      var search = MinimalUniqueSearch(
        columns: plan.columns.map { codes in order.map { codes[Int($0)] } },
        targetCount: block.count, cardinality: plan.cardinality,
        dropsMissing: missingCells == .noValue, ranking: ranking)
      search.run(tupleCount: order.count)
      tally.add(search, targetCount: block.count)
    }
    self.rowCount = rowCount
    columnCount = columns.count
    self.maximalSize = maximalSize
    self.missingCells = missingCells
    pairedRowCount = tuples.pairedRowCount
    uniqueRows = tuples.uniqueRows
    sizeCountsOfUniqueRows = tally.sizeCounts
    sets = tally.sets(originalColumn: plan.originalColumn)
  }

  private static func checkedRowCount(of columns: [[UInt32]]) throws(DisclosureError) -> Int {
    guard let first = columns.first else { throw .noColumns }
    guard columns.count <= ColumnSet.maximalColumnCount else {
      throw .tooManyColumns(columns.count, limit: ColumnSet.maximalColumnCount)
    }
    // Two numbers at the top are marks of the refinement, see `RefinementScratch`.
    let rowLimit = Int(UInt32.max) - 2
    guard first.count <= rowLimit else { throw .tooManyRows(first.count, limit: rowLimit) }
    for (index, column) in columns.enumerated() where column.count != first.count {
      throw .unequalLengths(column: index, rowCount: column.count, expected: first.count)
    }
    return first.count
  }

  /// How many targets are searched for at once: a multiple of 64 whose bit vectors fit.
  private static func blockSize(ranking: ColumnSetRanking, memoryLimit: Int) -> Int {
    let keptSets = max(1, ranking.count(upTo: ranking.maximalSize - 1))
    return max(1, memoryLimit / 8 / keptSets) * 64
  }
}
