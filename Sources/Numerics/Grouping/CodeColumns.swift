/// Columns of dense codes, checked once, for the grouping kernels.
///
/// Invariant: each column has `rowCount` codes, each below the column's cardinality; `rowCount` is
/// at most `CodeColumns.rowLimit`. Codes carry no meaning here: if missing is a code of its own,
/// two missing cells are equal.
public struct CodeColumns: Sendable, Equatable {
  /// The most rows that the kernels number with 32 bits.
  public static let rowLimit = Int(UInt32.max) - 1

  /// The codes, one array for each column.
  public let columns: [[UInt32]]
  /// For each column, a number that all its codes lie below; at most 2^32.
  public let cardinalities: [Int]
  /// The number of rows of each column.
  public let rowCount: Int

  /// Checks columns of codes.
  ///
  /// - Parameters:
  ///   - columns: one array of codes for each column; none is allowed (all rows are equal then).
  ///   - cardinalities: for each column, a number that all its codes lie below.
  ///   - rowCount: the number of rows; needed where there are no columns.
  ///   - workers: threads for the check.
  /// - Throws: `NumericsError` that names the column and row at fault.
  /// - Complexity: O(rows x columns), about 0.2 ns a cell.
  public init(
    columns: [[UInt32]], cardinalities: [Int], rowCount: Int, workers: Workers = .automatic
  ) throws(NumericsError) {
    guard columns.count == cardinalities.count else {
      throw .cardinalityCountMismatch(columns: columns.count, cardinalities: cardinalities.count)
    }
    guard rowCount >= 0, rowCount <= Self.rowLimit else {
      throw .tooManyRows(count: rowCount, limit: Self.rowLimit)
    }
    for (index, column) in columns.enumerated() where column.count != rowCount {
      throw .columnLengthMismatch(column: index, expected: rowCount, found: column.count)
    }
    let parts = concurrentChunks(
      count: columns.count, workers: rowCount < 65_536 ? .single : workers
    ) {
      range in range.map { codesLieBelow(cardinalities[$0], columns[$0]) }
    }
    if let column = parts.flatMap({ $0 }).firstIndex(of: false) {
      let row = columns[column].firstIndex { Int($0) >= cardinalities[column] } ?? 0
      throw .codeNotBelowCardinality(column: column, row: row)
    }
    self.init(unchecked: columns, cardinalities: cardinalities, rowCount: rowCount)
  }

  init(unchecked columns: [[UInt32]], cardinalities: [Int], rowCount: Int) {
    self.columns = columns
    self.cardinalities = cardinalities.map { min($0, 1 << 32) }
    self.rowCount = rowCount
  }

  /// Some of the columns, in the order given; nothing is copied.
  ///
  /// - Throws: `NumericsError.columnOutOfRange`.
  /// - Complexity: O(number of indices).
  public func selecting(_ indices: [Int]) throws(NumericsError) -> CodeColumns {
    for index in indices where !columns.indices.contains(index) {
      throw .columnOutOfRange(column: index, count: columns.count)
    }
    return CodeColumns(
      unchecked: indices.map { columns[$0] }, cardinalities: indices.map { cardinalities[$0] },
      rowCount: rowCount)
  }
}

/// Whether all codes lie below a cardinality.
private func codesLieBelow(_ cardinality: Int, _ codes: [UInt32]) -> Bool {
  let span = codes.span
  var union: UInt32 = 0
  for index in span.indices { union |= span[index] }
  if codes.isEmpty || Int(union) < cardinality { return true }  // no code exceeds the union
  var largest: UInt32 = 0
  for index in span.indices { largest = max(largest, span[index]) }
  return Int(largest) < cardinality
}
