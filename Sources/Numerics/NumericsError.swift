/// What a numeric kernel refuses to work on: the place of the fault, never a cell's value.
public enum NumericsError: Error, Sendable, Equatable {
  /// There are `columns` columns and `cardinalities` cardinalities; give one for each.
  case cardinalityCountMismatch(columns: Int, cardinalities: Int)
  /// Column `column` has `found` rows instead of `expected`; columns must be of equal length.
  case columnLengthMismatch(column: Int, expected: Int, found: Int)
  /// Column `column` holds at `row` a code that is not below the column's cardinality.
  case codeNotBelowCardinality(column: Int, row: Int)
  /// `count` rows are more than `limit`; split the table.
  case tooManyRows(count: Int, limit: Int)
  /// A scan of all subsets of `count` columns is refused above `limit`; search instead.
  case tooManyColumns(count: Int, limit: Int)
  /// There are `found` per-row values (weights, subjects, counts) for `expected` rows.
  case rowValueCountMismatch(expected: Int, found: Int)
  /// The column set names column `column` of a table with `count` columns.
  case columnOutOfRange(column: Int, count: Int)
  /// A share was asked for that is no number from 0 to 1.
  case shareOutsideUnitInterval
  /// There are `found` costs for a matrix of `rows` x `columns`.
  case costCountMismatch(rows: Int, columns: Int, found: Int)
  /// The cost at `row` and `column` is infinite or no number.
  case costNotFinite(row: Int, column: Int)
  /// Edge `edge` names a node that is not below the number of nodes.
  case nodeOutOfRange(edge: Int)
}
