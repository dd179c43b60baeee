public import Tables

/// A data file without a manifest: what its columns are.
public struct FileDescription: Sendable, Equatable {
  /// A column and what it is.
  public struct Role: Sendable, Equatable {
    /// The column.
    public let column: String
    /// What it is to an adversary.
    public let role: ColumnRole

    /// A column's role.
    public init(_ column: String, _ role: ColumnRole) {
      self.column = column
      self.role = role
    }
  }

  /// The file.
  public let path: String
  /// What its columns are; those not named are not read.
  public let roles: [Role]
  /// How many people the data subjects were drawn from.
  public let populationSize: Int?
  /// The meaning of a missing cell; `category` where not given.
  public let missing: String?
  /// How the file is written, a manifest's word for it; told by its name where not given.
  public let format: String?

  /// Describes a file.
  public init(
    path: String, roles: [Role], populationSize: Int? = nil, missing: String? = nil,
    format: String? = nil
  ) {
    self.path = path
    self.roles = roles
    self.populationSize = populationSize
    self.missing = missing
    self.format = format
  }

  /// What the rows are: edges where two people meet, texts where somebody wrote something, events
  /// where something has a time, a place or an item, people otherwise.
  var kind: TableKind {
    func has(_ wanted: ColumnRole...) -> Bool { roles.contains { wanted.contains($0.role) } }
    if has(.source, .target) { return .edges }
    if has(.text), has(.subject) { return .text }
    return has(.time, .latitude, .longitude, .place, .item, .rating) ? .events : .users
  }
}
