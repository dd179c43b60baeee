/// The distinct rows of a table, each with the number of rows that equal it.
public struct UniqueTuples: Sendable, Equatable {
  /// The distinct rows as columns of codes, in the order of first appearance.
  public let tuples: CodeColumns
  /// How many rows equal each tuple; at least 1.
  public let counts: [UInt32]
  /// The number of rows they stand for: the sum of `counts`.
  public let rowCount: Int

  /// The number of distinct tuples.
  public var count: Int { counts.count }

  /// The distinct rows of `columns`.
  ///
  /// - Complexity: O(rows x columns).
  public init(_ columns: CodeColumns, workers: Workers = .automatic) {
    self.init(columns, classes: EquivalenceClasses(columns, workers: workers), workers: workers)
  }

  /// The distinct rows of `columns`, whose classes are known already.
  ///
  /// - Precondition: `classes` are the classes of `columns`.
  /// - Complexity: O(classes x columns).
  public init(
    _ columns: CodeColumns, classes: EquivalenceClasses, workers: Workers = .automatic
  ) {
    precondition(classes.rowCount == columns.rowCount, "classes of another table")
    let gathered = concurrentChunks(
      count: columns.columns.count, workers: classes.count < 65_536 ? .single : workers
    ) { range in range.map { gather(columns.columns[$0], at: classes.representatives) } }
    tuples = CodeColumns(
      unchecked: gathered.flatMap { $0 }, cardinalities: columns.cardinalities,
      rowCount: classes.count)
    counts = classes.sizes
    rowCount = columns.rowCount
  }
}

/// The codes at some rows.
func gather(_ column: [UInt32], at rows: [UInt32]) -> [UInt32] {
  var codes = [UInt32](repeating: 0, count: rows.count)
  var target = codes.mutableSpan
  let source = column.span
  let indices = rows.span
  for index in indices.indices { target[index] = source[Int(indices[index])] }
  return codes
}
