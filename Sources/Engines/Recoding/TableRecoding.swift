/// What becomes of a table's columns and rows on the way to a release candidate.
public struct TableRecoding: Sendable, Equatable {
  /// What becomes of one column.
  public struct Column: Sendable, Equatable {
    /// The column's name in the source, and in the output.
    public let name: String
    /// The groups that replace the values; `nil`: the column stays as it is.
    public let groups: ValueGroups?

    /// A column; without groups it stays.
    public init(_ name: String, groups: ValueGroups? = nil) {
      self.name = name
      self.groups = groups
    }
  }

  /// What becomes of rows that are in no class that holds.
  public enum SuppressedRows: Sendable, Equatable {
    /// They are left out.
    case removed
    /// They lose all columns that have groups: `*` stands there.
    case masked
  }

  /// The columns of the output, in order; others of the source are dropped.
  public let columns: [Column]
  /// The suppressed classes: the group of each column that has groups, in the order of `columns`.
  public let suppressed: [[UInt32]]
  /// What becomes of their rows.
  public let suppressedRows: SuppressedRows

  /// A recoding.
  public init(
    columns: [Column], suppressed: [[UInt32]] = [], suppressedRows: SuppressedRows = .removed
  ) {
    self.columns = columns
    self.suppressed = suppressed
    self.suppressedRows = suppressedRows
  }
}

/// Which group each value of a column belongs to, and what the groups are called.
public struct ValueGroups: Sendable, Equatable {
  /// The values as texts, as `distinctTuples` gives a column that is asked for as text.
  public let values: [String]
  /// The group of each value, from 1; 0 is a missing cell, which stays missing.
  public let groups: [UInt32]
  /// The names of the groups, from group 1 on.
  public let labels: [String]

  /// Groups.
  public init(values: [String], groups: [UInt32], labels: [String]) {
    self.values = values
    self.groups = groups
    self.labels = labels
  }
}

/// A table that was written.
public struct WrittenTable: Sendable, Equatable {
  /// Its rows.
  public let rowCount: Int
}
