extension SubsetSearch {
  /// The best sets of one size.
  public struct Ranking: Sendable, Equatable {
    /// The number of columns of each set.
    public let size: Int
    /// The sets with the most unique rows, best first; then by classes, then by column order.
    public let sets: [CountedSet]
    /// Whether no other set of this size ranks before the last of `sets`.
    public let isExhaustive: Bool
    /// How many sets of this size were counted.
    public let evaluations: Int
    /// How many sets of this size were excluded by a bound, without being counted.
    public let excludedByBound: Int
  }

  /// For each size, the column sets that single out the most rows.
  ///
  /// As long as all sets of a size can be listed (half a million), they are counted in the order of
  /// their bounds, and the size is done when the best bound left is below the last set that would
  /// be
  /// returned. Where the limit comes first, the size is marked as not exhaustive, and larger sets
  /// are
  /// made from the best ones found.
  ///
  /// - Parameter count: how many sets of each size to return.
  /// - Returns: one ranking for each size from 1 to the maximum (or to the number of columns).
  /// - Complexity: at most `limits.maximumEvaluations` counts of at most O(rows x size) each.
  public func mostSinglingOut(count: Int = 5, limits: Limits = Limits()) -> [Ranking] {
    var bounds = ClassBounds(codeCounts: evaluator.codeCounts)
    var rankings: [Ranking] = []
    var best: [CountedSet] = []
    var left = limits.maximumEvaluations
    let sizes = min(limits.maximumSize, columnCount)
    for size in 1..<(sizes + 1) {
      let listed = combinations(of: size)
      // What can't be exhausted leaves larger sizes their part of the limit.
      let isAffordable = (listed?.count ?? .max) <= left
      let budget = isAffordable ? left : left / (sizes - size + 1)
      let candidates = listed ?? extensions(of: beam(best), limit: budget) { _ in true }
      var run = RankingRun(search: self, wanted: max(0, count), budget: budget)
      run.count(candidates, &bounds)
      left -= run.evaluations
      bounds.keepOnly(size: size)
      best = run.best
      rankings.append(
        Ranking(
          size: size, sets: Array(run.best.prefix(max(0, count))),
          isExhaustive: listed != nil && run.isExhaustive, evaluations: run.evaluations,
          excludedByBound: run.excluded))
    }
    return rankings
  }

  private func beam(_ best: [CountedSet]) -> [[Int]] {
    best.isEmpty ? [[]] : best.prefix(256).map(\.columns)
  }

  /// All sets of a size in lexicographic order, or `nil` if they are too many to list.
  private func combinations(of size: Int) -> [[Int]]? {
    var total = 1.0
    for place in 0..<size { total *= Double(columnCount - place) / Double(place + 1) }
    guard size <= columnCount, total <= Double(Self.candidateLimit) else { return nil }
    var sets: [[Int]] = []
    var current = Array(0..<size)
    while true {
      sets.append(current)
      guard let place = current.indices.last(where: { current[$0] < columnCount - size + $0 })
      else {
        return sets
      }
      current[place] += 1
      for next in (place + 1)..<max(place + 1, size) { current[next] = current[next - 1] + 1 }
    }
  }
}

/// Counts the sets of one size, the most promising first.
private struct RankingRun {
  let search: SubsetSearch
  let wanted: Int
  let budget: Int

  private(set) var best: [SubsetSearch.CountedSet] = []
  private(set) var evaluations = 0
  private(set) var excluded = 0
  private(set) var isExhaustive = true

  /// Batches do not depend on the number of threads, so neither does what is counted.
  private static let batch = 256

  init(search: SubsetSearch, wanted: Int, budget: Int) {
    self.search = search
    self.wanted = wanted
    self.budget = budget
  }

  mutating func count(_ candidates: [[Int]], _ bounds: inout ClassBounds) {
    let bound = candidates.map { bounds.logBound($0) }
    let order = candidates.indices.sorted {
      bound[$0] != bound[$1] ? bound[$0] > bound[$1] : $0 < $1
    }
    var next = 0
    while next < order.count, !isProven(bound[order[next]]) {
      let end = min(next + Self.batch, order.count, next + budget - evaluations)
      if end <= next {
        isExhaustive = false
        break
      }
      let sets = order[next..<end].map { candidates[$0] }
      let statistics = search.evaluator.statistics(of: sets, workers: search.workers)
      for (set, counted) in zip(sets, statistics) {
        best.append(SubsetSearch.CountedSet(columns: set, statistics: counted))
        bounds.record(set, classCount: counted.classCount)
      }
      best.sort(by: SubsetSearch.ranksBefore)
      best.removeLast(max(0, best.count - max(wanted, 256)))
      evaluations += sets.count
      next = end
    }
    for index in order[next...] { bounds.record(candidates[index], logClasses: bound[index]) }
    if isExhaustive { excluded = order.count - next }
  }

  /// Whether no set within the bound can have as many unique rows as the last one wanted.
  private func isProven(_ logBound: Double) -> Bool {
    guard wanted > 0 else { return true }
    guard best.count >= wanted else { return false }
    return ClassBounds.excludes(logBound, rows: best[wanted - 1].statistics.uniqueCount)
  }
}
