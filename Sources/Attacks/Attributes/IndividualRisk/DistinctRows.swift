/// The distinct rows over key columns, with how often each occurs, and who else matches it.
struct DistinctRows {
  /// One column of codes for each key, over distinct rows.
  private let columns: [[UInt32]]
  /// How often each distinct row occurs; with wildcards, how many rows match it.
  private(set) var frequencies: [Double]
  /// The sum of weights of those rows.
  private(set) var weights: [Double]
  /// Whether each row counts as alone, with its own weight only.
  private(set) var isAlone: [Bool]

  /// The distinct rows of a grouping.
  ///
  /// - Complexity: O(rows + distinct rows x keys).
  init(keys: [[UInt32]], weights: [Double], grouping: RowGrouping) {
    columns = keys.map { column in grouping.representatives.map { column[$0] } }
    frequencies = [Double](repeating: 0, count: grouping.count)
    self.weights = frequencies
    isAlone = [Bool](repeating: false, count: grouping.count)
    for (row, group) in grouping.groupOfRow.enumerated() {
      frequencies[Int(group)] += 1
      self.weights[Int(group)] += weights[row]
    }
  }

  /// Makes each row with a missing cell stand alone.
  mutating func separateIncomplete() {
    for tuple in frequencies.indices where columns.contains(where: { $0[tuple] == 0 }) {
      frequencies[tuple] = 1
      isAlone[tuple] = true
    }
  }

  /// Adds to each distinct row the rows that match it when a missing cell matches any value.
  ///
  /// Distinct rows are bundled by their pattern of missing cells. Two rows of patterns p and q
  /// match when they agree in the columns that neither misses; so for each pair of patterns both
  /// bundles are grouped over those columns, and each group's totals of one are added to the
  /// other's rows. Within a pattern, distinct rows never match: they differ in a known column.
  ///
  /// - Complexity: O(P T k) for P patterns, T distinct rows, k keys: each bundle meets each other.
  mutating func addWildcardMatches() {
    let bundles = bundlesByPattern()
    guard bundles.count > 1 else { return }
    let ownFrequencies = frequencies
    let ownWeights = weights
    for first in bundles.indices {
      for second in bundles.indices where second > first {
        addMatches(
          between: bundles[first], and: bundles[second], frequencies: ownFrequencies,
          weights: ownWeights)
      }
    }
  }

  private func bundlesByPattern() -> [(pattern: UInt64, tuples: [Int])] {
    var bundleOfPattern: [UInt64: Int] = [:]
    var bundles: [(pattern: UInt64, tuples: [Int])] = []
    for tuple in frequencies.indices {
      var pattern: UInt64 = 0
      for (key, column) in columns.enumerated() where column[tuple] == 0 { pattern |= 1 << key }
      if let index = bundleOfPattern[pattern] {
        bundles[index].tuples.append(tuple)
      } else {
        bundleOfPattern[pattern] = bundles.count
        bundles.append((pattern, [tuple]))
      }
    }
    return bundles
  }

  private mutating func addMatches(
    between first: (pattern: UInt64, tuples: [Int]),
    and second: (pattern: UInt64, tuples: [Int]),
    frequencies ownFrequencies: [Double], weights ownWeights: [Double]
  ) {
    let missed = first.pattern | second.pattern
    let members = first.tuples + second.tuples
    let common = columns.indices.filter { missed & (1 << $0) == 0 }
      .map { key in members.map { columns[key][$0] } }
    let grouping = RowGrouping(columns: common, rowCount: members.count)
    var totals = [[(rows: Double, people: Double)]](
      repeating: [(rows: Double, people: Double)](repeating: (0, 0), count: grouping.count),
      count: 2)
    for (position, tuple) in members.enumerated() {
      let side = position < first.tuples.count ? 0 : 1
      let group = Int(grouping.groupOfRow[position])
      totals[side][group].rows += ownFrequencies[tuple]
      totals[side][group].people += ownWeights[tuple]
    }
    for (position, tuple) in members.enumerated() {
      let otherSide = position < first.tuples.count ? 1 : 0
      let total = totals[otherSide][Int(grouping.groupOfRow[position])]
      frequencies[tuple] += total.rows
      weights[tuple] += total.people
    }
  }
}
