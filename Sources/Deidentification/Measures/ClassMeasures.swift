/// What the classes of a table guarantee as they are: k, and for each sensitive attribute l, alpha,
/// beta, delta, t.
///
/// The figures of pycanon 1.3.5, all in one pass over the classes. Where a model speaks of all
/// classes, the figure is the worst class's.
///
/// **Source**: Sainz-Pardo Diaz and Lopez Garcia, "A Python library to check the level of anonymity
/// of a dataset", Scientific Data 9:785, 2022; the papers of the models themselves.
///
/// **Cost**: O(tuples) to group, O(values log all values) for each class.
public struct ClassMeasures: Sendable, Equatable {
  /// The number of classes.
  public let classCount: Int
  /// The rows of the release.
  public let rowCount: Int
  /// The people in the smallest class; 0 where there is none.
  public let k: Int
  /// One for each sensitive attribute, in the table's order.
  public let sensitive: [SensitiveMeasures]

  /// Measures a table as it is, nothing generalised.
  ///
  /// - Throws: `DeidentificationError` where the tuples' columns don't fit the attributes.
  public init(of table: SearchTable) throws(DeidentificationError) {
    self.init(of: try ClassTable(ungeneralized: table), in: table)
  }

  /// Measures classes of a table under any recoding.
  public init(of classes: ClassTable, in table: SearchTable) {
    classCount = classes.count
    rowCount = classes.rows.reduce(0) { $0 + Int($1) }
    k = Int(classes.sizes.min() ?? 0)
    sensitive = table.sensitive.indices.map { index in
      SensitiveMeasures(
        name: table.sensitive[index].name, values: classes.sensitive[index], rows: classes.rows,
        ranks: table.sensitive[index].ranks, cardinality: table.sensitive[index].cardinality)
    }
  }

  /// The worst over all sensitive attributes, as pycanon reports several of them.
  public func worst(_ measure: (SensitiveMeasures) -> Double) -> Double? {
    sensitive.map(measure).max()
  }
}

/// What the classes of a table guarantee for one sensitive attribute: the worst class's figures.
///
/// A missing value counts as a value of its own.
public struct SensitiveMeasures: Sendable, Equatable {
  /// The attribute.
  public let name: String
  /// The largest share of one value in a class: alpha of (alpha, k)-anonymity.
  public let alpha: Double
  /// The fewest different values in a class: l of distinct l-diversity.
  public let distinctL: Int
  /// The least exp(entropy) of a class: l of entropy l-diversity, not rounded down.
  public let entropyL: Double
  /// With l = `distinctL`, the largest r1 / (rl + ... + rm), counts falling: the attribute is
  /// recursive (c, l)-diverse for each c above it.
  public let recursiveC: Double
  /// pycanon's figure, counts rising: the largest r1 / (rl + ... + rm) of the *smallest* count r1.
  ///
  /// pycanon reports it plus 1, rounded down. It is not what the paper defines.
  public let risingRecursiveC: Double
  /// The largest (p - q) / q: beta of basic beta-likeness.
  public let basicBeta: Double
  /// The smaller of `basicBeta` and the largest -ln q: beta of enhanced beta-likeness, as pycanon.
  public let enhancedBeta: Double
  /// The largest |ln(p / q)| of a value in a class: delta of delta-disclosure privacy (in nats).
  public let delta: Double
  /// The largest distance, any two values being equally far apart: t of t-closeness.
  public let equalT: Double
  /// The largest distance by ranks; `nil` where values have no ranks, or cells are missing.
  public let orderedT: Double?

  /// pycanon's t: by ranks where there are any, else equal.
  public var t: Double { orderedT ?? equalT }
}
