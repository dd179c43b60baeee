/// A place and a time slot: one known point of a trace.
public struct VisitPoint: Sendable, Hashable, Comparable {
  /// The dense code of the cell or named place.
  public let cell: UInt32
  /// The number of the time slot.
  public let slot: UInt32

  /// A point.
  @inlinable
  public init(cell: UInt32, slot: UInt32) {
    self.cell = cell
    self.slot = slot
  }

  /// The point as one number; numbers rise as (cell, slot) does.
  @inlinable public var key: UInt64 { UInt64(cell) << 32 | UInt64(slot) }

  /// Orders points by cell, then slot.
  public static func < (lhs: VisitPoint, rhs: VisitPoint) -> Bool { lhs.key < rhs.key }
}

extension Visits {
  /// The point at a position.
  @inlinable
  public func point(at position: Int) -> VisitPoint {
    VisitPoint(cell: cells[position], slot: slots[position])
  }
}
