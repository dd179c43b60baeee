public import Numerics
public import Tables

/// Suppresses single cells until every row is k-anonymous over its quasi-identifiers.
///
/// With `MissingMeaning.wildcard` a missing or suppressed cell matches every value, as in sdcMicro
/// and mu-Argus; with `.category` it is a value of its own; with `.conservative` it hides nobody,
/// so that only whole rows can be withdrawn (all their quasi-identifiers are suppressed, and they
/// count for no other row).
///
/// **Guarantee**: for each requirement, each row matches at least k rows (or people) of its
/// stratum, itself included, over the requirement's columns; by which cells two rows may match is
/// `WildcardRule`. A row that was unsafe loses at least one cell of its own: cells suppressed in
/// others never hide it alone (one wholly suppressed row would "match" everybody). The result is
/// counted again from its codes alone before it is returned. Under `.own`, for a complete table,
/// one requirement, and at most 12 columns to suppress, the cost is the least there is. No single
/// cell can be shown again without breaking a requirement.
///
/// **Source**: the problem of sdcMicro's `localSuppression` (Templ, Kowarik, Meindl, JSS 67, 2015)
/// and mu-Argus; `.own` is (k,1)-anonymity (Gionis, Mazza, Tassa, k-Anonymization revisited, ICDE
/// 2008), of which `.mutual` is a relaxation.
///
/// **Cost**: O(column sets tried x distinct rows x columns), and O(patterns of missing cells) hash
/// probes for each suppressed cell and each row that matches it.
///
/// **Does not protect against**: attackers who know the method (minimality: a suppressed cell says
/// that its value was rare); composition with another release in which the cell is shown;
/// homogeneous sensitive values in a class (skewness; no l-diversity); background knowledge beyond
/// the quasi-identifiers. An attacker who knows everybody's original values can rule out matches
/// that rest on wildcards, all the more under `.mutual` (see
/// `SuppressedColumns.rowsRelyingOnOthers`).
public struct LocalSuppression: Sendable {
  /// The most columns that one requirement may have.
  public static let columnLimit = 64

  /// What has to hold.
  public var requirements: [SuppressionRequirement]
  /// What a suppressed cell of each column costs, or `nil` for 1 each.
  ///
  /// The more important a column, the higher the cost of its cells.
  public var cellCosts: [Double]?
  /// Columns of which no cell may be suppressed; they are known to the attacker all the same.
  public var excludedColumns: Set<Int>
  /// What a missing or suppressed cell matches.
  public var missing: MissingMeaning
  /// Whose wildcards count; only where a missing cell is a wildcard.
  public var rule: WildcardRule

  /// Local suppression.
  ///
  /// - Parameters:
  ///   - requirements: the combinations of columns and their k.
  ///   - cellCosts: one positive number for each column of the table.
  ///   - excludedColumns: columns whose cells stay.
  ///   - missing: what a missing or suppressed cell matches.
  ///   - rule: whose missing cells let rows match, where they are wildcards.
  public init(
    requirements: [SuppressionRequirement], cellCosts: [Double]? = nil,
    excludedColumns: Set<Int> = [], missing: MissingMeaning = .wildcard,
    rule: WildcardRule = .mutual
  ) {
    self.requirements = requirements
    self.cellCosts = cellCosts
    self.excludedColumns = excludedColumns
    self.missing = missing
    self.rule = rule
  }

  /// Local suppression to k-anonymity over all columns of a table with `columnCount` columns.
  public init(
    k: Int, columnCount: Int, cellCosts: [Double]? = nil, excludedColumns: Set<Int> = [],
    missing: MissingMeaning = .wildcard, rule: WildcardRule = .mutual
  ) {
    self.init(
      requirements: [SuppressionRequirement(columns: Array(0..<max(0, columnCount)), k: k)],
      cellCosts: cellCosts, excludedColumns: excludedColumns, missing: missing,
      rule: rule)
  }

  /// Suppresses cells of a table.
  ///
  /// - Parameters:
  ///   - columns: the quasi-identifiers; code 0 is a missing cell.
  ///   - strata: the stratum of each row, where k has to hold within each stratum.
  ///   - subjects: the data subject of each row, where a person can have several rows; then k
  ///     counts different people.
  ///   - workers: threads; the result does not depend on them.
  /// - Throws: `DeidentificationError` for parameters out of range, and `noSolution` where a
  /// stratum has fewer than k rows, or the excluded columns alone tell people apart.
  public func apply(
    to columns: CodeColumns, strata: [UInt32]? = nil, subjects: [UInt32]? = nil,
    workers: Workers = .automatic
  ) throws(DeidentificationError) -> SuppressedColumns {
    try check(columns, strata: strata, subjects: subjects)
    let input = SuppressionInput(
      columns: columns, costs: costs(of: columns), excluded: excludedColumns, strata: strata,
      subjects: subjects, workers: workers)
    let result: [[UInt32]] =
      switch missing {
      case .wildcard: try input.suppressed(requirements, rule: rule)
      case .category: try CategorySuppression(input).suppressed(requirements)
      case .conservative: try input.withdrawn(requirements)
      }
    let verified = try input.verified(result, requirements, missing, rule)
    return try SuppressedColumns(
      original: columns, codes: result, smallestGroups: verified.smallest,
      rowsRelyingOnOthers: verified.relying)
  }

  private func check(
    _ columns: CodeColumns, strata: [UInt32]?, subjects: [UInt32]?
  ) throws(DeidentificationError) {
    guard !requirements.isEmpty else {
      throw .parameter(name: "requirements", rule: "must name at least one combination")
    }
    for requirement in requirements {
      guard requirement.k >= 1 else { throw .parameter(name: "k", rule: "must be at least 1") }
      guard requirement.columns.allSatisfy({ columns.columns.indices.contains($0) }) else {
        throw .parameter(name: "combinations", rule: "must name columns of the table")
      }
      guard Set(requirement.columns).count <= Self.columnLimit else {
        throw .limit(
          what: "The number of quasi-identifiers in one combination", limit: Self.columnLimit,
          remedy: "Name combinations of fewer columns")
      }
    }
    if let cellCosts {
      guard cellCosts.count == columns.columns.count,
        cellCosts.allSatisfy({ $0 > 0 && $0.isFinite })
      else {
        throw .parameter(name: "cellCosts", rule: "must hold one positive number for each column")
      }
    }
    guard strata?.count ?? columns.rowCount == columns.rowCount else {
      throw .parameter(name: "strata", rule: "must have one entry for each row")
    }
    guard subjects?.count ?? columns.rowCount == columns.rowCount else {
      throw .parameter(name: "subjects", rule: "must have one entry for each row")
    }
  }

  /// The costs of cells, columns of many values a little cheaper where the user sees no difference.
  private func costs(of columns: CodeColumns) -> [Double] {
    let stated = cellCosts ?? [Double](repeating: 1, count: columns.columns.count)
    let widest = Double(columns.cardinalities.max() ?? 1)
    return zip(stated, columns.cardinalities).map { cost, cardinality in
      cost * (1 + 1e-6 * (1 - Double(cardinality) / max(widest, 1)))
    }
  }
}
