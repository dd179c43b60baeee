/// Whose missing cells let two rows match, where a missing cell is a wildcard.
public enum WildcardRule: String, Sendable, CaseIterable {
  /// A cell that is missing in either row: sdcMicro's count. A row that was unsafe loses at least
  /// one cell of its own; it may owe part of its matches to cells suppressed in other rows.
  case mutual
  /// Only the row's own missing cells: k rows of the original table agree with what it still
  /// shows. Nobody can rule those out by knowing their original values.
  case own
}
