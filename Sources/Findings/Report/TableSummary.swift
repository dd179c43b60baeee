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
