/// An open-addressing table from scrambled keys to groups numbered 0, 1, 2...
///
/// The slot holds the number of the group plus one; keys, sizes and first rows lie in dense arrays.
/// Keys are compared in full, so there are no false matches. At most half of the slots are taken.
struct GroupTable<Key: KeyWord>: Sendable {
  /// The number of groups.
  private(set) var count = 0
  /// The number of rows of each group; the first `count` are valid.
  private(set) var sizes: [UInt32] = []

  private var slots: [UInt32] = []
  private var keys: [Key] = []
  private var firstRows: [UInt32] = []
  private var slotBits = 0
  private let skippedBits: Key

  /// An empty table.
  ///
  /// - Parameter skippedBits: top bits of the key that are equal for all keys to come.
  init(skippedBits: Int) {
    self.skippedBits = Key(skippedBits)
  }

  /// Forgets all groups, and makes room for `capacity` of them.
  ///
  /// - Complexity: O(`capacity`).
  mutating func removeAll(makingRoomFor capacity: Int) {
    count = 0
    slotBits = min(max(4, Int.bitWidth - (2 * capacity).leadingZeroBitCount), 32)
    if slots.count < 1 << slotBits { slots = [UInt32](repeating: 0, count: 1 << slotBits) }
    clear(&slots, count: 1 << slotBits)
    if keys.count < capacity {
      keys = [Key](repeating: 0, count: capacity)
      sizes = [UInt32](repeating: 0, count: capacity)
      firstRows = [UInt32](repeating: 0, count: capacity)
    }
  }

  /// Counts one row for each of some keys.
  ///
  /// - Precondition: there is room for their groups.
  /// - Complexity: O(keys) expected.
  mutating func add(_ added: Span<Key>) {
    count = countRows(added, probe, &slots, &keys, &sizes)
  }

  /// Counts some rows for each of some keys.
  ///
  /// - Precondition: as many weights as keys, and room for their groups.
  mutating func add(_ added: Span<Key>, weights: Span<UInt32>) {
    count = countWeights(added, weights, probe, &slots, &keys, &sizes)
  }

  /// Writes, for each of some keys, the row that was given when its group was first seen.
  ///
  /// - Precondition: as many rows as keys, and room for their groups and in `target`.
  mutating func writeFirstRows(
    of added: Span<Key>, rows: Span<UInt32>, to target: inout [UInt32], from start: Int
  ) {
    count = findFirstRows(added, rows, probe, &slots, &keys, &firstRows, &target, start)
  }

  private var probe: Probe<Key> {
    Probe(count: count, slotBits: slotBits, skippedBits: skippedBits)
  }
}

private func clear(_ slots: inout [UInt32], count: Int) {
  var span = slots.mutableSpan
  for slot in 0..<count { span[slot] = 0 }
}

private func countRows<Key: KeyWord>(
  _ added: Span<Key>, _ start: Probe<Key>, _ slots: inout [UInt32], _ keys: inout [Key],
  _ sizes: inout [UInt32]
) -> Int {
  var probe = start
  var slotSpan = slots.mutableSpan
  var keySpan = keys.mutableSpan
  var sizeSpan = sizes.mutableSpan
  for index in added.indices {
    let known = probe.count
    let group = probe.group(of: added[index], &slotSpan, &keySpan)
    sizeSpan[group] = (group == known ? 0 : sizeSpan[group]) &+ 1
  }
  return probe.count
}

private func countWeights<Key: KeyWord>(
  _ added: Span<Key>, _ weights: Span<UInt32>, _ start: Probe<Key>, _ slots: inout [UInt32],
  _ keys: inout [Key], _ sizes: inout [UInt32]
) -> Int {
  var probe = start
  var slotSpan = slots.mutableSpan
  var keySpan = keys.mutableSpan
  var sizeSpan = sizes.mutableSpan
  for index in added.indices {
    let known = probe.count
    let group = probe.group(of: added[index], &slotSpan, &keySpan)
    sizeSpan[group] = (group == known ? 0 : sizeSpan[group]) &+ weights[index]
  }
  return probe.count
}

private func findFirstRows<Key: KeyWord>(
  _ added: Span<Key>, _ rows: Span<UInt32>, _ start: Probe<Key>, _ slots: inout [UInt32],
  _ keys: inout [Key], _ firstRows: inout [UInt32], _ target: inout [UInt32], _ offset: Int
) -> Int {
  var probe = start
  var slotSpan = slots.mutableSpan
  var keySpan = keys.mutableSpan
  var firstSpan = firstRows.mutableSpan
  var targetSpan = target.mutableSpan
  for index in added.indices {
    let known = probe.count
    let group = probe.group(of: added[index], &slotSpan, &keySpan)
    if group == known { firstSpan[group] = rows[index] }
    targetSpan[offset &+ index] = firstSpan[group]
  }
  return probe.count
}

/// Finds the group of a key, or opens one; its memory is the caller's, so that a loop keeps it at
/// hand.
private struct Probe<Key: KeyWord> {
  private(set) var count: Int
  private let mask: Int
  private let shift: Key
  private let skippedBits: Key

  init(count: Int, slotBits: Int, skippedBits: Key) {
    self.count = count
    mask = (1 << slotBits) - 1
    shift = Key(Key.bitWidth - slotBits)
    self.skippedBits = skippedBits
  }

  @inline(__always)
  mutating func group(
    of key: Key, _ slots: inout MutableSpan<UInt32>, _ keys: inout MutableSpan<Key>
  ) -> Int {
    var slot = Int(truncatingIfNeeded: (key &<< skippedBits) &>> shift)
    while true {
      let taken = Int(slots[slot])
      if taken == 0 { break }
      if keys[taken &- 1] == key { return taken &- 1 }
      slot = (slot &+ 1) & mask
    }
    keys[count] = key
    count &+= 1
    slots[slot] = UInt32(truncatingIfNeeded: count)
    return count &- 1
  }
}
