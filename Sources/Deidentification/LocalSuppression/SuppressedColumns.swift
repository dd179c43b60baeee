public import Numerics

/// What local suppression made of a table, and the record of what it changed.
public struct SuppressedColumns: Sendable, Equatable {
  /// The columns after suppression; a suppressed cell has code 0.
  public let columns: CodeColumns
  /// The number of cells suppressed in each column; cells that were missing before don't count.
  public let suppressedCells: [Int]
  /// The rows with at least one suppressed cell, ascending.
  public let changedRows: [UInt32]
  /// For each requirement, the smallest number of rows (or people) that any row matches, counted
  /// from the result; the largest possible number where there is no row to count.
  public let smallestGroups: [Int]
  /// The rows that owe matches to cells suppressed in other rows.
  ///
  /// Fewer than k rows of the original table agree with what they show. 0 unless cells are
  /// wildcards by `WildcardRule.mutual`.
  public let rowsRelyingOnOthers: Int

  /// The number of suppressed cells.
  public var suppressedCellCount: Int { suppressedCells.reduce(0, +) }

  init(
    original: CodeColumns, codes: [[UInt32]], smallestGroups: [Int],
    rowsRelyingOnOthers: Int
  ) throws(DeidentificationError) {
    var isChanged = [Bool](repeating: false, count: original.rowCount)
    suppressedCells = zip(original.columns, codes).map { before, after in
      var count = 0
      for row in before.indices where before[row] != after[row] {
        count += 1
        isChanged[row] = true
      }
      return count
    }
    changedRows = isChanged.indices.filter { isChanged[$0] }.map(UInt32.init)
    do {
      columns = try CodeColumns(
        columns: codes, cardinalities: original.cardinalities, rowCount: original.rowCount)
    } catch {
      throw .parameter(name: "columns", rule: "must keep their length")
    }
    self.smallestGroups = smallestGroups
    self.rowsRelyingOnOthers = rowsRelyingOnOthers
  }
}
