import CDuckDB

/// What a private aggregate needs of a table, exactly, in one pass each.
///
/// **Guarantee**: no cell makes them fail, and sums are exact. **Cost**: one pass.
/// **Does not protect against**: anything by itself: every result is a secret until noise is added.
extension Engine {
  /// The number of rows; with a column, of those that have a value in it.
  package func presentRows(
    of source: DataSource, column: String?
  ) throws(EngineError) -> Int {
    let relation = try relation(for: source)
    let index = try column.map { name throws(EngineError) in try relation.index(of: name) }
    let sql = Queries(dialect: dialect).presentRows(relation, column: index)
    return try integer(sql, relation)
  }

  /// The number of rows of which each subject has at most `limit`; those without one left out.
  package func boundedRows(
    of source: DataSource, subject: String, column: String?, limit: Int
  ) throws(EngineError) -> Int {
    let relation = try relation(for: source)
    let index = try column.map { name throws(EngineError) in try relation.index(of: name) }
    let sql = try Queries(dialect: dialect).boundedRows(
      relation, subject: relation.index(of: subject), column: index, limit: limit)
    return try integer(sql, relation)
  }

  /// Hands each value of a column, as text, and the number of its rows to `body`, in no order.
  package func forEachGroup(
    of source: DataSource, column: String, _ body: (String, Int) -> Void
  ) throws(EngineError) {
    let relation = try relation(for: source)
    let index = try relation.index(of: column)
    let sql = Queries(dialect: dialect).groupCounts(relation, column: index)
    let running = try RunningQuery(sql, on: self, context: relation.failureContext)
    while let chunk = try running.next() {
      guard let texts = unsafe chunk.vectors[0].values(as: cduckdb_string.self),
        let counts = unsafe chunk.vectors[1].values(as: Int64.self)
      else { continue }
      for row in 0..<chunk.rowCount where chunk.vectors[0].isValid(row) {
        body(unsafe texts[row].text, Int(unsafe counts[row]))
      }
    }
  }

  /// The number of a grid column's values and their exact sum.
  package func gridTotal(
    of source: DataSource, column: GridColumn
  ) throws(EngineError) -> (rows: Int, total: Int128) {
    let relation = try relation(for: source)
    let sql = try Queries(dialect: dialect).gridTotal(
      relation, column: column, at: relation.index(of: column.name))
    let result = try query(sql, context: relation.failureContext)
    let rows = result.columns[0].integers.first.flatMap { $0 } ?? 0
    return (Int(rows), try exact(result.columns[1], relation))
  }

  /// Hands each integer of a grid column and the number of its rows to `body`, in increasing order.
  package func forEachStep(
    of source: DataSource, column: GridColumn, _ body: (Int64, Int) -> Void
  ) throws(EngineError) {
    let relation = try relation(for: source)
    let sql = try Queries(dialect: dialect).gridCounts(
      relation, column: column, at: relation.index(of: column.name))
    let running = try RunningQuery(sql, on: self, context: relation.failureContext)
    while let chunk = try running.next() {
      guard let steps = unsafe chunk.vectors[0].values(as: Int64.self),
        let counts = unsafe chunk.vectors[1].values(as: Int64.self)
      else { continue }
      for row in 0..<chunk.rowCount { body(unsafe steps[row], Int(unsafe counts[row])) }
    }
  }

  /// The exact sum of subjects' exact totals, each clamped to a range.
  package func subjectTotal(
    of source: DataSource, column: GridColumn, subject: String, clampedTo range: ClosedRange<Int64>
  ) throws(EngineError) -> Int128 {
    let relation = try relation(for: source)
    let sql = try Queries(dialect: dialect).subjectTotal(
      relation, column: column, at: relation.index(of: column.name),
      subject: relation.index(of: subject), clampedTo: range)
    return try exact(query(sql, context: relation.failureContext).columns[0], relation)
  }

  private func integer(_ sql: String, _ relation: Relation) throws(EngineError) -> Int {
    let result = try query(sql, context: relation.failureContext)
    return Int(result.columns[0].integers.first.flatMap { $0 } ?? 0)
  }

  private func exact(_ column: QueryColumn, _ relation: Relation) throws(EngineError) -> Int128 {
    guard let text = column.texts.first.flatMap({ $0 }), let total = Int128(text) else {
      throw EngineError.engineFailure(kind: "sum", file: relation.file)
    }
    return total
  }
}
