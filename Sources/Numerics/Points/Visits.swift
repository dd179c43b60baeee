/// The distinct points of each data subject: who was where when.
///
/// A point is a cell (or a named place) and a time slot. Invariants: within a subject points are
/// distinct and sorted by (cell, slot); cells lie below `cellCount`, slots below `slotCount`;
/// counts are positive.
public struct Visits: Sendable, Equatable {
  /// Where each subject's points begin; one more than there are subjects.
  public let offsets: [Int]
  /// The dense code of each point's cell.
  public let cells: [UInt32]
  /// The number of each point's time slot, counted from the first slot of the table; all 0 where
  /// time is not used.
  public let slots: [UInt32]
  /// How many events each point stands for.
  public let counts: [UInt32]
  /// The number of cells.
  public let cellCount: Int
  /// The number of time slots, from the table's first to its last.
  public let slotCount: Int

  /// Takes the points of data subjects as they are.
  ///
  /// - Precondition: the invariants of the type; checked in O(points).
  public init(
    offsets: [Int], cells: [UInt32], slots: [UInt32], counts: [UInt32], cellCount: Int,
    slotCount: Int
  ) {
    precondition(offsets.first == 0 && offsets.last == cells.count, "offsets frame the points")
    precondition(
      slots.count == cells.count && counts.count == cells.count, "a slot and a count for each cell")
    for subject in 1..<max(offsets.count, 1) {
      precondition(offsets[subject - 1] <= offsets[subject], "offsets rise")
      var last: UInt64?
      for point in offsets[subject - 1]..<offsets[subject] {
        precondition(
          Int(cells[point]) < cellCount && Int(slots[point]) < slotCount && counts[point] > 0,
          "cells and slots lie below their numbers, counts are positive")
        let key = UInt64(cells[point]) << 32 | UInt64(slots[point])
        precondition(last.map { $0 < key } ?? true, "points are distinct and sorted")
        last = key
      }
    }
    self.offsets = offsets
    self.cells = cells
    self.slots = slots
    self.counts = counts
    self.cellCount = cellCount
    self.slotCount = slotCount
  }

  /// Gathers events, in any order, into the distinct points of each subject.
  ///
  /// - Parameter events: the subject, the cell and the slot of each event.
  /// - Precondition: subjects lie below `subjectCount`, cells below `cellCount`, slots below
  ///   `slotCount`.
  /// - Complexity: O(events log(events of a subject)).
  public init(
    subjectCount: Int, cellCount: Int, slotCount: Int,
    events: [(subject: UInt32, cell: UInt32, slot: UInt32)]
  ) {
    var starts = [Int](repeating: 0, count: subjectCount + 1)
    for event in events { starts[Int(event.subject) + 1] += 1 }
    for subject in 0..<subjectCount { starts[subject + 1] += starts[subject] }
    var keys = [UInt64](repeating: 0, count: events.count)
    var next = starts
    for event in events {
      keys[next[Int(event.subject)]] = UInt64(event.cell) << 32 | UInt64(event.slot)
      next[Int(event.subject)] += 1
    }
    var offsets = [0]
    var cells: [UInt32] = []
    var slots: [UInt32] = []
    var counts: [UInt32] = []
    for subject in 0..<subjectCount {
      var last: UInt64?
      for key in keys[starts[subject]..<starts[subject + 1]].sorted() {
        if key == last {
          counts[counts.count - 1] += 1
        } else {
          cells.append(UInt32(key >> 32))
          slots.append(UInt32(truncatingIfNeeded: key))
          counts.append(1)
        }
        last = key
      }
      offsets.append(cells.count)
    }
    self.init(
      offsets: offsets, cells: cells, slots: slots, counts: counts, cellCount: cellCount,
      slotCount: slotCount)
  }

  /// The number of data subjects.
  public var subjectCount: Int { offsets.count - 1 }

  /// The number of distinct points of all subjects together.
  public var pointCount: Int { cells.count }

  /// The points of a subject.
  @inlinable
  public func points(ofSubject subject: Int) -> Range<Int> {
    offsets[subject]..<offsets[subject + 1]
  }
}
