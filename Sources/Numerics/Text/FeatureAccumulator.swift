/// Counts the features of one row after the other, and numbers them from 0 in the order of their
/// first appearance.
///
/// A feature's hash, its number and the place of its last count stand in 16 bytes together: a
/// feature that is looked for costs one line of the cache.
struct FeatureAccumulator: Sendable {
  private struct Slot {
    var hash: UInt64
    /// The number plus 1; 0 where the slot is free.
    var number: UInt32
    /// Where its count stood when it was last seen.
    var entry: UInt32
  }

  /// The features, by number.
  private(set) var hashes: [UInt64] = []
  /// Where each row begins in `columns`.
  private(set) var offsets = [0]
  /// The features of the rows, by number.
  private(set) var columns: [UInt32] = []
  /// Their counts.
  private(set) var counts: [UInt32] = []
  /// At most half full.
  private var slots = [Slot](repeating: Slot(hash: 0, number: 0, entry: 0), count: 1_024)
  private var mask = 1_023
  private var rowStart = 0

  mutating func endRow() {
    offsets.append(columns.count)
    rowStart = columns.count
  }

  /// Counts a feature in the current row.
  @inline(__always)
  mutating func add(_ hash: UInt64) {
    let place = place(of: hash)
    let slot = slots[place]
    if slot.number == 0 { return addNew(hash, at: place) }
    if Int(slot.entry) >= rowStart {
      counts[Int(slot.entry)] += 1
    } else {
      slots[place].entry = UInt32(columns.count)
      columns.append(slot.number - 1)
      counts.append(1)
    }
  }

  /// The number of a feature, given now where it is new, without counting it.
  mutating func number(of hash: UInt64) -> UInt32 {
    let place = place(of: hash)
    let found = slots[place].number
    if found > 0 { return found - 1 }
    insert(hash, at: place, entry: 0)
    return UInt32(hashes.count - 1)
  }

  @inline(__always)
  private func place(of hash: UInt64) -> Int {
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place].number != 0, slots[place].hash != hash { place = (place + 1) & mask }
    return place
  }

  private mutating func addNew(_ hash: UInt64, at place: Int) {
    insert(hash, at: place, entry: UInt32(columns.count))
    columns.append(UInt32(hashes.count - 1))
    counts.append(1)
  }

  private mutating func insert(_ hash: UInt64, at place: Int, entry: UInt32) {
    hashes.append(hash)
    slots[place] = Slot(hash: hash, number: UInt32(hashes.count), entry: entry)
    if hashes.count * 2 > mask { grow() }
  }

  private mutating func grow() {
    let old = slots
    mask = mask * 2 + 1
    slots = [Slot](repeating: Slot(hash: 0, number: 0, entry: 0), count: mask + 1)
    for slot in old where slot.number != 0 { slots[place(of: slot.hash)] = slot }
  }
}
