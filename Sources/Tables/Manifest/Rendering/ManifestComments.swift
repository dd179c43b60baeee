/// Remarks that are written into a manifest as YAML comments; no reader keeps them.
public struct ManifestComments: Sendable, Equatable {
  /// Lines above everything else.
  public var header: [String]
  /// A remark on each table, by name.
  public var tables: [String: String]
  /// A remark on each column, by table and name.
  public var columns: [String: [String: String]]

  /// Remarks.
  public init(
    header: [String] = [], tables: [String: String] = [:],
    columns: [String: [String: String]] = [:]
  ) {
    self.header = header
    self.tables = tables
    self.columns = columns
  }
}
