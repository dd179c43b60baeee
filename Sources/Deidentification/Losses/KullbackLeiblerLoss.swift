import Numerics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The bits by which the release, read as a distribution over all records that it could stand for,
/// differs from the original one.
///
/// The sum over distinct original records of p log2(p / q); a class spreads its rows evenly over
/// the records it covers, and the suppressed rows over the whole domain. **Source**: Kifer, Gehrke,
/// Injecting utility into anonymized datasets, SIGMOD 2006; Machanavajjhala et al., l-diversity,
/// TKDD 1 (2007). ARX 3.9.2 sums over rows instead of distinct records, which weights each record
/// by its count and is no divergence; this one sums records. **Cost**: O(classes x
/// quasi-identifiers).
public struct KullbackLeiblerLoss: LossModel {
  /// The measure's name.
  public var name: String { "Kullback-Leibler divergence" }

  /// The measure.
  public init() {}

  /// Makes the measure ready.
  public func prepared(
    for table: SearchTable
  ) throws(DeidentificationError) -> any PreparedLoss {
    let selected: CodeColumns
    do {
      selected = try table.tuples.selecting(Array(table.quasiIdentifiers.indices))
    } catch {
      throw .parameter(name: "tuples", rule: "must have a column for each attribute")
    }
    let records = EquivalenceClasses(selected)
    var rows = [Int](repeating: 0, count: records.count)
    for (record, count) in zip(records.classOfRow, table.counts) {
      rows[Int(record)] += Int(count)
    }
    return PreparedKullbackLeibler(
      areas: ClassAreas(DomainShares(table)),
      recordBits: xLogX(rows.map { Double($0) }, total: Double(table.rowCount)))
  }
}

/// The sum of p log2 p for p = x / total.
private func xLogX(_ numbers: [Double], total: Double) -> Double {
  numbers.reduce(0) { $1 > 0 ? $0 + $1 / total * log2($1 / total) : $0 }
}

/// Spread of classes over what they cover.
///
/// The divergence is the records' sum of p log2 p, which is fixed, plus the sum over classes of
/// P log2(A / P), with P a class's part of the rows and A its area. By the log-sum inequality
/// sum P_i log2(A_i / P_i) <= P log2(A / P) with P = sum P_i and A >= sum A_i: classes that merge,
/// on the way up or into the suppressed one, cover disjoint parts of what the merged one covers. So
/// the sum without suppression bounds the loss here and above. It is not negative.
struct PreparedKullbackLeibler: PreparedLoss {
  let areas: ClassAreas
  let recordBits: Double

  var isMonotone: Bool { true }

  func loss(
    of node: GeneralizationNode, classes: ClassTable, isSuppressed: [Bool]
  ) -> Double {
    guard areas.rowCount > 0 else { return 0 }
    let covered = areas.areas(of: node, classes)
    let total = Double(areas.rowCount)
    var (bits, lost) = (0.0, 0.0)
    for index in 0..<classes.count {
      let rows = Double(classes.rows[index])
      if index < isSuppressed.count, isSuppressed[index] {
        lost += rows
      } else if rows > 0 {
        bits += rows / total * log2(covered[index] * total / rows)
      }
    }
    if lost > 0 { bits += lost / total * log2(areas.domain * total / lost) }
    return max(0, recordBits + bits)
  }

  /// Lowered by more than the rounding of a sum in another order.
  func lowerBound(of node: GeneralizationNode, classes: ClassTable) -> Double {
    max(0, loss(of: node, classes: classes, isSuppressed: []) - 1e-9)
  }

  func lowerBound(of node: GeneralizationNode) -> Double { 0 }

  /// Of classes of one size those that cover more lose more.
  func classLoss(of index: Int, at node: GeneralizationNode, classes: ClassTable) -> Double {
    PreparedAmbiguity(areas: areas).classLoss(of: index, at: node, classes: classes)
  }
}
