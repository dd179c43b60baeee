/// One parameter of a step or a model of a protection plan: its name, what it may be, and what it
/// means.
///
/// The reader, the JSON Schema and the manual are made from the same list, so that they agree.
public struct PlanParameter: Sendable, Equatable {
  /// What a parameter may be.
  public enum Kind: Sendable, Equatable {
    /// A whole number from a range.
    case integer(ClosedRange<Int>)
    /// A number from a range, both ends allowed.
    case number(ClosedRange<Double>)
    /// One of some words.
    case word([String])
    /// A column's name.
    case column
    /// Columns' names, at least one.
    case columns
    /// A number for each of some columns.
    case numberByColumn(ClosedRange<Double>)
    /// Combinations of columns, each with a number.
    case combinations
    /// The path of a file, seen from the plan's folder.
    case path
    /// A text.
    case text
    /// True or false.
    case flag
  }

  /// The key in the plan.
  public let name: String
  /// What it may be.
  public let kind: Kind
  /// Whether it must be given.
  public let isRequired: Bool
  /// What it means, one sentence.
  public let meaning: String

  init(_ name: String, _ kind: Kind, required: Bool = false, _ meaning: String) {
    self.name = name
    self.kind = kind
    isRequired = required
    self.meaning = meaning
  }
}

/// The value of a parameter, checked against its kind.
public enum PlanValue: Sendable, Equatable {
  case integer(Int)
  case number(Double)
  case text(String)
  case texts([String])
  case flag(Bool)
  /// In the order of the plan.
  case numberByColumn([String: Double])
  /// Columns and a number for each combination.
  case combinations([PlanCombination])
}

/// A combination of columns with a number of its own: the k that it must reach.
public struct PlanCombination: Sendable, Equatable {
  /// The columns, in the order of the plan.
  public let columns: [String]
  /// The number.
  public let number: Int

  /// A combination.
  public init(columns: [String], number: Int) {
    self.columns = columns
    self.number = number
  }
}

/// The parameters that a plan gives, by name.
public struct PlanValues: Sendable, Equatable {
  /// By name.
  public let byName: [String: PlanValue]

  /// Parameters.
  public init(_ byName: [String: PlanValue]) { self.byName = byName }

  /// A whole number, where it is given.
  public func integer(_ name: String) -> Int? {
    if case .integer(let value) = byName[name] { value } else { nil }
  }

  /// A number, where it is given.
  public func number(_ name: String) -> Double? {
    if case .number(let value) = byName[name] { value } else { nil }
  }

  /// A word, a column, a path or a text, where it is given.
  public func text(_ name: String) -> String? {
    if case .text(let value) = byName[name] { value } else { nil }
  }

  /// Columns, where they are given.
  public func texts(_ name: String) -> [String]? {
    if case .texts(let values) = byName[name] { values } else { nil }
  }

  /// True or false, where it is given.
  public func flag(_ name: String) -> Bool? {
    if case .flag(let value) = byName[name] { value } else { nil }
  }

  /// A number for each column, where they are given.
  public func numberByColumn(_ name: String) -> [String: Double]? {
    if case .numberByColumn(let values) = byName[name] { values } else { nil }
  }

  /// Combinations of columns, where they are given.
  public func combinations(_ name: String) -> [PlanCombination]? {
    if case .combinations(let values) = byName[name] { values } else { nil }
  }
}
