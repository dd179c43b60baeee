/// The SQL that an engine speaks: the only place where engines differ.
///
/// `Queries` writes each query once in terms of these pieces, so that DuckDB and Spark run the
/// same text but for them. Every argument called `value` is an SQL expression already.
package protocol Dialect: Sendable {
  /// An identifier, quoted.
  func identifier(_ name: String) -> String
  /// A text literal.
  func literal(_ text: String) -> String
  /// What stands behind FROM for files of CSV whose columns are all text.
  func readCSV(_ reading: CSVReading) -> String
  /// What stands behind FROM for lines of text: one column, `line`; blank lines may be left out.
  func readLines(_ files: [String], encoding: String, maximumLineBytes: Int) -> String
  /// What stands behind FROM for JSON whose keys `names` are columns of text.
  func readJSON(_ files: [String], isLines: Bool, names: [String], maximumBytes: Int) -> String
  /// A query for the columns (`column_name`, `column_type`) of JSON files.
  func describeJSON(_ files: [String], isLines: Bool, maximumBytes: Int) -> String
  /// What stands behind FROM for Parquet files with `columnCount` columns.
  func readParquet(_ files: [String], columnCount: Int) -> String
  /// A query for the columns (`column_name`, `column_type`) of Parquet files.
  func describeParquet(_ files: [String]) -> String
  /// What stands behind FROM for a table of SQLite files.
  func readSQLite(_ files: [String], table: String, columnCount: Int) -> String
  /// The type of a column, from the engine's name of it.
  func columnType(_ engineType: String) -> ValueType

  /// A whole number of 64 bits.
  func integer(_ value: String) -> String
  /// A real number.
  func real(_ value: String) -> String
  /// A real number, NULL where the text is none.
  func realOrNull(_ text: String) -> String
  /// A text.
  func text(_ value: String) -> String
  /// Days since 1970-01-01 of a date.
  func days(_ date: String) -> String
  /// Microseconds since 1970-01-01T00:00:00Z of a timestamp.
  func microseconds(_ timestamp: String) -> String
  /// Microseconds since 1970-01-01T00:00:00Z of a text, NULL where it is no timestamp.
  func microsecondsOrNull(_ text: String) -> String
  /// Microseconds since 1970-01-01T00:00:00 that a clock shows, as a text says them, NULL where it
  /// says none; an offset behind the time is left aside.
  func clockOrNull(_ text: String) -> String
  /// Whether an offset from UTC stands behind the time in a text.
  func hasOffset(_ text: String) -> String
  /// The time in UTC at which clocks of a zone show `clock`; both in microseconds.
  func time(ofClock clock: String, zone: String) -> String
  /// What clocks of a zone show at `time` in UTC; both in microseconds.
  func clock(ofTime time: String, zone: String) -> String
  /// The quotient of two whole numbers, rounded down.
  func floorDivide(_ value: String, by divisor: Int64) -> String
  /// What is left of a whole number after `floorDivide`, not negative.
  func floorModulo(_ value: String, by divisor: Int64) -> String
  /// The whole number nearest to a real one, ties to the even one, NULL where 64 bits can't hold
  /// it.
  func nearestInteger(_ value: String) -> String
  /// Whether a real number is none (NaN).
  func isNotANumber(_ value: String) -> String
  /// A sum of whole numbers, exactly, whatever its size, as text.
  func exactSum(_ value: String) -> String
  /// The literal of a real number, exactly.
  func number(_ value: Double) -> String
  /// The number of characters of a text.
  func length(_ text: String) -> String
  /// About how many different values there are (HyperLogLog).
  func approximateCountDistinct(_ value: String) -> String
  /// A number in `0..<modulus` that depends on the values only.
  func hashBucket(_ values: [String], modulus: Int) -> String
  /// The number of a row in the order of the source.
  func rowNumber() -> String
  /// A number of 64 bits, not negative, that depends on a row's number and on a value, and tells
  /// missing from empty.
  func cellHash(row: String, _ value: String) -> String
  /// The bits of whole numbers, each whether an odd count of them has it, as text.
  func exclusiveOr(_ value: String) -> String
  /// The SHA-256 of the parameter numbered `index`, in hex.
  func sha256(parameter index: Int) -> String
  /// A text as a value of a type, as the engine keeps it; NULL where it is none.
  func typed(_ text: String, as type: ValueType) -> String
  /// A statement that writes the rows of a query to a new file; one row, the number of rows.
  func copy(_ query: String, to path: String, format: FileFormat) -> String
}

/// How CSV files are read.
package struct CSVReading: Sendable {
  /// Absolute paths.
  package var files: [String]
  /// The number of columns, named `c0`, `c1`...
  package var columnCount: Int
  /// The delimiter, found or declared.
  package var delimiter: Character
  /// The rest of the options.
  package var options: CSVFormat
  /// The texts that mean NULL.
  package var nullTexts: [String]
}

extension Dialect {
  /// The SQL name of column `index` of a relation.
  func column(_ index: Int) -> String { "c\(index)" }

  /// `(c0, c1, ...)`.
  func columnList(_ count: Int) -> String {
    "(" + (0..<count).map(column).joined(separator: ", ") + ")"
  }
}
