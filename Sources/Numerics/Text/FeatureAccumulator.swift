/// Numbers features from 0 in the order of their first appearance.
struct FeatureTable: Sendable {
  /// The features, by number.
  private(set) var hashes: [UInt64] = []
  /// Numbers plus 1 by the feature's place; 0 is free. At most half full.
  private var places = [UInt32](repeating: 0, count: 1_024)
  private var mask = 1_023

  /// The number of a feature, given now where it is new.
  @inline(__always)
  mutating func number(of hash: UInt64) -> UInt32 {
    var place = Int(truncatingIfNeeded: hash) & mask
    while true {
      let found = places[place]
      if found == 0 { return insert(hash, at: place) }
      if hashes[Int(found - 1)] == hash { return found - 1 }
      place = (place + 1) & mask
    }
  }

  private mutating func insert(_ hash: UInt64, at place: Int) -> UInt32 {
    hashes.append(hash)
    places[place] = UInt32(hashes.count)
    if hashes.count * 2 > mask { grow() }
    return UInt32(hashes.count - 1)
  }

  private mutating func grow() {
    mask = mask * 2 + 1
    places = [UInt32](repeating: 0, count: mask + 1)
    for (number, hash) in hashes.enumerated() {
      var place = Int(truncatingIfNeeded: hash) & mask
      while places[place] != 0 { place = (place + 1) & mask }
      places[place] = UInt32(number + 1)
    }
  }
}

/// Counts the features of one row after the other.
struct FeatureAccumulator: Sendable {
  private(set) var table = FeatureTable()
  private(set) var offsets = [0]
  private(set) var columns: [UInt32] = []
  private(set) var counts: [UInt32] = []
  /// For each feature where its count stood when it was last seen.
  private var entries: [Int] = []
  private var rowStart = 0

  mutating func beginRow() { rowStart = columns.count }

  mutating func endRow() { offsets.append(columns.count) }

  /// Counts a feature in the current row.
  @inline(__always)
  mutating func add(_ hash: UInt64) {
    let number = table.number(of: hash)
    let index = Int(number)
    if index == entries.count { entries.append(-1) }
    let entry = entries[index]
    if entry >= rowStart {
      counts[entry] += 1
    } else {
      entries[index] = columns.count
      columns.append(number)
      counts.append(1)
    }
  }
}
