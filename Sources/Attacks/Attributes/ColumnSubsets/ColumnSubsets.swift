public import Evaluation
public import Findings
import Numerics
import Tables

/// Which few columns, together, find the most people; which column is to blame; what would mend it.
///
/// **Guarantee** exact for the release where the scan is exhaustive, and said so; otherwise the
/// sets named are the best of those looked at.
/// **Source** Motwani and Xu, *Efficient algorithms for masking and finding quasi-identifiers*,
/// SIAM SDM workshop 2008: distinction and separation of column sets.
/// **Cost** O(rows * columns) once; O(groups) for each of the 2^columns sets, up to `workLimit`.
/// **Does not protect against** combinations with columns that are not in this table.
public struct ColumnSubsets: ExactAttack {
  /// What it is.
  public let description = Self.about

  static let about = AttackDescription(
    id: "attributes/column-subsets", title: "The few columns that tell most",
    channel: .attributes, risk: .singlingOut, failureMode: .contextualAggregation,
    source: "Motwani and Xu 2008, SIAM SDM workshop on privacy",
    doesNotCover: "columns of other tables and other sources")

  /// How many groups are looked at over all subsets before the scan gives way to a search.
  static let workLimit = 4_000_000_000.0

  /// One row for each data subject, the first.
  let records: AttributeRecords
  /// The sets found, the most telling of each size; sizes rising.
  let telling: [TellingSet]
  /// Whether all sets of columns were looked at.
  let isExhaustive: Bool
  /// All sets' statistics, where all were looked at.
  let scan: SubsetScan?

  /// The most telling set of its size.
  struct TellingSet: Sendable, Equatable {
    /// Positions of the columns, rising.
    let columns: [Int]
    /// How well it tells rows apart.
    let statistics: SubsetStatistics
  }

  /// Looks at the column sets of `records`.
  ///
  /// - Throws: `NumericsError` where the table is larger than the kernels take.
  public init(_ records: AttributeRecords) throws {
    self.records = records.onePerSubject()
    let columns = try self.records.codeColumns()
    let unique = UniqueTuples(columns)
    let work = Double(unique.count) * Self.power(2, self.records.columns.count)
    if self.records.columns.count <= SubsetScan.columnLimit, work <= Self.workLimit {
      let scan = try SubsetScan(unique)
      self.scan = scan
      self.telling = Self.mostTelling(of: scan)
      self.isExhaustive = true
    } else {
      self.scan = nil
      self.telling = try Self.search(columns, tuples: unique.count)
      self.isExhaustive = false
    }
  }

  /// The set that an adversary of three facts would choose: the most telling of at most three
  /// columns.
  var best: TellingSet? { telling.last { $0.columns.count <= 3 } }

  /// The risk of each data subject when exactly the columns of `best` are known.
  public func subjectRisks() throws -> [Double] {
    guard let best else { return [] }
    return try GroupSizes(records.selecting(columns: best.columns)).subjectRisks()
  }

  private static func mostTelling(of scan: SubsetScan) -> [TellingSet] {
    guard scan.columnCount > 0 else { return [] }
    return (1...scan.columnCount).compactMap { size in
      let masks = scan.statistics.indices.filter { $0.nonzeroBitCount == size }
      // The first of equals has the lowest mask, so the answer does not depend on any order.
      return masks.max { first, second in
        (scan.statistics[first].classCount, -first) < (scan.statistics[second].classCount, -second)
      }.map { mask in
        TellingSet(
          columns: SubsetScan.columns(of: UInt32(mask)), statistics: scan.statistics[mask])
      }
    }
  }

  /// The best set of each small size that a bounded search finds, and all columns together.
  private static func search(_ columns: CodeColumns, tuples: Int) throws -> [TellingSet] {
    let evaluations = Int(min(max(Self.workLimit / Double(max(tuples, 1)) / 20, 500), 20_000))
    let rankings = SubsetSearch(columns).mostSinglingOut(
      count: 1, limits: .init(maximumSize: 4, maximumEvaluations: evaluations))
    let found = rankings.compactMap(\.sets.first).map {
      TellingSet(columns: $0.columns, statistics: $0.statistics)
    }
    let everything = TellingSet(
      columns: Array(columns.columns.indices), statistics: SubsetStatistics(ClassSizes(columns)))
    return found.filter { $0.columns.count < everything.columns.count } + [everything]
  }

  private static func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { value, _ in value * base }
  }
}

extension AttributeRecords {
  /// The first row of each data subject; the records themselves where each row is one.
  func onePerSubject() -> AttributeRecords {
    guard subjects.hasSeveralRowsPerSubject else { return self }
    let rows = subjects.firstRows().filter { $0 >= 0 }.sorted()
    let single = selecting(rows: rows)
    return AttributeRecords(
      table: table, columns: single.columns, subjects: SubjectIndex(rowCount: rows.count),
      rowCount: rows.count, missing: missing)
  }
}
