import Foundation

/// A file format that a table can stand in.
public enum FileFormat: String, Sendable, Equatable, Hashable, CaseIterable, Codable {
  /// Comma-separated values (RFC 4180), optionally gzipped.
  case csv
  /// Tab-separated values, optionally gzipped.
  case tsv
  /// Apache Parquet.
  case parquet
  /// One JSON object a line, optionally gzipped.
  case jsonl
  /// A JSON array of objects, or one object a line; optionally gzipped.
  case json
  /// A table of a SQLite database.
  case sqlite

  /// The format called `name` in a manifest: "csv", "csv.gz", "ndjson", "db"...
  public init?(name: String) {
    var name = name.lowercased()
    if name.hasSuffix(".gz") { name.removeLast(3) }
    switch name {
    case "csv", "txt": self = .csv
    case "tsv", "tab": self = .tsv
    case "parquet", "pq": self = .parquet
    case "jsonl", "ndjson": self = .jsonl
    case "json": self = .json
    case "sqlite", "sqlite3", "db": self = .sqlite
    default: return nil
    }
  }

  /// The format that a file's name tells, or `nil`.
  public init?(path: String) {
    var name = (path as NSString).lastPathComponent.lowercased()
    if name.hasSuffix(".gz") { name.removeLast(3) }
    let end = (name as NSString).pathExtension
    guard !end.isEmpty, let format = FileFormat(name: end) else { return nil }
    self = format
  }
}

/// How CSV and TSV are written.
public struct CSVFormat: Sendable, Equatable, Hashable {
  /// The delimiter, one ASCII character; `nil`: found out from the first lines.
  public var delimiter: Character?
  /// The quote, one ASCII character; `nil`: fields are never quoted.
  public var quote: Character?
  /// Whether the first line names the columns; else they are called column1, column2...
  public var hasHeader: Bool
  /// utf-8, latin-1 or utf-16.
  public var encoding: String
  /// The longest line that is read.
  public var maximumLineBytes: Int

  /// The options; what is not given has the default of RFC 4180.
  public init(
    delimiter: Character? = nil, quote: Character? = "\"", hasHeader: Bool = true,
    encoding: String = "utf-8", maximumLineBytes: Int = 2_000_000
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.hasHeader = hasHeader
    self.encoding = encoding
    self.maximumLineBytes = maximumLineBytes
  }
}
