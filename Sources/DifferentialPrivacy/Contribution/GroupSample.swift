import Numerics

/// Row counts of groups in which each data subject counts in few groups, with few rows in each.
///
/// Rows are given once, in any order and in any number of parts. They wait in blocks of subjects;
/// when many wait, each block is reduced by itself: a subject's rows of a group are counted up to a
/// limit, and its groups of lowest secret priority are kept. A group that is among the lowest in
/// the end was so in each part already, so its count is complete.
///
/// **Guarantee**: a subject counts in at most `bounds.groups` groups, and at most
/// `bounds.rowsPerGroup` in each, exactly; which groups stay is decided by the secret order and the
/// subject's own groups alone, so a subject added or taken away changes nobody else's share.
/// **Source**: Wilson et al. 2020; bottom-k sketches, Cohen and Kaplan 2007.
/// **Cost**: O(rows); a priority for each group of a subject that has too many; 16 bytes
/// for each kept group of a subject, 16 for each row that waits.
/// **Does not protect against**: bias (what is left out is lost); subjects under several keys.
public struct GroupSample: Sendable {
  /// The most that one subject contributes.
  public let bounds: ContributionBounds
  private let order: KeyedPriority
  private let lastGroup: UInt32
  private let multiplier: UInt64
  private var waiting: BlockedRows
  /// What is counted already, by blocks.
  private var kept: [[SubjectRow]] = []
  /// Rows of samples that were merged into this one.
  private var merged: [BlockedRows] = []
  private let mostWaiting: Int

  /// A sample of no rows; groups with codes above `lastGroup` are left out.
  ///
  /// Rows are counted when `mostWaiting` of them wait, 16 bytes each.
  public init(
    bounds: ContributionBounds, lastGroup: UInt32 = .max, order: KeyedPriority,
    mostWaiting: Int = 1 << 22
  ) {
    (self.bounds, self.lastGroup, self.order) = (bounds, lastGroup, order)
    (multiplier, self.mostWaiting) = (order.multiplier, mostWaiting)
    waiting = BlockedRows(most: mostWaiting)
  }

  /// Takes rows given by their subjects' keys, equal for equal subjects only, and by the codes of
  /// their groups; code 0 is missing: left out.
  ///
  /// - Precondition: as many groups as subjects.
  public mutating func add(subjects: Span<UInt64>, groups codes: Span<UInt32>) {
    precondition(subjects.count == codes.count, "each row has a subject and a group")
    waiting.append(subjects, codes, lastGroup: lastGroup, multiplier: multiplier)
    if waiting.count >= mostWaiting { countWaiting() }
  }

  /// Takes up what another sample of the same order was given of other rows.
  public mutating func merge(_ other: consuming GroupSample) {
    merged.append(other.waiting)
    merged.append(contentsOf: other.merged)
    if kept.isEmpty {
      kept = other.kept
    } else if !other.kept.isEmpty {
      for block in kept.indices { kept[block].append(contentsOf: other.kept[block]) }
    }
  }

  /// The rows counted in each group, by code; element 0 is 0.
  public mutating func counts(groupCount: Int) -> [Int] {
    countWaiting()
    var counts = [Int](repeating: 0, count: groupCount + 1)
    for block in kept {
      for row in block where row.group <= groupCount { counts[Int(row.group)] += Int(row.rows) }
    }
    return counts
  }

  /// Each subject's groups and rows, by the subject's key: for tests.
  mutating func contributions() -> [UInt64: [UInt32: UInt32]] {
    countWaiting()
    var all: [UInt64: [UInt32: UInt32]] = [:]
    for row in kept.joined() { all[row.subject, default: [:]][row.group] = row.rows }
    return all
  }

  /// Counts what waits, block after block, so that each stays in the processor's cache.
  private mutating func countWaiting() {
    let parts = [waiting] + merged
    let earlier = kept
    kept = []
    let reduced = concurrentChunks(count: BlockedRows.blockCount) { [bounds, order] blocks in
      var tally = SubjectTally(bounds: bounds, order: order)
      return blocks.map { block in
        for part in parts { part.copy(block, to: &tally.rows) }
        if !earlier.isEmpty { tally.rows.append(contentsOf: earlier[block]) }
        return tally.reduced()
      }
    }
    kept = reduced.flatMap(\.self)
    merged = []
    waiting.removeAll()
  }
}
