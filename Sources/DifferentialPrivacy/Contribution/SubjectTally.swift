/// Counts the rows of some data subjects, and keeps few groups of each, with few rows in each.
///
/// Its memory serves one block after another.
struct SubjectTally {
  /// The rows to be counted, all that there are of their subjects.
  var rows: [SubjectRow] = []

  private let bounds: ContributionBounds
  private let order: KeyedPriority
  private let multiplier: UInt64
  /// The subjects' keys in the order of appearance, and the slots by which they are found: open
  /// addressing, at most half taken; 0 is free, else the subject's number from 1.
  private var subjects: [UInt64] = []
  private var slots: [UInt32] = []
  /// Each row's subject, then where each subject's rows end, and the rows gathered by subject.
  private var numbers: [UInt32] = []
  private var ends: [Int] = []
  private var gathered: [(group: UInt32, rows: UInt32)] = []
  /// The rows of one subject in each group; all 0 between subjects.
  private var counts: [UInt32] = []
  private var touched: [UInt32] = []
  private var lowest: [(priority: UInt64, group: UInt32)] = []

  init(bounds: ContributionBounds, order: KeyedPriority) {
    (self.bounds, self.order) = (bounds, order)
    multiplier = order.multiplier
  }

  /// What stays of the rows; none waits afterwards.
  ///
  /// - Complexity: O(rows), and O(groups) priorities of each subject that has too many.
  mutating func reduced() -> [SubjectRow] {
    guard !rows.isEmpty else { return [] }
    numberSubjects()
    gather()
    rows.removeAll(keepingCapacity: true)
    var kept: [SubjectRow] = []
    kept.reserveCapacity(min(gathered.count, subjects.count * bounds.groups))
    var start = 0
    for number in subjects.indices {
      count(start..<ends[number])
      keep(subjects[number], in: &kept)
      start = ends[number]
    }
    return kept
  }

  /// Numbers the subjects by their first appearance.
  private mutating func numberSubjects() {
    var bits: UInt64 = 4
    while 1 << bits < 2 * rows.count { bits += 1 }
    let mask = 1 << bits - 1
    // The bits below those that chose the block.
    let shift = 64 - BlockedRows.blockBits - min(bits, 64 - BlockedRows.blockBits)
    slots.removeAll(keepingCapacity: true)
    slots.append(contentsOf: repeatElement(0, count: 1 << bits))
    numbers.removeAll(keepingCapacity: true)
    subjects.removeAll(keepingCapacity: true)
    for row in rows {
      var slot = Int(truncatingIfNeeded: (row.subject &* multiplier) >> shift) & mask
      while slots[slot] != 0, subjects[Int(slots[slot]) - 1] != row.subject {
        slot = (slot + 1) & mask
      }
      if slots[slot] == 0 {
        subjects.append(row.subject)
        slots[slot] = UInt32(subjects.count)
      }
      numbers.append(slots[slot] - 1)
    }
  }

  /// Gathers the rows by subject: a counting sort.
  private mutating func gather() {
    ends.removeAll(keepingCapacity: true)
    ends.append(contentsOf: repeatElement(0, count: subjects.count + 1))
    for number in numbers { ends[Int(number) + 1] += 1 }
    for number in subjects.indices { ends[number + 1] += ends[number] }
    gathered.removeAll(keepingCapacity: true)
    gathered.append(contentsOf: repeatElement((group: 0, rows: 0), count: rows.count))
    for (row, number) in zip(rows, numbers) {
      gathered[ends[Int(number)]] = (row.group, row.rows)
      ends[Int(number)] += 1
    }
  }

  /// Counts one subject's rows by group, up to the limit.
  private mutating func count(_ range: Range<Int>) {
    let most = UInt32(bounds.rowsPerGroup)
    for index in range {
      let (group, rows) = gathered[index]
      if Int(group) >= counts.count {
        let missing = max(Int(group) + 1, counts.count * 2) - counts.count
        counts.append(contentsOf: repeatElement(0, count: missing))
      }
      let known = counts[Int(group)]
      if known == 0 { touched.append(group) }
      // Neither is above 2^20.
      counts[Int(group)] = min(known + rows, most)
    }
  }

  /// Keeps the counted groups of lowest priority, and sets all counts back to 0.
  private mutating func keep(_ subject: UInt64, in kept: inout [SubjectRow]) {
    if touched.count <= bounds.groups {
      for group in touched {
        kept.append(SubjectRow(subject: subject, group: group, rows: counts[Int(group)]))
      }
    } else {
      chooseLowest(of: subject)
      for (_, group) in lowest {
        kept.append(SubjectRow(subject: subject, group: group, rows: counts[Int(group)]))
      }
    }
    for group in touched { counts[Int(group)] = 0 }
    touched.removeAll(keepingCapacity: true)
  }

  /// The heap of the groups of lowest priority: its first is the highest of them.
  private mutating func chooseLowest(of subject: UInt64) {
    let items = order.items(of: subject)
    lowest.removeAll(keepingCapacity: true)
    for group in touched {
      // The top bit parts groups from rows, as in `ContributionBounds.kept`.
      let priority = items.priority(1 << 63 | UInt64(group))
      if lowest.count < bounds.groups {
        lowest.append((priority, group))
        if lowest.count == bounds.groups {
          for parent in (0..<lowest.count / 2).reversed() { sink(parent) }
        }
      } else if priority < lowest[0].priority {
        lowest[0] = (priority, group)
        sink(0)
      }
    }
  }

  private mutating func sink(_ start: Int) {
    var parent = start
    while true {
      var highest = parent
      for child in 2 * parent + 1...2 * parent + 2
      where child < lowest.count && lowest[child].priority > lowest[highest].priority {
        highest = child
      }
      if highest == parent { return }
      lowest.swapAt(parent, highest)
      parent = highest
    }
  }
}
