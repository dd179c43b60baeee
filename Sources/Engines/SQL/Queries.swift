/// The queries that run on every engine, each written once.
package struct Queries: Sendable {
  /// The engine's SQL.
  package let dialect: any Dialect

  /// Queries in the SQL of `dialect`.
  package init(dialect: any Dialect) { self.dialect = dialect }

  /// The number of rows: one row, `rows`.
  package func rowCount(_ relation: Relation) -> String {
    "SELECT count(*) AS row_count FROM \(relation.from)"
  }

  /// Sizes of the groups of equal values in `columns`, and how many groups have each size.
  ///
  /// Gives `size`, `classes`, smallest size first. Missing equals missing.
  package func classSizeHistogram(_ relation: Relation, columns: [Int]) -> String {
    let keys = columns.map(dialect.column).joined(separator: ", ")
    let groups =
      columns.isEmpty
      ? "SELECT count(*) AS size FROM \(relation.from)"
      : "SELECT count(*) AS size FROM \(relation.from) GROUP BY \(keys)"
    return """
      SELECT \(dialect.integer("size")) AS size, \(dialect.integer("count(*)")) AS classes \
      FROM (\(groups)) AS groups GROUP BY size ORDER BY size
      """
  }

  /// Each combination of values once, with the number of its rows last, sorted.
  package func distinctTuples(
    _ relation: Relation, columns: [Int], requests: [ColumnRequest]
  ) -> String {
    let keys = columns.map(dialect.column).joined(separator: ", ")
    let values = zip(columns, requests).map { index, request in
      reading(relation, column: index, as: request.type)
    }
    let order = columns.map { "\(dialect.column($0)) NULLS FIRST" }.joined(separator: ", ")
    return """
      SELECT \((values + [dialect.integer("size")]).joined(separator: ", ")) FROM \
      (SELECT \(keys), count(*) AS size FROM \(relation.from) GROUP BY \(keys)) AS tuples \
      ORDER BY \(order)
      """
  }

  /// The cells of columns in the file's order, as text, BIGINT or DOUBLE.
  package func cells(
    _ relation: Relation, columns: [Int], requests: [ColumnRequest], limit: Int? = nil
  ) -> String {
    let values = zip(columns, requests).map { index, request in
      reading(relation, column: index, as: request.type)
    }
    let tail = limit.map { " LIMIT \($0)" } ?? ""
    return "SELECT \(values.joined(separator: ", ")) FROM \(relation.from)\(tail)"
  }

  /// The codes of the columns of `sql`, each by its function, in the same order of rows.
  func codes(of sql: String, functions: [(number: Int64, name: String)]) -> String {
    let names = functions.indices.map { "v\($0)" }
    let codes = zip(functions, names).map { function, name in
      "\(function.name)(\(function.number), \(name)) AS \(name)"
    }
    return """
      SELECT \(codes.joined(separator: ", ")) \
      FROM (\(sql)) AS cells (\(names.joined(separator: ", ")))
      """
  }

  /// A sample of about one row in `modulus`, chosen by the hash of the whole row.
  package func hashSample(_ relation: Relation, columns: [Int], modulus: Int, limit: Int) -> String
  {
    let values = columns.map { dialect.text(dialect.column($0)) }
    let all = relation.columns.indices.prefix(64).map(dialect.column)
    return """
      SELECT \(values.joined(separator: ", ")) FROM \(relation.from) \
      WHERE \(dialect.hashBucket(all, modulus: modulus)) = 0 LIMIT \(limit)
      """
  }

  /// First and second lines of a text file.
  package func firstLines(_ file: String, options: CSVFormat, count: Int) -> String {
    let lines = dialect.readLines(
      [file], encoding: options.encoding, maximumLineBytes: options.maximumLineBytes)
    return "SELECT line FROM \(lines) LIMIT \(count)"
  }

  /// A relation in which the texts of `nullTexts` are NULL in the columns kept as text.
  func replacingNulls(in from: String, columns: [SourceColumn], nullTexts: [String]) -> String {
    let list = nullTexts.map(dialect.literal).joined(separator: ", ")
    let values = columns.enumerated().map { index, column in
      let name = dialect.column(index)
      guard column.type == .text else { return name }
      return "CASE WHEN \(dialect.text(name)) IN (\(list)) THEN NULL ELSE \(name) END AS \(name)"
    }
    return "(SELECT \(values.joined(separator: ", ")) FROM \(from)) AS cleaned"
  }

  /// The expression that gives column `index` in the form in which it is coded.
  func reading(_ relation: Relation, column index: Int, as type: ValueType) -> String {
    let name = dialect.column(index)
    let kept = relation.columns[index].type
    if type == .text, kept != .text { return dialect.text(name) }
    switch kept {
    case .integer, .boolean: return dialect.integer(name)
    case .real: return dialect.real(name)
    case .date: return dialect.days(name)
    case .timestamp: return dialect.microseconds(name)
    case .text, .key: return dialect.text(name)
    }
  }
}
