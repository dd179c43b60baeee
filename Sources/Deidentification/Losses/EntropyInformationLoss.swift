#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The part of a record's information that is gone, summed over rows: 0 for an original record, 1
/// for one that could be any.
///
/// For each row log(product of its shares) / log(product of the domains' sizes) + 1.
/// **Source**: Wan et al., A game theoretic framework for analyzing re-identification risk, PLOS
/// ONE 10 (2015); as ARX 3.9.2 computes it. **Cost**: O(suppressed classes x quasi-identifiers).
public struct EntropyInformationLoss: LossModel {
  /// How generalised and suppressed records weigh.
  public let balance: LossBalance

  /// The measure's name.
  public var name: String { "entropy-based information loss" }

  /// The measure.
  public init(balance: LossBalance = .equal) { self.balance = balance }

  /// Makes the measure ready.
  public func prepared(
    for table: SearchTable
  ) throws(DeidentificationError) -> any PreparedLoss {
    PreparedEntropyInformation(
      information: RecordInformation(DomainShares(table)), balance: balance)
  }
}

/// The information lost by rows of each code, a sum over quasi-identifiers.
struct RecordInformation: Sendable {
  /// For each quasi-identifier, level and code: what one row loses, in 0...1; never falls on the
  /// way up, as shares don't.
  let lossOfCode: [[[Double]]]
  /// For each quasi-identifier and level: what all rows lose; never falls on the way up.
  let losses: [[Double]]
  let rowCount: Int

  init(_ shares: DomainShares) {
    let bits = shares.domainSizes.map { log(Double($0)) }
    let all = bits.reduce(0, +)
    rowCount = shares.rowCount
    lossOfCode = shares.valuesOfCode.map { levels in
      levels.map { values in
        values.map { $0 <= 1 || all == 0 ? 0 : log(Double($0)) / all }
      }
    }
    losses = zip(lossOfCode, shares.rowsOfCode).map { losses, rows in
      runningMaximum(
        zip(losses, rows).map { zip($0, $1).reduce(0) { $0 + $1.0 * Double($1.1) } })
    }
  }

  /// What all rows lose by generalisation.
  func total(of node: GeneralizationNode) -> Double {
    node.levels.enumerated().reduce(0) { $0 + losses[$1.offset][$1.element] }
  }

  /// What one row of a class loses by generalisation, in 0...1.
  func loss(of index: Int, _ node: GeneralizationNode, _ classes: ClassTable) -> Double {
    var loss = 0.0
    for (dimension, level) in node.levels.enumerated() {
      loss += lossOfCode[dimension][level][Int(classes.codes[dimension][index])]
    }
    return min(1, loss)
  }
}

/// Information lost by rows.
///
/// A kept row that loses x counts g x, a suppressed one s. x never falls on the way up, so a row
/// counts at least min(g x, s) here and above; from the levels alone at least x min(g, s), as
/// x is at most 1.
struct PreparedEntropyInformation: PreparedLoss {
  let information: RecordInformation
  let balance: LossBalance

  var isMonotone: Bool { true }

  func loss(
    of node: GeneralizationNode, classes: ClassTable, isSuppressed: [Bool]
  ) -> Double {
    let (g, s) = (balance.generalization, balance.suppression)
    var loss = g * information.total(of: node)
    for index in SuppressedClasses(isSuppressed, in: classes).indices {
      let rows = Double(classes.rows[index])
      loss += rows * (s - g * information.loss(of: index, node, classes))
    }
    return max(0, loss)
  }

  func lowerBound(of node: GeneralizationNode, classes: ClassTable) -> Double {
    if balance.suppression == 1 { return lowerBound(of: node) }
    var bound = 0.0
    for index in 0..<classes.count {
      let lost = balance.generalization * information.loss(of: index, node, classes)
      bound += Double(classes.rows[index]) * min(lost, balance.suppression)
    }
    return lowered(bound)
  }

  func lowerBound(of node: GeneralizationNode) -> Double {
    lowered(
      min(balance.generalization, balance.suppression) * information.total(of: node))
  }

  var knowsExcess: Bool { balance.suppression >= balance.generalization }

  /// Where s >= g: a suppressed row costs s - g x more, at least 0 and not rising on the way up,
  /// as x is at most 1; and the bounds are those of all rows kept.
  func excess(
    of node: GeneralizationNode, classes: ClassTable, isSuppressed: [Bool]
  ) -> [Double] {
    guard knowsExcess else { return [] }
    return [
      SuppressedClasses(isSuppressed, in: classes).indices.reduce(0) { sum, index in
        let kept = balance.generalization * information.loss(of: index, node, classes)
        return sum + Double(classes.rows[index]) * (balance.suppression - kept)
      }
    ]
  }

  func raisedBound(_ bound: Double, of node: GeneralizationNode, by excess: [Double]) -> Double {
    max(bound, lowered(bound + (excess.first ?? 0)))
  }

  func classLoss(of index: Int, at node: GeneralizationNode, classes: ClassTable) -> Double {
    Double(classes.rows[index]) * information.loss(of: index, node, classes)
  }

  /// By more than the rounding of sums in another order.
  private func lowered(_ bound: Double) -> Double {
    max(0, bound - 1e-12 * Double(information.rowCount + 1))
  }
}
