/// DuckDB's SQL.
struct DuckDBDialect: Dialect {
  func identifier(_ name: String) -> String {
    "\"" + name.replacing("\"", with: "\"\"") + "\""
  }

  func literal(_ text: String) -> String {
    let pieces = text.split(separator: "\0", omittingEmptySubsequences: false)
    return pieces.map { "'" + $0.replacing("'", with: "''") + "'" }.joined(
      separator: " || chr(0) || ")
  }

  func readCSV(_ reading: CSVReading) -> String {
    let columns = (0..<reading.columnCount).map { "c\($0): 'VARCHAR'" }.joined(separator: ", ")
    let quote = literal(reading.options.quote.map(String.init) ?? "")
    // The engine wants at least one null text; where there is none, one that no file holds.
    let nullTexts = reading.nullTexts.isEmpty ? ["\u{1}no null text\u{1}"] : reading.nullTexts
    let nulls = nullTexts.map(literal).joined(separator: ", ")
    return """
      read_csv(\(list(reading.files)), auto_detect = false, strict_mode = true, \
      delim = \(literal(String(reading.delimiter))), quote = \(quote), escape = \(quote), \
      header = \(reading.options.hasHeader), columns = {\(columns)}, \
      nullstr = [\(nulls)], \
      null_padding = false, ignore_errors = false, \
      encoding = \(literal(reading.options.encoding)), \
      \(lineLimit(reading.options.maximumLineBytes)))
      """
  }

  func readLines(_ files: [String], encoding: String, maximumLineBytes: Int) -> String {
    // The unit separator as delimiter: text has none, and a line that does has one field too many.
    """
    read_csv(\(list(files)), auto_detect = false, strict_mode = false, delim = chr(31), \
    quote = '', escape = '', header = false, columns = {line: 'VARCHAR'}, \
    encoding = \(literal(encoding)), \(lineLimit(maximumLineBytes)))
    """
  }

  func readJSON(_ files: [String], isLines: Bool, names: [String], maximumBytes: Int) -> String {
    let columns = names.map { "\(literal($0)): 'VARCHAR'" }.joined(separator: ", ")
    return """
      read_json(\(list(files)), format = '\(isLines ? "newline_delimited" : "auto")', \
      columns = {\(columns)}, maximum_object_size = \(maximumBytes)) \
      AS source \(columnList(names.count))
      """
  }

  func describeJSON(_ files: [String], isLines: Bool, maximumBytes: Int) -> String {
    """
    SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_json(\(list(files)), \
    format = '\(isLines ? "newline_delimited" : "auto")', sample_size = -1, maximum_depth = 1, \
    union_by_name = true, maximum_object_size = \(maximumBytes)))
    """
  }

  func readParquet(_ files: [String], columnCount: Int) -> String {
    "read_parquet(\(list(files))) AS source \(columnList(columnCount))"
  }

  func describeParquet(_ files: [String]) -> String {
    """
    SELECT column_name, column_type \
    FROM (DESCRIBE SELECT * FROM read_parquet(\(list(files))))
    """
  }

  func readSQLite(_ files: [String], table: String, columnCount: Int) -> String {
    let scans = files.map { "SELECT * FROM \(SQLiteScan.name)(\(literal($0)), \(literal(table)))" }
    return "(\(scans.joined(separator: " UNION ALL "))) AS source \(columnList(columnCount))"
  }

  func columnType(_ engineType: String) -> ValueType {
    switch engineType {
    case "BOOLEAN": return .boolean
    case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER":
      return .integer
    case "FLOAT", "DOUBLE": return .real
    case "DATE": return .date
    case "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS":
      return .timestamp
    default: break
    }
    guard engineType.hasPrefix("DECIMAL") else { return .text }
    let digits = engineType.split { "(,) ".contains($0) }.dropFirst().compactMap { Int($0) }
    return digits.count == 2 && digits[1] == 0 && digits[0] <= 18 ? .integer : .real
  }

  func integer(_ value: String) -> String { "CAST(\(value) AS BIGINT)" }
  func real(_ value: String) -> String { "CAST(\(value) AS DOUBLE)" }
  func realOrNull(_ text: String) -> String { tried(text, as: "DOUBLE") }
  func text(_ value: String) -> String { "CAST(\(value) AS VARCHAR)" }
  func days(_ date: String) -> String { "CAST(\(date) - DATE '1970-01-01' AS BIGINT)" }
  func microseconds(_ timestamp: String) -> String {
    "CAST(epoch_us(CAST(\(timestamp) AS TIMESTAMPTZ)) AS BIGINT)"
  }
  func microsecondsOrNull(_ text: String) -> String {
    let time = tried(text, as: "TIMESTAMPTZ")
    return "epoch_us(CASE WHEN isfinite(\(time)) THEN \(time) END)"
  }
  func clockOrNull(_ text: String) -> String {
    let clock = tried(text, as: "TIMESTAMP")
    return "epoch_us(CASE WHEN isfinite(\(clock)) THEN \(clock) END)"
  }
  func hasOffset(_ text: String) -> String {
    "regexp_matches(\(text), ':[0-9.]+ *(Z|UTC|[+-][0-9]{2}(:?[0-9]{2})?)$')"
  }
  func time(ofClock clock: String, zone: String) -> String {
    "epoch_us(timezone(\(literal(zone)), make_timestamp(\(clock))))"
  }
  func clock(ofTime time: String, zone: String) -> String {
    "epoch_us(timezone(\(literal(zone)), make_timestamptz(\(time))))"
  }
  func floorDivide(_ value: String, by divisor: Int64) -> String {
    "((\(value)) - \(floorModulo(value, by: divisor))) // \(divisor)"
  }
  func floorModulo(_ value: String, by divisor: Int64) -> String {
    "((((\(value)) % \(divisor)) + \(divisor)) % \(divisor))"
  }
  func nearestInteger(_ value: String) -> String {
    "TRY_CAST(round_even(\(value), 0) AS BIGINT)"
  }
  func isNotANumber(_ value: String) -> String { "isnan(\(value))" }
  // A sum of BIGINT is a HUGEINT: 2^63 rows of 2^63 fit.
  func exactSum(_ value: String) -> String { "CAST(coalesce(sum(\(value)), 0) AS VARCHAR)" }
  func number(_ value: Double) -> String { "CAST('\(value)' AS DOUBLE)" }
  func length(_ text: String) -> String { "length(\(text))" }
  func approximateCountDistinct(_ value: String) -> String { "approx_count_distinct(\(value))" }
  func hashBucket(_ values: [String], modulus: Int) -> String {
    "(hash(\(values.joined(separator: ", "))) % \(modulus))"
  }
  func rowNumber() -> String { "row_number() OVER ()" }
  // The inner hash joins its parts by an exclusive or, so swapped cells would cancel out without
  // the outer one.
  func cellHash(row: String, _ value: String) -> String { "hash(hash(\(row), \(value)))" }
  func exclusiveOr(_ value: String) -> String {
    "CAST(coalesce(bit_xor(\(value)), 0) AS VARCHAR)"
  }
  func sha256(parameter index: Int) -> String { "sha256($\(index)::BLOB)" }
  func typed(_ text: String, as type: ValueType) -> String {
    let name: String? =
      switch type {
      case .text, .key: nil
      case .integer: "BIGINT"
      case .real: "DOUBLE"
      case .date: "DATE"
      case .timestamp: "TIMESTAMPTZ"
      case .boolean: "BOOLEAN"
      }
    return name.map { tried(text, as: $0) } ?? text
  }
  func copy(_ query: String, to path: String, format: FileFormat) -> String {
    let options =
      format == .parquet ? "FORMAT parquet, COMPRESSION snappy" : "FORMAT csv, HEADER true"
    return "COPY (\(query)) TO \(literal(path)) (\(options))"
  }

  // MARK: Pieces

  /// A text as a value of a type, NULL where it is none.
  ///
  /// `concat` changes no text, and keeps the cast out of the reader of CSV: into that, DuckDB 2.0
  /// moves a cast of a column itself, and there it fails on a text that is none, and quotes it.
  private func tried(_ text: String, as type: String) -> String {
    "TRY_CAST(concat(\(text)) AS \(type))"
  }

  /// A list of paths, none of which the engine takes for a pattern.
  private func list(_ files: [String]) -> String {
    "[" + files.map { literal(Self.escapedPattern($0)) }.joined(separator: ", ") + "]"
  }

  /// `a[1]*.csv` -> `a[[]1][*].csv`, which matches just that file.
  static func escapedPattern(_ path: String) -> String {
    var escaped = ""
    for character in path {
      escaped += "*?[".contains(character) ? "[\(character)]" : String(character)
    }
    return escaped
  }

  private func lineLimit(_ bytes: Int) -> String {
    let limit = "max_line_size = \(bytes)"
    return bytes > 16_000_000 ? "\(limit), buffer_size = \(2 * bytes)" : limit
  }
}
