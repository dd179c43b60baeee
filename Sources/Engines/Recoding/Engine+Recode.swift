import Foundation

extension Engine {
  /// Writes a recoded copy of a table: CSV or Parquet by the path's ending, whole or not at all.
  ///
  /// Runs in the engine, out of core, on all its threads, rows in their order. The file is written
  /// under a temporary name in the same folder and renamed; a run that is killed leaves what was
  /// there before.
  ///
  /// - Throws: `EngineError`: about the source, `.noSuchColumn`, `.unknownFormat` where the ending
  ///   is neither, `.notPermitted`, `.diskFull`, `.interrupted`.
  /// - Complexity: one pass over the source; a hash table of each column's distinct values and of
  ///   the suppressed classes.
  public func writeRecoded(
    source: DataSource, _ recoding: TableRecoding, to path: String
  ) throws(EngineError) -> WrittenTable {
    let relation = try relation(for: source)
    let format = try Self.outputFormat(path)
    let indices = try relation.indices(of: recoding.columns.map(\.name))
    guard !indices.isEmpty else { throw EngineError.noRows(file: relation.file) }
    let ticket = try connections.open()
    let keys = Self.keys(of: recoding.columns)
    defer { drop(recoding, on: ticket) }
    try makeGroups(recoding, keys: keys, on: ticket)
    try makeSuppressed(recoding, keys: keys, on: ticket)
    let columns = zip(indices, recoding.columns).map { (index: $0, recoding: $1) }
    let query = Queries(dialect: dialect).recoded(
      relation, columns: columns, keys: keys,
      suppressedRows: recoding.suppressed.isEmpty ? nil : recoding.suppressedRows)
    return try copy(query, to: path, format: format, ticket: ticket, relation.failureContext)
  }

  /// Writes a table of text as Parquet whose columns have types of their own.
  ///
  /// - Parameter types: what each column's values are, in the order of the source.
  /// - Throws: `EngineError`, as `writeRecoded`.
  public func writeTyped(
    source: DataSource, types: [ValueType], to path: String
  ) throws(EngineError) -> WrittenTable {
    let relation = try relation(for: source)
    let format = try Self.outputFormat(path)
    let values = zip(relation.columns.indices, relation.columns).map { index, column in
      let cell = dialect.column(index)
      let type = index < types.count ? types[index] : .text
      return "\(dialect.typed(cell, as: type)) AS \(dialect.identifier(column.name))"
    }
    let query = "SELECT \(values.joined(separator: ", ")) FROM \(relation.from)"
    let ticket = try connections.open()
    return try copy(query, to: path, format: format, ticket: ticket, relation.failureContext)
  }

  private static func outputFormat(_ path: String) throws(EngineError) -> FileFormat {
    guard let format = FileFormat(path: path), format == .csv || format == .parquet,
      !path.hasSuffix(".gz")
    else { throw EngineError.unknownFormat(file: path) }
    return format
  }

  // MARK: Tables of groups

  /// A key of 64 bits, or several, that tells tuples of groups apart.
  private static func keys(of columns: [TableRecoding.Column]) -> [Queries.GroupKey?] {
    var (word, factor) = (0, Int64(1))
    return columns.map { column in
      guard let groups = column.groups else { return nil }
      let size = Int64(groups.labels.count + 1)
      let (product, overflow) = factor.multipliedReportingOverflow(by: size)
      if overflow {
        word += 1
        factor = size
        return Queries.GroupKey(word: word, factor: 1)
      }
      defer { factor = product }
      return Queries.GroupKey(word: word, factor: factor)
    }
  }

  private func makeGroups(
    _ recoding: TableRecoding, keys: [Queries.GroupKey?], on ticket: ConnectionRegistry.Ticket
  ) throws(EngineError) {
    let queries = Queries(dialect: dialect)
    for (number, column) in recoding.columns.enumerated() {
      guard let groups = column.groups, let key = keys[number] else { continue }
      try connections.execute(queries.groupTable(number), with: ticket)
      let rows = zip(groups.values, groups.groups).compactMap { value, group -> String? in
        guard group > 0, Int(group) <= groups.labels.count else { return nil }
        let label = dialect.literal(groups.labels[Int(group) - 1])
        return "(\(dialect.literal(value)), \(label), \(Int64(group) * key.factor))"
      }
      try insert(rows, into: Queries.RecodingTables.groups(number), on: ticket)
    }
  }

  private func makeSuppressed(
    _ recoding: TableRecoding, keys: [Queries.GroupKey?], on ticket: ConnectionRegistry.Ticket
  ) throws(EngineError) {
    guard !recoding.suppressed.isEmpty else { return }
    let present = keys.compactMap(\.self)
    let words = (present.map(\.word).max() ?? -1) + 1
    guard words > 0 else { throw EngineError.invalidOption(name: "suppressed") }
    let table = Queries(dialect: dialect).suppressedTable(words: words)
    try connections.execute(table, with: ticket)
    let rows = recoding.suppressed.map { tuple in
      var sums = [Int64](repeating: 0, count: words)
      for (group, key) in zip(tuple, present) { sums[key.word] += Int64(group) * key.factor }
      return "(" + sums.map(String.init).joined(separator: ", ") + ")"
    }
    try insert(Array(Set(rows)).sorted(), into: Queries.RecodingTables.suppressed, on: ticket)
  }

  private func insert(
    _ rows: [String], into table: String, on ticket: ConnectionRegistry.Ticket
  ) throws(EngineError) {
    var start = 0
    while start < rows.count {
      let end = min(start + 2_000, rows.count)
      let sql = Queries(dialect: dialect).insert(into: table, rows: Array(rows[start..<end]))
      try connections.execute(sql, with: ticket)
      start = end
    }
  }

  private func drop(_ recoding: TableRecoding, on ticket: ConnectionRegistry.Ticket) {
    let tables =
      recoding.columns.indices.map(Queries.RecodingTables.groups)
      + [Queries.RecodingTables.suppressed]
    for table in tables {
      // What was never made need not be dropped.
      try? connections.execute("DROP TABLE IF EXISTS \(table)", with: ticket)
    }
  }

  // MARK: Writing

  private func copy(
    _ query: String, to path: String, format: FileFormat, ticket: ConnectionRegistry.Ticket,
    _ context: FailureContext
  ) throws(EngineError) -> WrittenTable {
    let url = URL(fileURLWithPath: path)
    let folder = url.deletingLastPathComponent().path
    let temporary = folder + "/.\(url.lastPathComponent).\(UUID().uuidString).tmp"
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch { throw EngineError.notPermitted(file: folder) }
    guard FileManager.default.isWritableFile(atPath: folder) else {
      throw EngineError.notPermitted(file: folder)
    }
    defer { unsafe unlink(temporary) }
    let sql = dialect.copy(query, to: temporary, format: format)
    let result = try self.query(sql, ticket: ticket, context: context)
    guard unsafe chmod(temporary, 0o600) == 0, unsafe rename(temporary, url.path) == 0 else {
      throw EngineError.notPermitted(file: path)
    }
    return WrittenTable(rowCount: Int(result.columns.first?.integers.first.flatMap(\.self) ?? 0))
  }
}
