/// Why a search for minimal uniques or a measure of disclosure could not be computed.
///
/// Each case names a place and a bound, never a cell's value.
public enum DisclosureError: Error, Sendable, Equatable {
  /// No column was given. Remedy: name at least one quasi-identifier.
  case noColumns
  /// No row belongs to a class. Remedy: the table is empty, or every row was suppressed.
  case noRows
  /// A column has another length than the first. Remedy: pass columns of one table.
  case unequalLengths(column: Int, rowCount: Int, expected: Int)
  /// More columns than a column set can hold. Remedy: choose fewer quasi-identifiers.
  case tooManyColumns(Int, limit: Int)
  /// More rows than a 32-bit row number can count. Remedy: sample the table first.
  case tooManyRows(Int, limit: Int)
  /// Sets of this size do not exist among the columns given. Remedy: a size from 1 to the columns.
  case sizeOutOfRange(Int, columnCount: Int)
  /// There are more column sets to look at than allowed. Remedy: lower the maximal size, choose
  /// fewer columns, or raise the limit.
  case tooManyColumnSets(limit: Int)
  /// A sampling fraction outside (0, 1].
  case samplingFractionOutOfRange
  /// A class id at `row` that is no dense number. Remedy: number classes from 0, without holes.
  case classOutOfRange(row: Int)
  /// A code at `row` for which the value order or the hierarchy holds no entry.
  case codeOutOfRange(row: Int)
  /// A value order that holds something that is no number (NaN), at this code.
  case orderNotANumber(code: Int)
  /// A hierarchy whose levels differ in length, or whose groups are split again one level up.
  case hierarchyInconsistent(level: Int)
  /// A sensitive value that has no place in the hierarchy. Remedy: a group for each code, with one
  /// for missing cells (code 0).
  case valueOutsideHierarchy
  /// Measures of tables with different classes were to be combined, or none at all.
  case nothingToCombine
}
