/// Why records can't be linked.
public enum LinkageError: Error, Sendable, Equatable {
  /// No column is shared, or none was chosen.
  case noColumns(table: String)
  /// The two sides of a column have another number of rows than the others.
  case columnLength(column: String)
  /// The column's values were not kept, so they can't be compared with another table's.
  case opaque(column: String)
  /// A rule or an option names a column by a position that does not exist.
  case noSuchColumn(position: Int, count: Int)
  /// Levels of comparison that do not fit the column's kind.
  case levels(column: String)
  /// The rules would compare more pairs than the budget allows.
  case tooManyPairs(count: Int, limit: Int)
  /// The columns' levels make more patterns than 64 bits can number.
  case tooManyColumns(count: Int)
  /// A table has more rows than 32 bits can number.
  case tooManyRows(count: Int)
}

extension LinkageError: CustomStringConvertible {
  /// What happened, and the remedy.
  public var description: String {
    switch self {
    case .noColumns(let table):
      "table \(table): no column to link by; name at least one that both tables have"
    case .columnLength(let column):
      "column \(column): another number of rows than the other columns; read the table again"
    case .opaque(let column):
      "column \(column): its values were not kept, so they can't be compared; read it as text"
    case .noSuchColumn(let position, let count):
      "there is no column \(position) among \(count); columns are numbered from 0"
    case .levels(let column):
      "column \(column): these levels do not fit what its values are; "
        + "give levels of its own kind, at most 200 of them"
    case .tooManyPairs(let count, let limit):
      "\(count) pairs are more than the \(limit) allowed; give narrower blocking rules"
    case .tooManyColumns(let count):
      "\(count) columns with these levels make too many patterns; link by fewer columns"
    case .tooManyRows(let count):
      "\(count) rows are more than can be numbered; split the table"
    }
  }
}
