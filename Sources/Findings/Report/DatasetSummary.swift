/// What an audit was about: tables and columns, without any value.
public struct DatasetSummary: Codable, Sendable, Equatable {
  /// The dataset's name in the manifest.
  public let name: String
  /// How missing cells were read: `category`, `wildcard` or `conservative`.
  public let missing: String
  /// The tables.
  public let tables: [TableSummary]

  /// A dataset.
  public init(name: String, missing: String, tables: [TableSummary]) {
    self.name = name
    self.missing = missing
    self.tables = tables
  }
}

/// One table of a dataset.
public struct TableSummary: Codable, Sendable, Equatable {
  /// Its name.
  public let name: String
  /// Its kind: `users`, `events`, `edges`, `text`, `media`.
  public let kind: String
  /// The number of rows.
  public let rows: Int
  /// The number of data subjects, where a key is declared or each row is one.
  public let subjects: Int?
  /// SHA-256 of the table's files, in hexadecimal: of the concatenated digests in path order.
  public let digest: String?
  /// Its columns.
  public let columns: [ColumnSummary]

  /// A table.
  public init(
    name: String, kind: String, rows: Int, subjects: Int?, digest: String?,
    columns: [ColumnSummary]
  ) {
    self.name = name
    self.kind = kind
    self.rows = rows
    self.subjects = subjects
    self.digest = digest
    self.columns = columns
  }
}

/// One column of a table.
public struct ColumnSummary: Codable, Sendable, Equatable {
  /// Its name.
  public let name: String
  /// Its role in the manifest.
  public let role: String
  /// The type it was read as.
  public let type: String
  /// The number of distinct values, missing not counted; `nil` where the column was not read.
  public let distinct: Int?
  /// The number of missing cells; `nil` where the column was not read.
  public let missing: Int?
  /// Shannon's entropy of its values in bits, missing counted as a value; `nil` where not read.
  public let entropyBits: Double?
  /// The share of rows whose value occurs once; `nil` where the column was not read.
  public let uniqueShare: Double?

  /// A column.
  public init(
    name: String, role: String, type: String, distinct: Int? = nil, missing: Int? = nil,
    entropyBits: Double? = nil, uniqueShare: Double? = nil
  ) {
    self.name = name
    self.role = role
    self.type = type
    self.distinct = distinct
    self.missing = missing
    self.entropyBits = entropyBits
    self.uniqueShare = uniqueShare
  }
}
