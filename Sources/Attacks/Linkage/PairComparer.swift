import Numerics

/// Compares pairs of rows column by column; only codes are in the loop.
struct PairComparer: Sendable {
  /// The two tables' codes, column by column.
  private let records: LinkageRecords
  /// How each column is compared.
  let comparisons: [FieldComparison]

  /// - Throws: `LinkageError.levels`, `tooManyColumns`.
  init(
    _ records: LinkageRecords, levels: [Int: [ComparisonLevel]]
  ) throws(LinkageError) {
    self.records = records
    var comparisons: [FieldComparison] = []
    var patterns: UInt64 = 1
    for (position, field) in records.fields.enumerated() {
      let comparison = try FieldComparison(field, levels: levels[position])
      let (product, overflow) = patterns.multipliedReportingOverflow(
        by: UInt64(comparison.levelCount + 1))
      guard !overflow else { throw .tooManyColumns(count: records.fields.count) }
      patterns = product
      comparisons.append(comparison)
    }
    self.comparisons = comparisons
  }

  var isOneTable: Bool { records.isOneTable }
  var levelCounts: [Int] { comparisons.map(\.levelCount) }

  /// The pattern of each pair: the numbers of its columns' levels (0: missing) in mixed radix, the
  /// first column first.
  ///
  /// - Complexity: O(pairs * columns), and a distance for each pair of values not in the cache.
  func patterns(left: [UInt32], right: [UInt32]) -> [UInt64] {
    var patterns = [UInt64](repeating: 0, count: left.count)
    for (field, comparison) in zip(records.fields, comparisons) {
      var cache = LevelCache(pairs: left.count)
      let radix = UInt64(comparison.levelCount + 1)
      let (leftCodes, rightCodes) = (field.left.span, field.right.span)
      let (leftRows, rightRows) = (left.span, right.span)
      var places = patterns.mutableSpan
      for pair in leftRows.indices {
        let first = leftCodes[Int(leftRows[pair])]
        let second = rightCodes[Int(rightRows[pair])]
        var number: UInt64 = 0
        if first != 0 && second != 0 {
          number = UInt64(cache.number(first, second) { comparison.number(first, second) })
        }
        places[pair] = places[pair] &* radix &+ number
      }
    }
    return patterns
  }
}

/// Levels of pairs of values that were compared already: each new pair takes the place of an older
/// one with the same hash, so memory stays bounded.
private struct LevelCache {
  private var keys: [UInt64]
  private var numbers: [UInt8]
  private let shift: UInt64

  init(pairs: Int) {
    let bits = min(max(64 - max(pairs, 1).leadingZeroBitCount, 4), 16)
    keys = [UInt64](repeating: 0, count: 1 << bits)
    numbers = [UInt8](repeating: 0, count: 1 << bits)
    shift = UInt64(64 - bits)
  }

  @inline(__always)
  mutating func number(_ first: UInt32, _ second: UInt32, _ compare: () -> UInt8) -> UInt8 {
    let key = UInt64(first) << 32 | UInt64(second)
    let slot = Int((key &* 0x9E37_79B9_7F4A_7C15) >> shift)
    if keys[slot] == key { return numbers[slot] }
    let number = compare()
    keys[slot] = key
    numbers[slot] = number
    return number
  }
}
