/// A set of up to 128 columns, named by their positions in the table that was searched.
public struct ColumnSet: Sendable, Hashable {
  /// The most columns a set can tell apart.
  public static let maximalColumnCount = 128

  let bits: UInt128

  /// The set of these columns; positions outside 0..<128 are a programmer's error.
  ///
  /// - Complexity: O(`columns`).
  public init(_ columns: some Sequence<Int>) {
    var bits: UInt128 = 0
    for column in columns {
      precondition((0..<Self.maximalColumnCount).contains(column), "no such column")
      bits |= UInt128(1) << UInt128(column)
    }
    self.bits = bits
  }

  /// The columns in ascending order.
  ///
  /// - Complexity: O(`count`).
  public var columns: [Int] {
    var rest = bits
    var columns: [Int] = []
    while rest != 0 {
      columns.append(rest.trailingZeroBitCount)
      rest &= rest &- 1
    }
    return columns
  }

  /// The number of columns in the set.
  public var count: Int { bits.nonzeroBitCount }

  /// Whether `column` is in the set.
  public func contains(_ column: Int) -> Bool {
    (0..<Self.maximalColumnCount).contains(column) && bits >> UInt128(column) & 1 == 1
  }

  /// Whether each column of this set is in `other`.
  public func isSubset(of other: ColumnSet) -> Bool { bits & ~other.bits == 0 }
}
