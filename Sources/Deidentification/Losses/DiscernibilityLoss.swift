/// How many rows each row can't be told from: the sum of squared class sizes, suppressed rows
/// counting as many as the table has rows.
///
/// **Source**: Bayardo, Agrawal, Data privacy through optimal k-anonymization, ICDE 2005 (DM);
/// El Emam et al., A globally optimal k-anonymity method, JAMIA 16 (2009) (DM*); as ARX 3.9.2
/// computes them. **Cost**: O(classes).
public struct DiscernibilityLoss: LossModel {
  /// Whether suppressed rows count as told from none (DM); without them (DM*) it is monotone.
  public let countsSuppression: Bool

  /// The measure's name.
  public var name: String { countsSuppression ? "discernibility" : "discernibility (DM*)" }

  /// The measure.
  public init(countsSuppression: Bool = true) { self.countsSuppression = countsSuppression }

  /// Makes the measure ready.
  public func prepared(
    for table: SearchTable
  ) throws(DeidentificationError) -> any PreparedLoss {
    PreparedDiscernibility(shares: DomainShares(table), countsSuppression: countsSuppression)
  }
}

/// Squared class sizes; exact below 2^53, which is 94 million rows in one class.
///
/// (a + b)^2 >= a^2 + b^2, and classes only merge on the way up; a suppressed class of a rows
/// counts n a >= a^2. So the squares at a node bound the loss here and above. From the levels
/// alone: no column has more codes in use than `k`, so there are at most the product K of these
/// classes, and squares of K sizes with the sum n are at least n^2 / K.
struct PreparedDiscernibility: PreparedLoss {
  let classLimits: ClassLimits
  let rowCount: Int
  let countsSuppression: Bool

  init(shares: DomainShares, countsSuppression: Bool) {
    classLimits = ClassLimits(shares)
    rowCount = shares.rowCount
    self.countsSuppression = countsSuppression
  }

  var isMonotone: Bool { true }
  var isMonotoneWithSuppression: Bool { !countsSuppression }

  func loss(
    of node: GeneralizationNode, classes: ClassTable, isSuppressed: [Bool]
  ) -> Double {
    var lost = squares(classes)
    guard countsSuppression else { return lost }
    for index in SuppressedClasses(isSuppressed, in: classes).indices {
      let rows = Double(classes.rows[index])
      lost += rows * (Double(rowCount) - rows)
    }
    return lost
  }

  func lowerBound(of node: GeneralizationNode, classes: ClassTable) -> Double {
    squares(classes)
  }

  /// n^2 / K, and each row counts at least itself.
  func lowerBound(of node: GeneralizationNode) -> Double {
    let rows = Double(rowCount)
    return max(rows, rows * rows / classLimits.limit(of: node) * (1 - 4 * Double.ulpOfOne))
  }

  var knowsExcess: Bool { countsSuppression }

  /// A suppressed row counts n, a kept one as many as its class has, which only grows on the way
  /// up; the differences add to the bounds, which count all rows as kept.
  func excess(
    of node: GeneralizationNode, classes: ClassTable, isSuppressed: [Bool]
  ) -> [Double] {
    guard countsSuppression else { return [] }
    return [
      SuppressedClasses(isSuppressed, in: classes).indices.reduce(0) {
        $0 + Double(classes.rows[$1]) * (Double(rowCount) - Double(classes.rows[$1]))
      }
    ]
  }

  func raisedBound(_ bound: Double, of node: GeneralizationNode, by excess: [Double]) -> Double {
    bound + (excess.first ?? 0)
  }

  private func squares(_ classes: ClassTable) -> Double {
    let rows = classes.rows.span
    var sum = 0.0
    for index in rows.indices { sum += Double(rows[index]) * Double(rows[index]) }
    return sum
  }
}

/// How many classes there can be at most, from the codes in use at each level.
struct ClassLimits: Sendable {
  /// For each quasi-identifier and level.
  let usedCodes: [[Double]]
  let rowCount: Double

  init(_ shares: DomainShares) {
    usedCodes = shares.rowsOfCode.map { levels in
      levels.map { rows in Double(rows.count { $0 > 0 }) }
    }
    rowCount = Double(shares.rowCount)
  }

  /// At least 1, at most the number of rows.
  func limit(of node: GeneralizationNode) -> Double {
    var limit = 1.0
    for (dimension, level) in node.levels.enumerated() { limit *= usedCodes[dimension][level] }
    return max(1, min(limit, rowCount))
  }
}
