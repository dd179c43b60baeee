import Numerics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How large a part of a column's domain each generalised value covers, and how many rows have it.
///
/// The domain is the values of the hierarchy, whether or not they occur. A missing cell is never
/// generalised: it covers as much as one value, at each level.
struct DomainShares: Sendable {
  /// The number of values of each quasi-identifier's domain, at least 1.
  let domainSizes: [Int]
  /// For each quasi-identifier, level and code: the values that the code stands for.
  let valuesOfCode: [[[Int]]]
  /// For each quasi-identifier, level and code: the rows of the release.
  let rowsOfCode: [[[Int]]]
  /// For each quasi-identifier and level: the sum of rows times values.
  let coverage: [[Int]]
  /// The rows of the release.
  let rowCount: Int

  /// - Complexity: O(tuples x quasi-identifiers + values x levels).
  init(_ table: SearchTable) {
    let counts = table.counts
    var (sizes, values, rows) = ([Int](), [[[Int]]](), [[[Int]]]())
    for (hierarchy, codes) in zip(table.quasiIdentifiers, table.tuples.columns) {
      let valueCount = hierarchy.levels[0].groupOfCode.count
      sizes.append(max(1, valueCount - 1))
      values.append(hierarchy.levels.map(Self.values(of:)))
      rows.append(Self.rows(hierarchy, codes: codes, counts: counts))
    }
    domainSizes = sizes
    valuesOfCode = values
    rowsOfCode = rows
    coverage = zip(values, rows).map { values, rows in
      zip(values, rows).map { zip($0, $1).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    rowCount = table.rowCount
  }

  /// The logarithm of the share of each code, for one quasi-identifier and level.
  func logShares(_ dimension: Int, _ level: Int) -> [Double] {
    valuesOfCode[dimension][level].map {
      $0 == 0 ? 0 : log(Double($0) / Double(domainSizes[dimension]))
    }
  }

  private static func values(of level: Hierarchy.Level) -> [Int] {
    var values = [Int](repeating: 0, count: level.cardinality)
    for group in level.groupOfCode.dropFirst() { values[Int(group)] += 1 }
    values[0] = 1
    return values
  }

  private static func rows(
    _ hierarchy: Hierarchy, codes: [UInt32], counts: [UInt32]
  ) -> [[Int]] {
    var rowsOfCode = [Int](repeating: 0, count: hierarchy.levels[0].groupOfCode.count)
    for (code, count) in zip(codes, counts) { rowsOfCode[Int(code)] += Int(count) }
    return hierarchy.levels.map { level in
      var rows = [Int](repeating: 0, count: level.cardinality)
      for (group, count) in zip(level.groupOfCode, rowsOfCode) { rows[Int(group)] += count }
      return rows
    }
  }
}
