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
