/// The part of each column's domain that a cell still leaves open: 0 for original values, 1 for
/// suppressed ones.
///
/// For each quasi-identifier, the mean over rows of (share - 1/m) / (1 - 1/m), m the size of the
/// domain. **Source**: Iyengar, Transforming data to satisfy privacy constraints, KDD 2002; as ARX
/// 3.9.2 computes it ("Loss"). **Cost**: O(suppressed classes x quasi-identifiers).
public struct DomainShareLoss: LossModel {
  /// How generalised and suppressed cells weigh.
  public let balance: LossBalance
  /// How the columns' losses become one.
  public let aggregate: LossAggregate
  /// Weights by column name; none: all equal.
  public let weights: [String: Double]

  /// The measure's name, with its parameters.
  public var name: String { "Loss (\(balance.factor), \(aggregate.rawValue))" }

  /// The measure.
  public init(
    balance: LossBalance = .equal, aggregate: LossAggregate = .geometricMean,
    weights: [String: Double] = [:]
  ) {
    self.balance = balance
    self.aggregate = aggregate
    self.weights = weights
  }

  /// Makes the measure ready.
  public func prepared(
    for table: SearchTable
  ) throws(DeidentificationError) -> any PreparedLoss {
    AggregatedLoss(
      dimensions: DomainShareDimensions(shares: DomainShares(table), balance: balance),
      aggregation: try LossAggregation(aggregate, weights: weights, for: table))
  }
}

/// Losses by domain shares.
///
/// With g and s the weights of generalisation and suppression, a kept row of share x counts g x, a
/// suppressed one s + (1 - s) x, which is at least g x: where s < 1, g is 1, and else s is 1.
/// Shares never fall on the way up, as hierarchies are nested. So the sum of g x over all rows, at
/// this node, bounds the loss here and above; it follows from the columns' own counts.
struct DomainShareDimensions: DimensionLosses {
  let shares: DomainShares
  let balance: LossBalance

  var countsSuppression: Bool { true }

  func losses(of node: GeneralizationNode, suppressed: SuppressedClasses) -> [Double] {
    node.levels.indices.map { dimension in
      let level = node.levels[dimension]
      let covered = suppressed.sum(
        shares.valuesOfCode[dimension][level], dimension: dimension)
      return loss(
        dimension, kept: shares.coverage[dimension][level] - covered, suppressed: covered,
        suppressedRows: suppressed.rowCount)
    }
  }

  /// Exact where both weights are 1; else lowered by one unit of the last decimal, for rounding.
  func bounds(of node: GeneralizationNode) -> [Double] {
    node.levels.indices.map { dimension in
      let kept = shares.coverage[dimension][node.levels[dimension]]
      let bound = loss(dimension, kept: kept, suppressed: 0, suppressedRows: 0)
      return balance.isEqual ? bound : max(0, bound - 1e-10)
    }
  }

  var knowsExcess: Bool { true }

  /// A suppressed row of share x costs s + (1 - s) x - g x more than a kept one: as g or s is 1,
  /// 1 - g x or s (1 - x), which is not negative and does not rise with x.
  ///
  /// Less two units of the last decimal, for bound and loss are cut there.
  func excess(of node: GeneralizationNode, suppressed: SuppressedClasses) -> [Double] {
    let (g, s) = (balance.generalization, balance.suppression)
    return node.levels.indices.map { dimension in
      let values = shares.valuesOfCode[dimension][node.levels[dimension]]
      let size = Double(shares.domainSizes[dimension])
      let whole = Double(shares.rowCount) * (1 - g / size)
      guard whole > 0 else { return 0 }
      let covered = Double(suppressed.sum(values, dimension: dimension)) / size
      let more = s * Double(suppressed.rowCount) + (1 - s - g) * covered
      return max(0, more / whole - 2.1e-10)
    }
  }

  func rowLosses(of index: Int, at node: GeneralizationNode, classes: ClassTable) -> [Double] {
    node.levels.enumerated().map { dimension, level in
      let code = Int(classes.codes[dimension][index])
      return Double(shares.valuesOfCode[dimension][level][code])
        / Double(shares.domainSizes[dimension])
    }
  }

  /// From sums of rows times values, over kept and suppressed rows.
  private func loss(
    _ dimension: Int, kept: Int, suppressed: Int, suppressedRows: Int
  ) -> Double {
    let (size, rows) = (shares.domainSizes[dimension], shares.rowCount)
    if balance.isEqual {
      guard size > 1, rows > 0 else { return 0 }
      let open = kept + suppressedRows * size - rows
      return cutToTenDecimals(max(0, Double(open) / Double(rows * (size - 1))))
    }
    let (g, s) = (balance.generalization, balance.suppression)
    let share = Double(suppressed) / Double(size)
    let open =
      g * Double(kept) / Double(size) + share * (1 - s) + s * Double(suppressedRows)
    let least = g * Double(rows) / Double(size)
    guard Double(rows) > least else { return 0 }
    return cutToTenDecimals(max(0, (open - least) / (Double(rows) - least)))
  }
}
