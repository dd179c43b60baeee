import Numerics

/// How often each person was at each item, and when in its sequence of visits, both ways round.
///
/// An item is a place, or a place in an hour (day, month, year).
struct VisitIndex: Sendable {
  /// The items of each person.
  let items: SparseCounts
  /// The people of each item.
  let people: SparseCounts
  /// The number of visits of each person.
  let totals: [Int]
  /// For each visit of `items`, entry after entry, its position in the person's sequence, rising
  /// within an entry.
  let positions: [UInt32]
  /// Where the positions of each entry of `items` begin; one more than there are entries.
  let positionOffsets: [Int]

  /// Indexes `histories`.
  ///
  /// - Parameter precision: where given, visits to a place in different bins of time differ.
  /// - Complexity: O(visits log visits).
  init(_ histories: VisitHistories, precision: TimePrecision? = nil) {
    let (itemOfVisit, itemCount) = Self.numberItems(histories, precision)
    var byPerson: [(row: UInt32, column: UInt32)] = []
    var byItem = byPerson
    byPerson.reserveCapacity(itemOfVisit.count)
    byItem.reserveCapacity(itemOfVisit.count)
    for person in 0..<histories.count {
      for visit in histories.visits(of: person) {
        byPerson.append((UInt32(person), itemOfVisit[visit]))
        byItem.append((itemOfVisit[visit], UInt32(person)))
      }
    }
    items = SparseCounts(rowCount: histories.count, columnCount: itemCount, pairs: byPerson)
    people = SparseCounts(rowCount: itemCount, columnCount: histories.count, pairs: byItem)
    totals = (0..<histories.count).map { histories.visits(of: $0).count }
    (positions, positionOffsets) = Self.positions(histories, itemOfVisit, items)
  }

  private static func numberItems(
    _ histories: VisitHistories, _ precision: TimePrecision?
  ) -> (ofVisit: [UInt32], count: Int) {
    guard let precision else { return (histories.places, histories.placeCount) }
    struct Item: Hashable {
      let place: UInt32
      let bin: Int64
    }
    var numbers: [Item: UInt32] = [:]
    let ofVisit = histories.places.indices.map { visit in
      let item = Item(
        place: histories.places[visit], bin: precision.bin(of: histories.times[visit]))
      if let number = numbers[item] { return number }
      let number = UInt32(numbers.count)
      numbers[item] = number
      return number
    }
    return (ofVisit, numbers.count)
  }

  private static func positions(
    _ histories: VisitHistories, _ itemOfVisit: [UInt32], _ items: SparseCounts
  ) -> (positions: [UInt32], offsets: [Int]) {
    var offsets = [0]
    offsets.reserveCapacity(items.columns.count + 1)
    for count in items.counts { offsets.append((offsets.last ?? 0) + Int(count)) }
    var next = offsets
    var positions = [UInt32](repeating: 0, count: itemOfVisit.count)
    for person in 0..<histories.count {
      let visits = histories.visits(of: person)
      let row = items.entries(ofRow: person)
      for visit in visits {
        guard let entry = items.entry(of: itemOfVisit[visit], in: row) else { continue }
        positions[next[entry]] = UInt32(visit - visits.lowerBound)
        next[entry] += 1
      }
    }
    return (positions, offsets)
  }

  /// The first position of an entry that is not before `position`, or `nil`.
  @inline(__always)
  func position(ofEntry entry: Int, from position: UInt32) -> UInt32? {
    var low = positionOffsets[entry]
    let end = positionOffsets[entry + 1]
    var high = end
    while low < high {
      let middle = (low + high) / 2
      if positions[middle] < position { low = middle + 1 } else { high = middle }
    }
    return low < end ? positions[low] : nil
  }

  /// The last position of an entry that is before `position`, or `nil`.
  func position(ofEntry entry: Int, before position: UInt32) -> UInt32? {
    let start = positionOffsets[entry]
    var low = start
    var high = positionOffsets[entry + 1]
    while low < high {
      let middle = (low + high) / 2
      if positions[middle] < position { low = middle + 1 } else { high = middle }
    }
    return low > start ? positions[low - 1] : nil
  }
}

extension SparseCounts {
  /// The entry of `column` among the entries `row`, or `nil` where it has none.
  ///
  /// - Complexity: O(log(entries of the row)).
  @inline(__always)
  func entry(of column: UInt32, in row: Range<Int>) -> Int? {
    var (low, high) = (row.lowerBound, row.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if columns[middle] < column { low = middle + 1 } else { high = middle }
    }
    return low < row.upperBound && columns[low] == column ? low : nil
  }
}
