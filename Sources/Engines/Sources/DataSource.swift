/// Where a table stands: files of one format, read in place.
public struct DataSource: Sendable, Equatable, Hashable {
  /// Files, folders (all files of the format in them, subfolders included, in the order of their
  /// paths) and patterns with `*`, `?`, `[...]`.
  public var paths: [String]
  /// The format; `nil`: told by the files' names.
  public var format: FileFormat?
  /// The table's name in a SQLite database; may be `nil` if there is only one.
  public var table: String?
  /// How CSV and TSV are read.
  public var csv: CSVFormat
  /// The texts that mean a missing value.
  ///
  /// `nil`: the empty field in CSV and TSV, none elsewhere
  /// (JSON, Parquet and SQLite have a NULL of their own). Applies to columns kept as text.
  public var nullTexts: [String]?

  /// A source.
  public init(
    paths: [String], format: FileFormat? = nil, table: String? = nil,
    csv: CSVFormat = CSVFormat(), nullTexts: [String]? = nil
  ) {
    self.paths = paths
    self.format = format
    self.table = table
    self.csv = csv
    self.nullTexts = nullTexts
  }

  /// A source of one file, folder or pattern.
  public init(
    _ path: String, format: FileFormat? = nil, table: String? = nil,
    csv: CSVFormat = CSVFormat(), nullTexts: [String]? = nil
  ) {
    self.init(paths: [path], format: format, table: table, csv: csv, nullTexts: nullTexts)
  }
}
