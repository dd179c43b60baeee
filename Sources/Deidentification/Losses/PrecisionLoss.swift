/// The height that values have climbed in their hierarchies, of the height that there is.
///
/// **Source**: Sweeney, Achieving k-anonymity privacy protection using generalization and
/// suppression, IJUFKS 10 (2002), as a loss: 1 - Prec; as ARX 3.9.2 computes it.
/// **Cost**: O(quasi-identifiers) beside counting the suppressed rows.
public struct PrecisionLoss: LossModel {
  /// Whether suppressed rows count as fully generalised; without them the measure is monotone.
  public let countsSuppression: Bool
  /// How generalised and suppressed cells weigh.
  public let balance: LossBalance
  /// How the columns' losses become one.
  public let aggregate: LossAggregate
  /// Weights by column name; none: all equal.
  public let weights: [String: Double]

  /// The measure's name.
  public var name: String { "precision" + (countsSuppression ? "" : " (monotone)") }

  /// The measure.
  public init(
    countsSuppression: Bool = true, balance: LossBalance = .equal,
    aggregate: LossAggregate = .arithmeticMean, weights: [String: Double] = [:]
  ) {
    self.countsSuppression = countsSuppression
    self.balance = balance
    self.aggregate = aggregate
    self.weights = weights
  }

  /// Makes the measure ready.
  public func prepared(
    for table: SearchTable
  ) throws(DeidentificationError) -> any PreparedLoss {
    AggregatedLoss(
      dimensions: PrecisionDimensions(
        heights: table.quasiIdentifiers.map(\.height), rowCount: table.rowCount,
        countsSuppression: countsSuppression, balance: balance),
      aggregation: try LossAggregation(aggregate, weights: weights, for: table))
  }
}

/// The sum of the levels: how far up the lattice a recoding lies.
///
/// **Source**: Samarati, Protecting respondents' identities in microdata release, TKDE 13 (2001).
/// **Cost**: O(quasi-identifiers).
public struct HeightLoss: LossModel {
  /// How the columns' levels become one number.
  public let aggregate: LossAggregate
  /// Weights by column name; none: all equal.
  public let weights: [String: Double]

  /// The measure's name.
  public var name: String { "height" }

  /// The measure.
  public init(aggregate: LossAggregate = .sum, weights: [String: Double] = [:]) {
    self.aggregate = aggregate
    self.weights = weights
  }

  /// Makes the measure ready.
  public func prepared(
    for table: SearchTable
  ) throws(DeidentificationError) -> any PreparedLoss {
    AggregatedLoss(
      dimensions: HeightDimensions(),
      aggregation: try LossAggregation(aggregate, weights: weights, for: table))
  }
}

/// Relative heights.
///
/// A kept row counts g level / height, a suppressed one s. Levels only grow on the way up, so each
/// row counts at least the smaller of g level / height and s at this node, here and above.
struct PrecisionDimensions: DimensionLosses {
  let heights: [Int]
  let rowCount: Int
  let countsSuppression: Bool
  let balance: LossBalance

  func losses(of node: GeneralizationNode, suppressed: SuppressedClasses) -> [Double] {
    let (g, s) = (balance.generalization, balance.suppression)
    guard countsSuppression else {
      return zip(node.levels, heights).map { height($0, of: $1) * g }
    }
    guard rowCount > 0 else { return heights.map { _ in 0 } }
    let kept = Double(rowCount - suppressed.rowCount)
    return zip(node.levels, heights).map {
      (kept * height($0, of: $1) * g + Double(suppressed.rowCount) * s) / Double(rowCount)
    }
  }

  /// Lowered by more than the rounding of a loss.
  func bounds(of node: GeneralizationNode) -> [Double] {
    guard rowCount > 0 || !countsSuppression else { return heights.map { _ in 0 } }
    let (g, s) = (balance.generalization, balance.suppression)
    return zip(node.levels, heights).map {
      let value = height($0, of: $1) * g
      return countsSuppression ? min(value, s) * (1 - 8 * Double.ulpOfOne) : value
    }
  }

  /// Where s >= g: a suppressed row costs s - g level / height more, which falls on the way up.
  var knowsExcess: Bool {
    countsSuppression && rowCount > 0 && balance.suppression >= balance.generalization
  }

  /// Lowered by more than the rounding of a loss.
  func excess(of node: GeneralizationNode, suppressed: SuppressedClasses) -> [Double] {
    let (g, s) = (balance.generalization, balance.suppression)
    let share = Double(suppressed.rowCount) / Double(rowCount)
    return zip(node.levels, heights).map {
      max(0, share * (s - height($0, of: $1) * g) - 16 * Double.ulpOfOne)
    }
  }

  private func height(_ level: Int, of height: Int) -> Double {
    height == 0 ? 0 : Double(level) / Double(height)
  }
}

/// Levels.
struct HeightDimensions: DimensionLosses {
  var countsSuppression: Bool { false }

  func losses(of node: GeneralizationNode, suppressed: SuppressedClasses) -> [Double] {
    node.levels.map { Double($0) }
  }

  func bounds(of node: GeneralizationNode) -> [Double] { node.levels.map { Double($0) } }
}
