extension Queries {
  /// The names of the tables that a recoding makes on its connection.
  enum RecodingTables {
    /// The groups of the column numbered `index` of the recoding.
    static func groups(_ index: Int) -> String { "palimpsest_groups_\(index)" }
    static let suppressed = "palimpsest_suppressed"
  }

  /// How the groups of a tuple are told apart: each column's group times `factor`, summed in
  /// `word`.
  struct GroupKey {
    let word: Int
    let factor: Int64
  }

  /// A table of values, their groups' names and their parts of a tuple's key.
  func groupTable(_ index: Int) -> String {
    "CREATE TEMPORARY TABLE \(RecodingTables.groups(index)) "
      + "(original VARCHAR, label VARCHAR, part BIGINT)"
  }

  /// A table of the suppressed tuples' keys.
  func suppressedTable(words: Int) -> String {
    let columns = (0..<words).map { "k\($0) BIGINT" }.joined(separator: ", ")
    return "CREATE TEMPORARY TABLE \(RecodingTables.suppressed) (\(columns))"
  }

  /// Rows for one of those tables.
  func insert(into table: String, rows: [String]) -> String {
    "INSERT INTO \(table) VALUES \(rows.joined(separator: ", "))"
  }

  /// The recoded rows in their order, columns named as in the output.
  ///
  /// A join keeps no order, so rows are numbered and sorted: the same plan gives the same bytes.
  func recoded(
    _ relation: Relation, columns: [(index: Int, recoding: TableRecoding.Column)],
    keys: [GroupKey?], suppressedRows: TableRecoding.SuppressedRows?
  ) -> String {
    var joins: [String] = []
    var values: [String] = []
    var parts: [[String]] = Array(
      repeating: [], count: (keys.compactMap { $0?.word }.max() ?? -1) + 1)
    for (number, column) in columns.enumerated() {
      let name = dialect.identifier(column.recoding.name)
      let cell = "source.\(dialect.column(column.index))"
      guard column.recoding.groups != nil else {
        values.append("\(cell) AS \(name)")
        continue
      }
      let alias = "g\(number)"
      joins.append(
        "LEFT JOIN \(RecodingTables.groups(number)) AS \(alias) "
          + "ON \(dialect.text(cell)) = \(alias).original")
      let label =
        suppressedRows == .masked
        ? "CASE WHEN gone.k0 IS NULL THEN \(alias).label ELSE '*' END" : "\(alias).label"
      values.append("\(label) AS \(name)")
      if let key = keys[number] { parts[key.word].append("coalesce(\(alias).part, 0)") }
    }
    var condition = ""
    if let suppressedRows {
      let matches = parts.enumerated().map { word, parts in
        "gone.k\(word) = \(parts.joined(separator: " + "))"
      }
      joins.append(
        "LEFT JOIN \(RecodingTables.suppressed) AS gone ON \(matches.joined(separator: " AND "))")
      if suppressedRows == .removed { condition = " WHERE gone.k0 IS NULL" }
    }
    let number = "row_number() OVER () AS palimpsest_row"
    let order = " ORDER BY source.palimpsest_row"
    let from = "(SELECT *, \(number) FROM \(relation.from)) AS source"
    return """
      SELECT \(values.joined(separator: ", ")) FROM \(from) \
      \(joins.joined(separator: " "))\(condition)\(order)
      """
  }
}
