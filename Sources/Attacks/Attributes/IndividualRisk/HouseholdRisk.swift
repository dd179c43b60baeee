import Foundation

/// The risk of households: a household is found when at least one of its members is, and then all
/// of them are.
///
/// R = 1 - product of (1 - r_i) over its members, taken as independent; each member carries R.
///
/// **Source**: Templ, Kowarik, Meindl 2015, "Statistical Disclosure Control for Micro-Data Using
/// the R Package sdcMicro", JSS 67(4), section 3.4. **Cost**: O(rows).
/// **Does not protect against**: an adversary who knows several members' keys at once: the
/// household's composition is itself a key.
public struct HouseholdRisk: Sendable, Equatable {
  /// The risk of each row's household.
  public let risks: [Double]
  /// The number of households; a row without one is a household of its own.
  public let householdCount: Int

  /// Risks of households from those of their members.
  ///
  /// - Parameters:
  ///   - risks: one for each row, in [0, 1].
  ///   - households: the code of each row's household; 0 (missing) stands alone.
  /// - Throws: `PopulationError.lengthMismatch`, or `frequency` where a risk is not in [0, 1].
  public init(memberRisks: [Double], households: [UInt32]) throws(PopulationError) {
    guard memberRisks.count == households.count else {
      throw .lengthMismatch(
        what: "households", expected: memberRisks.count, found: households.count)
    }
    for row in memberRisks.indices where !(memberRisks[row] >= 0 && memberRisks[row] <= 1) {
      throw .frequency(row: row)
    }
    let grouping = RowGrouping(columns: [households], rowCount: households.count)
    // Sums of ln(1 - r) keep small risks exact where products of 1 - r would round.
    var logarithms = [Double](repeating: 0, count: grouping.count)
    for row in households.indices {
      logarithms[Int(grouping.groupOfRow[row])] += log1p(-memberRisks[row])
    }
    risks = households.indices.map { row in
      households[row] == 0
        ? memberRisks[row] : -expm1(logarithms[Int(grouping.groupOfRow[row])])
    }
    let alone = households.reduce(0) { $0 + ($1 == 0 ? 1 : 0) }
    householdCount = grouping.count - (alone > 0 ? 1 : 0) + alone
  }

  /// The expected number of people re-identified, housemates of found people included.
  public var expectedReidentifications: Double { risks.reduce(0, +) }

  /// The expected share of rows re-identified; 0 for no rows.
  public var globalRisk: Double {
    risks.isEmpty ? 0 : expectedReidentifications / Double(risks.count)
  }
}
