/// How a table's files are written.
public enum SourceFormat: String, Sendable, CaseIterable {
  /// Text, cells parted by a delimiter.
  case csv
  /// Text, cells parted by tabs.
  case tsv
  /// Apache Parquet.
  case parquet
  /// One JSON object a line.
  case jsonLines = "jsonl"
  /// An SQLite database; `table` names the table inside it.
  case sqlite
}

/// How the characters of a text file are encoded.
public enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case latin1 = "latin-1"
}
