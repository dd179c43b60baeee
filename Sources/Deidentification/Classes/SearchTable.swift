public import Numerics

/// What a search for a recoding works on: the distinct tuples of a table, with counts.
///
/// The engine delivers it for tables of any length (one GROUP BY). A tuple is a combination of the
/// quasi-identifiers' codes at level 0, the sensitive attributes' codes, and, where the unit is the
/// data subject, the subject's number.
public struct SearchTable: Sendable {
  /// A sensitive attribute: its name, its number of codes, and what distances between values mean.
  public struct Sensitive: Sendable {
    /// The column.
    public let name: String
    /// The values' labels in code order (code `c` is `labels[c - 1]`).
    public let labels: [String]
    /// For hierarchical t-closeness.
    public let hierarchy: Hierarchy?
    /// The value's rank in its natural order, by code, for ordered t-closeness.
    ///
    /// Index 0, missing, is not used; `nil`: no order.
    public let ranks: [UInt32]?

    /// The number of different codes that can occur, missing included.
    public var cardinality: Int { labels.count + 1 }

    /// A sensitive attribute.
    public init(name: String, labels: [String], hierarchy: Hierarchy? = nil, ranks: [UInt32]? = nil)
    {
      self.name = name
      self.labels = labels
      self.hierarchy = hierarchy
      self.ranks = ranks
    }
  }

  /// The hierarchies of the quasi-identifiers, in the order of a node's levels.
  public let quasiIdentifiers: [Hierarchy]
  /// The sensitive attributes.
  public let sensitive: [Sensitive]
  /// The distinct tuples: first the quasi-identifiers' codes, then the sensitive attributes'.
  public let tuples: CodeColumns
  /// The rows of the release that each tuple stands for; 0 where only the population has it.
  public let counts: [UInt32]
  /// The rows of the population (or of the table of which the release is a subset) with these
  /// quasi-identifiers; `nil` where no population is given.
  public let populationCounts: [UInt32]?
  /// The number of each tuple's data subject where a subject can have several rows.
  ///
  /// Then a class's size is its number of different subjects. `nil`: each row is a person.
  public let subjectOfTuple: [UInt32]?
  /// The sum of sampling weights of each tuple; `nil` where rows are not weighted.
  public let weights: [Double]?

  /// The rows of the release: the sum of `counts`.
  public let rowCount: Int

  /// A table of distinct tuples.
  ///
  /// - Throws: `DeidentificationError.parameter` where lengths or cardinalities do not fit.
  /// - Complexity: O(tuples).
  public init(
    quasiIdentifiers: [Hierarchy], sensitive: [Sensitive] = [], tuples: CodeColumns,
    counts: [UInt32], populationCounts: [UInt32]? = nil, subjectOfTuple: [UInt32]? = nil,
    weights: [Double]? = nil
  ) throws(DeidentificationError) {
    guard tuples.columns.count == quasiIdentifiers.count + sensitive.count else {
      throw .parameter(name: "tuples", rule: "must have a column for each attribute")
    }
    let cardinalities =
      quasiIdentifiers.map { $0.levels[0].groupOfCode.count }
      + sensitive.map(\.cardinality)
    guard zip(tuples.cardinalities, cardinalities).allSatisfy({ $0 <= $1 }) else {
      throw .parameter(name: "tuples", rule: "must have no code that its hierarchy does not know")
    }
    let lengths = [
      counts.count, populationCounts?.count ?? counts.count,
      subjectOfTuple?.count ?? counts.count, weights?.count ?? counts.count,
    ]
    guard lengths.allSatisfy({ $0 == tuples.rowCount }) else {
      throw .parameter(name: "counts", rule: "must have one entry for each tuple")
    }
    self.quasiIdentifiers = quasiIdentifiers
    self.sensitive = sensitive
    self.tuples = tuples
    self.counts = counts
    self.populationCounts = populationCounts
    self.subjectOfTuple = subjectOfTuple
    self.weights = weights
    rowCount = counts.reduce(0) { $0 + Int($1) }
  }
}
