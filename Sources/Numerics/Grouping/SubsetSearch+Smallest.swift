extension SubsetSearch {
  /// What a search for the smallest sets has found.
  public struct Smallest: Sendable, Equatable {
    /// Minimal sets that reach the share (each falls below it without any one of its columns), by
    /// size, then by unique rows, the most first.
    public let sets: [CountedSet]
    /// All minimal sets of at most this many columns are among `sets`.
    public let exhaustiveThroughSize: Int
    /// Whether `sets` holds all minimal sets of any size.
    public let isExhaustive: Bool
    /// How many sets were counted.
    public let evaluations: Int
    /// How many sets were excluded by a bound, without being counted.
    public let excludedByBound: Int
    /// The statistics of all columns together: no set tells more rows apart.
    public let allColumns: SubsetStatistics
  }

  /// The smallest column sets that make at least `share` of the rows unique.
  ///
  /// A share of 1 asks for minimal keys. Sizes are searched in full, one after another, as long as
  /// the limit allows; from there on, the most promising sets are extended, and what reaches the
  /// share is reduced until no column can be left out. So every set returned is minimal, whether or
  /// not the search was exhaustive.
  ///
  /// - Parameter share: of all rows, from 0 to 1. At 0 the empty set is the answer.
  /// - Throws: `NumericsError.shareOutsideUnitInterval`.
  /// - Complexity: at most `limits.maximumEvaluations` counts of at most O(rows x size) each.
  public func smallestSets(
    reaching share: Double, limits: Limits = Limits()
  ) throws(NumericsError) -> Smallest {
    guard share >= 0, share <= 1 else { throw .shareOutsideUnitInterval }
    var run = SmallestRun(search: self, limits: limits, required: requiredRows(share))
    run.start()
    while run.searchNextSize() {}
    run.extendBestSets()
    return run.result
  }

  /// The smallest number of rows whose share of all rows is at least `share`.
  private func requiredRows(_ share: Double) -> Int {
    var required = Int((share * Double(rowCount)).rounded(.up))
    while required > 0, Double(required - 1) / Double(rowCount) >= share { required -= 1 }
    while required < rowCount, Double(required) / Double(rowCount) < share { required += 1 }
    return required
  }
}

/// The state of one search for the smallest sets.
private struct SmallestRun {
  let search: SubsetSearch
  let limits: SubsetSearch.Limits
  let required: Int

  private var found: [SubsetSearch.CountedSet] = []
  private var survivors: [[Int]] = [[]]  // of the last full size: sets that do not reach the share
  private var counted: [SubsetSearch.CountedSet] = []  // the survivors that were not just excluded
  private var bounds: ClassBounds
  private var size = 0
  private var isExhausted = false
  private var evaluations = 0
  private var excluded = 0
  private var allColumns: SubsetStatistics

  init(search: SubsetSearch, limits: SubsetSearch.Limits, required: Int) {
    self.search = search
    self.limits = limits
    self.required = required
    bounds = ClassBounds(codeCounts: search.evaluator.codeCounts)
    allColumns = SubsetStatistics(sizes: search.evaluator.unique.counts.span)
  }

  var result: SubsetSearch.Smallest {
    SubsetSearch.Smallest(
      sets: found.sorted {
        $0.columns.count != $1.columns.count
          ? $0.columns.count < $1.columns.count : SubsetSearch.ranksBefore($0, $1)
      },
      exhaustiveThroughSize: isExhausted ? search.columnCount : size, isExhaustive: isExhausted,
      evaluations: evaluations, excludedByBound: excluded, allColumns: allColumns)
  }

  /// Settles what needs no search: nothing reaches the share, or nothing is needed to reach it.
  mutating func start() {
    let empty = search.evaluator.statistics(of: [[]], workers: .single)[0]
    if empty.uniqueCount >= required {
      found = [SubsetSearch.CountedSet(columns: [], statistics: empty)]
      isExhausted = true
    } else if allColumns.uniqueCount < required {
      isExhausted = true  // uniqueness is monotone
    }
  }

  /// Searches all sets of the next size, if the limits allow it; returns whether to go on.
  mutating func searchNextSize() -> Bool {
    guard !isExhausted, size < limits.maximumSize, size < search.columnCount else { return false }
    guard let candidates = nextCandidates() else { return false }
    let bound = candidates.map { bounds.logBound($0) }
    let isExcluded = bound.map { ClassBounds.excludes($0, rows: required) }
    let pending = candidates.indices.filter { !isExcluded[$0] }
    guard evaluations + pending.count <= limits.maximumEvaluations else { return false }
    for index in candidates.indices where isExcluded[index] {
      bounds.record(candidates[index], logClasses: bound[index])
    }
    survivors = candidates.indices.filter { isExcluded[$0] }.map { candidates[$0] }
    excluded += survivors.count
    counted = []
    for set in count(pending.map { candidates[$0] }) {
      if set.statistics.uniqueCount >= required {
        found.append(set)
      } else {
        counted.append(set)
        survivors.append(set.columns)
        bounds.record(set.columns, classCount: set.statistics.classCount)
      }
    }
    size += 1
    bounds.keepOnly(size: size)
    isExhausted = survivors.isEmpty || size == search.columnCount
    return !isExhausted
  }

  /// The sets of the next size all of whose parts have survived, or `nil` if they are too many.
  private func nextCandidates() -> [[Int]]? {
    let known = Set(survivors)
    var candidates: [[Int]] = []
    for set in survivors.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      for column in ((set.last ?? -1) + 1)..<search.columnCount {
        let candidate = set + [column]
        let isOpen = candidate.indices.allSatisfy { place in
          var smaller = candidate
          smaller.remove(at: place)
          return known.contains(smaller)
        }
        if isOpen { candidates.append(candidate) }
        if candidates.count > SubsetSearch.candidateLimit { return nil }
      }
    }
    return candidates
  }

  /// Spends what is left of the limit on extensions of the sets that make most rows unique.
  mutating func extendBestSets() {
    guard !isExhausted else { return }
    var best = counted
    if size == 0 { best = [SubsetSearch.CountedSet(columns: [], statistics: allColumns)] }
    var reached = size
    while reached < min(limits.maximumSize, search.columnCount) {
      let left = limits.maximumEvaluations - evaluations
      // A set that reaches the share costs up to `reached` more counts to reduce: half is kept.
      guard left > 1, !best.isEmpty else { return }
      let beam = best.sorted(by: SubsetSearch.ranksBefore).prefix(64).map(\.columns)
      let candidates = search.extensions(of: beam, limit: left / 2) { !containsFound($0) }
      best = []
      for set in count(candidates) {
        if set.statistics.uniqueCount < required { best.append(set) } else { reduce(set) }
      }
      reached += 1
    }
  }

  private func containsFound(_ set: [Int]) -> Bool {
    let columns = Set(set)
    return found.contains { columns.isSuperset(of: $0.columns) }
  }

  /// Leaves out columns while the share is still reached; one pass makes the set minimal, because a
  /// column that was needed stays needed when others leave.
  private mutating func reduce(_ set: SubsetSearch.CountedSet) {
    guard !containsFound(set.columns) else { return }
    guard evaluations + set.columns.count <= limits.maximumEvaluations else { return }
    var minimal = set
    for column in set.columns.reversed() {
      let smaller = minimal.columns.filter { $0 != column }
      guard let next = count([smaller]).first else { continue }
      if next.statistics.uniqueCount >= required { minimal = next }
    }
    if !containsFound(minimal.columns) { found.append(minimal) }
  }

  private mutating func count(_ sets: [[Int]]) -> [SubsetSearch.CountedSet] {
    evaluations += sets.count
    let statistics = search.evaluator.statistics(of: sets, workers: search.workers)
    return zip(sets, statistics).map {
      SubsetSearch.CountedSet(columns: $0.0, statistics: $0.1)
    }
  }
}

extension SubsetSearch {
  /// Whether a set comes first: more unique rows, then more classes, then lower columns.
  static func ranksBefore(_ one: CountedSet, _ other: CountedSet) -> Bool {
    if one.statistics.uniqueCount != other.statistics.uniqueCount {
      return one.statistics.uniqueCount > other.statistics.uniqueCount
    }
    if one.statistics.classCount != other.statistics.classCount {
      return one.statistics.classCount > other.statistics.classCount
    }
    return one.columns.lexicographicallyPrecedes(other.columns)
  }
}
