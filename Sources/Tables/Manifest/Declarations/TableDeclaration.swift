/// One table of a manifest.
public struct TableDeclaration: Sendable, Equatable {
  /// Its name in the manifest.
  public var name: String
  /// What its rows are.
  public var kind: TableKind
  /// Where it is and how it is written.
  public var source: TableSource
  /// The original beside this release, rows matched by the subject key.
  public var original: TableSource?
  /// What an adversary holds; its subject key is known, for grading only.
  public var auxiliary: MatchedSource?
  /// A table of the population that the data subjects were drawn from.
  public var population: MatchedSource?
  /// The columns in the order of the file, names unique and matched exactly.
  public var columns: [ColumnDeclaration]

  /// A table.
  public init(
    name: String, kind: TableKind, source: TableSource, original: TableSource? = nil,
    auxiliary: MatchedSource? = nil, population: MatchedSource? = nil,
    columns: [ColumnDeclaration]
  ) {
    self.name = name
    self.kind = kind
    self.source = source
    self.original = original
    self.auxiliary = auxiliary
    self.population = population
    self.columns = columns
  }

  /// The column called `name`, or `nil`.
  ///
  /// - Complexity: O(columns).
  public func column(_ name: String) -> ColumnDeclaration? {
    columns.first { $0.name == name }
  }

  /// The columns of a role, in order.
  ///
  /// - Complexity: O(columns).
  public func columns(of role: ColumnRole) -> [ColumnDeclaration] {
    columns.filter { $0.role == role }
  }

  /// The column that holds the data subject's key, or `nil` where each row is a data subject.
  public var subject: ColumnDeclaration? { columns.first { $0.role == .subject } }
}

/// One column of a table.
public struct ColumnDeclaration: Sendable, Equatable {
  /// Its name, exactly as in the file.
  public var name: String
  /// What it is to an adversary.
  public var role: ColumnRole
  /// The type that it is read as; `nil`: as the engine finds it.
  public var type: ColumnType?
  /// Whether its values have an order, as numbers have: wages, classes of income, grades.
  public var isOrdered: Bool
  /// The time zone of local times: a name of the IANA database; `nil`: UTC, or as each cell says.
  public var zone: String?
  /// The unit of a number that measures time or place; `nil`: degrees, and none for times.
  public var unit: ColumnUnit?

  /// A column.
  public init(
    name: String, role: ColumnRole, type: ColumnType? = nil, isOrdered: Bool = false,
    zone: String? = nil, unit: ColumnUnit? = nil
  ) {
    self.name = name
    self.role = role
    self.type = type
    self.isOrdered = isOrdered
    self.zone = zone
    self.unit = unit
  }
}
