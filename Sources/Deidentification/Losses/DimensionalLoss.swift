/// A loss ready to be asked that is made of one loss for each quasi-identifier.
///
/// Where `ranksDimensions` holds, recodings are compared by `rankedLosses`, number by number, and
/// `loss` is only the first of them: of two recodings the one with the smaller `loss` is better,
/// and where it is equal the ranks decide. `rankedLowerBounds` bounds the ranks of a node and of
/// all above it: bounds below each loss, sorted, are below the sorted losses, number by number.
public protocol PreparedDimensionalLoss: PreparedLoss {
  /// Whether recodings are compared by their ranked losses.
  var ranksDimensions: Bool { get }
  /// The weighted loss of each quasi-identifier, in their order.
  ///
  /// - Complexity: O(suppressed classes x quasi-identifiers) beside finding them.
  func losses(
    of node: GeneralizationNode, classes: ClassTable, isSuppressed: [Bool]
  ) -> [Double]
  /// A number for each quasi-identifier that its weighted loss at this node and at every node above
  /// does not fall below; from the levels alone, and raised by `excess` where that isn't empty.
  func lowerBounds(of node: GeneralizationNode, excess: [Double]) -> [Double]
}

extension PreparedDimensionalLoss {
  /// The weighted losses, the largest first.
  public func rankedLosses(
    of node: GeneralizationNode, classes: ClassTable, isSuppressed: [Bool]
  ) -> [Double] {
    losses(of: node, classes: classes, isSuppressed: isSuppressed).sorted(by: >)
  }

  /// Bounds of the ranked losses of this node and of every node above it.
  public func rankedLowerBounds(
    of node: GeneralizationNode, excess: [Double] = []
  ) -> [Double] {
    lowerBounds(of: node, excess: excess).sorted(by: >)
  }
}

/// What each measure gives: one number for each quasi-identifier, not yet weighted or aggregated.
protocol DimensionLosses: Sendable {
  /// Whether suppression changes the numbers.
  var countsSuppression: Bool { get }
  /// The losses, which are never below `bounds` of this node or of one under it.
  func losses(of node: GeneralizationNode, suppressed: SuppressedClasses) -> [Double]
  /// Bounds of the losses from the levels alone, which never fall on the way up.
  func bounds(of node: GeneralizationNode) -> [Double]
  /// Whether suppressed rows cost no less than kept ones, row by row, so that `excess` is known.
  var knowsExcess: Bool { get }
  /// How much more suppressed classes cost than kept ones, less what rounding takes.
  ///
  /// Each suppressed row counts what it costs, less what it would cost if it were kept: never below
  /// 0, and not rising on the way up. A node below that suppresses these rows and others has bounds
  /// at or below the sum over all rows of what they would cost if kept there; to that the rows that
  /// it suppresses add at least this excess.
  func excess(of node: GeneralizationNode, suppressed: SuppressedClasses) -> [Double]
  /// What one row of a class loses in each quasi-identifier, where that is told apart from others.
  func rowLosses(of index: Int, at node: GeneralizationNode, classes: ClassTable) -> [Double]
}

extension DimensionLosses {
  var knowsExcess: Bool { false }
  func excess(of node: GeneralizationNode, suppressed: SuppressedClasses) -> [Double] { [] }
  func rowLosses(of index: Int, at node: GeneralizationNode, classes: ClassTable) -> [Double] {
    []
  }
}

/// Losses of quasi-identifiers, weighted and aggregated.
struct AggregatedLoss<Dimensions: DimensionLosses>: PreparedDimensionalLoss {
  let dimensions: Dimensions
  let aggregation: LossAggregation

  /// Without suppression the losses equal their bounds up to rounding, or are monotone like them.
  var isMonotone: Bool { true }
  var isMonotoneWithSuppression: Bool { !dimensions.countsSuppression }
  var ranksDimensions: Bool { aggregation.aggregate == .rank }

  func loss(
    of node: GeneralizationNode, classes: ClassTable, isSuppressed: [Bool]
  ) -> Double {
    aggregation.value(of: unweighted(node, classes, isSuppressed))
  }

  func losses(
    of node: GeneralizationNode, classes: ClassTable, isSuppressed: [Bool]
  ) -> [Double] {
    aggregation.weighted(unweighted(node, classes, isSuppressed))
  }

  func lowerBounds(of node: GeneralizationNode, excess: [Double]) -> [Double] {
    aggregation.weighted(raised(dimensions.bounds(of: node), by: excess))
  }

  var knowsExcess: Bool { dimensions.knowsExcess }

  func excess(
    of node: GeneralizationNode, classes: ClassTable, isSuppressed: [Bool]
  ) -> [Double] {
    dimensions.knowsExcess
      ? dimensions.excess(of: node, suppressed: SuppressedClasses(isSuppressed, in: classes)) : []
  }

  func raisedBound(_ bound: Double, of node: GeneralizationNode, by excess: [Double]) -> Double {
    max(bound, aggregation.bound(of: raised(dimensions.bounds(of: node), by: excess)))
  }

  func classLoss(of index: Int, at node: GeneralizationNode, classes: ClassTable) -> Double {
    let losses = dimensions.rowLosses(of: index, at: node, classes: classes)
    return losses.isEmpty
      ? 0 : aggregation.value(of: losses.map { $0 * Double(classes.rows[index]) })
  }

  private func raised(_ bounds: [Double], by excess: [Double]) -> [Double] {
    excess.count == bounds.count ? zip(bounds, excess).map { $0 + $1 } : bounds
  }

  func lowerBound(of node: GeneralizationNode, classes: ClassTable) -> Double {
    lowerBound(of: node)
  }

  func lowerBound(of node: GeneralizationNode) -> Double {
    aggregation.bound(of: dimensions.bounds(of: node))
  }

  private func unweighted(
    _ node: GeneralizationNode, _ classes: ClassTable, _ isSuppressed: [Bool]
  ) -> [Double] {
    guard dimensions.countsSuppression else {
      return dimensions.losses(of: node, suppressed: SuppressedClasses(none: classes))
    }
    return dimensions.losses(
      of: node, suppressed: SuppressedClasses(isSuppressed, in: classes))
  }
}
