/// Who chose what: for each data subject a few of very many items, each with a value (a rating, an
/// amount) and a day, where those are known.
///
/// Ratings, likes, visits and purchases all have this form. Somebody may have chosen an item
/// several times.
public struct SparseHistories: Sendable, Equatable {
  /// The number of items, numbered from 0.
  public let itemCount: Int
  /// Where the entries of each data subject begin; one more than there are data subjects.
  public let offsets: [Int]
  /// The item of each entry, rising within a data subject.
  public let items: [UInt32]
  /// The value of each entry, not-a-number where it is not known; empty where there is none at all.
  public let values: [Float]
  /// The day of each entry, counted from any fixed day, fractions allowed; not-a-number where it is
  /// not known, empty where there is none at all.
  public let days: [Float]

  /// Sorts entries given in any order.
  ///
  /// - Parameters:
  ///   - subjectCount: the number of data subjects, numbered from 0.
  ///   - itemCount: the number of items, numbered from 0.
  ///   - subjects: the data subject of each entry.
  ///   - items: the item of each entry.
  ///   - values: the value of each entry, or none at all.
  ///   - days: the day of each entry, or none at all.
  /// - Complexity: O(entries + subjects + items), by two counting sorts.
  public init(
    subjectCount: Int, itemCount: Int, subjects: [UInt32], items: [UInt32], values: [Float] = [],
    days: [Float] = []
  ) throws(HistoryError) {
    let count = subjects.count
    guard items.count == count, values.isEmpty || values.count == count,
      days.isEmpty || days.count == count
    else { throw .unequalColumns(entries: count) }
    for entry in 0..<count {
      guard Int(subjects[entry]) < subjectCount, Int(items[entry]) < itemCount else {
        throw .outOfRange(entry: entry)
      }
      guard values.isEmpty || !values[entry].isInfinite, days.isEmpty || !days[entry].isInfinite
      else { throw .infinite(entry: entry) }
    }
    let byItem = Self.order(of: items, below: itemCount, after: nil)
    let order = Self.order(of: subjects, below: subjectCount, after: byItem.order)
    self.itemCount = itemCount
    self.offsets = order.starts
    self.items = order.order.map { items[Int($0)] }
    self.values = values.isEmpty ? [] : order.order.map { values[Int($0)] }
    self.days = days.isEmpty ? [] : order.order.map { days[Int($0)] }
  }

  /// Takes sorted parts as they are.
  init(itemCount: Int, offsets: [Int], items: [UInt32], values: [Float], days: [Float]) {
    self.itemCount = itemCount
    self.offsets = offsets
    self.items = items
    self.values = values
    self.days = days
  }

  /// The number of data subjects.
  public var subjectCount: Int { offsets.count - 1 }

  /// The number of entries.
  public var entryCount: Int { items.count }

  /// The entries of a data subject.
  public func entries(of subject: Int) -> Range<Int> { offsets[subject]..<offsets[subject + 1] }

  /// Data subjects that have an entry, rising.
  public var subjectsWithEntries: [UInt32] {
    (0..<subjectCount).filter { !entries(of: $0).isEmpty }.map(UInt32.init)
  }

  /// One entry as somebody may know it.
  public func entry(_ index: Int) -> HistoryEntry {
    HistoryEntry(
      item: items[index], value: values.isEmpty ? .nan : values[index],
      day: days.isEmpty ? .nan : days[index])
  }

  /// A stable counting sort of entries, which come in the order `earlier`.
  private static func order(
    of keys: [UInt32], below count: Int, after earlier: [UInt32]?
  ) -> (order: [UInt32], starts: [Int]) {
    var starts = [Int](repeating: 0, count: count + 1)
    for key in keys { starts[Int(key) + 1] += 1 }
    for key in 0..<count { starts[key + 1] += starts[key] }
    var next = starts
    var order = [UInt32](repeating: 0, count: keys.count)
    for position in keys.indices {
      let entry = earlier?[position] ?? UInt32(position)
      let key = Int(keys[Int(entry)])
      order[next[key]] = entry
      next[key] += 1
    }
    return (order, starts)
  }
}

/// One item that somebody chose, as the release or an adversary has it.
public struct HistoryEntry: Sendable, Equatable {
  /// The item.
  public let item: UInt32
  /// The rating or amount, not-a-number where it is not known.
  public let value: Float
  /// The day, not-a-number where it is not known.
  public let day: Float

  /// An entry.
  public init(item: UInt32, value: Float = .nan, day: Float = .nan) {
    self.item = item
    self.value = value
    self.day = day
  }
}
