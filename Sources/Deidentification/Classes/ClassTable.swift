/// The classes of a table under one recoding, as privacy models and losses see them.
///
/// One entry for each class; classes in the order of their first tuple. Only classes with at least
/// one row of the release are in it.
public struct ClassTable: Sendable {
  /// How often each value of one sensitive attribute occurs in each class, in compressed rows:
  /// class `c` has `values[starts[c] ..< starts[c + 1]]`, ascending, with `counts` beside them.
  public struct ValueCounts: Sendable {
    /// One more than there are classes.
    public var starts: [Int]
    /// Codes of the sensitive attribute.
    public var values: [UInt32]
    /// Rows; at least 1.
    public var counts: [UInt32]

    /// Value counts.
    public init(starts: [Int], values: [UInt32], counts: [UInt32]) {
      self.starts = starts
      self.values = values
      self.counts = counts
    }
  }

  /// The size of each class: rows of the release, or different data subjects where `SearchTable`
  /// has subjects.
  public var sizes: [UInt32]
  /// The rows of each class; equal to `sizes` unless a data subject can have several rows.
  public var rows: [UInt32]
  /// The rows of the population in each class; empty where no population is given.
  public var populationSizes: [UInt32]
  /// The sum of sampling weights in each class; empty where rows are not weighted.
  public var weights: [Double]
  /// One for each sensitive attribute.
  public var sensitive: [ValueCounts]
  /// The code of each class at the recoding's level, one array for each quasi-identifier.
  public var codes: [[UInt32]]
  /// The level at which each quasi-identifier's codes stand; empty where that is not said.
  ///
  /// Profitability asks for it: how much a code stands for depends on its level.
  public var levels: [Int]

  /// The number of classes.
  public var count: Int { sizes.count }

  /// A table of classes.
  public init(
    sizes: [UInt32], rows: [UInt32], populationSizes: [UInt32] = [], weights: [Double] = [],
    sensitive: [ValueCounts] = [], codes: [[UInt32]], levels: [Int] = []
  ) {
    self.sizes = sizes
    self.rows = rows
    self.populationSizes = populationSizes
    self.weights = weights
    self.sensitive = sensitive
    self.codes = codes
    self.levels = levels
  }
}
