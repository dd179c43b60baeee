/// Entries of one pattern, hashed by the columns that it shares with another.
struct PatternTable: Sendable {
  /// The columns by which entries are found.
  let mask: UInt64
  private let columns: [Int]
  private var heads: [Int32]
  private var nexts: [Int32] = []
  private var entries: [Int32] = []

  /// A table without entries, with room for about `capacity`.
  init(mask: UInt64, capacity: Int) {
    self.mask = mask
    columns = (0..<64).filter { mask >> UInt64($0) & 1 == 1 }
    let bits = max(4, Int.bitWidth - max(1, capacity).leadingZeroBitCount)
    heads = [Int32](repeating: -1, count: 1 << bits)
    nexts.reserveCapacity(capacity)
    entries.reserveCapacity(capacity)
  }

  private func slot(_ entry: Int, _ values: [UInt32], _ width: Int) -> Int {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for column in columns {
      hash = (hash ^ UInt64(values[entry &* width &+ column])) &* 0xBF58_476D_1CE4_E5B9
      hash ^= hash >> 29
    }
    return Int(truncatingIfNeeded: (hash ^ hash >> 32) & UInt64(heads.count - 1))
  }

  /// Adds an entry.
  mutating func insert(_ entry: Int, _ values: [UInt32], _ width: Int) {
    if entries.count >= 2 * heads.count { grow(values, width) }
    let slot = slot(entry, values, width)
    nexts.append(heads[slot])
    heads[slot] = Int32(entries.count)
    entries.append(Int32(entry))
  }

  private mutating func grow(_ values: [UInt32], _ width: Int) {
    heads = [Int32](repeating: -1, count: 4 * heads.count)
    for place in entries.indices {
      let slot = slot(Int(entries[place]), values, width)
      nexts[place] = heads[slot]
      heads[slot] = Int32(place)
    }
  }

  /// The first place where an entry may stand that agrees with `entry`, or -1.
  func first(_ entry: Int, _ values: [UInt32], _ width: Int) -> Int {
    Int(heads[slot(entry, values, width)])
  }

  /// What stands at a place, and the next place, or -1.
  func entry(_ place: Int) -> (entry: Int32, next: Int) { (entries[place], Int(nexts[place])) }
}
