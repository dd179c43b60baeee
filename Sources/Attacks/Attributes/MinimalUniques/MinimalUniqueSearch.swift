/// One search for minimal uniques, over all targets or a block of them.
///
/// Column sets are visited in the order of their bit masks, so every subset comes before its
/// supersets: depth first, prefixes from the highest column down. At each set the partition of its
/// prefix is split by one more column. A target that becomes alone there is a minimal unique of the
/// set unless one of the set's other subsets, one column smaller, had it alone already; those are
/// bit vectors that were kept.
struct MinimalUniqueSearch {
  private let columns: [[UInt32]]
  private let ranking: ColumnSetRanking
  private let rule: RefinementRule
  private let wordCount: Int
  /// For each set smaller than the maximal size, which targets are unique in it or in a subset.
  ///
  /// All ones where a set was never visited: then every target was unique in its prefix.
  private var uniqueWords: [UInt64]
  private let allTargets: [UInt64]
  private var scratch: RefinementScratch
  private var spare: [Partition] = []
  private var singles: [UInt64]
  private var inSubsets: [UInt64]

  /// For each set, for how many targets it is minimal.
  private(set) var minimalCounts: [UInt32]
  /// For each set, how many targets are unique neither in it nor in a subset.
  private(set) var ambiguousCounts: [UInt32]
  /// For each target, its minimal uniques by size (row-major, `maximalSize` a target).
  private(set) var sizeCounts: [UInt32]

  /// - Parameters:
  ///   - columns: Codes of the tuples, targets first; columns with more values last.
  ///   - cardinality: A bound above every code.
  init(
    columns: [[UInt32]], targetCount: Int, cardinality: Int, dropsMissing: Bool,
    ranking: ColumnSetRanking
  ) {
    self.columns = columns
    self.ranking = ranking
    rule = RefinementRule(targetCount: UInt32(targetCount), dropsMissing: dropsMissing)
    wordCount = (targetCount + 63) / 64
    var allTargets = [UInt64](repeating: UInt64.max, count: wordCount)
    if targetCount % 64 != 0 { allTargets[wordCount - 1] = (1 << UInt64(targetCount % 64)) - 1 }
    self.allTargets = allTargets
    let keptSets = ranking.count(upTo: ranking.maximalSize - 1)
    uniqueWords = [UInt64](repeating: UInt64.max, count: keptSets * wordCount)
    scratch = RefinementScratch(cardinality: cardinality)
    singles = [UInt64](repeating: 0, count: wordCount)
    inSubsets = singles
    let setCount = ranking.count(upTo: ranking.maximalSize)
    minimalCounts = [UInt32](repeating: 0, count: setCount)
    ambiguousCounts = minimalCounts
    sizeCounts = [UInt32](repeating: 0, count: targetCount * ranking.maximalSize)
  }

  /// Visits every column set.
  ///
  /// - Complexity: O(column sets times tuples) in the worst case; usually far less, since tuples
  ///   leave the partitions as soon as they are alone.
  mutating func run(tupleCount: Int) {
    let all = Partition(tupleCount: tupleCount, targetCount: Int(rule.targetCount))
    if tupleCount == 1, rule.targetCount == 1 {
      markLonelyTuple()
      return
    }
    extend([], all)
  }

  /// A table of one row: it is unique in each column where it has a value, and nothing larger.
  private mutating func markLonelyTuple() {
    for column in columns.indices {
      let rank = ranking.rank(descending: [column])
      if rule.dropsMissing, columns[column][0] == 0 { continue }
      minimalCounts[rank] = 1
      sizeCounts[0] += 1
    }
  }

  /// Visits the sets that add columns below the lowest of `prefix`.
  private mutating func extend(_ prefix: [Int], _ partition: borrowing Partition) {
    let lowest = prefix.last ?? columns.count
    let size = prefix.count + 1
    for column in 0..<lowest {
      let set = prefix + [column]
      for word in 0..<wordCount { singles[word] = 0 }
      let isLeaf = column == 0 || size == ranking.maximalSize
      if isLeaf {
        markSingles(
          partition, by: columns[column], rule: rule, scratch: &scratch, singles: &singles)
        _ = record(set)
        continue
      }
      var child = spare.popLast() ?? Partition(capacity: columns[column].count)
      refine(
        partition, by: columns[column], rule: rule, scratch: &scratch, singles: &singles,
        into: &child)
      if !record(set) { extend(set, child) }
      spare.append(child)
    }
  }

  /// Tells minimal uniques from others in `singles`; returns whether all targets are unique now.
  private mutating func record(_ set: [Int]) -> Bool {
    gatherSubsets(of: set)
    let rank = ranking.rank(descending: set)
    let keeps = set.count < ranking.maximalSize
    var minimal = 0
    var unique = 0
    for word in 0..<wordCount {
      var fresh = singles[word] & ~inSubsets[word]
      let union = singles[word] | inSubsets[word]
      if keeps { uniqueWords[rank * wordCount + word] = union }
      unique += union.nonzeroBitCount
      minimal += fresh.nonzeroBitCount
      while fresh != 0 {
        let target = word * 64 + fresh.trailingZeroBitCount
        sizeCounts[target * ranking.maximalSize + set.count - 1] += 1
        fresh &= fresh &- 1
      }
    }
    minimalCounts[rank] = UInt32(minimal)
    ambiguousCounts[rank] = rule.targetCount - UInt32(unique)
    return unique == Int(rule.targetCount)
  }

  /// Sets `inSubsets` to the targets that are unique in a subset of `set` one column smaller.
  private mutating func gatherSubsets(of set: [Int]) {
    for word in 0..<wordCount { inSubsets[word] = 0 }
    guard set.count > 1 else { return }
    for omitted in set.indices {
      let start = ranking.rank(descending: set, omitting: omitted) * wordCount
      for word in 0..<wordCount {
        inSubsets[word] |= uniqueWords[start + word] & allTargets[word]
      }
    }
  }
}
