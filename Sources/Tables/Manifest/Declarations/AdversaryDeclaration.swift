/// What the adversary is assumed to know, and how the experiment is made.
public struct AdversaryDeclaration: Sendable, Equatable {
  /// How many data subjects are tried where the manifest says nothing.
  public static let defaultTargets = 1000
  /// The share of data subjects held out as control group where the manifest says nothing.
  public static let defaultControlShare = 0.1

  /// The share of ties known where the manifest says nothing.
  public static let defaultOverlap = 0.9
  /// How many people are known in a network where the manifest says nothing.
  public static let defaultSeeds = 20

  /// The columns that the adversary knows of a person in one table.
  public struct Knowledge: Sendable, Equatable {
    /// The table.
    public var table: String
    /// Its columns, without repetition.
    public var columns: [String]

    /// Knowledge of some columns of a table.
    public init(table: String, columns: [String]) {
      self.table = table
      self.columns = columns
    }
  }

  /// Knowledge by table; in a table not named here: every quasi-identifier.
  public var knows: [Knowledge]
  /// How many people the data subjects were drawn from; excludes `samplingFraction`.
  public var populationSize: Int?
  /// The share of the population that the data subjects are, in (0, 1]; excludes `populationSize`.
  public var samplingFraction: Double?
  /// How many data subjects are tried.
  public var targets: Int
  /// The share of data subjects held out of the release as control group, in [0, 1).
  public var controlShare: Double
  /// The share of the ties between data subjects that the adversary knows, in (0, 1].
  public var overlap: Double
  /// How many people of a network the adversary knows by name to begin with.
  public var seeds: Int
  /// The profiles of adversaries to try; empty: every built-in one that fits the tables.
  public var profiles: [ProfileReference]

  /// An adversary.
  public init(
    knows: [Knowledge] = [], populationSize: Int? = nil, samplingFraction: Double? = nil,
    targets: Int = Self.defaultTargets, controlShare: Double = Self.defaultControlShare,
    overlap: Double = Self.defaultOverlap, seeds: Int = Self.defaultSeeds,
    profiles: [ProfileReference] = []
  ) {
    self.knows = knows
    self.populationSize = populationSize
    self.samplingFraction = samplingFraction
    self.targets = targets
    self.controlShare = controlShare
    self.overlap = overlap
    self.seeds = seeds
    self.profiles = profiles
  }
}
