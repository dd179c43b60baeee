/// How many original records each released record could stand for, summed over rows.
///
/// **Source**: Goldberger, Tassa, Efficient anonymizations with enhanced utility, Transactions on
/// Data Privacy 3 (2010); as ARX 3.9.2 computes it. **Cost**: O(classes x quasi-identifiers).
public struct AmbiguityLoss: LossModel {
  /// The measure's name.
  public var name: String { "ambiguity" }

  /// The measure.
  public init() {}

  /// Makes the measure ready.
  public func prepared(
    for table: SearchTable
  ) throws(DeidentificationError) -> any PreparedLoss {
    PreparedAmbiguity(areas: ClassAreas(DomainShares(table)))
  }
}

/// The size of the part of the domain that each class covers, in records.
struct ClassAreas: Sendable {
  /// For each quasi-identifier, level and code.
  let valuesOfCode: [[[Double]]]
  /// The records of the whole domain.
  let domain: Double
  let rowCount: Int

  init(_ shares: DomainShares) {
    valuesOfCode = shares.valuesOfCode.map { $0.map { $0.map { Double($0) } } }
    domain = shares.domainSizes.reduce(1) { $0 * Double($1) }
    rowCount = shares.rowCount
  }

  /// One area for each class.
  func areas(of node: GeneralizationNode, _ classes: ClassTable) -> [Double] {
    var areas = [Double](repeating: 1, count: classes.count)
    for (dimension, level) in node.levels.enumerated() {
      let (column, table) = (classes.codes[dimension], valuesOfCode[dimension][level])
      let codes = column.span
      let values = table.span
      for index in areas.indices { areas[index] *= values[Int(codes[index])] }
    }
    return areas
  }

  /// The least area of any class: the product of the columns' smallest groups.
  func least(of node: GeneralizationNode) -> Double {
    node.levels.enumerated().reduce(1) { area, entry in
      area * (valuesOfCode[entry.offset][entry.element].filter { $0 > 0 }.min() ?? 1)
    }
  }
}

/// Rows times areas.
///
/// A class's area only grows on the way up, and no area exceeds the domain's, which a suppressed row
/// counts: so the sum without suppression bounds the loss here and above.
struct PreparedAmbiguity: PreparedLoss {
  let areas: ClassAreas

  var isMonotone: Bool { true }

  func loss(
    of node: GeneralizationNode, classes: ClassTable, isSuppressed: [Bool]
  ) -> Double {
    let covered = areas.areas(of: node, classes)
    var sum = 0.0
    for index in 0..<classes.count {
      let isLost = index < isSuppressed.count && isSuppressed[index]
      sum += Double(classes.rows[index]) * (isLost ? areas.domain : covered[index])
    }
    return sum
  }

  /// Lowered by more than the rounding of a sum in another order.
  func lowerBound(of node: GeneralizationNode, classes: ClassTable) -> Double {
    loss(of: node, classes: classes, isSuppressed: [])
      * (1 - Double(classes.count + 8) * Double.ulpOfOne)
  }

  func lowerBound(of node: GeneralizationNode) -> Double {
    areas.least(of: node) * Double(areas.rowCount)
      * (1 - Double(areas.rowCount + 8) * Double.ulpOfOne)
  }
}
