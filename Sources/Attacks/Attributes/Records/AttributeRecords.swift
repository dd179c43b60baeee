public import Numerics
public import Tables

/// The part of an attribute table that an attack looks at: the columns that the adversary knows,
/// and whom each row is about.
public struct AttributeRecords: Sendable {
  /// The table's name.
  public let table: String
  /// The columns that the adversary knows, in the order of the manifest.
  public let columns: [CodedColumn]
  /// Whom each row is about.
  public let subjects: SubjectIndex
  /// The number of rows.
  public let rowCount: Int
  /// What a missing cell means.
  public let missing: MissingMeaning

  /// Records of `columns`.
  ///
  /// Under `conservative` each missing cell becomes a value of its own, different from every other.
  ///
  /// - Precondition: columns and subjects have `rowCount` rows.
  public init(
    table: String, columns: [CodedColumn], subjects: SubjectIndex, rowCount: Int,
    missing: MissingMeaning
  ) {
    precondition(columns.allSatisfy { $0.codes.count == rowCount }, "columns of unequal length")
    self.table = table
    self.columns = missing == .conservative ? columns.map(\.missingSetApart) : columns
    self.subjects = subjects
    self.rowCount = rowCount
    self.missing = missing
  }

  private init(
    unchanged columns: [CodedColumn], of records: AttributeRecords, subjects: SubjectIndex,
    rowCount: Int
  ) {
    self.table = records.table
    self.columns = columns
    self.subjects = subjects
    self.rowCount = rowCount
    self.missing = records.missing
  }

  /// The names of the columns.
  public var columnNames: [String] { columns.map(\.name) }

  /// The columns as the kernels take them.
  ///
  /// - Throws: `NumericsError` where the table is larger than the kernels take.
  public func codeColumns() throws(NumericsError) -> CodeColumns {
    try CodeColumns(
      columns: columns.map(\.codes), cardinalities: columns.map(\.cardinality),
      rowCount: rowCount)
  }

  /// The records of `rows`, in their order.
  ///
  /// - Complexity: O(`rows` * columns).
  public func selecting(rows: [Int]) -> AttributeRecords {
    AttributeRecords(
      unchanged: columns.map { column in
        CodedColumn(
          name: column.name, codes: rows.map { column.codes[$0] }, dictionary: column.dictionary)
      }, of: self, subjects: subjects.selecting(rows: rows, of: rowCount), rowCount: rows.count)
  }

  /// The records with the columns at `positions` only.
  public func selecting(columns positions: [Int]) -> AttributeRecords {
    AttributeRecords(
      unchanged: positions.map { columns[$0] }, of: self, subjects: subjects, rowCount: rowCount)
  }

  /// The records with other columns in the place of these; lengths must agree.
  func replacing(columns: [CodedColumn]) -> AttributeRecords {
    AttributeRecords(unchanged: columns, of: self, subjects: subjects, rowCount: rowCount)
  }
}

extension CodedColumn {
  /// The column with each missing cell made a value of its own, different from every other.
  var missingSetApart: CodedColumn {
    guard codes.contains(Self.missing) else { return self }
    var next = UInt32(dictionary.count)
    let apart = codes.map { code -> UInt32 in
      guard code == Self.missing else { return code }
      next += 1
      return next
    }
    return CodedColumn(name: name, codes: apart, dictionary: .opaque(count: Int(next)))
  }
}
