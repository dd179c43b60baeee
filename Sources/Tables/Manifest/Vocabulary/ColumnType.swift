/// The type that a column's cells are read as.
public enum ColumnType: String, Sendable, CaseIterable {
  case text
  case integer
  case real
  case boolean
  case date
  case timestamp
}

/// The unit of a column that measures time or place.
public enum ColumnUnit: String, Sendable, CaseIterable {
  case nanoseconds
  case microseconds
  case milliseconds
  case seconds
  case minutes
  case hours
  case days
  case degrees
  case radians
}
