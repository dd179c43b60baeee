/// A table whose rows are the people's data as they are: nothing was protected.
public enum Raw: TableState {}

/// A table that someone proposes to release; the gate has not passed it.
public enum ReleaseCandidate: TableState {}

/// A table that the gate has passed.
public enum Released: TableState {}

/// How far a table is on its way out of the house; the states are types, so a raw table can't be
/// passed where a released one is wanted.
public protocol TableState: Sendable {}

/// Dictionary-coded columns of equal length.
///
/// Anyone can make a `CodedTable<Raw>` or a `CodedTable<ReleaseCandidate>`; only the gate makes a
/// `CodedTable<Released>`.
public struct CodedTable<State: TableState>: Sendable, Equatable {
  /// The table's name in the manifest.
  public let name: String
  /// The number of rows of each column.
  public let rowCount: Int
  /// The columns, in the order in which they were asked for.
  public let columns: [CodedColumn]

  package init(uncheckedName name: String, rowCount: Int, columns: [CodedColumn]) {
    precondition(columns.allSatisfy { $0.codes.count == rowCount }, "columns of unequal length")
    self.name = name
    self.rowCount = rowCount
    self.columns = columns
  }

  /// The column called `name`, or `nil`.
  ///
  /// - Complexity: O(columns).
  public func column(_ name: String) -> CodedColumn? {
    columns.first { $0.name == name }
  }
}

extension CodedTable where State == Raw {
  /// A raw table of `columns`.
  ///
  /// - Precondition: each column has `rowCount` rows.
  public init(name: String, rowCount: Int, columns: [CodedColumn]) {
    self.init(uncheckedName: name, rowCount: rowCount, columns: columns)
  }
}

extension CodedTable where State == ReleaseCandidate {
  /// A candidate for release.
  ///
  /// - Precondition: each column has `rowCount` rows.
  public init(candidate name: String, rowCount: Int, columns: [CodedColumn]) {
    self.init(uncheckedName: name, rowCount: rowCount, columns: columns)
  }
}
