import Numerics

/// How often each data subject acted toward one contact right after another.
///
/// Pairs of contacts are hashed to columns only when it is known who can be recognised.
public struct ContactSuccessions: Sendable, Equatable {
  /// The number of columns that pairs of contacts are hashed to; two pairs that share one make
  /// people look a little more alike.
  static let columnCount = 1 << 20

  /// The number of data subjects.
  let rowCount: Int
  /// Who acted, toward whom, and toward whom next.
  private(set) var rows: [UInt32] = []
  private(set) var firsts: [UInt32] = []
  private(set) var seconds: [UInt32] = []

  /// No succession yet.
  init(rowCount: Int) { self.rowCount = rowCount }

  /// Adds one.
  mutating func add(_ row: UInt32, from first: UInt32, to second: UInt32) {
    rows.append(row)
    firsts.append(first)
    seconds.append(second)
  }

  /// The successions of two people who can both be recognised, hashed.
  ///
  /// - Parameter isNamed: who can be; `nil`: everyone.
  /// - Complexity: O(events log(events of a person)).
  func hashed(among isNamed: [Bool]?) -> SparseCounts {
    var pairs: [(row: UInt32, column: UInt32)] = []
    for index in rows.indices {
      let (first, second) = (firsts[index], seconds[index])
      if let isNamed, !isNamed[Int(first)] || !isNamed[Int(second)] { continue }
      pairs.append((rows[index], Self.column(first, second)))
    }
    return SparseCounts(rowCount: rowCount, columnCount: Self.columnCount, pairs: pairs)
  }

  /// The high bits of a multiplicative hash (Knuth, TAOCP 3, section 6.4).
  private static func column(_ first: UInt32, _ second: UInt32) -> UInt32 {
    let key = UInt64(first) << 32 | UInt64(second)
    return UInt32(((key ^ (key >> 29)) &* 0x9E37_79B9_7F4A_7C15) >> 44)
  }
}
