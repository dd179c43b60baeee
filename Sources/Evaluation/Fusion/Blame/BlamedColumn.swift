/// A column of a table, as blame names it.
public struct BlamedColumn: Sendable, Hashable, Comparable {
  /// The table.
  public let table: String
  /// The column.
  public let column: String

  /// A column.
  public init(table: String, column: String) {
    self.table = table
    self.column = column
  }

  /// `table.column`.
  public var name: String { "\(table).\(column)" }

  /// Orders columns by table, then by name.
  public static func < (lhs: BlamedColumn, rhs: BlamedColumn) -> Bool {
    (lhs.table, lhs.column) < (rhs.table, rhs.column)
  }
}

/// Columns that the same features need: to remove any of them does the same.
struct ColumnGroup {
  /// The columns, in order.
  let columns: [BlamedColumn]
  /// The features that are gone without any of them, rising.
  let needing: [Int]

  /// The groups of what the features at `places` need, in the order of their first columns.
  ///
  /// - Complexity: O(columns of all features).
  static func groups(_ features: [EvidenceFeature], places: [Int]) -> [ColumnGroup] {
    var needing: [BlamedColumn: [Int]] = [:]
    for place in places {
      for column in Set(features[place].columns) {
        needing[BlamedColumn(table: features[place].table, column: column), default: []]
          .append(place)
      }
    }
    return Dictionary(grouping: needing.keys) { needing[$0] ?? [] }
      .map { ColumnGroup(columns: $1.sorted(), needing: $0) }
      .sorted { $0.columns[0] < $1.columns[0] }
  }

  /// What is left of `places` without a column of this group.
  func remaining(of places: [Int]) -> [Int] { places.filter { !needing.contains($0) } }
}
