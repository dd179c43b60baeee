/// Distinct points, numbered from 0 in rising order, with a table that finds a point's number.
///
/// A bit filter of 16 bits a point, small enough for a processor's cache, answers most look-ups of
/// points that are not asked for; the rest probe a table at most half full.
struct PointKeys: Sendable {
  /// The points as numbers, rising.
  let keys: [UInt64]

  private let filter: [UInt64]
  private let filterShift: UInt64
  private let table: [UInt32]
  private let tableShift: UInt64

  /// Numbers the distinct points among `points`.
  ///
  /// - Precondition: fewer than 2^31 distinct points.
  /// - Complexity: O(points log points).
  init(_ points: [UInt64]) {
    var distinct: [UInt64] = []
    distinct.reserveCapacity(points.count)
    for key in points.sorted() where distinct.last != key { distinct.append(key) }
    precondition(distinct.count < 1 << 31, "fewer than 2^31 points are asked for")
    var bits = 6
    while 1 << bits < distinct.count * 16 { bits += 1 }
    let tableBits = max(bits - 3, 1)
    var filter = [UInt64](repeating: 0, count: 1 << (bits - 6))
    var table = [UInt32](repeating: 0, count: 1 << tableBits)
    for (number, key) in distinct.enumerated() {
      let hash = Self.hash(key)
      let bit = hash >> UInt64(64 - bits)
      filter[Int(bit >> 6)] |= 1 << (bit & 63)
      var place = Int(hash >> UInt64(64 - tableBits))
      while table[place] != 0 { place = (place + 1) & (table.count - 1) }
      table[place] = UInt32(number + 1)
    }
    self.keys = distinct
    self.filter = filter
    self.filterShift = UInt64(64 - bits)
    self.table = table
    self.tableShift = UInt64(64 - tableBits)
  }

  /// The number of a point, or `nil` where it was not asked for.
  ///
  /// - Complexity: O(1) expected.
  @inline(__always)
  func number(of key: UInt64) -> UInt32? {
    let hash = Self.hash(key)
    let bit = hash >> filterShift
    guard filter[Int(bit >> 6)] & (1 << (bit & 63)) != 0 else { return nil }
    var place = Int(hash >> tableShift)
    while table[place] != 0 {
      let number = table[place] - 1
      if keys[Int(number)] == key { return number }
      place = (place + 1) & (table.count - 1)
    }
    return nil
  }

  /// Mixes cell and slot into the high bits (the finalizer of MurmurHash3, a bijection).
  @inline(__always)
  private static func hash(_ key: UInt64) -> UInt64 {
    var mixed = key
    mixed = (mixed ^ (mixed >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    mixed = (mixed ^ (mixed >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return mixed ^ (mixed >> 33)
  }
}
