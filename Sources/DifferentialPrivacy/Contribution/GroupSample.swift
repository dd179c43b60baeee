/// Row counts of groups in which each data subject counts in few groups, with few rows in each.
///
/// Rows are given once, in any order and in any number of parts. For each subject the groups of
/// lowest secret priority are kept, with their rows counted up to a limit; a group that is among
/// the lowest in the end was so at its first row already, so its count is complete.
///
/// **Guarantee**: a subject counts in at most `bounds.groups` groups, and at most
/// `bounds.rowsPerGroup` in each, exactly; which groups stay is decided by the secret order and the
/// subject's own groups alone, so a subject added or taken away changes nobody else's share.
/// **Source**: Wilson et al. 2020; bottom-k sketches, Cohen and Kaplan 2007.
/// **Cost**: a priority a row, and a search among the subject's kept groups where it is low enough;
/// 16 bytes for each kept group of a subject, 24 for each subject, 64 MiB for rows that wait.
/// **Does not protect against**: bias (what is left out is lost); subjects under several codes.
public struct GroupSample: Sendable {
  /// The most that one subject contributes.
  public let bounds: ContributionBounds
  private let order: KeyedPriority
  private let lastGroup: UInt32
  private var slots: SlotPlaces
  /// A full subject's group of highest priority, the next to go, stands in its last slot.
  private var groups: [UInt32] = []
  private var rows: [UInt32] = []
  private var priorities: [UInt64] = []
  /// Rows not yet looked at: the subject's code above the group's.
  private var pending: [UInt64] = []
  private static let mostPending = 1 << 22

  /// A sample of no rows; groups with codes above `lastGroup` are left out.
  public init(bounds: ContributionBounds, lastGroup: UInt32 = .max, order: KeyedPriority) {
    (self.bounds, self.lastGroup, self.order) = (bounds, lastGroup, order)
    slots = SlotPlaces(most: bounds.groups)
  }

  /// Counts rows given by the codes of their subjects and groups; code 0 is missing: left out.
  ///
  /// - Precondition: as many groups as subjects.
  public mutating func add(subjects: Span<UInt32>, groups codes: Span<UInt32>) {
    precondition(subjects.count == codes.count, "each row has a subject and a group")
    for row in subjects.indices {
      let (subject, group) = (subjects[row], codes[row])
      if subject == 0 || group == 0 || group > lastGroup { continue }
      pending.append(UInt64(subject) << 32 | UInt64(group))
    }
    if pending.count >= Self.mostPending { countPending() }
  }

  /// Takes up what another sample of the same order has counted of other rows.
  public mutating func merge(_ other: consuming GroupSample) {
    countPending()
    other.countPending()
    slots.reserve(other.slots.places.count)
    for (subject, place) in other.slots.places.enumerated() {
      for slot in place.start..<place.start + Int(place.filled) {
        add(subject, other.groups[slot], rows: other.rows[slot])
      }
    }
  }

  /// The rows counted in each group, by code; element 0 is 0.
  public mutating func counts(groupCount: Int) -> [Int] {
    countPending()
    var counts = [Int](repeating: 0, count: groupCount + 1)
    for place in slots.places {
      for slot in place.start..<place.start + Int(place.filled) where groups[slot] <= groupCount {
        counts[Int(groups[slot])] += Int(rows[slot])
      }
    }
    return counts
  }

  /// Each subject's groups and rows, by the subject's code: for tests.
  mutating func contributions() -> [[(group: UInt32, rows: UInt32)]] {
    countPending()
    return slots.places.map { place in
      (place.start..<place.start + Int(place.filled)).map { (groups[$0], rows[$0]) }
    }
  }

  /// Counts what waits, some hundreds of subjects after some hundreds, so that their slots stay in
  /// the processor's cache: row by row, each would come from memory.
  private mutating func countPending() {
    guard let last = pending.max() else { return }
    slots.reserve(Int(last >> 32) + 1)
    var rows: [UInt64] = []
    swap(&rows, &pending)
    for row in SubjectBlocks.gathered(rows) {
      add(Int(row >> 32), UInt32(truncatingIfNeeded: row), rows: 1)
    }
    rows.removeAll(keepingCapacity: true)
    pending = rows
  }

  @inline(__always)
  private mutating func add(_ subject: Int, _ group: UInt32, rows more: UInt32) {
    let threshold = slots.thresholds[subject]
    if threshold == .max {
      addToOpen(subject, group, rows: more)
    } else {
      // A kept group's priority is at most the threshold: others need no search among the slots.
      let priority = priority(subject, group)
      if priority <= threshold { addToFull(subject, group, priority, rows: more) }
    }
  }

  private func priority(_ subject: Int, _ group: UInt32) -> UInt64 {
    // The top bit parts groups from rows, as in `ContributionBounds.kept`.
    order.priority(UInt64(subject), 1 << 63 | UInt64(group))
  }

  private mutating func addToOpen(_ subject: Int, _ group: UInt32, rows more: UInt32) {
    if !count(more, of: group, at: slots.places[subject]) {
      insert(subject, group, priority(subject, group), more)
    }
  }

  private mutating func addToFull(
    _ subject: Int, _ group: UInt32, _ priority: UInt64, rows more: UInt32
  ) {
    let place = slots.places[subject]
    if count(more, of: group, at: place) { return }
    let end = place.start + bounds.groups
    guard priority < priorities[end - 1] else { return }
    set(end - 1, group, priority, more)
    putHighestLast(place.start..<end, of: subject)
  }

  /// Counts rows of a group that is kept already; whether it is.
  private mutating func count(_ more: UInt32, of group: UInt32, at place: SlotPlaces.Place) -> Bool
  {
    for slot in place.start..<place.start + Int(place.filled) where groups[slot] == group {
      rows[slot] = min(rows[slot] + more, UInt32(bounds.rowsPerGroup))
      return true
    }
    return false
  }

  private mutating func insert(
    _ subject: Int, _ group: UInt32, _ priority: UInt64, _ count: UInt32
  ) {
    if let old = slots.makeRoom(for: subject) {
      let (start, count) = (slots.places[subject].start, slots.slotCount)
      groups.move(old, to: start, count: count, filler: 0)
      rows.move(old, to: start, count: count, filler: 0)
      priorities.move(old, to: start, count: count, filler: 0)
    }
    let place = slots.places[subject]
    set(place.start + Int(place.filled), group, priority, count)
    slots.places[subject].filled += 1
    if Int(place.filled) + 1 == bounds.groups {
      putHighestLast(place.start..<place.start + bounds.groups, of: subject)
    }
  }

  private mutating func set(_ slot: Int, _ group: UInt32, _ priority: UInt64, _ count: UInt32) {
    (groups[slot], priorities[slot]) = (group, priority)
    rows[slot] = min(count, UInt32(bounds.rowsPerGroup))
  }

  private mutating func putHighestLast(_ range: Range<Int>, of subject: Int) {
    let last = range.upperBound - 1
    var highest = last
    for slot in range where priorities[slot] > priorities[highest] { highest = slot }
    groups.swapAt(highest, last)
    rows.swapAt(highest, last)
    priorities.swapAt(highest, last)
    slots.thresholds[subject] = priorities[last]
  }
}
