/// Rows grouped by their codes in several columns: a dense group number for each row.
///
/// Codes are packed mixed-radix into 64-bit keys and looked up in an open-addressing table; where
/// the product of cardinalities exceeds 2^63, the columns so far are first replaced by their group
/// numbers.
struct RowGrouping {
  /// The group of each row; groups are numbered in order of first appearance.
  private(set) var groupOfRow: [UInt32]
  /// The first row of each group.
  private(set) var representatives: [Int]

  /// The number of groups.
  var count: Int { representatives.count }

  /// Groups `rowCount` rows by `columns`, where missing (code 0) is a value like any other.
  ///
  /// - Precondition: each column has `rowCount` codes, `rowCount` is below 2^31.
  /// - Complexity: O(rows x columns) expected.
  init(columns: [[UInt32]], rowCount: Int) {
    groupOfRow = []
    representatives = []
    var keys = [UInt64](repeating: 0, count: rowCount)
    var domain: UInt64 = 1
    for column in columns {
      let cardinality = UInt64(column.max() ?? 0) + 1
      var product = domain.multipliedReportingOverflow(by: cardinality)
      if product.overflow || product.partialValue > 1 << 63 {
        number(keys)
        keys = groupOfRow.map { UInt64($0) }
        domain = UInt64(count)
        product = domain.multipliedReportingOverflow(by: cardinality)
      }
      Self.pack(column, cardinality: cardinality, into: &keys)
      domain = product.partialValue
    }
    number(keys)
  }

  private static func pack(_ column: [UInt32], cardinality: UInt64, into keys: inout [UInt64]) {
    for row in keys.indices { keys[row] = keys[row] &* cardinality &+ UInt64(column[row]) }
  }

  /// Replaces the grouping by that of equal `keys`.
  private mutating func number(_ keys: [UInt64]) {
    var table = KeyTable()
    groupOfRow = [UInt32](repeating: 0, count: keys.count)
    representatives.removeAll(keepingCapacity: true)
    for row in keys.indices {
      let group = table.number(of: keys[row])
      groupOfRow[row] = group
      if Int(group) == representatives.count { representatives.append(row) }
    }
  }
}

/// Numbers for 64-bit keys, in order of first appearance; linear probing, load below one half.
struct KeyTable {
  private var slots: [UInt32] = [UInt32](repeating: 0, count: 16)
  private var keys: [UInt64] = []

  /// The number of `key`, a new one where it was not seen.
  ///
  /// - Complexity: O(1) expected.
  mutating func number(of key: UInt64) -> UInt32 {
    let mask = slots.count - 1
    var slot = Self.hash(key) & mask
    while slots[slot] != 0 {
      if keys[Int(slots[slot] - 1)] == key { return slots[slot] - 1 }
      slot = (slot + 1) & mask
    }
    keys.append(key)
    slots[slot] = UInt32(keys.count)
    if keys.count * 2 > slots.count { grow() }
    return UInt32(keys.count - 1)
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for index in keys.indices {
      var slot = Self.hash(keys[index]) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(index + 1)
    }
  }

  /// MurmurHash3's finaliser (Appleby 2011): each bit of the key reaches each bit of the hash.
  private static func hash(_ key: UInt64) -> Int {
    var z = key
    z = (z ^ (z &>> 33)) &* 0xFF51_AFD7_ED55_8CCD
    z = (z ^ (z &>> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return Int(truncatingIfNeeded: (z ^ (z &>> 33)) & 0x7FFF_FFFF_FFFF_FFFF)
  }
}
