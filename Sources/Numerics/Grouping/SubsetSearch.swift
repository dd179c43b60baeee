/// Looks for the column sets that tell rows apart, where there are too many columns to scan all
/// sets.
///
/// The search is deterministic and stops at a stated number of evaluations, never by the clock. Two
/// facts keep it small. Uniqueness is monotone: a row that is alone in its class stays alone when a
/// column is added, so supersets of what is found need no look. And a set can't have more unique
/// rows than classes, and its classes are bounded by those of its subsets (see `ClassBounds`). What
/// was excluded by such a proof counts as searched; what was not reached does not, and each result
/// says so.
public struct SubsetSearch: Sendable {
  /// Where a search stops.
  public struct Limits: Sendable, Equatable {
    /// The largest sets to consider.
    public let maximumSize: Int
    /// The most sets whose classes are counted.
    public let maximumEvaluations: Int

    /// Limits; values below 0 count as 0.
    public init(maximumSize: Int = 6, maximumEvaluations: Int = 20_000) {
      self.maximumSize = max(0, maximumSize)
      self.maximumEvaluations = max(0, maximumEvaluations)
    }
  }

  /// A set of columns that the search has counted.
  public struct CountedSet: Sendable, Equatable {
    /// The columns' indices, ascending.
    public let columns: [Int]
    /// How well it tells rows apart.
    public let statistics: SubsetStatistics
  }

  /// The most sets of one size that are listed in memory; more make a size not exhaustive.
  static let candidateLimit = 1 << 19

  /// The number of columns.
  public let columnCount: Int
  /// The number of rows.
  public let rowCount: Int

  let evaluator: SubsetEvaluator
  let workers: Workers

  /// Prepares a search over `columns`.
  ///
  /// - Complexity: O(rows x columns).
  public init(_ columns: CodeColumns, workers: Workers = .automatic) {
    columnCount = columns.columns.count
    rowCount = columns.rowCount
    evaluator = SubsetEvaluator(UniqueTuples(columns, workers: workers))
    self.workers = workers
  }

  /// The sets with one of `columnCount` columns more than one of `sets`, each once.
  ///
  /// They come in the order of the sets they are made from, and at most `limit` of them.
  func extensions(of sets: [[Int]], limit: Int, where isWanted: ([Int]) -> Bool) -> [[Int]] {
    var seen = Set<[Int]>()
    var extended: [[Int]] = []
    for set in sets {
      for column in 0..<columnCount where !set.contains(column) {
        guard extended.count < limit else { return extended }
        let candidate = (set + [column]).sorted()
        if seen.insert(candidate).inserted, isWanted(candidate) { extended.append(candidate) }
      }
    }
    return extended
  }
}
