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
  /// The records of the whole domain; missing is a value of its own where it occurs, so that
  /// classes always cover disjoint parts of the domain.
  let domain: Double
  let rowCount: Int

  init(_ shares: DomainShares) {
    valuesOfCode = shares.valuesOfCode.map { $0.map { $0.map { Double($0) } } }
    domain = zip(shares.domainSizes, shares.rowsOfCode).reduce(1) {
      $0 * Double($1.0 + (($1.1.first?.first ?? 0) > 0 ? 1 : 0))
    }
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
/// A class's area only grows on the way up, and no area exceeds the domain's, which a suppressed
/// row counts: so the sum without suppression bounds the loss here and above.
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

  var knowsExcess: Bool { true }

  /// What the domain has more than the class's area, for each suppressed row.
  ///
  /// It is not negative and does not rise on the way up, so it adds to any bound of what the rows
  /// would cost if all were kept.
  func excess(
    of node: GeneralizationNode, classes: ClassTable, isSuppressed: [Bool]
  ) -> [Double] {
    let covered = areas.areas(of: node, classes)
    let suppressed = SuppressedClasses(isSuppressed, in: classes)
    return [
      suppressed.indices.reduce(0) {
        $0 + Double(classes.rows[$1]) * max(0, areas.domain - covered[$1])
      }
    ]
  }

  /// Lowered by more than the rounding of sums in another order.
  func raisedBound(_ bound: Double, of node: GeneralizationNode, by excess: [Double]) -> Double {
    (bound + (excess.first ?? 0)) * (1 - 4 * Double(areas.rowCount + 8) * Double.ulpOfOne)
  }

  func classLoss(of index: Int, at node: GeneralizationNode, classes: ClassTable) -> Double {
    node.levels.enumerated().reduce(Double(classes.rows[index])) { area, entry in
      let code = Int(classes.codes[entry.offset][index])
      return area * areas.valuesOfCode[entry.offset][entry.element][code]
    }
  }
}
