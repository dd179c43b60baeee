/// The mean size of classes, the suppressed rows together counting as one class.
///
/// **Source**: LeFevre, DeWitt, Ramakrishnan, Mondrian multidimensional k-anonymity, ICDE 2006, not
/// divided by k; as ARX 3.9.2 computes it. **Cost**: O(classes).
public struct AverageClassSizeLoss: LossModel {
  /// How kept and suppressed classes weigh.
  public let balance: LossBalance

  /// The measure's name.
  public var name: String { "average class size" }

  /// The measure.
  public init(balance: LossBalance = .equal) { self.balance = balance }

  /// Makes the measure ready.
  public func prepared(
    for table: SearchTable
  ) throws(DeidentificationError) -> any PreparedLoss {
    PreparedAverageClassSize(
      classLimits: ClassLimits(DomainShares(table)), rowCount: table.rowCount, balance: balance)
  }
}

/// Rows divided by classes.
///
/// Kept classes weigh s, the suppressed one g (in a denominator the weights change places). Of C
/// classes none is suppressed, which weighs s C, or at most C - 1 are kept, which weighs at most
/// s (C - 1) + g. Classes only merge on the way up, so the larger of the two, at this node, bounds
/// all denominators here and above. C is at most the product of the columns' codes in use.
struct PreparedAverageClassSize: PreparedLoss {
  let classLimits: ClassLimits
  let rowCount: Int
  let balance: LossBalance

  var isMonotone: Bool { true }

  func loss(
    of node: GeneralizationNode, classes: ClassTable, isSuppressed: [Bool]
  ) -> Double {
    guard rowCount > 0 else { return 0 }
    let suppressed = isSuppressed.count { $0 }
    let kept = Double(classes.count - suppressed) * balance.suppression
    return Double(rowCount) / (suppressed > 0 ? kept + balance.generalization : kept)
  }

  func lowerBound(of node: GeneralizationNode, classes: ClassTable) -> Double {
    bound(classLimit: Double(classes.count))
  }

  func lowerBound(of node: GeneralizationNode) -> Double {
    bound(classLimit: classLimits.limit(of: node))
  }

  private func bound(classLimit: Double) -> Double {
    guard rowCount > 0 else { return 0 }
    let (g, s) = (balance.generalization, balance.suppression)
    return Double(rowCount) / max(classLimit * s, (classLimit - 1) * s + g)
  }
}
