public import Numerics

/// Maximum distance to average vector: multivariate microaggregation with groups of k to 2k-1 rows.
///
/// While 2k rows are left: the row farthest from their mean is grouped with its k - 1 nearest; and,
/// while 3k were left, so is the row farthest from that first one. What remains is the last group.
///
/// **Guarantee**: every group has at least `minimumSize` rows, so rows are indistinguishable in the
/// columns that are replaced. The result is that of the plain O(n² / k) method, row for row, ties
/// included: trees and bounds only skip what cannot be chosen. It is the same for any number of
/// threads.
/// **Source**: Domingo-Ferrer and Torra, Ordinal, continuous and heterogeneous k-anonymity through
/// microaggregation, DMKD 11 (2005), algorithm 1, in the variant of sdcMicro 5.8.1 (`Mdav.h`):
/// columns standardised, squared distances accumulated in single precision, the farthest row the
/// first of equals, the nearest rows the last of equals, the second group's centre the row that was
/// farthest from the first's before rows were removed.
/// **Cost**: O(rows x columns) memory. Some O(log rows) distances a row where columns are few; at
/// worst (many columns without structure) O(rows² / k). Strata run side by side, the groups of one
/// stratum one after the other: each depends on those before.
/// **Does not protect against**: inference of what all rows of a group have in common; columns that
/// are not replaced; an adversary who knows k - 1 of a group (then the mean gives the last value);
/// outliers, whose group's mean is still far out.
public enum MDAV {
  /// Groups of similar rows.
  ///
  /// - Parameters:
  ///   - columns: numbers, one array a column; columns that shall shape the groups but keep their
  ///     values (fixed variables) belong here too, and are left out when values are replaced.
  ///   - names: what errors call the columns; their numbers where empty.
  ///   - minimumSize: k, the least size of a group.
  ///   - strata: a number for each row; rows of different strata are never grouped.
  /// - Throws: `DeidentificationError` where a cell is not finite, a stratum has fewer than
  ///   `minimumSize` rows, lengths differ, or k is below 1.
  public static func groups(
    columns: [[Double]], names: [String] = [], minimumSize: Int, strata: [UInt32]? = nil,
    workers: Workers = .automatic
  ) throws(DeidentificationError) -> MicroaggregationGroups {
    let rowCount = try MicroaggregationInput.check(
      columns: columns, names: names, minimumSize: minimumSize, strata: strata)
    let members = MicroaggregationInput.members(strata: strata, rowCount: rowCount)
    let standardized = columns.map { ColumnScale($0).standardized($0) }
    let parts = concurrentChunks(
      count: members.count, maximumChunks: members.count, workers: workers
    ) { range in
      range.map { stratum in
        var run = MDAVRun(
          PointTable(columns: standardized, rows: members[stratum]), minimumSize: minimumSize)
        return run.groups()
      }
    }.flatMap { $0 }
    return MicroaggregationInput.join(parts, members: members, rowCount: rowCount)
  }
}

/// What all kinds of microaggregation ask of their input.
enum MicroaggregationInput {
  /// Checks numbers, lengths and sizes; returns the number of rows.
  static func check(
    columns: [[Double]], names: [String], minimumSize: Int, strata: [UInt32]?
  ) throws(DeidentificationError) -> Int {
    guard let rowCount = columns.first?.count else {
      throw .parameter(name: "columns", rule: "must name at least one column")
    }
    for (number, column) in columns.enumerated() {
      let name = number < names.count ? names[number] : "\(number + 1)"
      guard column.count == rowCount else {
        throw .column(name: name, rule: "must have as many rows as the others")
      }
      guard column.allSatisfy({ abs($0) <= 0x1p500 }) else {
        throw .column(
          name: name, rule: "has a cell that is missing or not finite; remove or fill it first")
      }
    }
    try check(rowCount: rowCount, minimumSize: minimumSize, strata: strata)
    return rowCount
  }

  /// Checks the least size of a group against the rows and the strata.
  static func check(
    rowCount: Int, minimumSize: Int, strata: [UInt32]?
  ) throws(DeidentificationError) {
    guard minimumSize >= 1 else {
      throw .parameter(name: "minimumSize", rule: "must be at least 1")
    }
    guard rowCount < Int(UInt32.max) else {
      throw .limit(what: "The number of rows", limit: Int(UInt32.max) - 1, remedy: "Use strata")
    }
    guard rowCount >= minimumSize else {
      throw .noSolution(
        reason: "There are fewer rows than a group must have", remedy: "Lower the minimum size")
    }
    guard let strata else { return }
    guard strata.count == rowCount else {
      throw .parameter(name: "strata", rule: "must have one entry for each row")
    }
    var sizes: [UInt32: Int] = [:]
    for stratum in strata { sizes[stratum, default: 0] += 1 }
    guard sizes.values.allSatisfy({ $0 >= minimumSize }) else {
      throw .noSolution(
        reason: "A stratum has fewer rows than a group must have",
        remedy: "Merge small strata or lower the minimum size")
    }
  }

  /// The rows of each stratum, ascending; strata in the order of their numbers.
  static func members(strata: [UInt32]?, rowCount: Int) -> [[UInt32]] {
    guard let strata else { return [Array(0..<UInt32(rowCount))] }
    var rows: [UInt32: [UInt32]] = [:]
    for (row, stratum) in strata.enumerated() { rows[stratum, default: []].append(UInt32(row)) }
    return rows.sorted { $0.key < $1.key }.map(\.value)
  }

  /// One numbering of the groups of all strata.
  static func join(
    _ parts: [MicroaggregationGroups], members: [[UInt32]], rowCount: Int
  ) -> MicroaggregationGroups {
    var groupOfRow = [UInt32](repeating: 0, count: rowCount)
    var count = 0
    for (part, rows) in zip(parts, members) {
      for (row, group) in zip(rows, part.groupOfRow) {
        groupOfRow[Int(row)] = UInt32(count) + group
      }
      count += part.count
    }
    return MicroaggregationGroups(groupOfRow: groupOfRow, count: count)
  }
}
