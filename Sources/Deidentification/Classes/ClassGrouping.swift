/// Which entries of a source fall into one class at some levels.
struct ClassGrouping: Sendable {
  /// The class of each entry; classes are numbered in the order of their first entries.
  var classOfEntry: [UInt32]
  /// The first entry of each class.
  var representatives: [UInt32]
  /// The rows of each class.
  var rows: [UInt32]

  /// The number of classes.
  var count: Int { rows.count }
}

/// A column of entries, how its values are recoded, and the number of codes that come out.
struct GroupingColumn {
  let values: [UInt32]
  let groupOfValue: [UInt32]
  let radix: Int
}

/// Groups entries by the recoded values of all columns.
///
/// Exact at any width: keys of up to 64 bits are compared in full; where all columns together need
/// more, leading columns are replaced by their class numbers first. A domain of at most some four
/// keys an entry is counted in an array, others in an open-addressing table at most half full.
///
/// - Complexity: O(entries x columns) expected.
func groupEntries(
  _ columns: [GroupingColumn], rows: [UInt32], _ scratch: inout GroupingScratch
) -> ClassGrouping {
  var columns = columns
  while domain(columns[...]) == nil {
    var fitting = 1
    while domain(columns.prefix(fitting + 1)) != nil { fitting += 1 }
    let leading = groupEntries(Array(columns.prefix(fitting)), rows: rows, &scratch)
    let joined = GroupingColumn(
      values: leading.classOfEntry,
      groupOfValue: (0..<leading.count).map { UInt32(truncatingIfNeeded: $0) },
      radix: leading.count)
    columns = [joined] + columns.dropFirst(fitting)
  }
  let size = domain(columns[...]) ?? .max
  var grouping = ClassGrouping(
    classOfEntry: [UInt32](repeating: 0, count: rows.count), representatives: [], rows: [])
  let capacity = Int(min(UInt64(rows.count), size))
  grouping.representatives = [UInt32](repeating: 0, count: capacity)
  grouping.rows = [UInt32](repeating: 0, count: capacity)
  let isDense = size <= UInt64(max(4_096, 4 * rows.count))
  let slotBits = Int.bitWidth - max(8, 2 * rows.count - 1).leadingZeroBitCount
  scratch.reserve(classes: capacity, slots: isDense ? Int(size) : 1 << slotBits)
  var count = 0
  var start = 0
  if columns.isEmpty { scratch.buffer.resetToZero() }
  while start < rows.count {
    let end = min(start + GroupingScratch.piece, rows.count)
    for (number, column) in columns.enumerated() {
      pack(column, from: start, count: end - start, isFirst: number == 0, into: &scratch.buffer)
    }
    if isDense {
      count = numberDensely(
        start..<end, rows, count, scratch.buffer, &scratch.slots, &scratch.keys,
        &grouping.classOfEntry, &grouping.representatives, &grouping.rows)
    } else {
      count = numberHashed(
        start..<end, rows, count, slotBits, scratch.buffer, &scratch.slots, &scratch.keys,
        &grouping.classOfEntry, &grouping.representatives, &grouping.rows)
    }
    start = end
  }
  if isDense {
    clear(&scratch.slots, at: scratch.keys, count: count)
  } else {
    clear(&scratch.slots, count: 1 << slotBits)
  }
  grouping.representatives.removeLast(capacity - count)
  grouping.rows.removeLast(capacity - count)
  return grouping
}

extension [UInt64] {
  fileprivate mutating func resetToZero() {
    for index in indices { self[index] = 0 }
  }
}

/// The number of different keys that columns can have, or `nil` where 64 bits can't hold it.
private func domain(_ columns: ArraySlice<GroupingColumn>) -> UInt64? {
  var domain: UInt64 = 1
  for column in columns {
    let (product, overflow) = domain.multipliedReportingOverflow(by: UInt64(max(column.radix, 1)))
    if overflow { return nil }
    domain = product
  }
  return domain
}

private func pack(
  _ column: GroupingColumn, from start: Int, count: Int, isFirst: Bool, into buffer: inout [UInt64]
) {
  let values = column.values.span.extracting(start..<(start + count))
  let groups = column.groupOfValue.span
  let radix = UInt64(column.radix)
  var keys = buffer.mutableSpan
  if isFirst {
    for index in values.indices { keys[index] = UInt64(groups[Int(values[index])]) }
  } else {
    for index in values.indices {
      keys[index] = keys[index] &* radix &+ UInt64(groups[Int(values[index])])
    }
  }
}

private func numberDensely(
  _ range: Range<Int>, _ rows: [UInt32], _ known: Int, _ packed: [UInt64],
  _ slotMemory: inout [UInt32], _ keyMemory: inout [UInt64], _ classOfEntry: inout [UInt32],
  _ firstEntries: inout [UInt32], _ rowSums: inout [UInt32]
) -> Int {
  let buffer = packed.span
  let counts = rows.span.extracting(range)
  var slots = slotMemory.mutableSpan
  var keys = keyMemory.mutableSpan
  var classes = classOfEntry.mutableSpan
  var representatives = firstEntries.mutableSpan
  var sums = rowSums.mutableSpan
  var count = known
  for index in counts.indices {
    let key = Int(truncatingIfNeeded: buffer[index])
    var number = Int(slots[key])
    if number == 0 {
      keys[count] = buffer[index]
      representatives[count] = UInt32(truncatingIfNeeded: range.lowerBound &+ index)
      count &+= 1
      number = count
      slots[key] = UInt32(truncatingIfNeeded: count)
    }
    sums[number &- 1] &+= counts[index]
    classes[range.lowerBound &+ index] = UInt32(truncatingIfNeeded: number &- 1)
  }
  return count
}

private func numberHashed(
  _ range: Range<Int>, _ rows: [UInt32], _ known: Int, _ slotBits: Int, _ packed: [UInt64],
  _ slotMemory: inout [UInt32], _ keyMemory: inout [UInt64], _ classOfEntry: inout [UInt32],
  _ firstEntries: inout [UInt32], _ rowSums: inout [UInt32]
) -> Int {
  let buffer = packed.span
  let counts = rows.span.extracting(range)
  var slots = slotMemory.mutableSpan
  var keys = keyMemory.mutableSpan
  var classes = classOfEntry.mutableSpan
  var representatives = firstEntries.mutableSpan
  var sums = rowSums.mutableSpan
  let mask = 1 << slotBits &- 1
  var count = known
  for index in counts.indices {
    let key = buffer[index]
    var slot = slotOf(key, slotBits)
    var number = Int(slots[slot])
    while number != 0, keys[number &- 1] != key {
      slot = (slot &+ 1) & mask
      number = Int(slots[slot])
    }
    if number == 0 {
      keys[count] = key
      representatives[count] = UInt32(truncatingIfNeeded: range.lowerBound &+ index)
      count &+= 1
      number = count
      slots[slot] = UInt32(truncatingIfNeeded: count)
    }
    sums[number &- 1] &+= counts[index]
    classes[range.lowerBound &+ index] = UInt32(truncatingIfNeeded: number &- 1)
  }
  return count
}

@inline(__always)
private func slotOf(_ key: UInt64, _ slotBits: Int) -> Int {
  let mixed = (key ^ (key &>> 32)) &* 0x9E37_79B9_7F4A_7C15
  return Int(truncatingIfNeeded: mixed &>> UInt64(64 &- slotBits))
}

/// Zeroes the slots of the classes' keys.
private func clear(_ slotMemory: inout [UInt32], at keys: [UInt64], count: Int) {
  let used = keys.span
  var slots = slotMemory.mutableSpan
  for index in 0..<count { slots[Int(truncatingIfNeeded: used[index])] = 0 }
}

/// Zeroes the first slots.
private func clear(_ slotMemory: inout [UInt32], count: Int) {
  var slots = slotMemory.mutableSpan
  for slot in 0..<count { slots[slot] = 0 }
}
