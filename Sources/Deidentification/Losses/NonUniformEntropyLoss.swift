#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The bits that a reader of generalised values lacks to know the original ones.
///
/// For each quasi-identifier, the sum over rows of log2(b / a): a rows have the row's value, b its
/// generalised value. Suppressed rows add the same, from generalised values to suppression.
/// **Source**: De Waal, Willenborg, Information loss through global recoding and local suppression,
/// Netherlands Official Statistics 14 (1999); as ARX 3.9.2 computes it.
/// **Cost**: O(suppressed classes x quasi-identifiers), O(quasi-identifiers) where suppression does
/// not count.
public struct NonUniformEntropyLoss: LossModel {
  /// Whether suppressed rows count; without them the measure is monotone.
  public let countsSuppression: Bool
  /// Whether each column's bits are divided by those of suppressing it whole.
  public let isNormalized: Bool
  /// How generalised and suppressed cells weigh.
  public let balance: LossBalance
  /// How the columns' losses become one.
  public let aggregate: LossAggregate
  /// Weights by column name; none: all equal.
  public let weights: [String: Double]

  /// The measure's name.
  public var name: String {
    (isNormalized ? "normalized " : "") + "non-uniform entropy"
      + (countsSuppression ? "" : " (monotone)")
  }

  /// The measure.
  public init(
    countsSuppression: Bool = true, isNormalized: Bool = false, balance: LossBalance = .equal,
    aggregate: LossAggregate = .sum, weights: [String: Double] = [:]
  ) {
    self.countsSuppression = countsSuppression
    self.isNormalized = isNormalized
    self.balance = balance
    self.aggregate = aggregate
    self.weights = weights
  }

  /// Makes the measure ready.
  public func prepared(
    for table: SearchTable
  ) throws(DeidentificationError) -> any PreparedLoss {
    AggregatedLoss(
      dimensions: NonUniformEntropyDimensions(
        DomainShares(table), table.quasiIdentifiers, model: self),
      aggregation: try LossAggregation(aggregate, weights: weights, for: table))
  }
}

/// Bits by column and level.
///
/// A value's group only grows on the way up, so the bits of generalisation never fall; those of
/// suppression are not negative. So the bits of a node's levels bound its loss and all above. (The
/// running maximum over levels makes that hold for rounded sums too.)
struct NonUniformEntropyDimensions: DimensionLosses {
  let countsSuppression: Bool
  /// For each quasi-identifier and level.
  let bits: [[Double]]
  /// For each quasi-identifier and level, the number of codes.
  let cardinalities: [[Int]]
  /// What each column's bits are divided by.
  let divisors: [Double]
  let suppressionWeight: Double

  init(_ shares: DomainShares, _ hierarchies: [Hierarchy], model: NonUniformEntropyLoss) {
    countsSuppression = model.countsSuppression
    suppressionWeight = model.balance.suppression
    cardinalities = hierarchies.map { $0.levels.map(\.cardinality) }
    let weight = model.balance.generalization
    var (bits, divisors) = ([[Double]](), [Double]())
    for (hierarchy, rowsOfCode) in zip(hierarchies, shares.rowsOfCode) {
      let perLevel = hierarchy.levels.indices.map { level in
        weight * Self.bits(from: rowsOfCode[0], to: rowsOfCode[level], hierarchy, level)
      }
      bits.append(runningMaximum(perLevel))
      let all = weight * Self.bitsToOne(rowsOfCode[0], total: shares.rowCount)
      divisors.append(model.isNormalized && all > 0 ? all : 1)
    }
    self.bits = bits
    self.divisors = divisors
  }

  func losses(of node: GeneralizationNode, suppressed: SuppressedClasses) -> [Double] {
    node.levels.indices.map { dimension in
      let level = node.levels[dimension]
      var loss = bits[dimension][level]
      if countsSuppression, suppressed.rowCount > 0 {
        let rows = suppressed.rowsOfCode(
          dimension: dimension, cardinality: cardinalities[dimension][level])
        loss += suppressionWeight * max(0, Self.bitsToOne(rows, total: suppressed.rowCount))
      }
      return cutToTenDecimals(loss) / divisors[dimension]
    }
  }

  func bounds(of node: GeneralizationNode) -> [Double] {
    zip(node.levels.indices, node.levels).map { dimension, level in
      cutToTenDecimals(bits[dimension][level]) / divisors[dimension]
    }
  }

  /// The sum over rows of log2(rows of the row's group / rows of its value).
  private static func bits(
    from rowsOfValue: [Int], to rowsOfGroup: [Int], _ hierarchy: Hierarchy, _ level: Int
  ) -> Double {
    // Codes of one group at level 0 are one value; each of them is counted once.
    var isCounted = [Bool](repeating: false, count: rowsOfValue.count)
    var sum = 0.0
    for (value, group) in zip(
      hierarchy.levels[0].groupOfCode, hierarchy.levels[level].groupOfCode)
    where !isCounted[Int(value)] {
      isCounted[Int(value)] = true
      let rows = rowsOfValue[Int(value)]
      guard rows > 0 else { continue }
      sum += Double(rows) * log2(Double(rowsOfGroup[Int(group)]) / Double(rows))
    }
    return sum
  }

  /// The sum over rows of log2(total / rows with the row's code).
  private static func bitsToOne(_ rowsOfCode: [Int], total: Int) -> Double {
    rowsOfCode.reduce(0) { sum, rows in
      rows == 0 ? sum : sum + Double(rows) * log2(Double(total) / Double(rows))
    }
  }
}

/// The largest of each number and those before it.
func runningMaximum(_ numbers: [Double]) -> [Double] {
  var largest = -Double.infinity
  return numbers.map {
    largest = max(largest, $0)
    return largest
  }
}
