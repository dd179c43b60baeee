/// What the values of a column are.
public enum ValueType: String, Sendable, Equatable, Hashable, CaseIterable, Codable {
  /// Text, compared byte for byte, as written: leading zeros are kept.
  case text
  /// Whole numbers of 64 bits.
  case integer
  /// Real numbers; NaN is a missing value.
  case real
  /// Calendar days, coded as days since 1970-01-01.
  case date
  /// Points in time, coded as microseconds since 1970-01-01T00:00:00Z; without an offset, UTC.
  case timestamp
  /// True and false, coded as 1 and 0.
  case boolean
  /// A key of a data subject: equal or not, its values are dropped after coding.
  case key

  /// "a value of this kind", for an error's text.
  var phrase: String {
    switch self {
    case .text, .key: "text"
    case .integer: "whole number"
    case .real: "finite number"
    case .date: "date"
    case .timestamp: "timestamp"
    case .boolean: "truth value"
    }
  }

  /// Which forms are understood, where that helps.
  var remedy: String? {
    switch self {
    case .text, .key: nil
    case .integer: "whole numbers lie within 64 bits and have no fraction"
    case .real: "the decimal sign is a point"
    case .date: "dates are written 2026-11-21"
    case .timestamp: "timestamps are written 2026-11-21T10:30:00 with an optional Z or +01:00"
    case .boolean: "truth values are true/false, yes/no, t/f, y/n, 1/0"
    }
  }
}

/// One column that is asked for, and what its values are.
public struct ColumnRequest: Sendable, Equatable, Hashable {
  /// The column's name in the source.
  public let name: String
  /// What its values are.
  public let type: ValueType

  /// A request for the column called `name`.
  public init(_ name: String, _ type: ValueType = .text) {
    self.name = name
    self.type = type
  }
}

/// A column that a source has.
public struct SourceColumn: Sendable, Equatable, Hashable {
  /// Its name.
  public let name: String
  /// The type in which the format keeps it: text for CSV, JSON and SQLite.
  public let type: ValueType
}
