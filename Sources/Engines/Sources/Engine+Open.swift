import Foundation
import Synchronization

/// A relation, and what its files looked like when it was made.
struct CachedRelation: Sendable {
  let relation: Relation
  let fingerprints: [FileFingerprint]
}

/// A file's size and time of change: enough to see that it was written again.
struct FileFingerprint: Sendable, Equatable {
  let path: String
  let byteCount: Int64
  let changedNanoseconds: Int64

  init(path: String) {
    self.path = path
    var status = stat()
    let isThere = unsafe stat(path, &status) == 0
    byteCount = isThere ? Int64(status.st_size) : -1
    changedNanoseconds =
      isThere ? Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec) : -1
  }
}

extension Engine {
  /// The columns of a source, in its order; CSV, JSON and SQLite keep everything as text.
  ///
  /// - Throws: `EngineError`.
  /// - Complexity: O(columns) for each CSV and Parquet file; JSON is read once from end to end.
  public func columns(of source: DataSource) throws(EngineError) -> [SourceColumn] {
    try relation(for: source).columns
  }

  /// The SQL relation of a source; kept until one of its files changes.
  package func relation(for source: DataSource) throws(EngineError) -> Relation {
    let files = try SourceFiles(source)
    let fingerprints = files.paths.map(FileFingerprint.init)
    if let cached = relations.withLock({ $0[source] }), cached.fingerprints == fingerprints {
      return cached.relation
    }
    let relation = try makeRelation(source, files: files)
    relations.withLock {
      if $0.count > 256 { $0.removeAll() }
      $0[source] = CachedRelation(relation: relation, fingerprints: fingerprints)
    }
    return relation
  }

  private func makeRelation(
    _ source: DataSource, files: SourceFiles
  ) throws(EngineError) -> Relation {
    let context = FailureContext(files: files.paths, format: files.format, csv: source.csv)
    switch files.format {
    case .csv, .tsv: return try csvRelation(source, files: files, context: context)
    case .json, .jsonl:
      let isLines = files.format == .jsonl
      let limit = max(16 << 20, source.csv.maximumLineBytes)
      let columns = try describe(
        dialect.describeJSON(files.paths, isLines: isLines, maximumBytes: limit), context: context
      ).map { SourceColumn(name: $0.name, type: .text) }
      try Self.checkKeysDiffer(columns.map(\.name), file: files.paths[0])
      if isLines, columns.map(\.name) == ["json"] { try Self.checkObjects(files.paths) }
      let from = dialect.readJSON(
        files.paths, isLines: isLines, names: columns.map(\.name), maximumBytes: limit)
      return cleaned(from, columns: columns, source: source, context: context)
    case .parquet:
      for path in files.paths.dropFirst() { try checkSameParquet(path, as: files.paths[0]) }
      let columns = try describe(dialect.describeParquet([files.paths[0]]), context: context)
      let from = dialect.readParquet(files.paths, columnCount: columns.count)
      return cleaned(from, columns: columns, source: source, context: context)
    case .sqlite: return try sqliteRelation(source, files: files, context: context)
    }
  }

  private func cleaned(
    _ from: String, columns: [SourceColumn], source: DataSource, context: FailureContext
  ) -> Relation {
    var from = from
    if let texts = source.nullTexts, !texts.isEmpty {
      from = Queries(dialect: dialect).replacingNulls(
        in: from, columns: columns, nullTexts: texts)
    }
    return Relation(from: from, columns: columns, files: context.files, failureContext: context)
  }

  private func describe(
    _ sql: String, context: FailureContext
  ) throws(EngineError) -> [SourceColumn] {
    let result = try query(sql, context: context)
    let names = result.columns[0].texts
    let types = result.columns[1].texts
    return zip(names, types).map { name, type in
      SourceColumn(name: name ?? "", type: dialect.columnType(type ?? ""))
    }
  }

  /// All Parquet files of a source have the columns of the first.
  private func checkSameParquet(_ path: String, as first: String) throws(EngineError) {
    let context = FailureContext(files: [path], format: .parquet)
    let columns = try describe(dialect.describeParquet([path]), context: context)
    let expected = try describe(
      dialect.describeParquet([first]), context: FailureContext(files: [first], format: .parquet))
    guard columns == expected else { throw EngineError.schemaMismatch(file: path) }
  }

  /// Where a line is no object, the engine takes all lines for values of one column, `json`.
  private static func checkObjects(_ paths: [String]) throws(EngineError) {
    for path in paths {
      if let line = LineScanner(path: path)?.firstLineThatIsNoObject() {
        throw EngineError.malformed(.notAnObject, SourcePlace(file: path, line: line))
      }
    }
  }

  /// The engine's names don't tell letter cases apart: it calls the key "A" beside "a" "A_1".
  private static func checkKeysDiffer(_ names: [String], file: String) throws(EngineError) {
    var firstOfName: [String: Int] = [:]
    for (index, name) in names.enumerated() {
      firstOfName[name.lowercased(), default: index] = min(
        index, firstOfName[name.lowercased()] ?? index)
      guard let mark = name.lastIndex(of: "_"), Int(name[name.index(after: mark)...]) != nil
      else { continue }
      let base = String(name[..<mark])
      if let first = firstOfName[base.lowercased()], first != index, names[first] != base {
        throw EngineError.duplicateColumn(file: file, first: first + 1, second: index + 1)
      }
    }
  }

  // MARK: CSV

  private func csvRelation(
    _ source: DataSource, files: SourceFiles, context: FailureContext
  ) throws(EngineError) -> Relation {
    try Self.checkCSVOptions(source.csv, file: files.paths[0])
    var first: CSVHeader?
    for path in files.paths {
      let header = try csvHeader(of: path, format: files.format, options: source.csv)
      if let first, header != first { throw EngineError.schemaMismatch(file: path) }
      first = header
    }
    guard let header = first else { throw EngineError.fileMissing(file: source.paths.first ?? "") }
    let reading = CSVReading(
      files: files.paths, columnCount: header.names.count, delimiter: header.delimiter,
      options: source.csv, nullTexts: source.nullTexts ?? [""])
    var context = context
    context.csv.delimiter = header.delimiter
    return Relation(
      from: dialect.readCSV(reading),
      columns: header.names.map { SourceColumn(name: $0, type: .text) }, files: files.paths,
      failureContext: context)
  }

  private func csvHeader(
    of path: String, format: FileFormat, options: CSVFormat
  ) throws(EngineError) -> CSVHeader {
    let context = FailureContext(files: [path], format: format, csv: options)
    let sql = Queries(dialect: dialect).firstLines(path, options: options, count: 32)
    let lines = try query(sql, context: context).columns[0].texts
    return try CSVHeader(
      lines: lines.map { $0 ?? "" }, file: path, format: format, options: options)
  }

  private static func checkCSVOptions(_ options: CSVFormat, file: String) throws(EngineError) {
    let isUsable = { (character: Character?) in
      guard let character else { return true }
      return character.utf8.count == 1 && character != "\n" && character != "\r"
        && character != "\0"
    }
    guard isUsable(options.delimiter) else {
      throw EngineError.invalidSourceOption(name: "delimiter", file: file)
    }
    guard isUsable(options.quote), options.quote == nil || options.quote != options.delimiter else {
      throw EngineError.invalidSourceOption(name: "quote", file: file)
    }
    guard (1...(1 << 30)).contains(options.maximumLineBytes) else {
      throw EngineError.invalidSourceOption(name: "maximumLineBytes", file: file)
    }
    guard ["utf-8", "latin-1", "utf-16"].contains(options.encoding.lowercased()) else {
      throw EngineError.unknownEncoding(name: options.encoding, file: file)
    }
  }

  // MARK: SQLite

  private func sqliteRelation(
    _ source: DataSource, files: SourceFiles, context: FailureContext
  ) throws(EngineError) -> Relation {
    var first: (table: String, columns: [String])?
    for path in files.paths {
      let database = try SQLiteDatabase(path: path)
      let table = try database.resolve(source.table)
      let columns = try database.columns(of: table)
      if let first, first.columns != columns { throw EngineError.schemaMismatch(file: path) }
      first = first ?? (table, columns)
    }
    guard let first else { throw EngineError.fileMissing(file: source.paths.first ?? "") }
    let from = dialect.readSQLite(
      files.paths, table: first.table, columnCount: first.columns.count)
    let columns = first.columns.map { SourceColumn(name: $0, type: .text) }
    var relation = cleaned(from, columns: columns, source: source, context: context)
    relation.sqliteTable = first.table
    return relation
  }
}
