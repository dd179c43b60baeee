public import Numerics

/// A column of a table of mixed types, for microaggregation.
public enum MixedColumn: Sendable {
  /// Numbers; distance: difference over the range; centre: mean.
  case numeric([Double])
  /// Ordered categories as codes from 0; distance: difference of codes over the range; centre: the
  /// lower median.
  case ordinal([UInt32])
  /// Categories as codes from 0; distance: 0 if equal, else 1; centre: the most frequent, of several
  /// the least.
  case nominal([UInt32])

  var count: Int {
    switch self {
    case .numeric(let values): values.count
    case .ordinal(let codes), .nominal(let codes): codes.count
    }
  }
}

/// Microaggregation of numbers, ordered categories and categories together.
///
/// MDAV with Gower's distance (the mean of the columns' distances, each 0 to 1) and a centre of each
/// column's own kind.
///
/// **Guarantee**: every group has at least `minimumSize` rows; with all columns replaced by their
/// group's centre, the release is k-anonymous in them. The result does not depend on the number of
/// threads.
/// **Source**: Domingo-Ferrer and Torra, Ordinal, continuous and heterogeneous k-anonymity through
/// microaggregation, DMKD 11 (2005), algorithm 2 (MDAV-generic); Gower, Biometrics 27 (1971).
/// **Cost**: O(rows² x columns / k) time, all threads; O(rows x columns) memory.
/// **Does not protect against**: what `MDAV` does not; a nominal centre shows a true value of at
/// least one row of the group.
public enum MixedMicroaggregation {
  /// Groups of similar rows.
  ///
  /// - Throws: `DeidentificationError` where a number is not finite, a stratum has fewer than
  ///   `minimumSize` rows, lengths differ, or k is below 1.
  public static func groups(
    columns: [MixedColumn], names: [String] = [], minimumSize: Int, strata: [UInt32]? = nil,
    workers: Workers = .automatic
  ) throws(DeidentificationError) -> MicroaggregationGroups {
    guard let rowCount = columns.first?.count else {
      throw .parameter(name: "columns", rule: "must name at least one column")
    }
    for (number, column) in columns.enumerated() {
      let name = number < names.count ? names[number] : "\(number + 1)"
      guard column.count == rowCount else {
        throw .column(name: name, rule: "must have as many rows as the others")
      }
      switch column {
      case .numeric(let values):
        _ = try MicroaggregationInput.check(
          columns: [values], names: [name], minimumSize: minimumSize, strata: strata)
      case .ordinal(let codes), .nominal(let codes):
        guard codes.allSatisfy({ $0 < 1 << 24 }) else {
          throw .column(name: name, rule: "must have codes below 2^24")
        }
      }
    }
    try MicroaggregationInput.check(rowCount: rowCount, minimumSize: minimumSize, strata: strata)
    let members = MicroaggregationInput.members(strata: strata, rowCount: rowCount)
    let parts = members.map { rows in
      var run = MixedRun(columns: columns, rows: rows, minimumSize: minimumSize, workers: workers)
      return run.groups()
    }
    return MicroaggregationInput.join(parts, members: members, rowCount: rowCount)
  }

  /// The columns in which every value is replaced by its group's centre.
  public static func centres(
    of columns: [MixedColumn], in groups: MicroaggregationGroups
  ) -> [MixedColumn] {
    columns.map { column in
      switch column {
      case .numeric(let values): .numeric(groups.means(of: values))
      case .ordinal(let codes): .ordinal(groups.medians(of: codes))
      case .nominal(let codes): .nominal(groups.modes(of: codes))
      }
    }
  }
}
