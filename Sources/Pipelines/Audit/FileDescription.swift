/// A data file without a manifest: what its columns are.
public struct FileDescription: Sendable, Equatable {
  /// The file.
  public let path: String
  /// The columns that an adversary knows.
  public let quasiIdentifiers: [String]
  /// The columns that nobody should learn.
  public let sensitive: [String]
  /// The data subject's key.
  public let subject: String?
  /// The sampling weight.
  public let weight: String?
  /// The household's key.
  public let household: String?
  /// How many people the data subjects were drawn from.
  public let populationSize: Int?
  /// The meaning of a missing cell; `category` where not given.
  public let missing: String?
  /// How the file is written, a manifest's word for it; told by its name where not given.
  public let format: String?

  /// Describes a file.
  public init(
    path: String, quasiIdentifiers: [String], sensitive: [String] = [], subject: String? = nil,
    weight: String? = nil, household: String? = nil, populationSize: Int? = nil,
    missing: String? = nil, format: String? = nil
  ) {
    self.path = path
    self.quasiIdentifiers = quasiIdentifiers
    self.sensitive = sensitive
    self.subject = subject
    self.weight = weight
    self.household = household
    self.populationSize = populationSize
    self.missing = missing
    self.format = format
  }
}
