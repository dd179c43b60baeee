public import Numerics

/// What an adversary sees of a release and knows of people: the input of attacks on recoded
/// tables.
///
/// A target's value is consistent with a cell of the release when the recoding could have made the
/// one of the other: its interval holds the number, its group the value, or the cell is suppressed.
public struct ReleaseRecords: Sendable {
  /// One quasi-identifier.
  public struct Column: Sendable {
    /// For each of the targets' codes, the release's codes that are consistent with it.
    public let consistentCodes: [[UInt32]]

    /// A quasi-identifier.
    public init(consistentCodes: [[UInt32]]) { self.consistentCodes = consistentCodes }
  }

  /// The release's distinct combinations of quasi-identifiers.
  public let release: CodeColumns
  /// The rows of each combination.
  public let releaseCounts: [UInt32]
  /// The sensitive values of each combination's rows (distinct codes, ascending); empty without a
  /// sensitive attribute.
  public let sensitive: [[UInt32]]
  /// The quasi-identifiers, in the order of both tables' columns.
  public let columns: [Column]

  /// A release.
  ///
  /// - Precondition: one count for each combination; one column for each of its columns.
  public init(
    release: CodeColumns, counts: [UInt32], sensitive: [[UInt32]] = [], columns: [Column]
  ) {
    precondition(release.rowCount == counts.count, "counts of another table")
    precondition(release.columns.count == columns.count, "columns of another table")
    self.release = release
    self.releaseCounts = counts
    self.sensitive = sensitive
    self.columns = columns
  }

  /// For each column, for each of the targets' codes: the set of combinations, as bits.
  ///
  /// - Complexity: O(columns x codes x combinations / 64) memory.
  func combinationSets() -> [[CombinationSet]] {
    columns.enumerated().map { index, column in
      let codes = release.columns[index]
      var setOfCode = [CombinationSet](
        repeating: CombinationSet(count: releaseCounts.count),
        count: release.cardinalities[index])
      for (row, code) in codes.enumerated() { setOfCode[Int(code)].insert(row) }
      return column.consistentCodes.map { consistent in
        var union = CombinationSet(count: releaseCounts.count)
        for code in consistent where Int(code) < setOfCode.count {
          union.formUnion(setOfCode[Int(code)])
        }
        return union
      }
    }
  }
}

/// A set of combinations, one bit each.
struct CombinationSet: Sendable, Equatable {
  private var words: [UInt64]

  init(count: Int) { words = [UInt64](repeating: 0, count: (count + 63) / 64) }

  mutating func insert(_ index: Int) { words[index / 64] |= 1 << UInt64(index % 64) }

  mutating func formUnion(_ other: CombinationSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  mutating func formIntersection(_ other: CombinationSet) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  /// The members, ascending.
  var members: [Int] {
    var members: [Int] = []
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        members.append(index * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return members
  }
}
