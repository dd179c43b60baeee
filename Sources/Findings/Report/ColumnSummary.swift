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
