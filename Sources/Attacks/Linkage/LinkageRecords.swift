/// The rows that are linked: two tables, or one with itself.
public struct LinkageRecords: Sendable {
  /// The table's name in the report.
  public let table: String
  /// The columns.
  public let fields: [LinkageField]
  /// The number of rows of the left table.
  public let leftCount: Int
  /// The number of rows of the right table.
  public let rightCount: Int
  /// Whether both are one table: then a pair has its smaller row on the left.
  public let isOneTable: Bool

  /// Rows to link.
  ///
  /// - Throws: `LinkageError.noColumns`, `columnLength`, `tooManyRows`.
  public init(table: String, fields: [LinkageField], isOneTable: Bool) throws(LinkageError) {
    guard let first = fields.first else { throw .noColumns(table: table) }
    for field in fields
    where field.left.count != first.left.count || field.right.count != first.right.count
      || (isOneTable && field.left.count != field.right.count)
    {
      throw .columnLength(column: field.name)
    }
    guard max(first.left.count, first.right.count) < Int(UInt32.max) else {
      throw .tooManyRows(count: max(first.left.count, first.right.count))
    }
    self.table = table
    self.fields = fields
    self.leftCount = first.left.count
    self.rightCount = first.right.count
    self.isOneTable = isOneTable
  }

  /// The number of all pairs there are.
  public var pairCount: Double {
    isOneTable
      ? Double(leftCount) * Double(max(leftCount - 1, 0)) / 2
      : Double(leftCount) * Double(rightCount)
  }

  /// The most pairs that can be one person if each person has a row in either table.
  var mostMatches: Double {
    isOneTable ? pairCount : Double(max(leftCount, rightCount))
  }

  /// The same rows with the fields at `positions` only.
  ///
  /// - Throws: `LinkageError.noSuchColumn`, `noColumns`.
  public func selecting(_ positions: [Int]) throws(LinkageError) -> LinkageRecords {
    for position in positions where !fields.indices.contains(position) {
      throw .noSuchColumn(position: position, count: fields.count)
    }
    return try LinkageRecords(
      table: table, fields: positions.map { fields[$0] }, isOneTable: isOneTable)
  }
}
